"""`nbgrader submit` on one machine: of the answers, only those that count are handed in."""

import shutil
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeSubmit

from coprod_training.grading.answers_to_hand_in import answers_to_hand_in

_ANSWERS = "*.answers.jsonl"


class SubmitWithoutDrafts(ExchangeSubmit):  # type: ignore[misc]  # nbgrader ships no types
    """Hands in the folder, and keeps the learner's own copy, without any earlier draft.

    may_have_arrived: whether anything of it was copied; if not, what failed has left nothing.
    """

    may_have_arrived = False
    _begun: tuple[Path, ...] = ()

    def copy_files(self) -> None:
        """Copy as nbgrader does; answers files are written by `do_copy`.

        What breaks off is taken back: half of it must not be marked, and with its copy but not the
        other, the same answers would be handed in twice, or never again.
        """
        self.coursedir.ignore = [*self.coursedir.ignore, _ANSWERS]
        try:
            super().copy_files()
        except Exception:
            # Only then may a trainer have collected it meanwhile.
            self.may_have_arrived = any(place.exists() for place in self._begun)
            for place in self._begun:
                shutil.rmtree(place, ignore_errors=True)
            raise
        self.may_have_arrived = True

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the folder. Raises NewerRecord before anything of it is handed in."""
        folder = Path(src)
        files = [path for path in sorted(folder.glob(_ANSWERS)) if path.is_file()]
        answers = {one.name: answers_to_hand_in(folder, one.read_bytes()) for one in files}
        self._begun += (Path(dest),)
        super().do_copy(src, dest, log)
        for name, content in answers.items():
            (Path(dest) / name).write_bytes(content)
