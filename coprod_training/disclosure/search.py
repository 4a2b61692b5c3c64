"""Looks for a world that fits and has a certain count: the quick programs first, then the whole."""

from collections.abc import Mapping, Sequence

from coprod_training.disclosure.exchange import World
from coprod_training.disclosure.integer_program import Batches, Demand, Worlds
from coprod_training.disclosure.seen import Place
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Story


class Search:
    """All questions about one story. programs: how many times a program has been solved."""

    def __init__(self, story: Story, settings: Settings) -> None:
        """Nothing is written down before it is needed."""
        self.story, self._settings = story, settings
        self._written: dict[Batches, Worlds] = {}
        self.programs = 0

    @property
    def most(self) -> int:
        """More people than any count can be."""
        return self._written_down("any").most

    def pushed(self, towards: Mapping[Place, float]) -> World | None:
        """A world with these counts far up, or down where the weight is below 0, found quickly."""
        found = self._worlds("as they were").quickly(towards)
        return found if isinstance(found, World) else None

    def world(self, demands: Sequence[Demand]) -> World | None:
        """A world in which each count lies within (lowest, highest).

        None when there is no such world. The answer is exact: what holds with batches as they were
        holds, and what holds in no world without the seal holds in none with it.
        """
        found = self._worlds("as they were").quickly({}, demands)
        if isinstance(found, World):
            return found
        if self._worlds("any").quickly({}, demands) == "nothing fits":
            return None
        sure = self._worlds("as they were").surely(demands)
        if sure is None:
            near = {asked.release + more for asked, _, _ in demands for more in (0, 1)}
            sure = self._worlds("whole").surely(demands, near)
        if sure is None:
            sure = self._worlds("whole").surely(demands)
        return sure

    def _worlds(self, batches: Batches) -> Worlds:
        """To solve one program of these."""
        self.programs += 1
        return self._written_down(batches)

    def _written_down(self, batches: Batches) -> Worlds:
        if batches not in self._written:
            self._written[batches] = Worlds(self.story, self._settings, batches)
        return self._written[batches]
