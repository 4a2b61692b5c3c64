"""One answer: what a learner said to one activity, at one moment."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from coprod_training.errors import NewerRecord

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One line of an answers file. It never holds a name.

    id: made by the page, so that the same answer sent twice is kept once.
    response: what the activity's kind defines. text: the same in words, as shown at the time.
    attempt: how many times it has been checked, this one included; 0 before the first check.
    checked: the learner asked for feedback with this answer. at: UTC, ISO 8601, ends in Z.
    question: fingerprint of the activity's wording at the time (see `Activity.fingerprint`).
    """

    id: str
    activity: str
    response: Any
    at: str
    attempt: int = 0
    checked: bool = False
    question: str = ""
    text: str = ""

    def as_record(self) -> dict[str, Any]:
        """The answer as it is written, with its schema version first."""
        return {"schema": SCHEMA, **asdict(self)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self | None:
        """The answer in a record, or None when the record is not an answer.

        Raises NewerRecord when a newer version of the course wrote it.
        """
        schema = record.get("schema")
        if not isinstance(schema, int) or isinstance(schema, bool):
            return None
        if schema > SCHEMA:
            raise NewerRecord(
                "Some answers here were saved by a newer version of this course.",
                fix="Install the newer version. Nothing has been changed or lost.",
            )
        wanted = {
            "id": str,
            "activity": str,
            "at": str,
            "attempt": int,
            "checked": bool,
            "question": str,
            "text": str,
        }
        values = {name: record.get(name) for name in wanted}
        fits = all(isinstance(values[name], kind) for name, kind in wanted.items())
        if not fits or "response" not in record:
            return None
        return cls(response=record["response"], **values)  # type: ignore[arg-type]  # checked above
