"""One contribution from the first question to its deletion, as a keeper types it. A test record."""

import json
import re

import pytest
import yaml

from contributions.gate.a_keeper import (
    AMOUNT,
    CITED,
    FIRST,
    IMPACT,
    NAME,
    POINT,
    REACH,
    before_work,
    terms,
)
from contributions.gate.conftest import CREDIT, SLOT, WORDS
from contributions.gate.left_of_it import holding
from contributions.made_up import KEEPER, THREE, on
from coprod_training.contributions.built_words import readings
from coprod_training.contributions.consent import CHANNELS
from coprod_training.contributions.forms import FORMS, blank
from coprod_training.contributions.gate.review_gate_rules import TIES_NOT_ASKED
from coprod_training.contributions.terms import TERMS_VERSION

pytestmark = pytest.mark.drawn


def test_from_the_first_question_to_no_trace_at_all(keeper, tmp_path):
    course, out, later = keeper.course, tmp_path / "out", tmp_path / "later"
    keeper.passed()

    assert "listening: every rule passes." in keeper.says("gate")
    keeper.says("release")
    keeper.says("publish", out)
    assert [path.name for path in holding(out, WORDS)] == ["listening.yaml"]
    assert {path.parent.name for path in holding(out, CREDIT)} == {"modules", "credits"}
    assert {path.name for path in holding(out, CITED)} == {"CITATION.cff", "history.json"}
    page = (out / "credits" / "index.html").read_text()
    assert page.count(IMPACT) == 2  # in the history of the module, and in the GRIPP2 form
    assert f"<b>You said:</b> {POINT}" in page
    assert "speaks for racialised communities: yes." in page
    assert "Not changed. test record: why" in page
    assert holding(course.root, WORDS, CREDIT, CITED, IMPACT, POINT, NAME, REACH, str(AMOUNT)) == []
    assert holding(out, NAME, REACH, str(AMOUNT), FIRST) == []

    keeper.says("pack", "listening", "--to", tmp_path / "packs")
    for path in (tmp_path / "packs").iterdir():
        read = "\n".join(readings(path.read_bytes()))
        assert not [one for one in (WORDS, CREDIT, FIRST, NAME, REACH, str(AMOUNT)) if one in read]

    keeper.says("withdraw", keeper.ref, "--in", tmp_path / "packs")
    keeper.says("publish", later)
    for folder in (out, later, course.root, course.private):
        assert holding(folder, WORDS, CREDIT, FIRST, CITED, IMPACT) == [], folder
    assert f"{keeper.ref}  {SLOT}  withdrawn" in keeper.says("register", "list")

    assert "Deleted: its words" in keeper.step("delete", "--keep-payment")
    assert "Deleted: who it was" in keeper.step("confirmed")
    assert "There are no contributions yet." in keeper.says("register", "list")
    assert "only this is left: payment" in keeper.step("note", keeper.file({}), status=1)


def test_nobody_drafts_before_the_terms_and_silence_is_no_yes(keeper):
    keeper.added()
    draft, form = keeper.file(FIRST, "draft.txt"), keeper.file(terms())

    assert 'This step comes after "terms agreed"' in keeper.step("draft", draft, status=1)
    keeper.step("note", keeper.file(before_work(), "note.yaml"))
    said = keeper.step("invite", "--by", KEEPER, day=0)
    assert f"A yes to the terms counts from {on(7)}." in said
    assert 'This step comes after "terms agreed"' in keeper.step("draft", draft, status=1)
    said = keeper.step("agree", form, "--reply", "none", day=7, status=1)
    assert "No reply is never a yes." in said
    assert "They said no." in keeper.step("agree", form, "--reply", "no", day=7, status=1)
    said = keeper.step("agree", form, "--reply", "yes", day=6, status=1)
    assert f"There are 7 days to decide: the agreement counts from {on(7)}." in said
    keeper.step("faster", "agreement", day=2)
    early = terms()
    early["terms"]["answered_on"] = on(2)
    keeper.step("agree", keeper.file(early), "--reply", "yes", day=2)


