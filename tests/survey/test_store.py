import multiprocessing

import pytest

from coprod_training.errors import CoprodError

from .self_checks import BEFORE, PRE, agree, answer


def test_only_the_owner_may_look_inside(fed, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    agree(learner, cn3="0")
    fed()

    assert store.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in store.folder.iterdir()} == {0o600}


def test_every_line_says_which_version_wrote_it(fed, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()

    lines = [line for path in store.folder.glob("*.jsonl") for line in path.open()]
    assert len(lines) == 3
    assert all(line.startswith('{"schema":1,') for line in lines)


def test_an_earlier_version_of_a_row_stays_in_the_file(fed, store, learner):
    agree(learner)
    for step in "12":
        answer(learner, PRE, BEFORE | {"DES1": step})
        fed()

    assert len((store.folder / "responses.jsonl").read_text().splitlines()) == 2
    assert [row.content.values["DES1"] for row in store.rows().values()] == [2]


def test_a_torn_last_line_costs_nothing_once_the_feed_is_done_again(fed, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    path = store.folder / "responses.jsonl"
    path.write_bytes(path.read_bytes()[:-40])

    assert fed().added == 1
    assert len(store.rows()) == 1


def test_a_line_with_a_part_missing_stops_everything(store):
    (store.folder / "consent.jsonl").write_text('{"schema":1,"pseudonym":"A"}\n')

    with pytest.raises(CoprodError, match="consent is not known"):
        store.consent_events()


def two_events(fed, learner):
    """A yes, and a no after it."""
    agree(learner)
    fed()
    agree(learner, cn3="0")
    fed()


@pytest.mark.parametrize("damage", [b"{", b"\x00", b'"not a record"'])
def test_a_damaged_line_never_brings_back_a_person_who_said_no(fed, store, learner, damage):
    two_events(fed, learner)
    path = store.folder / "consent.jsonl"
    yes, no = path.read_bytes().splitlines()
    path.write_bytes(yes + b"\n" + damage + no[len(damage) :].replace(b"}", b"") + b"\n")

    with pytest.raises(CoprodError, match="A line of the survey store is incomplete"):
        fed()


def test_a_no_that_was_torn_by_a_power_cut_is_worked_out_again(fed, store, learner):
    two_events(fed, learner)
    path = store.folder / "consent.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])

    fed()

    assert path.read_bytes() == whole
    assert len(store.consent_events()) == 2


def test_a_state_that_is_none_of_the_three_stops_everything(fed, store, learner):
    two_events(fed, learner)
    path = store.folder / "consent.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"state":"no"', b'"state":"nn"'))

    with pytest.raises(CoprodError, match="consent is not known"):
        store.consent_events()


def test_a_damaged_row_in_the_middle_stops_everything(fed, store, learner):
    agree(learner)
    for step in "12":
        answer(learner, PRE, BEFORE | {"DES1": step})
        fed()
    path = store.folder / "responses.jsonl"
    path.write_bytes(path.read_bytes().replace(b"{", b"[", 1))

    with pytest.raises(CoprodError, match="A line of the survey store is incomplete"):
        fed()


def _hold(store, held, release):
    with store.locked():
        held.set()
        release.wait(60)


def test_two_writers_take_turns(store):
    ours = multiprocessing.get_context("fork")
    held, release, second = ours.Event(), ours.Event(), ours.Event()
    first = ours.Process(target=_hold, args=(store, held, release))
    first.start()
    assert held.wait(60)
    other = ours.Process(target=_hold, args=(store, second, release))
    other.start()

    assert not second.wait(0.5)
    release.set()
    assert second.wait(60)
    first.join(60)
    other.join(60)
    assert (first.exitcode, other.exitcode) == (0, 0)
