"""Which rows have been taken out of the private store since a dataset was built, and may not count.

Somebody took them back, or they grew too old. A dataset on the disk does not know: it is asked here
before every release. Source: survey-dataset.md, "Consent and pseudonyms".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coprod_training import jsonl
from coprod_training.survey.imports.store import ImportStore
from coprod_training.survey.store import SurveyStore
from coprod_training.survey.table import SOURCE


@dataclass(frozen=True)
class TakenOut:
    """ids: rows of the course that are out. brought_in: rows of other tools that still count.

    brought_in is None where nothing was ever brought in here, so that nobody can say.
    """

    ids: frozenset[str] = frozenset()
    brought_in: frozenset[str] | None = None

    def has(self, row: Mapping[str, str]) -> bool:
        """Whether this row of a dataset may no longer count."""
        name = row.get("submission_id") or ""
        if name in self.ids:
            return True
        of_a_tool = row.get("source") != SOURCE
        return of_a_tool and self.brought_in is not None and name not in self.brought_in


NOBODY = TakenOut()


def taken_out(folder: Path) -> TakenOut:
    """What the store says now. folder: private/survey, which need not be there.

    Raises CoprodError when a file of the store is not whole. A row that was wiped leaves its id
    behind in the course's file; of a row of another tool nothing is left, so those that are there
    are asked for.
    """
    records = jsonl.read(folder / "responses.jsonl").records
    ids = frozenset(str(one["withdrawn"]) for one in records if "withdrawn" in one)
    if not (folder / "imports").is_dir():
        return TakenOut(ids)
    store = SurveyStore(folder.parent)
    with store.locked():
        kept = ImportStore(store).kept()
    return TakenOut(ids, frozenset(kept.rows))
