"""The review of a module as the register has it, and whoever has a contribution beside it."""

from collections.abc import Mapping
from typing import Any

from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.register import Register
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_rules import review_of, with_contributors


def review_on_record(
    register: Register, store: ContentStore, module: str, version: str
) -> ModuleReview | None:
    """The review that the release gate looks at, too; None where there is none."""
    every = [register.read("review", ref).record for ref in register.refs("review")]
    found = review_of(every, module, version)
    return with_contributors(found, everybody(register, store)) if found else None


def everybody(register: Register, store: ContentStore) -> list[Mapping[str, Any]]:
    """What this key opens of each contribution: every role may see whose it is, and its stage.

    What the content store has taken out counts as withdrawn, whatever the register says so far.
    """
    gone = store.withdrawn()
    every = {
        ref: register.read("contribution", ref).fields for ref in register.refs("contribution")
    }
    return [
        {**fields, "status": "withdrawn"} if ref in gone else fields
        for ref, fields in every.items()
    ]
