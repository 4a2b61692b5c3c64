"""The pack of every module of the shipped course: whole, and nothing of staff's in it."""

from dataclasses import replace

import pytest
import yaml
from paper.conftest import COURSE, ROOT

from coprod_training.content.passages import REMOVED, WAITING
from coprod_training.content.public_form import public_module, secrets_of, texts_in
from coprod_training.content.slot import SlotWords
from coprod_training.content.slot_offer import STILL_OPEN
from coprod_training.contributions.pack_changes import changed_since
from coprod_training.contributions.passages import as_data, from_data
from coprod_training.errors import CoprodError
from coprod_training.paper.exercise_passages import NOT_FOR_LEARNERS
from coprod_training.paper.module_pack import FILLED, IN_YOUR_TERMS, nobodys, pack_of

MODULES = [one.id for one in COURSE.modules]
# Words that say how an activity works, or that its notebook says in its own way.
NOT_SAID = {"lead", "content_note", "team_task", "outcomes"}


@pytest.fixture(scope="module", params=MODULES)
def each_pack(request):
    return pack_of(ROOT, COURSE, request.param, details={})


def data_of(pack):
    return next(file.data for file, one in COURSE.module_files() if one.id == pack.module)


def words_of(pack):
    return "\n".join(f"{one.label} {one.text}" for one in pack.passages)


def test_every_passage_has_an_id_of_its_own_and_says_something(each_pack):
    ids = [one.id for one in each_pack.passages]

    assert len(set(ids)) == len(ids)
    assert all(one.text or one.sort == "answer" for one in each_pack.passages)
    assert from_data(as_data(each_pack)) == each_pack


def test_nothing_of_staffs_is_in_it(each_pack):
    data = data_of(each_pack)
    secrets = secrets_of(data, public_module(data))

    assert [one for one in secrets if one in words_of(each_pack)] == []


def test_every_word_of_its_activities_and_slots_can_be_commented_on(each_pack):
    public, words = public_module(data_of(each_pack)), words_of(each_pack)
    shown = {name: value for name, value in public.items() if name not in NOT_SAID}
    missing = [one for one in texts_in(shown) if " " in one and one not in words]

    assert missing == []


def test_a_pack_has_the_words_of_a_consent_and_not_the_names_of_its_items():
    pack = pack_of(ROOT, COURSE, "what-co-production-is", details={})
    _, consent = COURSE.find("survey-consent")
    texts = {one.text for one in pack.passages}

    assert {" ".join(row.text.split()) for row in consent.rows} <= texts
    assert {" ".join(point.text.split()) for point in consent.points} <= texts
    assert not texts & set(consent.items)


def test_each_slot_waits_and_has_no_room_to_write_without_terms(each_pack):
    module = COURSE.module(each_pack.module)
    waiting = [one for one in each_pack.passages if one.id.endswith("/waiting")]

    assert {one.slot for one in waiting} == {slot.id for slot in module.slots}
    assert {one.text for one in waiting} <= {WAITING, FILLED, REMOVED}
    assert not any(one.sort == "answer" and one.slot for one in each_pack.passages)


def test_a_copy_with_agreed_terms_has_room_in_its_own_slot_and_in_no_other():
    pack = pack_of(ROOT, COURSE, "safe-sharing", ref="0123456789abcdef", slot="m3-s1", details={})

    assert [one.slot for one in pack.passages if one.sort == "answer" and one.slot] == ["m3-s1"]


def test_whom_we_ask_what_we_pay_and_who_supports_are_said_of_a_place_that_waits():
    def offered(slot):
        offer = {"settings": ("any",), "pay": "[to be set]", "support": "test record: a colleague"}
        return replace(slot, **offer) if slot.id == "m3-s1" else slot

    modules = tuple(replace(one, slots=tuple(map(offered, one.slots))) for one in COURSE.modules)
    course = replace(COURSE, modules=modules)
    pack = pack_of(ROOT, course, "safe-sharing", details={})
    by_id = {one.id: one.text for one in pack.passages}
    own = pack_of(ROOT, course, "safe-sharing", slot="m3-s1", details={"payment": "test record"})

    assert "any of Primary care, Drug and alcohol" in by_id["m3-s1/settings"]
    assert by_id["m3-s1/pay"] == by_id["m3-s2/pay"] == by_id["m3-s2/settings"] == STILL_OPEN
    assert by_id["m3-s1/support"] == "test record: a colleague"
    mine = {one.id: one.text for one in own.passages}
    assert (mine["m3-s1/pay"], mine["m3-s2/pay"]) == (IN_YOUR_TERMS, STILL_OPEN)


def test_between_two_peoples_copies_no_words_of_the_module_differ():
    own = {"payment": "test record", "support": "test record"}
    first = pack_of(ROOT, COURSE, "safe-sharing", ref=f"{1:016x}", slot="m3-s1", details=own)
    other = pack_of(ROOT, COURSE, "safe-sharing", ref=f"{2:016x}", slot="m3-s2", details={})
    anybodys = pack_of(ROOT, COURSE, "safe-sharing", details={})

    assert changed_since(first, anybodys) is not None
    for old, new in ((first, other), (first, anybodys), (anybodys, first)):
        assert changed_since(nobodys(old), nobodys(new)) is None


