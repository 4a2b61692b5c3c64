"""The answers of a hand-in, read as if its author meant harm.

Everything is bounded: bytes, lines, length of a line. Every line that cannot be used is counted
under a reason, and no reason holds a word that the learner wrote.
"""

import json
import math
import os
import stat
from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_training.activities import Activity
from coprod_training.answers import Answer
from coprod_training.errors import NewerRecord
from coprod_training.jsonl import each_key_once

# An honest file of a whole assignment is under 200 kB; these are far above it.
BYTES_READ = 5_000_000
LINE_BYTES = 256_000
LINES_READ = 50_000

NO_FILE = "No answers file was handed in."
NOT_A_FILE = "The answers file is not an ordinary file. It was left out."
TOO_LARGE = "The answers file is larger than 5 MB. Only its first and last parts were read."
_LINE = {
    "unreadable": "could not be read",
    "long": "were too long to be an answer",
    "many": "were more than one file may hold, so the oldest were left out",
    "shape": "were not an answer",
    "newer": "were saved by a newer version of the course. Install it, then grade again",
    "unknown": "were about something that this assignment does not ask",
    "not drawn": "were about questions that were drawn for others and not for this learner",
    "misfit": "did not fit the question",
}
_EARLIER = "is to earlier words of its question. It was not left out."
_EARLIER_EACH = "are to earlier words of their questions. They were not left out."


def _ends(*kinds: str) -> tuple[str, ...]:
    """How the sentences about these end."""
    return tuple(
        f" of the answers file {words}."
        for kind in kinds
        for words in (_LINE[kind], _LINE[kind].replace("were ", "was ", 1))
    )


_DAMAGED = _ends("unreadable", "long", "many", "shape", "newer")
_SAID_EACH_TIME = (*_ends(*_LINE), _EARLIER, _EARLIER_EACH, NO_FILE)
# Said when a hand-in is collected: only what could be read of it is kept.
_SAID_ONCE = frozenset({NOT_A_FILE, TOO_LARGE})


@dataclass(frozen=True)
class Reading:
    """What a hand-in holds: the newest good answer to each activity, and what was left out."""

    answers: Mapping[str, Answer]
    reasons: tuple[str, ...] = ()


def is_damage(reason: object) -> bool:
    """Whether this reason says that something could not be read, which the learner may not know.

    Not an answer to another question: that is what an ordinary hand-in has after a change of the
    exercise.
    """
    return isinstance(reason, str) and (reason in _SAID_ONCE or reason.endswith(_DAMAGED))


def is_said_each_time(reason: str) -> bool:
    """Whether this is found in what was kept of a hand-in, and so at each grading while it is so.

    What collecting says is not: the time of a hand-in, and the files that were not kept.
    """
    return reason.endswith(_SAID_EACH_TIME)


