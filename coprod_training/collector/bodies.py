"""Reads what was sent, up to a size; nothing larger is ever held in memory."""

import msgspec
from fastapi import Request

from coprod_training.collector.refusals import Refusal

MIB = 2**20


async def bytes_of(request: Request, most: int, types: tuple[str, ...]) -> bytes:
    """The body. most: bytes. types: what it may say that it is. Raises Refusal."""
    said = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if said not in types:
        raise Refusal(415)
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise Refusal(413)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            raise Refusal(413)
    return bytes(content)


async def json_of(request: Request, most: int) -> object:
    """What the body says in JSON. most: bytes. Raises Refusal."""
    content = await bytes_of(request, most, ("application/json",))
    try:
        found: object = msgspec.json.decode(content)
    except (ValueError, RecursionError) as error:
        raise Refusal(400) from error
    return found


async def object_of(request: Request, most: int) -> dict[str, object]:
    """The JSON object of the body. most: bytes. Raises Refusal."""
    found = await json_of(request, most)
    if not isinstance(found, dict):
        raise Refusal(422)
    return found