def test_pay_that_is_decided_since_is_a_change_for_whoever_it_is_made():
    modules = tuple(
        replace(one, slots=tuple(replace(slot, pay="test record: £1") for slot in one.slots))
        for one in COURSE.modules
    )
    own = pack_of(ROOT, COURSE, "safe-sharing", slot="m3-s1", details={"payment": "test record"})
    now = pack_of(ROOT, replace(COURSE, modules=modules), "safe-sharing", details={})

    found = changed_since(nobodys(own), nobodys(now))
    assert "m3-s1/pay" in found.before
    assert found.before["m3-s1/pay"].endswith(STILL_OPEN)


@pytest.fixture
def root_with(tmp_path):
    """The staff copy with another public manifest, in which one slot is at this status."""

    def made(slot, status):
        (tmp_path / "modules").symlink_to(ROOT / "modules")
        (tmp_path / "course").mkdir()
        for one in (ROOT / "course").iterdir():
            (tmp_path / "course" / one.name).symlink_to(one)
        (tmp_path / "course" / "contributors").unlink()
        (tmp_path / "course" / "contributors").mkdir()
        named = {"slot": slot, "module": "safe-sharing", "required": True, "status": status}
        named |= dict.fromkeys(("reference", "approved_hash", "review_by"))
        plain = {"slots": [named], "reviews": [], "gates": []}
        text = yaml.safe_dump(plain)
        (tmp_path / "course" / "contributors" / "manifest.yaml").write_text(text)
        return tmp_path

    return made


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("drafted", WAITING),
        ("paused", WAITING),
        ("approved by contributor", FILLED),
        ("module review", FILLED),
        ("passed", FILLED),
        ("withdrawn", REMOVED),
    ],
)
def test_a_pack_says_of_a_place_what_stands_there_now(root_with, status, says):
    pack = pack_of(root_with("m3-s1", status), COURSE, "safe-sharing", details={})
    by_id = {one.id: one for one in pack.passages}

    assert by_id["m3-s1/waiting"].text == says
    # Whoever reads it is not asked for words for a place that has some.
    assert ("m3-s1/how" in by_id) is (says != FILLED)
    assert by_id["m3-s2/waiting"].text == WAITING


def test_a_published_copy_says_it_too_and_its_words_are_not_passed_on():
    def slot(one):
        if one.id == "m3-s1":
            return replace(one, words=SlotWords(text="test record: some words"))
        return replace(one, removed=one.id == "m3-s2")

    modules = tuple(replace(one, slots=tuple(map(slot, one.slots))) for one in COURSE.modules)
    pack = pack_of(ROOT, replace(COURSE, modules=modules), "safe-sharing", details={})
    by_id = {one.id: one.text for one in pack.passages}

    assert (by_id["m3-s1/waiting"], by_id["m3-s2/waiting"]) == (FILLED, REMOVED)
    assert "test record" not in words_of(pack)


EXERCISES = [pytest.param(one, id=one.id) for one in COURSE.assessments]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_reviewer_who_decides_is_shown_every_key_reason_and_level_of_an_exercise(exercise):
    without = pack_of(ROOT, COURSE, exercise.module, details={})
    pack = pack_of(ROOT, COURSE, exercise.module, details={}, exercises=True)
    ids = {one.id: one.text for one in pack.passages}

    assert len(ids) == len(pack.passages)
    assert from_data(as_data(pack)) == pack
    for _, question in exercise.every_question():
        here = question.activity.id
        assert f"{here}/title" in ids
        assert f"{here}/rationale" in ids or not question.rationale
        assert all(f"{here}/rubric.{level.level}" in ids for level in question.rubric)
        assert not any(one.startswith(f"{here}/") for one in {p.id for p in without.passages})
        assert not any(example.text in words_of(pack) for example in question.examples)
    right = [one for one in pack.passages if "the answer we call right" in one.label.lower()]
    assert len(right) >= sum(
        getattr(q.activity, "key", None) is not None for _, q in exercise.every_question()
    )
    mine = [one for one in COURSE.assessments if one.module == exercise.module]
    assert [one.text for one in pack.passages].count(NOT_FOR_LEARNERS) == len(mine)


def test_a_module_that_there_is_not_is_refused():
    with pytest.raises(CoprodError, match='no module called "moon"'):
        pack_of(ROOT, COURSE, "moon", details={})


def test_a_fact_that_there_is_not_is_named_with_the_notebook_that_cites_it(tmp_path):
    without_facts = replace(COURSE, root=tmp_path)

    with pytest.raises(CoprodError, match=r"03-safe-sharing\.ipynb\n  There is no fact F\d{3}"):
        pack_of(ROOT, without_facts, "safe-sharing", details={})
