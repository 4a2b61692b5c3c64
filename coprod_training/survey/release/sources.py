"""What a release is made from."""

from dataclasses import dataclass, replace

from coprod_training.content.instrument import Instrument
from coprod_training.disclosure.plan import Question
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import Frame
from coprod_training.survey.pseudonym import Key
from coprod_training.survey.release.admitted import Admitted
from coprod_training.survey.release.history import History
from coprod_training.survey.release.rows import Rows


@dataclass(frozen=True)
class Sources:
    """The rows of a dataset, the plan, the thresholds, and all earlier releases.

    admitted: who is counted by now, by question; key: of the fingerprints there.
    """

    rows: Rows
    instrument: Instrument
    questions: tuple[Question, ...]
    settings: Settings
    history: History
    admitted: Admitted
    key: Key

    def frame(self, question: Question) -> Frame:
        """The tables of one question."""
        return question.frame(self.rows.settings, self.rows.regions)

    def coded_all_along(self) -> "Sources":
        """The same without service codes, where an earlier release was made without them.

        Nobody can say from which services those came who were counted then.
        """
        rules = [line["info"]["rules"] for line in self.history.lines]
        if all(one["smallest_services"] for one in rules):
            return self
        return replace(self, rows=replace(self.rows, service=None))
