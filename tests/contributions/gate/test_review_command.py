"""`coprod review`: what is on record of a module's review, and who may not do what."""

import json
from dataclasses import replace
from datetime import date

import pytest
import yaml

from contributions.gate.a_keeper import review_of
from contributions.made_up import AUTHOR, ONE, THREE, TWO, on
from coprod_training.contributions.pack_opening import CHANGES, SHOW, pack_words
from coprod_training.contributions.said import Said, said_as_data

CHOICES = pack_words()["outcome"]["choices"]
WELL = "test record: what went well"


def test_the_author_does_not_review_or_sign_the_module(keeper):
    for form in (review_of(AUTHOR, ONE), review_of(ONE, lead=AUTHOR)):
        said = keeper.says("review", "listening", keeper.file(form), status=1)
        assert "The author of the module" in said
    assert "has reviewed this edition" in keeper.says("review", "listening", status=1)


def test_what_is_on_record_of_a_review_is_changed_and_never_taken_out(keeper):
    point = {"ref": "p-1", "person": ONE, "words": "test record: a point"}
    keeper.says("review", "listening", keeper.file(review_of(ONE, TWO, points=[point])), status=1)
    reply = {"answer": "changed", "on": on(21)}
    more = {
        "points": [{"ref": "p-1", "reply": reply}],
        "reviewers": [{"person": TWO, "outside": False}],
    }
    said = keeper.says("review", "listening", keeper.file(more), status=1)

    assert "Reviewers: 2. Their points: 1." in said
    assert "has no reply" not in said


def test_a_setting_that_the_course_does_not_have_is_named_and_nothing_is_entered(keeper):
    form = review_of(ONE, TWO)
    form["reviewers"][1]["settings"] = ["smi", "severe mental illness"]

    said = keeper.says("review", "listening", keeper.file(form), status=1)

    assert "no setting that is called severe mental illness." in said
    assert "Write some of: primary-care, " in said
    assert "has reviewed this edition" in keeper.says("review", "listening", status=1)


POINT = Said(ref="abc123-1", sort="taken out", passage="a/1", number=1, old="test record: x")


def taken_in(keeper, *said):
    """What the command says of a file of the first reviewer."""
    points = keeper.file(json.dumps(list(map(said_as_data, said))), "points.json")
    return keeper.says("review", "listening", "--points", points, "--from", ONE, status=1)


def test_a_point_that_was_answered_and_is_made_again_is_named(keeper):
    keeper.says("review", "listening", keeper.file(review_of(ONE, TWO)), status=1)
    assert "Said again" not in taken_in(keeper, POINT.answered("changed", ""))
    said = taken_in(keeper, replace(POINT, ref="def456-1"))
    assert "answered before, so not added: abc123-1." in said
    said = taken_in(keeper, replace(POINT, ref="def456-2", old="test record: y"))

    assert "Said again" not in said
    assert "Their points: 2." in said


def test_another_decision_and_another_answer_on_scope_are_said_beside_what_is_on_record(keeper):
    keeper.says("review", "listening", keeper.file(review_of(ONE, TWO)), status=1)
    decided = replace(
        POINT, ref="abc123-2", sort="answer", passage="outcome/decision", new=CHOICES[2]
    )
    scope = replace(decided, ref="abc123-3", passage="rescope/purpose", new="test record: new")

    said = taken_in(keeper, decided, scope)

    assert f"They decided again: “{CHOICES[2]}”. On record is “{CHOICES[0]}”." in said
    assert "than are on record: what for." in said
    assert "test record: new" not in said
    assert "They decided" not in taken_in(keeper, replace(decided, new=CHOICES[0]))


def test_that_a_change_can_stay_is_told_to_the_keeper_and_waits_for_nobody(keeper):
    keeper.says("review", "listening", keeper.file(review_of(ONE, TWO)), status=1)
    stays = pack_words()["changes"]["choices"][0]
    seen = replace(POINT, sort="answer", passage=CHANGES, old="", new=stays, day="2027-01-11")

    said = taken_in(keeper, seen)

    assert f"under changes: seen_by: {ONE}, seen_on: 2027-01-11" in said
    assert "Their points: 0." in said
    assert "under changes" not in taken_in(keeper, POINT)


def test_that_a_change_can_stay_is_not_counted_where_an_earlier_version_put_it_on_record(keeper):
    stays = pack_words()["changes"]["choices"][0]
    point = {"ref": "p-1", "person": ONE, "words": stays, "passage": CHANGES}
    other = {"ref": "p-2", "person": ONE, "words": "test record: a point"}
    form = review_of(ONE, TWO, points=[point, other])

    said = keeper.says("review", "listening", keeper.file(form), status=1)

    assert "Their points: 1." in said
    assert "1 point of a review has no reply" in said


def test_a_later_no_to_being_shown_says_what_it_takes_back_and_what_it_leaves(keeper):
    yes = Said(ref="abc123-2", sort="answer", passage=SHOW, number=9, new="Yes")
    no = replace(yes, ref="def456-2", new="No")
    other = replace(POINT, ref="abc123-3", old="test record: z")
    keeper.says("review", "listening", keeper.file(review_of(ONE, TWO)), status=1)
    assert "being shown" not in taken_in(keeper, POINT, other, yes)

    said = taken_in(keeper, replace(POINT, ref="def456-1"), no)

    assert "The yes on record is taken off 1 point:\nabc123-1. Publish again today" in said
    assert "no plain yes" in said
    assert "still stands on points that this file does not have: abc123-3." in said
    again = taken_in(keeper, replace(POINT, ref="def456-1"), no)
    assert "Publish again" not in again
    assert "abc123-3." in again


