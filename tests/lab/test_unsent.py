"""What is sent of an answers file: all of it, from where the collector has it, and no words."""

import json
from hashlib import sha256

import pytest
from shipped import COURSE

from coprod_training.answers import Answer
from coprod_training.lab.unsent import LINES, Sent, fits, unsent

ACTIVITIES = {activity.id: activity for _, activity in COURSE.activities()}
NAME = next(one for one, it in ACTIVITIES.items() if it.kind == "free_text")

NOTHING = Sent()


def line(number, words="my own words"):
    record = Answer(
        id=f"answer-{number}", activity=NAME, response=words, at="2026-11-23T10:00:00Z"
    ).as_record()
    return json.dumps(record).encode() + b"\n"


def parts(content, sent=NOTHING):
    return list(unsent(content, sent, ACTIVITIES, COURSE.info))


def ids(found):
    return [one["id"] for part in found for one in part.statements]


def test_everything_is_sent_once_in_batches_and_the_end_is_the_whole_file():
    content = b"".join(map(line, range(2 * LINES + 1)))

    found = parts(content)

    assert [len(one.statements) for one in found] == [LINES, LINES, 1]
    assert found[-1].sent == Sent(len(content), sha256(content).hexdigest())
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

    assert not fits(content, sent)
    assert ids(parts(content, sent)) == ids(parts(content))


def test_no_word_and_no_name_is_in_what_is_sent():
    said = json.dumps([one for part in parts(line(1)) for one in part.statements])

    assert "my own words" not in said
    assert '"name": "own"' in said
