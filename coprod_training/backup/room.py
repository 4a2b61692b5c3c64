"""How much of each person's folder a backup takes: who fills theirs must not fill the backup."""

from collections import Counter

BIGGEST = 1 << 30
"""Bytes of one file. A file of holes costs whoever makes it nothing, and a copy all its bytes."""

MOST = 10 << 30
"""Bytes of all files of one person, as long as each has more than `SMALL`."""

SMALL = 1 << 20
"""Bytes of a file that is always taken: answers and exercises are small."""


class Room:
    """What is left for each of the folders at the top."""

    def __init__(self) -> None:
        """Nothing is taken yet."""
        self._taken: Counter[str] = Counter()

    def for_one_file(self, top: str) -> int:
        """How many bytes the next file in that folder may have."""
        return min(BIGGEST, max(MOST - self._taken[top], SMALL))

    def take(self, top: str, size: int) -> None:
        """A file of so many bytes was taken."""
        self._taken[top] += size
