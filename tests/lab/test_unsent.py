"""What is sent of an answers file: all of it, from where the collector has it, and no words."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256

import pytest
from shipped import COURSE, ROOT

from coprod_training.answers import Answer
from coprod_training.content.course import load_course
from coprod_training.lab.unsent import LINES, Sent, asked_by, fits, unsent

ASKED = asked_by(COURSE)
NAME = next(one for one, it in ASKED.activities.items() if it.kind == "free_text")

NOTHING = Sent()


def line(number, words="my own words"):
    record = Answer(
        id=f"answer-{number}", activity=NAME, response=words, at="2026-11-23T10:00:00Z"
    ).as_record()
    return json.dumps(record).encode() + b"\n"


def parts(content, sent=NOTHING, asked=ASKED):
    return list(unsent(content, sent, asked))


def asking_for(words):
    """The course, where the written answer needs so many words."""
    modules = [
        replace(
            module,
            activities=tuple(
                replace(one, min_words=words) if one.id == NAME else one
                for one in module.activities
            ),
        )
        for module in COURSE.modules
    ]
    return asked_by(replace(COURSE, modules=tuple(modules)))


def ids(found):
    return [one["id"] for part in found for one in part.statements]


def test_everything_is_sent_once_in_batches_and_the_end_is_the_whole_file():
    content = b"".join(map(line, range(2 * LINES + 1)))

    found = parts(content)

    assert [len(one.statements) for one in found] == [LINES, LINES, 1]
    assert found[-1].sent == Sent(len(content), sha256(ASKED.mark + content).hexdigest())
    assert len(set(ids(found))) == 2 * LINES + 1
    assert parts(content, found[-1].sent) == []


@pytest.mark.parametrize("lines", [1, LINES, LINES + 3])
def test_it_goes_on_where_it_was_sent_to_whatever_was_sent_then(lines):
    content = b"".join(map(line, range(LINES + 5)))
    first = parts(b"".join(map(line, range(lines))))[-1].sent

    assert ids(parts(content, first)) == ids(parts(content))[lines:]


def test_a_line_that_is_still_being_written_waits():
    whole, torn = line(1), line(2)[:-9]

    (found,) = parts(whole + torn)

    assert (len(found.statements), found.sent.bytes) == (1, len(whole))


def test_a_file_that_lost_something_is_sent_from_its_beginning():
    content = line(1) + line(2)
    sent = parts(content + line(3))[-1].sent

    assert not fits(content, sent, ASKED)
    assert ids(parts(content, sent)) == ids(parts(content))


def test_everything_is_sent_once_more_when_the_course_asks_for_something_else():
    content = line(1, "three short words")
    longer, shorter = asking_for(5), asking_for(3)
    (first,) = parts(content, asked=longer)

    (again,) = parts(content, first.sent, shorter)

    assert parts(content, first.sent, asking_for(5)) == []
    assert ids([first]) == ids([again])
    assert [one["result"]["completion"] for one in first.statements] == [False]
    assert [one["result"]["completion"] for one in again.statements] == [True]
    assert parts(content, again.sent, shorter) == []


def test_what_a_course_asks_is_made_anew_when_its_files_were_read_again():
    on_another_day = replace(COURSE, info=replace(COURSE.info, status_words="Over."))

    assert ASKED.is_of(on_another_day)
    assert not ASKED.is_of(load_course(ROOT / "course"))
    assert not ASKED.is_of(replace(COURSE, modules=COURSE.modules[1:]))


def test_the_mark_of_a_course_is_the_same_in_every_process():
    code = (
        "from pathlib import Path;"
        "from coprod_training.content.course import load_course;"
        "from coprod_training.lab.unsent import asked_by;"
        f"print(asked_by(load_course(Path({str(ROOT / 'course')!r}))).mark.hex())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == ASKED.mark.hex()


def test_no_word_and_no_name_is_in_what_is_sent():
    said = json.dumps([one for part in parts(line(1)) for one in part.statements])

    assert "my own words" not in said
    assert '"name": "own"' in said