def test_an_answer_counts_from_the_day_that_it_was_given_and_not_from_when_it_was_entered(keeper):
    keeper.added()
    keeper.step("note", keeper.file(before_work(), "note.yaml"))
    keeper.step("invite", "--by", KEEPER, day=0)
    early = terms()
    early["terms"]["answered_on"] = on(3)
    form = keeper.file(early)

    said = keeper.step("agree", form, "--reply", "yes", day=8, status=1)
    assert f"the agreement counts from {on(7)}." in said
    keeper.step("faster", "agreement", day=3)
    keeper.step("agree", form, "--reply", "yes", day=8)
    record = keeper.record()
    assert record.reached["terms agreed"] == record.edits.faster["agreement"] == on(3)


def test_the_contributors_own_page_is_their_answer(keeper, tmp_path):
    keeper.added()
    keeper.step("note", keeper.file(before_work()))
    keeper.step("invite", "--by", KEEPER, day=0)
    said = keeper.step("terms", "--to", tmp_path / "terms")
    page = tmp_path / "terms" / f"terms-{keeper.ref}.html"
    assert "fill in with --details" in said
    assert "keeps everything for ever" in keeper.step("terms", "--to", keeper.course.root, status=1)

    values = {"answer.use": "yes", "answer.printed": "yes", "credit": "anonymous"}
    for decision, status in (("talk", 1), ("yes", 0)):
        saved = {"at": f"{on(7)}T10:00:00Z", "values": values | {"decision": decision}}
        text = page.read_text().replace('id="said">null', f'id="said">{json.dumps(saved)}')
        form = keeper.file(text, "back.html")
        said = keeper.step("agree", form, "--talk", on(1), day=7, status=status)
        assert ("They want to talk about it first." in said) == bool(status)
    record = keeper.record()
    assert record.consents.use.holds(on(8), TERMS_VERSION)
    held = [one for one in CHANNELS if record.consents.channel(one).holds(on(8), TERMS_VERSION)]
    assert held == ["printed"]


def test_an_edit_goes_back_to_be_shown_and_an_approval_is_of_exact_words(keeper):
    keeper.agreed()
    assert "has not taken" not in keeper.step("draft", keeper.file(FIRST, "draft.txt"), day=8)
    keeper.step("show", keeper.file(WORDS, "words.txt"), day=9)
    approve = ("approve", "--reply", "yes", "--others", "none")

    assert f"counts from {on(16)}" in keeper.step(*approve, day=15, status=1)
    keeper.course.store.keep(keeper.ref, f"{WORDS} And more.".encode())
    assert "not what the contributor was shown last" in keeper.step(*approve, day=16, status=1)
    keeper.step("show", keeper.file(WORDS, "words.txt"), day=16)
    keeper.step(*approve, day=23)
    assert "approved by contributor" in keeper.step("show", keeper.file(WORDS, "words.txt"), day=24)
    changed = keeper.file(WORDS.replace("help", "helq"), "words.txt")
    assert "edit shown" in keeper.step("show", changed, day=24)


def test_words_are_plain_text_and_come_without_a_mark_at_their_beginning(keeper):
    keeper.agreed()

    for content in (b"PK\x03\x04\xff test record", "test record: £".encode("cp1252")):
        said = keeper.step("draft", keeper.file(content, "a.txt"), day=8, status=1)
        assert "This is not a plain text file." in said
    keeper.step("draft", keeper.file(FIRST.encode("utf-8-sig"), "a.txt"), day=8)
    newest = keeper.course.store.newest(keeper.ref)
    assert keeper.course.store.read(keeper.ref, newest.hash) == FIRST.encode()


def test_the_words_of_a_contributor_are_not_taken_from_the_repository(keeper):
    keeper.agreed()
    path = keeper.course.root / "modules" / "draft.txt"
    path.write_text(FIRST)

    said = keeper.step("draft", path, day=8, status=1)

    assert "keeps everything for ever" in said
    assert keeper.course.store.newest(keeper.ref) is None


def test_whoever_cares_for_the_contributor_does_not_ask_them(keeper):
    keeper.added()

    said = keeper.step("invite", "--by", THREE, day=0, status=1)

    assert "The contributor's clinician would ask for the contribution." in said


def test_what_others_are_to_a_contributor_is_asked_and_nobody_is_an_answer(keeper):
    keeper.passed()
    who = keeper.record().person
    nobody = {"name": NAME, "reach": REACH, "ties": {}, "ties_asked_on": None}
    held = keeper.course.register.read("person", who)
    keeper.course.register.change(held, ties={}, ties_asked_on=None)
    assert f"{SLOT}: {TIES_NOT_ASKED}" in keeper.says("gate", "listening", status=1)

    late = keeper.file(nobody | {"ties_asked_on": on(90)})
    assert "in the future" in keeper.says("contribution", "person", late, "--ref", who, status=1)
    asked = keeper.file(nobody | {"ties_asked_on": on(3)})
    keeper.says("contribution", "person", asked, "--ref", who)

    assert "listening: every rule passes." in keeper.says("gate")


