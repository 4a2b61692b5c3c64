"""One contribution from the first question to its deletion, as a keeper types it. A test record."""

import re

import pytest
import yaml

from contributions.gate.conftest import CREDIT, EVERYBODY, SLOT, WORDS
from contributions.made_up import AUTHOR, KEEPER, LEAD, ONE, THREE, TWO, on
from coprod_training.contributions.built_words import readings
from coprod_training.contributions.forms import FORMS, blank
from coprod_training.contributions.record import SAYINGS
from coprod_training.contributions.review import CHECKLIST, RESCOPE_QUESTIONS
from coprod_training.contributions.terms import TERMS_VERSION

NAME, REACH, AMOUNT = "Planted Testperson", "planted-reach", 98765
WHO = {"name": NAME, "reach": REACH, "ties": {THREE: ["clinician"]}}
FIRST = "test record: a first draft."
CITED, IMPACT, POINT = (f"test record: {what}" for what in ("cited so", "an impact", "a point"))


def before_work():
    return {
        "age": "18 or over",
        "said_in_writing": {one: on(0) for one in SAYINGS},
        "route_sent": on(0),
        "route_tested": on(0),
        "settings": list(EVERYBODY),
        "payment": {"amount": AMOUNT, "what_for": "test record: one text", "offered_on": on(0)},
        "benefits_advice": {"source": "test record: an adviser", "offered_on": on(0)},
        "support": {"contact": "test record: a colleague"},
    }


def terms(**changes):
    answers = dict.fromkeys(("use", "health", "course site", "downloaded notebooks"), True)
    said = {"answered_on": on(7), "wording": TERMS_VERSION, "until": on(600), "answers": answers}
    said |= {"use_for": "test record: shown in one module"}
    credit = {"how": "chosen_name", "display_text": CREDIT, "risk_talk": on(1)}
    credit |= {"cited_as": CITED}
    return {"terms": said, "credit": credit, "review_by": on(600)} | changes


def review_of(*people, **changes):
    reviewers = [
        {
            "person": one,
            "joined_at": "rescope",
            "outside": True,
            "rescoping": dict.fromkeys(RESCOPE_QUESTIONS, "test record: an answer"),
            "settings": list(EVERYBODY),
            "racialised": True,
            "checked": list(CHECKLIST),
            "outcome": "pass",
            "outcome_on": on(20),
            "payment": "paid",
        }
        for one in people
    ]
    return {"author": AUTHOR, "lead": LEAD, "reviewers": reviewers} | changes


class Keeper:
    """Types the commands, and reads what they say."""

    def __init__(self, course, folder, capsys):
        self.course, self.folder, self._capsys = course, folder, capsys
        self.ref = ""

    def file(self, content, name="form.yaml"):
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else yaml.safe_dump(content))
        return path

    def says(self, verb, *words, status=0):
        assert self.course.run(verb, *words) == status
        done = self._capsys.readouterr()
        said = done.out + done.err
        assert not re.search(f"{NAME}|{REACH}|{AMOUNT}|{re.escape(WORDS)}|{FIRST}", said)
        return said

    def step(self, name, *words, day=None, status=0):
        given = [] if day is None else ["--on", on(day)]
        return self.says("contribution", name, self.ref, *words, *given, status=status)

    def added(self):
        who = self.says("contribution", "person", self.file(WHO))[:16]
        said = self.says("contribution", "add", self.file({"slot": SLOT, "person": who}))
        self.ref = said[:16]
        return self.ref

    def agreed(self):
        self.added()
        self.step("note", self.file(before_work()))
        self.step("invite", "--by", KEEPER, day=0)
        self.step("agree", self.file(terms()), "--reply", "yes", day=7)

    def approved(self):
        self.agreed()
        self.step("draft", self.file(FIRST, "draft.txt"), day=8)
        self.step("show", self.file(WORDS, "words.txt"), day=9)
        self.step("approve", "--reply", "yes", "--others", "none", day=16)

    def passed(self):
        self.approved()
        paid = {"payment": {"status": "paid", "settled_on": on(17)}}
        paid |= {"support": {"checked_in_on": on(17)}}
        paid |= {"impact_note": {"text": IMPACT, "approved_on": on(17)}}
        self.step("note", self.file(paid))
        self.step("review", day=18)
        signed = review_of(ONE, TWO, facts_checked_on=on(20), signed_on=on(22))
        shown = {"ref": "p-1", "person": ONE, "words": POINT, "may_be_shown": True}
        hidden = {"ref": "p-2", "person": TWO, "words": FIRST}
        reply = {"reply": {"answer": "not changed", "on": on(21), "reason": "test record: why"}}
        signed["points"] = [shown | reply, hidden | reply]
        assert "The review has passed." in self.says("review", "listening", self.file(signed))
        self.step("pass", day=23)


