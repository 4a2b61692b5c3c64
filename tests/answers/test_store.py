import subprocess
import sys
from uuid import uuid4

import pytest

from coprod_training import jsonl
from coprod_training.answers import Answer, AnswerStore
from coprod_training.errors import NewerRecord


def answer(activity="q1", response="a", **changes):
    return Answer(
        id=str(uuid4()),
        activity=activity,
        response=response,
        at="2026-11-23T10:00:00.000Z",
        **changes,
    )


@pytest.fixture
def store(tmp_path):
    return AnswerStore(tmp_path / "module.answers.jsonl")


def test_a_second_answer_does_not_erase_the_first(store):
    first, second = answer(response="a"), answer(response="b")

    store.add(first)
    store.add(second)

    assert store.read().answers == (first, second)
    assert store.read().latest("q1") == second


def test_the_same_answer_sent_twice_is_kept_once(store):
    sent = answer()

    store.add(sent)
    written = store.path.read_bytes()
    store.add(sent)

    assert store.read().answers == (sent,)
    assert store.path.read_bytes() == written


def test_a_torn_last_line_is_forgiven(store):
    kept, torn = answer(), answer(response="b")
    store.add(kept)
    store.add(torn)
    content = store.path.read_bytes()
    store.path.write_bytes(content[:-20])

    later = answer(response="c")
    store.add(later)

    assert store.read().answers == (kept, later)


def test_an_answer_to_an_activity_that_is_gone_is_still_there(store):
    store.add(answer(activity="removed-since"))

    assert store.read().latest("removed-since") is not None


def test_a_record_of_a_newer_version_is_refused_in_words(store):
    store.path.write_text('{"schema": 99, "id": "x"}\n')

    with pytest.raises(NewerRecord, match="newer version"):
        store.read()


def test_two_writers_at_once_lose_nothing(store):
    program = (
        "import sys; from pathlib import Path; from uuid import uuid4\n"
        "from coprod_training.answers import Answer, AnswerStore\n"
        "store = AnswerStore(Path(sys.argv[1]))\n"
        "for n in range(50):\n"
        "    store.add(Answer(id=str(uuid4()), activity='q', response=n, at='2026-11-23T10:00Z'))"
    )
    writers = [subprocess.Popen([sys.executable, "-c", program, store.path]) for _ in range(3)]

    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert len(store.read().answers) == 150
    assert jsonl.read(store.path).unreadable == 0


@pytest.mark.parametrize(
    "record",
    [
        '{"schema": 1}',
        '{"schema": true, "id": "a"}',
        '{"schema": 1, "id": 5, "activity": "q"}',
        "[]",
    ],
)
def test_a_line_that_is_no_answer_is_left_out(store, record):
    store.path.write_text(record + "\n")

    assert store.read().answers == ()
