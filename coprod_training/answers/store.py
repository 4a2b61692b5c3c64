"""The answers of one notebook: an append-only file beside it.

Nothing is ever rewritten, so an edited, added or removed activity cannot lose an answer.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.answers.answer import Answer


@dataclass(frozen=True)
class AnswerFile:
    """What an answers file holds: all answers that can be read, in order."""

    answers: tuple[Answer, ...]

    def latest(self, activity: str) -> Answer | None:
        """The newest answer to one activity."""
        return next((a for a in reversed(self.answers) if a.activity == activity), None)


class AnswerStore:
    """Reads and appends the answers of one notebook."""

    def __init__(self, path: Path) -> None:
        """Keep answers in the file `path`, which need not be there yet."""
        self.path = path

    def add(self, answer: Answer) -> None:
        """Put the answer on the disk; when this returns, a power cut cannot lose it.

        Nothing is written when this very answer (same id) is there already.
        """
        with jsonl.locked_for_append(self.path) as file:
            file.seek(0)
            # The id is searched as bytes first, so that a new answer has nothing parsed here:
            # whoever keeps one has read the file already, before it was locked.
            if answer.id.encode() in file.read() and any(
                kept.id == answer.id for kept in self.read().answers
            ):
                return
            jsonl.append(file, answer.as_record())

    def read(self) -> AnswerFile:
        """Everything that can be read. Raises NewerRecord, see `Answer.from_record`."""
        return answers_in(jsonl.read(self.path))

    def response_to(self, activity: str) -> Any:
        """The newest response to one activity, or None. Raises NewerRecord, as `read` does."""
        answer = self.read().latest(activity)
        return answer.response if answer else None


def answers_in(lines: jsonl.Lines) -> AnswerFile:
    """The answers among the lines, each id once."""
    kept: dict[str, Answer] = {}
    for record in lines.records:
        answer = Answer.from_record(record)
        if answer is not None:
            kept.setdefault(answer.id, answer)
    return AnswerFile(tuple(kept.values()))
