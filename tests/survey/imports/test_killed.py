"""The process dies between any two steps of a write: the batch is there whole, or not at all."""

import os
from pathlib import Path

import pytest

from coprod_training import file_in_place, jsonl
from coprod_training.survey.imports import whole_files

from .conftest import Desk
from .forms import as_csv, msforms, people, person, with_cell

FIRST = msforms(people(4, OPN1="First words"))
# One row is new, one is changed, one takes its consent back, one is as it was.
CHANGED = person(0, DES1="5", OPN1="Second words")
SECOND = msforms([CHANGED, *people(5, OPN1="First words")[1:]])
SECOND = with_cell(SECOND, 1, "I have read", "No")
MOST_STEPS = 60


def dies_at(step, private):
    """Bring in the second file in a process of its own, which dies at a step; whether it did."""
    child = os.fork()
    if child == 0:
        steps = 0

        def counted(real):
            def call(*args, **kwargs):
                nonlocal steps
                steps += 1
                if steps == step:
                    os._exit(9)
                return real(*args, **kwargs)

            return call

        os.fsync, Path.replace, Path.unlink, whole_files._line = map(
            counted, (os.fsync, Path.replace, Path.unlink, whole_files._line)
        )
        jsonl.sync, file_in_place.sync = map(counted, (jsonl.sync, file_in_place.sync))
        try:
            Desk(private).bring_in(as_csv(SECOND))
        except BaseException:
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9)
    return code == 9


def state(desk):
    return sorted((row.content.values["DES1"], row.batch) for row in desk.rows())


@pytest.fixture
def states(another_desk):
    before = another_desk()
    before.bring_in(as_csv(FIRST))
    after = another_desk()
    after.bring_in(as_csv(FIRST))
    after.bring_in(as_csv(SECOND))
    return state(before), state(after)


def test_either_the_whole_batch_or_none(another_desk, states):
    before, after = states
    seen = []
    for step in range(1, MOST_STEPS):
        desk = another_desk()
        desk.bring_in(as_csv(FIRST))
        if not dies_at(step, desk.private):
            break
        seen.append(state(desk))
        assert seen[-1] in (before, after)
        words = {text.text for text in desk.texts()}
        assert ("Second words" in words) == (seen[-1] == after)

        desk.bring_in(as_csv(SECOND))
        desk.store.settle()

        assert state(desk) == after
        assert {text.text for text in desk.texts()} == {"First words", "Second words"}
        assert [path.name for path in desk.store.folder.iterdir() if ".new" in path.name] == []
    else:
        pytest.fail("It never came to its end.")
    assert before in seen
    assert after in seen
    assert len(seen) > 15