@pytest.fixture
def keeper(nobody_yet, tmp_path, capsys):
    folder = tmp_path / "keeper"
    folder.mkdir()
    return Keeper(nobody_yet, folder, capsys)


def holding(folder, *words):
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(one.encode() in path.read_bytes() for one in words)
    ]


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

    assert "Deleted: who it was from" in keeper.step("delete", "--keep-payment")
    assert "There are no contributions yet." in keeper.says("register", "list")
    assert "only this is left: payment" in keeper.step("note", keeper.file({}), status=1)


def test_nobody_drafts_before_the_terms_and_silence_is_no_yes(keeper):
    keeper.added()
    draft, form = keeper.file(FIRST, "draft.txt"), keeper.file(terms())

    assert "From 'open' it cannot go to 'drafted'." in keeper.step("draft", draft, status=1)
    keeper.step("note", keeper.file(before_work(), "note.yaml"))
    said = keeper.step("invite", "--by", KEEPER, day=0)
    assert f"A yes to the terms counts from {on(7)}." in said
    assert "it cannot go to 'drafted'" in keeper.step("draft", draft, status=1)
    said = keeper.step("agree", form, "--reply", "none", day=7, status=1)
    assert "No reply is never a yes." in said
    assert "The contributor said no." in keeper.step(
        "agree", form, "--reply", "no", day=7, status=1
    )
    said = keeper.step("agree", form, "--reply", "yes", day=6, status=1)
    assert f"There are 7 days to decide: the agreement counts from {on(7)}." in said
    keeper.step("faster", "agreement", day=2)
    early = terms()
    early["terms"]["answered_on"] = on(2)
    keeper.step("agree", keeper.file(early), "--reply", "yes", day=2)


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


def test_the_words_of_a_contributor_are_not_taken_from_the_repository(keeper):
    keeper.agreed()
    path = keeper.course.root / "modules" / "draft.txt"
    path.write_text(FIRST)

    said = keeper.step("draft", path, day=8, status=1)

    assert "keeps what is put there for ever" in said
    assert keeper.course.store.newest(keeper.ref) is None


def test_whoever_cares_for_the_contributor_does_not_ask_them(keeper):
    keeper.added()

    said = keeper.step("invite", "--by", THREE, day=0, status=1)

    assert "The contributor's clinician would ask for the contribution." in said


@pytest.mark.parametrize("field", ["status", "reached", "consents", "edits", "review_by", "person"])
def test_a_note_moves_nothing(keeper, field):
    keeper.added()

    assert f"A note does not change this: {field}." in keeper.step(
        "note", keeper.file({field: "passed"}), status=1
    )


def test_what_does_not_fit_is_named_and_not_quoted(keeper):
    keeper.added()

    said = keeper.step("note", keeper.file({"payment": {"amount": NAME}}), status=1)

    assert "This does not fit its place: payment." in said


def test_a_day_that_is_still_to_come_is_not_put_on_record(keeper):
    keeper.added()

    assert "still to come" in keeper.step("note", keeper.file({"route_sent": on(90)}), status=1)
    with pytest.raises(SystemExit):
        keeper.step("invite", "--by", KEEPER, day=90)


def test_a_no_counts_at_once_and_its_next_copy_is_without_it(keeper, tmp_path):
    keeper.passed()
    keeper.says("release")
    no = {"answered_on": on(25), "wording": TERMS_VERSION, "until": on(600)}
    form = keeper.file(no | {"answers": {"downloaded notebooks": False}})

    assert f"coprod withdraw {keeper.ref}" in keeper.step("consent", form)
    keeper.says("publish", tmp_path / "out")
    assert holding(tmp_path / "out", WORDS) == []


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

    assert "2 reviewers, 1 points." in said
    assert "has no reply" not in said


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_yaml_that_says_what_belongs_where(name):
    assert isinstance(yaml.safe_load(blank(name)), dict)
    assert "coprod" in blank(name).split("\n", 4)[2] + blank(name)[:400]


def test_something_asked_for_is_listed_until_it_is_done(keeper):
    keeper.agreed()
    keeper.step("ask", "pause", day=10)

    assert "was due on the site" in keeper.says("register", "list")
    keeper.step("done", "pause", "site", day=11)
    assert "was due" not in keeper.says("register", "list")
    assert "Nobody is waiting" in keeper.step("done", "delete", "site", status=1)
