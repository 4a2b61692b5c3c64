"""Looks for a world that fits and has a certain count: the quick programs first, then the whole."""

from collections.abc import Collection, Sequence

from coprod_training.disclosure.integer_program import Batches, Demand, Worlds
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Story
from coprod_training.disclosure.tables import Counts


class Search:
    """All questions about one story. programs: how many integer programs have been solved."""

    def __init__(self, story: Story, settings: Settings) -> None:
        """Nothing is written down before it is needed."""
        self.story, self._settings = story, settings
        self._written: dict[Batches, Worlds] = {}
        self.programs = 0

    @property
    def most(self) -> int:
        """More people than any count can be."""
        return self._worlds("any").most

    def world(self, demands: Sequence[Demand]) -> Counts | None:
        """All published counts of a world in which each count lies within (lowest, highest).

        None when there is no such world. The answer is exact: what holds with batches as they were
        holds, and what holds in no world without the seal holds in none with it.
        """
        for many in (1, 2):  # the fewer options may move, the sooner it is done
            found = self._solved("as they were", demands, self._close_to(demands, many))
            if found is not None:
                return found
        if self._solved("any", demands) is None:
            return None
        found = self._solved("as they were", demands)
        if found is None:
            near = {asked.release + more for asked, _, _ in demands for more in (0, 1)}
            found = self._solved("whole", demands, other=near)
        if found is None:
            found = self._solved("whole", demands)
        return found

    def _solved(
        self,
        batches: Batches,
        demands: Sequence[Demand],
        moving: Collection[int] | None = None,
        other: Collection[int] | None = None,
    ) -> Counts | None:
        self.programs += 1
        return self._worlds(batches).with_counts(demands, moving, other)

    def _close_to(self, demands: Sequence[Demand], many: int) -> set[int]:
        """The options asked about, and of each sort so many that most people chose."""
        totals = self.story.counts[-1, 0]
        found = {asked.column for asked, _, _ in demands}
        for counted in (True, False):
            sort = [c for c, does in enumerate(self.story.frame.counted) if does is counted]
            found |= set(sorted(sort, key=lambda one: (-totals[one], one))[:many])
        return found

    def _worlds(self, batches: Batches) -> Worlds:
        if batches not in self._written:
            self._written[batches] = Worlds(self.story, self._settings, batches)
        return self._written[batches]
