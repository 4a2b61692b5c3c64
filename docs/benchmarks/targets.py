"""Says of each figure whether its target is reached; the exit code is 1 when one is not."""


class Targets:
    """Prints figures with their targets, and remembers whether all were reached."""

    def __init__(self) -> None:
        """Begin with nothing judged."""
        self._missed = False

    def at_most(self, name: str, words: str, figure: float, most: float) -> None:
        """A figure that should be small. words: what is printed of it."""
        self._say(name, words, figure <= most, f"at most {most:g}")

    def at_least(self, name: str, words: str, figure: float, least: float) -> None:
        """A figure that should be large."""
        self._say(name, words, figure >= least, f"at least {least:g}")

    def beside(self, name: str, words: str, other: str) -> None:
        """A figure with another one to compare it with, which is not judged. other: which."""
        print(f"{name:22} {words}  (for comparison: {other})")

    def end(self) -> None:
        """Raises SystemExit when a target was missed."""
        if self._missed:
            raise SystemExit(1)

    def _say(self, name: str, words: str, reached: bool, target: str) -> None:
        self._missed = self._missed or not reached
        print(f"{name:22} {words}  ({target}: {'reached' if reached else 'NOT REACHED'})")