def test_the_lead_writes_a_reflection_with_somebody_of_the_module_and_both_say_yes(keeper):
    one = {"ref": "r-1", "person": THREE, "well": WELL, "lead_yes_on": on(21)}

    said = keeper.says("review", "listening", keeper.file(with_reflection(one)), status=1)
    assert "by the lived-experience lead and somebody else: a reviewer" in said
    assert "has reviewed this edition" in keeper.says("review", "listening", status=1)
    keeper.says(
        "review", "listening", keeper.file(with_reflection(one | {"person": TWO})), status=1
    )
    page = keeper.folder / "one" / "credits" / "index.html"
    keeper.says("publish", keeper.folder / "one")
    assert "without the yes of both so far: 1." in page.read_text()
    yes = {"reflections": [{"ref": "r-1", "person_yes_on": on(22)}]}
    keeper.says("review", "listening", keeper.file(yes), status=1)

    keeper.says("publish", keeper.folder / "two")
    page = keeper.folder / "two" / "credits" / "index.html"
    assert page.read_text().count(WELL) == 2  # of the module, and in the GRIPP2 form
    assert "Still blank: What did not go well, written by" in page.read_text()


def with_reflection(one):
    return review_of(ONE, TWO, reflections=[one])


def test_a_module_is_named_by_its_number_as_well(keeper):
    said = keeper.says("review", "1", keeper.file(review_of(ONE)), status=1)

    assert "Reviewers: 1. Their points: 0." in said
    assert keeper.says("review", "1", status=1) == keeper.says("review", "listening", status=1)
    assert keeper.says("gate", "1", status=1) == keeper.says("gate", "listening", status=1)
    assert "It has: 1 (listening)." in keeper.says("review", "2", status=1)


@pytest.fixture
def after_it_passed(ready, capsys, tmp_path):
    """The lesson was changed once the lead had signed; says what the gate then says."""
    lesson = ready.root / "modules" / "01-listening.ipynb"
    lesson.write_text(lesson.read_text().replace("This is sentence 1 ", "This is sentence one "))

    def keep(change):
        path = tmp_path / "changes.yaml"
        path.write_text(yaml.safe_dump({"changes": [change]}))
        ready.run("review", "listening", path)
        capsys.readouterr()

    def gate():
        ready.run("gate")
        return capsys.readouterr().out

    return keep, gate


def test_a_module_that_changed_after_its_review_is_released_only_with_the_change_on_record(
    after_it_passed, ready
):
    keep, gate = after_it_passed
    change = {"ref": "c-1", "on": str(on(23)), "what": "words", "kind": "typo"}

    assert "no change is on record" in gate()
    keep(change)
    assert "the lead has not ticked it" in gate()
    keep(change | {"ticked_by_lead_on": str(on(24))})
    assert "listening: every rule passes." in gate()
    replace_in(ready.root / "course" / "assessments" / "what-was-heard.yaml", "place", "date")
    assert "no change is on record" in gate()


def replace_in(path, old, new):
    path.write_text(path.read_text().replace(f"key: {old}", f"key: {new}"))


def test_a_new_edition_of_the_same_words_keeps_its_review(ready, capsys, tmp_path):
    course = ready.root / "course" / "course.yaml"
    course.write_text(course.read_text().replace("2026.11", "2026.12"))

    assert ready.run("gate") == 1
    assert "Where its words are the same: coprod review --carry-over." in capsys.readouterr().out
    assert ready.run("review", "listening", "--carry-over") == 0
    assert ready.run("review", "listening", "--carry-over") == 1
    assert "already has its own review" in capsys.readouterr().err
    assert ready.run("gate") == 0, capsys.readouterr().out
    assert [ready.register.read("review", ref).record.module_version for ref in reviews(ready)] == [
        "2026.11",
        "2026.12",
    ]


def reviews(ready):
    return ready.register.refs("review")


def test_a_new_edition_of_other_words_is_reviewed_anew(after_it_passed, ready, capsys):
    course = ready.root / "course" / "course.yaml"
    course.write_text(course.read_text().replace("2026.11", "2026.12"))

    assert ready.run("review", "listening", "--carry-over") == 1
    assert "no change is on record" in capsys.readouterr().err
    assert len(reviews(ready)) == 1


def test_nobody_reviews_a_contribution_of_their_own_once_it_is_taken_out(keeper):
    keeper.agreed()
    form = keeper.file(review_of(keeper.record().person))
    said = keeper.says("review", "listening", form, status=1)
    assert "reviewing a contribution of their own" in said

    # As their link does: the register still has its old stage.
    keeper.course.store.take_out(keeper.ref, date(2027, 1, 11))
    said = keeper.says("review", "listening", status=1)
    assert "1 of at least 2 reviewers" in said
    assert "reviewing a contribution of their own" not in said


def test_points_of_one_persons_pack_are_nobody_elses(keeper):
    keeper.agreed()
    who = keeper.record().person
    keeper.says("review", "listening", keeper.file(review_of(ONE, TWO)), status=1)
    point = Said(ref="abcdef0123-1", sort="taken out", passage="a/1", number=1, old="test record")
    points = json.dumps([said_as_data(point)])
    place = keeper.course.private / "packs" / "0123abcdef" / "abcdef0123"
    place.mkdir(parents=True)
    (place.parent / "whose.json").write_text(json.dumps({"ref": keeper.ref}))
    (place / "points.json").write_text(points)
    copy = keeper.file(points, "points.json")

    for path in (place / "points.json", copy):
        asked = ("review", "listening", "--points", path, "--from")
        assert "another person's" in keeper.says(*asked, TWO, status=1)
    assert "Their points: 0." in keeper.says("review", "listening", status=1)
    more = keeper.file({"reviewers": review_of(who)["reviewers"]})
    keeper.says("review", "listening", more, status=1)
    assert "Their points: 1." in keeper.says(*asked, who, status=1)
