"""Statements as xAPI 2.0 says them, for a learning record store elsewhere. Actors are pseudonyms.

Source: IEEE 9274.1.1 (xAPI 2.0), part 4.2. Words: progress/vocabulary.py.
"""

from typing import Any
from uuid import UUID, uuid5

from coprod_training.collector.kept_statements import Kept, time_words
from coprod_training.progress.statements import points_of
from coprod_training.progress.vocabulary import (
    ACTIVITY_TYPES,
    ATTEMPT,
    COURSE_VERSION,
    HOME_PAGE,
    OBJECT_ID,
    VERBS,
)

VERSION = "2.0.0"
MODULE = "urn:coprod-training:extension:module"
# Made once for this with uuid4; changing it would give every exported statement a second id.
_EXPORTED = UUID("0d9f6c2b-3a44-4a63-9f55-6f0f2f6f6b51")
_WORDS = {address: word for word, address in VERBS.items()}


def as_xapi(row: Kept, course: str) -> dict[str, Any]:
    """One row of `statement` as a statement. course: the id of the course."""
    name = uuid5(_EXPORTED, f"{row.learner}/{row.id}")  # two learners may have the same id
    result: dict[str, Any] = {
        "completion": row.completion,
        "extensions": {ATTEMPT: row.attempt},
    }
    if row.success is not None:
        result["success"] = row.success
    score = {} if row.scaled is None else {"scaled": row.scaled}
    if row.raw is not None:
        score |= points_of(row.raw, row.max)
    if score:
        result["score"] = score
    return {
        "id": str(name),
        "actor": {"objectType": "Agent", "account": {"homePage": HOME_PAGE, "name": row.learner}},
        "verb": {"id": row.verb, "display": {"en-GB": _WORDS.get(row.verb, "did")}},
        "object": {
            "objectType": "Activity",
            "id": OBJECT_ID.format(course=course, kind=row.kind, slug=row.activity),
            "definition": {"type": ACTIVITY_TYPES[row.kind]},
        },
        "result": result,
        "context": {"extensions": {COURSE_VERSION: row.course_version, MODULE: row.module}},
        "timestamp": time_words(row.said or row.stored),
        "stored": time_words(row.stored),
        "version": VERSION,
    }
