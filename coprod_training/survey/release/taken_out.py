"""Which rows have been taken out of the private store since a dataset was built, and may not count.

Somebody took them back, or they grew too old. A dataset on the disk does not know: it is asked here
before every release. Source: survey-dataset.md, "Consent and pseudonyms".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coprod_training import jsonl
from coprod_training.survey.from_hub import FromHub
from coprod_training.survey.imports.store import ImportStore
from coprod_training.survey.store import SurveyStore
from coprod_training.survey.table import SOURCE


@dataclass(frozen=True)
class TakenOut:
    """ids: rows of the course that are out. brought_in: rows of other tools that still count.

    brought_in is None where nothing was ever brought in here, so that nobody can say. course: rows
    of the course that still count, of a hub and of this store; None where no hub was asked.
    """

    ids: frozenset[str] = frozenset()
    brought_in: frozenset[str] | None = None
    course: frozenset[str] | None = None

    def has(self, row: Mapping[str, str]) -> bool:
        """Whether this row of a dataset may no longer count."""
        name = row.get("submission_id") or ""
        if name in self.ids:
            return True
        counts = self.course if row.get("source") == SOURCE else self.brought_in
        return counts is not None and name not in counts


NOBODY = TakenOut()


def taken_out(folder: Path, hub: FromHub | None = None, text_version: str = "") -> TakenOut:
    """What the store says now. folder: private/survey, which need not be there.

    hub: what its collector says now, where there is one. text_version: of the consent text as it
    is now, which a yes on the hub has to be to.
    Raises CoprodError when a file of the store is not whole. A row that was wiped leaves its id
    behind in the course's file; of a row of another tool nothing is left, so those that are there
    are asked for.
    """
    records = jsonl.read(folder / "responses.jsonl").records
    ids = frozenset(str(one["withdrawn"]) for one in records if "withdrawn" in one)
    course = None
    if hub is not None:
        # Of this store's own rows, those that are out have left their ids behind.
        own = {str(one["submission_id"]) for one in records if "submission_id" in one}
        course = frozenset(own | {row.submission_id for row in hub.standing(text_version)})
    if not (folder / "imports").is_dir():
        return TakenOut(ids, course=course)
    store = SurveyStore(folder.parent)
    with store.locked():
        kept = ImportStore(store).kept()
    return TakenOut(ids, frozenset(kept.rows), course)
