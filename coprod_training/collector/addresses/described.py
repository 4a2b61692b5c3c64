"""What /openapi.json says of every address: its body, and each way of being refused."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Said:
    """Every refusal. what: what is wrong. fix: what to do."""

    what: str
    fix: str


_REFUSALS = {
    400: "Not readable",
    401: "No token, or one that the hub does not know",
    403: "Not open to the person who asks",
    404: "Nothing with this name for the person who asks",
    413: "Too large",
    415: "A different type of content",
    422: "Another shape",
    429: "Too often; wait as Retry-After says",
    503: "Something is away, and nothing was kept; send it again as Retry-After says",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals that an address makes, beside those that every one makes."""
    every = (400, 401, 403, 422, 503)
    return {one: {"model": Said, "description": _REFUSALS[one]} for one in {*every, *statuses}}


def json_body(schema: dict[str, Any]) -> dict[str, Any]:
    """For openapi_extra: a body in JSON. The address reads it by itself, up to a size."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def zip_body() -> dict[str, Any]:
    """For openapi_extra: a body that is a zip."""
    schema = {"type": "string", "format": "binary"}
    return {"requestBody": {"required": True, "content": {"application/zip": {"schema": schema}}}}


def zip_reply(description: str) -> dict[int | str, dict[str, Any]]:
    """For responses: a reply that is a zip."""
    schema = {"type": "string", "format": "binary"}
    return {200: {"description": description, "content": {"application/zip": {"schema": schema}}}}
