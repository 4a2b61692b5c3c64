"""What of an answers file the collector does not have yet, as statements. Pure.

The collector says how many of a file's first bytes were sent, with their digest, so nothing about
it is kept here: whichever computer a learner goes on at, the next one begins where the last ended.
The digest begins with what the course asks: when that has changed, everything is sent once more,
since what did not make an activity done may do so now.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from coprod_training import jsonl
from coprod_training.activities import Activity
from coprod_training.answers import answers_in, outcomes_of
from coprod_training.content.course import Course, CourseFile
from coprod_training.progress.statements import Statement, statements_of

LINES = 200  # of one batch; the collector takes 500 statements and 1 MiB
_NOBODY = "own"  # the collector takes the identity from the token, never from what is sent


@dataclass(frozen=True)
class Sent:
    """How much of a file was sent: its first bytes, and the SHA-256 of `Asked.mark` and them."""

    bytes: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class Part:
    """Statements that go together, and what is sent of the file when they are."""

    statements: tuple[Statement, ...]
    sent: Sent


@dataclass(frozen=True)
class Asked:
    """What a course asks. mark: another one when any of its activities has changed."""

    info: CourseFile
    activities: Mapping[str, Activity]
    mark: bytes

    def is_of(self, course: Course) -> bool:
        """Whether it was made of these very activities: they are others once files are read anew.

        It is made of everything that they say, which is too much work for each answer.
        """
        now = [activity for _, activity in course.activities()]
        return len(now) == len(self.activities) and all(
            self.activities.get(one.id) is one for one in now
        )


def asked_by(course: Course) -> Asked:
    """What this course asks today, of modules, exercises and the course as a whole."""
    activities = {activity.id: activity for _, activity in course.activities()}
    plain = [[name, one.kind, asdict(one)] for name, one in sorted(activities.items())]
    mark = sha256(json.dumps(plain, sort_keys=True, default=str).encode()).digest()
    return Asked(course.info, activities, mark)


def fits(content: bytes, sent: Sent, asked: Asked) -> bool:
    """Whether a file begins with what was sent of it, measured by what the course asks today."""
    return sent.bytes == 0 or (
        len(content) >= sent.bytes
        and sha256(asked.mark + content[: sent.bytes]).hexdigest() == sent.sha256
    )


def unsent(content: bytes, sent: Sent, asked: Asked) -> Iterator[Part]:
    """What is to be sent, in order; a last line that is still being written waits.

    Where the file no longer fits what was sent, all of it: what is known changes nothing.
    Raises NewerRecord.
    """
    start = sent.bytes if fits(content, sent, asked) else 0
    lines = content[start : content.rfind(b"\n") + 1].splitlines(keepends=True)
    digest, end = sha256(asked.mark + content[:start]), start
    for at in range(0, len(lines), LINES):
        some = b"".join(lines[at : at + LINES])
        digest.update(some)
        end += len(some)
        outcomes = outcomes_of(answers_in(jsonl.parse(some)).answers, dict(asked.activities))
        yield Part(statements_of(outcomes, _NOBODY, asked.info), Sent(end, digest.hexdigest()))