def read_handed_in(
    path: Path, activities: Mapping[str, Activity], of_others: Container[str] = ()
) -> Reading:
    """Read one answers file. activities: what the assignment asks of this learner, by id.

    An answer is bound to what this assignment asks, and its file to the owner of the folder it was
    handed in with. It names no learner: a copy that one learner hands over to another counts as the
    other's own, except in questions that were drawn for each.

    of_others: what it may ask of others. An answer to one of those counts for nothing.
    Links are not followed and pipes are not waited for. Never raises for what is in the file.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return Reading({}, (NO_FILE,))
    except OSError:
        return Reading({}, (NOT_A_FILE,))
    try:
        content, reason = ends_of(handle)
    finally:
        os.close(handle)
    reading = answers_among(content, activities, of_others)
    return Reading(reading.answers, (*([reason] if reason else []), *reading.reasons))


def ends_of(handle: int) -> tuple[bytes, str]:
    """The content of an open file, or its first and last parts; and a reason, or "".

    A larger file is not thrown away whole: an answer at either end still counts.
    """
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        return b"", NOT_A_FILE
    if found.st_size <= BYTES_READ:
        return _exactly(handle, BYTES_READ, 0), ""
    half = BYTES_READ // 2
    # The line break keeps the two torn lines in the middle apart; neither will parse.
    last = _exactly(handle, half - 1, found.st_size - half + 1)
    return _exactly(handle, half, 0) + b"\n" + last, TOO_LARGE


def _exactly(handle: int, size: int, start: int) -> bytes:
    parts = []
    while size > 0 and (part := os.pread(handle, size, start)):
        parts.append(part)
        size -= len(part)
        start += len(part)
    return b"".join(parts)


def answers_among(
    content: bytes, activities: Mapping[str, Activity], of_others: Container[str] = ()
) -> Reading:
    """The newest good answer to each activity; file order decides, since a file only grows.

    An answer that does not fit its question is left out, and the one before it counts. One to
    earlier words of its question counts, and is said to be one.
    """
    left_out: Counter[str] = Counter()
    answers: dict[str, Answer] = {}
    seen: set[str] = set()
    lines = [line for line in content.split(b"\n") if line.strip()]
    left_out["many"] = max(0, len(lines) - LINES_READ)
    for line in lines[-LINES_READ:]:
        answer, fault = _answer_in(line)
        if answer is None:
            left_out[fault] += 1
        elif answer.id in seen:
            continue  # the same answer sent twice is one answer, and no fault
        elif (activity := activities.get(answer.activity)) is None:
            left_out["not drawn" if answer.activity in of_others else "unknown"] += 1
        elif _does_not_fit(activity, answer.response):
            left_out["misfit"] += 1
        else:
            answers[answer.activity] = answer
        if answer is not None:
            seen.add(answer.id)
    reasons = [_sentence(left_out[kind], kind) for kind in _LINE if left_out[kind]]
    earlier = sum(is_to_earlier_words(activities[name], one) for name, one in answers.items())
    return Reading(answers, (*reasons, *([_earlier_words(earlier)] if earlier else [])))


def is_to_earlier_words(activity: Activity, answer: Answer) -> bool:
    """Whether the words of the question have changed since it was answered.

    An answer that does not say which words it is to is taken as one to those of today.
    """
    return bool(answer.question) and answer.question != activity.fingerprint()


def newest_lines(content: bytes, activities: Mapping[str, Activity]) -> bytes:
    """Of an answers file, the one line for each activity that `answers_among` would use.

    activities: what the exercise asks. Where no line fits, or it is not asked, the newest is kept:
    whoever marks is told of it. Raises NewerRecord, since a newer version's drafts cannot be told
    apart here.
    """
    kept: dict[str, bytes] = {}
    fitting: set[str] = set()
    seen: set[str] = set()
    for line in content.split(b"\n"):
        answer, fault = _answer_in(line)
        if fault == "newer":
            raise NewerRecord(
                "Some answers here were saved by a newer version of this course.",
                fix="Install the newer version. Nothing has been changed or lost.",
            )
        if answer is None or answer.id in seen:
            continue
        seen.add(answer.id)
        activity = activities.get(answer.activity)
        fits = activity is not None and not _does_not_fit(activity, answer.response)
        if fits or answer.activity not in fitting:
            kept[answer.activity] = line
        if fits:
            fitting.add(answer.activity)
    return b"".join(line + b"\n" for line in kept.values())


def _sentence(count: int, kind: str) -> str:
    words = _LINE[kind]
    if count == 1:
        words = words.replace("were ", "was ", 1)
    return f"{count} {'line' if count == 1 else 'lines'} of the answers file {words}."


def _earlier_words(count: int) -> str:
    if count == 1:
        return f"1 answer {_EARLIER}"
    return f"{count} answers {_EARLIER_EACH}"


def _answer_in(line: bytes) -> tuple[Answer | None, str]:
    if len(line) > LINE_BYTES:
        return None, "long"
    try:
        record = strict_json(line)
        # A lone surrogate passes the parser and would stop the writing of the marked copy.
        json.dumps(record, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None, "unreadable"
    if not isinstance(record, dict):
        return None, "shape"
    try:
        answer = Answer.from_record(record)
    except NewerRecord:
        return None, "newer"
    return answer, "shape"


def strict_json(content: bytes) -> Any:
    """One JSON value. Raises ValueError for NaN, Infinity, numbers beyond a float, a key twice.

    RFC 8259 has no NaN or Infinity, and leaves a repeated key open; we take neither.
    """
    return json.loads(
        content, object_pairs_hook=each_key_once, parse_constant=_refuse, parse_float=_finite
    )


def _refuse(_: str) -> float:
    raise ValueError("not a number of JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _does_not_fit(activity: Activity, response: object) -> bool:
    try:
        return activity.problem_with(response) is not None
    except Exception:  # a kind with a fault of its own must not stop anybody's grading
        return True