def test_whoever_withdrew_is_not_asked_again_unless_they_say_so(keeper):
    keeper.agreed()
    first = keeper.ref
    keeper.says("withdraw", first)
    who = keeper.course.register.read("contribution", first).record.person
    keeper.ref = keeper.says("contribution", "add", keeper.file({"slot": SLOT, "person": who}))[:16]

    assert "have not said that they may be asked" in keeper.step(
        "invite", "--by", KEEPER, day=20, status=1
    )
    second, keeper.ref = keeper.ref, first
    keeper.step("note", keeper.file({"may_be_asked_again": True}))
    keeper.ref = second
    keeper.step("invite", "--by", KEEPER, day=20)


@pytest.mark.parametrize("field", ["status", "reached", "consents", "edits", "review_by", "person"])
def test_a_note_moves_nothing(keeper, field):
    keeper.added()

    assert f"A note does not change this: {field}." in keeper.step(
        "note", keeper.file({field: "passed"}), status=1
    )


def test_what_does_not_fit_is_named_and_not_quoted(keeper):
    keeper.added()

    said = keeper.step("note", keeper.file({"payment": {"amount": NAME}}), status=1)

    assert "The value does not fit: payment." in said


def test_an_untouched_note_writes_nothing_down(keeper):
    keeper.added()

    assert "This form is empty" in keeper.step("note", keeper.file(blank("note")), status=1)


@pytest.mark.parametrize("step", ["pause", "stop"])
def test_a_keeper_hears_that_earlier_copies_still_show_it(keeper, step):
    keeper.passed()
    keeper.says("release")

    assert "Copies on other machines still show it." in keeper.step(step, day=25)


def test_after_a_withdrawal_the_pay_is_still_noted(keeper):
    keeper.passed()
    keeper.says("withdraw", keeper.ref)

    keeper.step("note", keeper.file({"payment": {"status": "paid"}}))
    assert keeper.record().payment.status == "paid"


def test_a_day_that_is_still_to_come_is_not_put_on_record(keeper):
    keeper.added()

    assert "in the future" in keeper.step("note", keeper.file({"route_sent": on(90)}), status=1)
    with pytest.raises(SystemExit):
        keeper.step("invite", "--by", KEEPER, day=90)


def test_a_no_counts_at_once_and_its_next_copy_is_without_it(keeper, tmp_path):
    keeper.passed()
    keeper.says("release")
    no = {"answered_on": on(25), "wording": TERMS_VERSION, "until": on(600)}
    form = keeper.file(no | {"answers": {"downloaded notebooks": False}})

    assert "Copies on other machines still show it." in keeper.step("consent", form)
    keeper.says("publish", tmp_path / "out")
    assert holding(tmp_path / "out", WORDS) == []


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_yaml_that_says_what_belongs_where(name):
    lines = blank(name)
    written = re.sub(r"^#(?! )", "", lines, flags=re.MULTILINE) if name == "note" else lines
    assert isinstance(yaml.safe_load(written), dict)
    assert "coprod" in blank(name).split("\n", 4)[2] + blank(name)[:400]


def test_whose_day_to_be_asked_again_comes_is_listed(keeper):
    keeper.added()
    keeper.step("note", keeper.file(before_work()))
    keeper.step("invite", "--by", KEEPER, day=0)
    keeper.step("agree", keeper.file(terms(review_by=on(40))), "--reply", "yes", day=7)

    line = f"{keeper.ref}: its contributor is to be asked again by {on(40)}."
    assert line in keeper.says("register", "list")
    keeper.step("decline", day=8)
    assert line not in keeper.says("register", "list")


def test_something_asked_for_is_listed_until_it_is_done(keeper):
    keeper.agreed()
    assert f'"pause" is due on the site by {on(10)}.' in keeper.step("ask", "pause", day=10)

    assert "was due on the site" in keeper.says("register", "list")
    keeper.step("done", "pause", "site", day=11)
    assert "was due" not in keeper.says("register", "list")
    assert "Nobody is waiting" in keeper.step("done", "delete", "site", status=1)
