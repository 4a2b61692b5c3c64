import errno
import os
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from coprod_training.activities import kind_named
from coprod_training.activities.single_choice import SingleChoice
from coprod_training.answers import AnswerStore, Desk
from coprod_training.errors import CoprodError

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


@pytest.fixture
def question():
    return SingleChoice.example().activity


@pytest.fixture
def desk(question, tmp_path):
    return Desk(question, AnswerStore(tmp_path / "m.answers.jsonl"), graded=False)


def keep(desk, response, check=False, name=None, **more):
    message = {"type": "keep", "id": name or str(uuid4()), "response": response, "check": check}
    return desk.receive(message | more, NOW)


def test_saved_is_said_only_when_the_answer_is_on_the_disk(desk, question):
    reply = keep(desk, question.key)

    assert reply["type"] == "saved"
    assert desk.store.read().latest(question.id).response == question.key


def test_every_byte_has_been_forced_to_the_disk_before_the_reply(desk, question, monkeypatch):
    forced, real = [], os.fsync

    def watched(handle):
        real(handle)
        forced.append(desk.store.path.read_bytes())

    monkeypatch.setattr(os, "fsync", watched)
    reply = keep(desk, question.key)

    assert forced[0] == desk.store.path.read_bytes()  # nothing was written after it
    assert reply["id"].encode() in forced[0]


def test_what_could_not_be_forced_to_the_disk_is_not_called_saved(desk, question, monkeypatch):
    def broken(handle):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)

    assert keep(desk, question.key)["type"] == "failed"


def test_choosing_keeps_the_answer_and_does_not_score_it(desk, question):
    reply = keep(desk, question.key)

    assert "feedback" not in reply["kept"]
    assert reply["kept"]["attempt"] == 0


def test_a_check_brings_the_words_of_the_chosen_option(desk, question):
    reply = keep(desk, question.key, check=True)

    assert reply["kept"]["feedback"]["right"] is True
    assert reply["kept"]["attempt"] == 1


def test_graded_questions_bring_no_feedback(desk, question):
    reply = keep(replace(desk, activity=question.without_key(), graded=True), question.key, True)

    assert "feedback" not in reply["kept"]


def test_the_same_answer_sent_again_is_acknowledged_and_kept_once(desk, question):
    name = str(uuid4())

    first, second = keep(desk, question.key, True, name), keep(desk, question.key, True, name)

    assert first == second
    assert len(desk.store.read().answers) == 1


def test_an_answer_that_a_newer_one_has_overtaken_is_not_kept_over_it(desk, question):
    first = keep(desk, question.options[0].id, known=[])
    newer = keep(desk, question.options[1].id, known=[first["id"]])

    reply = keep(desk, question.options[0].id, known=[first["id"]])

    assert (reply["type"], reply["kept"]) == ("overtaken", newer["kept"])
    assert desk.kept() == newer["kept"]
    assert len(desk.store.read().answers) == 2
    chosen = keep(desk, question.options[0].id, known=[first["id"], newer["id"]])
    assert desk.kept() == chosen["kept"]


def test_one_that_is_sent_again_after_a_newer_one_is_no_overtaken_answer(desk, question):
    first = keep(desk, question.options[0].id, known=[])
    newer = keep(desk, question.options[1].id, known=[first["id"]])

    again = keep(desk, question.options[0].id, name=first["id"], known=[])

    assert (again["type"], again["id"], again["kept"]) == ("saved", first["id"], newer["kept"])
    assert len(desk.store.read().answers) == 2


@pytest.mark.parametrize("more", [{}, {"known": None}, {"known": "all of them"}])
def test_a_page_that_does_not_say_what_it_knew_has_its_answers_taken(desk, question, more):
    keep(desk, question.options[0].id)

    assert keep(desk, question.options[1].id, **more)["type"] == "saved"


def test_after_everything_was_deleted_a_page_that_knew_it_can_answer_anew(desk, question):
    assert keep(desk, question.options[0].id, known=[str(uuid4())])["type"] == "saved"


def test_a_page_can_ask_for_the_newest_answer(desk, question):
    look = {"type": "look"}
    assert desk.receive(look, NOW) == {"type": "newest", "kept": None}

    kept = keep(desk, question.key)["kept"]

    assert desk.receive(look, NOW) == {"type": "newest", "kept": kept}


def test_an_answer_that_does_not_fit_is_refused_with_a_sentence(desk):
    reply = keep(desk, {"planted": "words"})

    assert reply["type"] == "refused"
    assert "planted" not in reply["problem"]
    assert desk.store.read().answers == ()


@pytest.mark.parametrize("message", [None, [], {}, {"id": "not-a-uuid", "response": "a"}])
def test_anything_else_from_the_page_is_refused(desk, message):
    assert desk.receive(message, NOW)["type"] == "refused"


def test_a_full_disk_is_said_in_words_and_can_be_tried_again(desk, question, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(AnswerStore, "add", lambda store, answer: full(answer))

    reply = keep(desk, question.key)

    assert reply["type"] == "failed"
    assert reply["problem"].startswith("The disk is full.")


def test_what_the_page_is_told_names_no_place_on_the_disk(desk, question, monkeypatch):
    def refused(_):
        raise CoprodError("It is too new.", where="/some/where", fix="Install it.")

    monkeypatch.setattr(AnswerStore, "add", lambda store, answer: refused(answer))

    reply = keep(desk, question.key)

    assert (reply["type"], reply["problem"]) == ("failed", "It is too new. Install it.")


def test_a_changed_question_shows_the_earlier_answer_and_asks_again(desk, question):
    keep(desk, question.key, check=True)

    changed = replace(desk, activity=replace(question, question="Put differently, which is it?"))

    assert changed.kept()["earlier"] == question.text_of(question.key)
    assert "feedback" not in changed.kept()


def test_an_answer_to_a_page_from_before_a_change_is_kept_as_one_to_the_words_shown(desk, question):
    shown, words = question.fingerprint(), question.text_of(question.key)
    mended = replace(desk, activity=replace(question, question="Put differently, which is it?"))

    said = keep(mended, question.key, True, wording=shown, words=words)["kept"]

    answer = mended.store.read().latest(question.id)
    assert (answer.response, answer.question, answer.text) == (question.key, shown, words)
    assert (said["changed"], said["earlier"], said["wording"]) == (True, words, shown)
    assert "feedback" not in said
    assert desk.kept()["changed"] is False


@pytest.mark.parametrize("wording", [None, "", "planted", 7, "A" * 16])
def test_a_page_that_does_not_say_what_it_showed_has_answers_to_the_words_of_today(
    desk, question, wording
):
    kept = keep(desk, question.key, wording=wording, words="planted")["kept"]

    assert kept["changed"] is False
    assert desk.store.read().latest(question.id).text == question.text_of(question.key)


def test_where_a_page_does_not_say_what_it_showed_in_words_none_are_made_up(desk, tmp_path):
    grid = kind_named("rating_grid").example()
    mended = replace(grid.activity, question="Put differently?")
    desk = Desk(mended, AnswerStore(tmp_path / "grid.answers.jsonl"), graded=False)

    kept = keep(desk, grid.right, wording=grid.activity.fingerprint())["kept"]

    assert (kept["changed"], kept["earlier"], kept["response"]) == (True, "", grid.right)
