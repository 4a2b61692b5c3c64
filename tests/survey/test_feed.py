import os
from dataclasses import replace
from datetime import timedelta

import pytest

from coprod_training.errors import NewerRecord
from coprod_training.survey.feed import feed
from coprod_training.survey.learner_files import BIGGEST_FILE

from .conftest import LEARNER
from .self_checks import AFTER, BEFORE, NOW, POST, PRE, agree, answer, course

LATER = NOW + timedelta(days=2)


def bytes_of(store):
    return {path.name: path.read_bytes() for path in store.folder.iterdir()}


def only_row(store):
    (row,) = store.rows().values()
    return row


def test_a_consented_self_check_becomes_one_row(fed, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)

    report = fed()

    assert (report.added, report.agreeing, len(store.consent_events())) == (1, 1, 1)
    assert only_row(store).content.values["DES1"] == 2


def test_without_consent_nothing_is_kept(fed, store, learner):
    answer(learner, PRE, BEFORE)

    assert fed().agreeing == 0
    assert store.rows() == {}
    assert store.consent_events() == ()


@pytest.mark.parametrize(("cn1", "cn3"), [("1", "0"), ("0", "1"), ("0", "0")])
def test_one_yes_is_not_enough(fed, store, learner, cn1, cn3):
    agree(learner, cn1=cn1, cn3=cn3)
    answer(learner, PRE, BEFORE)

    fed()

    assert store.rows() == {}


def test_a_second_feed_changes_no_byte(fed, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    before = bytes_of(store)

    report = fed(now=LATER)

    assert report.unchanged == 1
    assert bytes_of(store) == before


def test_a_changed_answer_replaces_the_row_and_keeps_its_ids(fed, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    first = only_row(store)
    answer(learner, PRE, BEFORE | {"DES1": "4"})

    assert fed().replaced == 1
    assert only_row(store).content.values["DES1"] == 4
    assert only_row(store).submission_id == first.submission_id


def test_before_and_after_share_a_pair_id(fed, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    answer(learner, POST, AFTER)
    fed()

    before, after = store.rows().values()
    assert before.pair_id == after.pair_id
    assert before.submission_id != after.submission_id


def test_two_learners_never_share_ids(store, key, tmp_path):
    folders = [(name, tmp_path / name) for name in ("test-record-1", "test-record-2")]
    for _, folder in folders:
        agree(folder)
        answer(folder, PRE, BEFORE)

    feed(store, key, course(), folders, NOW)

    one, two = store.rows().values()
    assert one.pair_id != two.pair_id
    assert one.submission_id != two.submission_id


def test_the_order_of_the_roster_is_not_the_order_of_the_store(store, key, tmp_path):
    folders = [(f"test-record-{n}", tmp_path / str(n)) for n in range(6)]
    for _, folder in folders:
        agree(folder)

    feed(store, key, course(), folders, NOW)

    names = [event.pseudonym for event in store.consent_events()]
    assert names == sorted(names)


def test_a_no_wipes_the_rows_and_the_earlier_versions_of_them(fed, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    gone = only_row(store)
    agree(learner, cn3="0")

    assert fed().erased == 1
    left = (store.folder / "responses.jsonl").read_text()
    assert gone.submission_id in left
    assert gone.pseudonym not in left
    assert gone.pair_id not in left
    assert "DES1" not in left


def test_after_a_no_a_new_yes_counts_and_makes_a_new_pair_id(fed, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    first = only_row(store)
    agree(learner, cn3="0")
    fed()
    agree(learner, receipt="0000-1111-2222")

    fed()

    assert only_row(store).pair_id != first.pair_id


def test_a_draft_answer_stays_draft_when_it_is_read_after_the_release(fed, store, learner):
    fed(status="draft")
    agree(learner)
    answer(learner, PRE, BEFORE)

    fed(now=LATER, status="released")

    assert only_row(store).course_status == "draft"


def test_an_answer_after_the_release_is_tagged_so(fed, store, learner):
    fed(status="released")
    agree(learner, at=LATER)
    answer(learner, PRE, BEFORE, at=LATER)

    fed(now=LATER, status="released")

    assert only_row(store).course_status == "released"


def test_the_parts_of_one_phase_become_one_row(store, key, learner):
    first, second = replace(PRE, id="first", parts=PRE.parts[:1]), PRE
    agree(learner)
    answer(learner, first, {"SD1": "1", "SD2": "NW", "_done": True})
    answer(learner, second, BEFORE)

    feed(store, key, course(activities=(first, second)), [(LEARNER, learner)], NOW)

    assert only_row(store).content.setting == "DAT"


@pytest.mark.parametrize("trap", ["link", "pipe", "big"])
def test_a_file_that_is_a_trap_leaves_its_learner_out_and_nobody_else(
    store, key, learner, tmp_path, trap
):
    agree(tmp_path / "other")
    answer(tmp_path / "other", PRE, BEFORE)
    path = learner / "course.answers.jsonl"
    if trap == "link":
        path.symlink_to(tmp_path / "other" / "course.answers.jsonl")
    elif trap == "pipe":
        os.mkfifo(path)
    else:
        path.touch()
        os.truncate(path, BIGGEST_FILE + 1)
    answer(learner, PRE, BEFORE)

    learners = [(LEARNER, learner), ("other", tmp_path / "other")]
    report = feed(store, key, course(), learners, NOW)

    assert (report.not_read, report.added) == (1, 1)
    assert "Learners left as they were: 1." in report.lines()[-1]


def test_a_linked_folder_does_not_bring_in_somebody_elses_answers(fed, store, learner, tmp_path):
    answer(tmp_path / "other", PRE, BEFORE)
    agree(learner)
    (learner / "modules").symlink_to(tmp_path / "other" / "modules")

    assert fed().not_read == 1
    assert store.rows() == {}


def test_a_learner_with_a_newer_course_is_left_as_before(fed, store, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    with (learner / "course.answers.jsonl").open("a") as file:
        file.write('{"schema": 2}\n')

    assert fed().not_read == 1
    assert len(store.rows()) == 1


def test_a_store_from_a_newer_version_is_refused_with_a_sentence(fed, store, learner):
    (store.folder / "responses.jsonl").write_text('{"schema":2}\n')

    with pytest.raises(NewerRecord, match="written by a newer version of this course"):
        fed()


def test_a_course_without_a_consent_page_feeds_nothing(store, key, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    bare = course()
    bare = replace(bare, info=replace(bare.info, activities=()))

    feed(store, key, bare, [(LEARNER, learner)], NOW)

    assert store.rows() == {}
