"""Why parts of a hand-in were left out, and for how long each reason holds."""

from collections.abc import Mapping
from typing import Any

from coprod_training.grading.reading import is_said_each_time


class Reasons:
    """The reasons that hold for one learner's hand-in, while its records come one by one.

    What grading finds in the answers holds until it is graded again: a newer version of the course
    may read more. What collecting says holds until another hand-in takes this one's place.
    """

    def __init__(self) -> None:
        """Nothing is on record yet."""
        self._holding: dict[str, None] = {}  # oldest first, each once
        self._newest: set[str] = set()  # since it was graded last

    def take(self, record: Mapping[str, Any]) -> None:
        """Go on by one record of it; one of another event changes nothing."""
        event, said = record.get("event"), record.get("reason")
        if event == "collected":
            self._holding, self._newest = {}, set()
        elif event == "left out" and isinstance(said, str):
            self._holding[said] = None
            self._newest.add(said)
        elif event == "graded":
            for reason in self.holding:
                if is_said_each_time(reason) and reason not in self._newest:
                    del self._holding[reason]
            self._newest = set()

    @property
    def holding(self) -> tuple[str, ...]:
        """Those that hold now, oldest first."""
        return tuple(self._holding)
