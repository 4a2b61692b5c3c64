"""A module as numbered passages, each with an id that stays: what packs are made of. Pure.

An id is the part of the lesson it stands in, and its place there, such as "content-note/2". In an
activity the place is the path of its words, such as "consent-form/lines.give-back.text": it stays
the same when options change their order.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Literal, get_args

from coprod_training.errors import CoprodError, refuse_newer

Sort = Literal["heading", "words", "label", "quote", "item", "heads", "row", "note", "answer"]
SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One thing that can be said something about.

    text: its words; of a row its cells with " | " between them; of an answer "", since they are
    still to be written. level: of a heading. label: what it is, such as "Option A"; of an answer
    the question. cells: of a row; of an answer what can be chosen, where it is a choice. slot:
    whose place it is; of an answer there, the words are a contribution.
    """

    id: str
    sort: Sort
    text: str
    level: int = 0
    label: str = ""
    cells: tuple[str, ...] = ()
    slot: str = ""

    @property
    def cell(self) -> str:
        """The part of the lesson, the activity or the page of the pack that it stands in."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """What one person is sent. module: its slug. version: of the course. ref: whose copy it is.

    ref: the opaque reference of an agreed contribution; "" for a copy that is anybody's.
    """

    module: str
    title: str
    version: str
    passages: tuple[Passage, ...]
    ref: str = ""

    @property
    def id(self) -> str:
        """Ten characters that change with any word of it, and with whose copy it is."""
        said = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return sha256(said.encode()).hexdigest()[:10]

    def numbered(self) -> Iterable[tuple[int, Passage]]:
        """Each passage with its number, from 1."""
        return enumerate(self.passages, 1)


def row(id_: str, cells: Iterable[str], sort: Literal["heads", "row"] = "row") -> Passage:
    """One row of a table."""
    found = tuple(" ".join(one.split()) for one in cells)
    return Passage(id=id_, sort=sort, text=" | ".join(found), cells=found)


def answer(id_: str, label: str, *choices: str, slot: str = "") -> Passage:
    """A place to write. label: the question. choices: when it is one of these."""
    return Passage(id=id_, sort="answer", text="", label=label, cells=choices, slot=slot)


def as_data(pack: Pack) -> dict[str, Any]:
    """A pack as JSON has it."""
    return {"schema": SCHEMA, "id": pack.id, **json.loads(json.dumps(asdict(pack)))}


def from_data(data: object) -> Pack:
    """The pack that `as_data` wrote. Raises CoprodError when it is none, changed, or newer."""
    if isinstance(data, Mapping):
        refuse_newer(data, SCHEMA, "This pack was")
    try:
        if not isinstance(data, Mapping) or data["schema"] != SCHEMA:
            raise TypeError
        pack = Pack(
            passages=tuple(_passage(one) for one in data["passages"]),
            **{name: str(data[name]) for name in ("module", "title", "version", "ref")},
        )
        if data["id"] != pack.id:
            raise ValueError
        if len({one.id for one in pack.passages}) != len(pack.passages):
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise CoprodError(
            "What this file says about its passages has changed since it was sent.",
            fix="Ask for the file again, or give the pack that was sent with --pack.",
        ) from error
    return pack


def _passage(data: Mapping[str, Any]) -> Passage:
    if data["sort"] not in get_args(Sort):
        raise ValueError
    words = {name: str(data[name]) for name in ("id", "text", "label", "slot")}
    cells = tuple(map(str, data["cells"]))
    return Passage(sort=data["sort"], level=int(data["level"]), cells=cells, **words)
