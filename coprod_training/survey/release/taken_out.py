"""Which rows have been taken out of the private store since a dataset was built, and may not count.

Somebody took them back, their yes was to an earlier text, or they grew too old. A dataset on the
disk does not know: it is asked here before every release. So is who came back with a new row, and
may be counted already. Source: survey-dataset.md, "Consent and pseudonyms".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coprod_training.survey.consent import agreed_to, came_back
from coprod_training.survey.from_hub import FromHub
from coprod_training.survey.imports.store import ImportStore
from coprod_training.survey.store import IMPORTS, SurveyStore
from coprod_training.survey.table import SOURCE


@dataclass(frozen=True)
class TakenOut:
    """ids: rows of the course that are out. brought_in: rows of other tools that still count.

    brought_in is None where nothing was ever brought in here, so that nobody can say. course: rows
    of the course that still count, of a hub and of this store; None where no hub was asked.
    came_back: rows of the course whose people had an earlier yes, which ended: as other rows, their
    answers may be counted already.
    """

    ids: frozenset[str] = frozenset()
    brought_in: frozenset[str] | None = None
    course: frozenset[str] | None = None
    came_back: frozenset[str] = frozenset()

    def has(self, row: Mapping[str, str]) -> bool:
        """Whether this row of a dataset may no longer count."""
        name = row.get("submission_id") or ""
        if name in self.ids:
            return True
        counts = self.course if row.get("source") == SOURCE else self.brought_in
        return counts is not None and name not in counts

    def has_more_than(self, earlier: "TakenOut") -> bool:
        """Whether anything is out by now that was not then. What has come since is no matter."""
        gone = [
            before - (now or frozenset())
            for before, now in (
                (earlier.course, self.course),
                (earlier.brought_in, self.brought_in),
            )
            if before is not None
        ]
        return bool(self.ids - earlier.ids or any(gone))


NOBODY = TakenOut()


def taken_out(folder: Path, text_version: str, hub: FromHub | None = None) -> TakenOut:
    """What the store says now. folder: private/survey, which need not be there.

    text_version: of the consent text as it is now, which a yes has to be to. hub: what its
    collector says now, where there is one.
    Raises CoprodError when a file of the store is not whole.
    """
    if not folder.is_dir():
        return TakenOut(
            course=_on_the_hub(hub, text_version) if hub else None,
            came_back=hub.came_back() if hub else frozenset(),
        )
    store = SurveyStore(folder.parent)
    with store.locked():
        return taken_out_in(store, text_version, hub)


def taken_out_in(store: SurveyStore, text_version: str, hub: FromHub | None = None) -> TakenOut:
    """The same of a store that is locked already.

    A row that was wiped leaves its id behind in the course's file; of a row of another tool nothing
    is left, so those that are there are asked for.
    """
    events = store.consent_events()
    agreed, back = agreed_to(events), came_back(events)
    rows = store.responses()
    out = {row.submission_id for row in rows if agreed.get(row.pseudonym) != text_version}
    # Of this store's own rows, those that are out are known by their ids.
    own = frozenset(row.submission_id for row in rows)
    again = frozenset(row.submission_id for row in rows if row.pseudonym in back)
    return TakenOut(
        store.wiped() | out,
        frozenset(ImportStore(store).kept().rows) if (store.folder / IMPORTS).is_dir() else None,
        own | _on_the_hub(hub, text_version) if hub else None,
        again | hub.came_back() if hub else again,
    )


def _on_the_hub(hub: FromHub, text_version: str) -> frozenset[str]:
    return frozenset(row.submission_id for row in hub.standing(text_version))
