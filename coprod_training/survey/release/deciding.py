"""What is shown of each question: those that others stand beside come before these."""

from collections.abc import Callable, Collection, Mapping

from coprod_training.disclosure.audit import Effort
from coprod_training.disclosure.batches import Batch
from coprod_training.disclosure.decide import Decided
from coprod_training.disclosure.derived import CHANGE
from coprod_training.disclosure.plan import Question
from coprod_training.disclosure.tables import Group
from coprod_training.survey.release.side_by_side import Task, decided
from coprod_training.survey.release.sources import Sources

Progress = Callable[[int, int], None]
"""Told before each question: how many are done, of how many."""

_Key = tuple[str, bool, frozenset[Group]]
"""A question, whether nobody may join it, and its groups that may not be shown alone."""


class Deciding:
    """Decides all questions of a release, as often as who joins them changes.

    effort: what all audits took. What was decided of a question is kept, and only decided anew
    where nobody may join it any more, or other groups of it may be shown.
    """

    def __init__(self, sources: Sources, progress: Progress) -> None:
        """Nothing is decided yet."""
        self.effort = Effort()
        self._sources, self._progress = sources, progress
        self._known: dict[_Key, Decided] = {}

    def all(self, batches: Mapping[str, Batch], held: Collection[str]) -> dict[str, Decided]:
        """By question id, in the plan's order. held: questions that nobody joins or leaves."""
        questions = self._sources.questions
        found: dict[str, Decided] = {}
        for is_change in (False, True):
            tasks = {
                (one.id, one.id in held, alone): self._task(one, batches[one.id], alone)
                for one in questions
                if (one.phase == CHANGE) is is_change
                for alone in [_alone(one, found)]
            }
            self._decide({key: one for key, one in tasks.items() if key not in self._known})
            found |= {key[0]: self._known[key] for key in tasks}
        self._progress(len(questions), len(questions))
        return {one.id: found[one.id] for one in questions}

    def _decide(self, tasks: Mapping[_Key, Task]) -> None:
        total = len(self._sources.questions)

        def begins() -> None:
            self._progress(min(len(self._known), total), total)

        for key, (found, effort) in zip(tasks, decided([*tasks.values()], begins), strict=True):
            self._known[key] = found
            self.effort.add(effort)

    def _task(self, question: Question, batch: Batch, alone: frozenset[Group]) -> Task:
        history, frame = self._sources.history, self._sources.frame(question)
        return Task(
            question,
            frame,
            [*history.batches(question, frame), batch],
            history.tables(question),
            self._sources.settings,
            history.withheld(question),
            alone,
        )


def _alone(question: Question, found: Mapping[str, Decided]) -> frozenset[Group]:
    """Groups of a change whose looking-back answers are hidden."""
    if question.phase != CHANGE:
        return frozenset()
    beside = found[f"post/{question.beside}"].tables
    return frozenset(group for group, table in beside.items() if table.hidden is not None)
