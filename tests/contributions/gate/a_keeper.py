"""A keeper who types the commands, and the forms that they fill in. All of it is made up."""

import re

import yaml

from contributions.gate.conftest import CREDIT, EVERYBODY, SLOT, WORDS
from contributions.made_up import AUTHOR, KEEPER, LEAD, ONE, THREE, TWO, on
from coprod_training.contributions.record import SAYINGS
from coprod_training.contributions.review import CHECKLIST, RESCOPE_QUESTIONS
from coprod_training.contributions.terms import TERMS_VERSION

NAME, REACH, AMOUNT = "Planted Testperson", "planted-reach", 98765
WHO = {"name": NAME, "reach": REACH, "ties": {THREE: ["clinician"]}, "ties_asked_on": on(0)}
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
        | dict.fromkeys(("pay_offered_on", "advice_offered_on", "support_offered_on"), on(0))
        for one in people
    ]
    return {"author": AUTHOR, "lead": LEAD, "reviewers": reviewers} | changes


class Keeper:
    """Types the commands, and reads what they say."""

    def __init__(self, course, folder, capsys):
        self.course, self.folder, self._capsys = course, folder, capsys
        self.ref = ""
        self.gives, self.credit, self.answers = {}, {}, {}  # what differs in `add` and `agree`

    def file(self, content, name="form.yaml"):
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else yaml.safe_dump(content))
        return path

    def drafts(self):
        return (self.file(FIRST, "draft.txt"),)

    def words(self):
        """What is shown and approved, as `show` takes it."""
        return (self.file(WORDS, "words.txt"),)

    def says(self, verb, *words, status=0):
        assert self.course.run(verb, *words) == status
        done = self._capsys.readouterr()
        said = done.out + done.err
        assert not re.search(f"{NAME}|{REACH}|{AMOUNT}|{re.escape(WORDS)}|{FIRST}", said)
        return said

    def step(self, name, *words, day=None, status=0):
        given = [] if day is None else ["--on", on(day)]
        return self.says("contribution", name, self.ref, *words, *given, status=status)

    def record(self):
        return self.course.register.read("contribution", self.ref).record

    def added(self):
        who = self.says("contribution", "person", self.file(WHO))[:16]
        said = self.says(
            "contribution", "add", self.file({"slot": SLOT, "person": who} | self.gives)
        )
        self.ref = said[:16]
        return self.ref

    def agreed(self):
        self.added()
        self.step("note", self.file(before_work()))
        self.step("invite", "--by", KEEPER, day=0)
        agreed = terms()
        agreed["credit"] |= self.credit
        agreed["terms"]["answers"] |= self.answers
        self.step("agree", self.file(agreed), "--reply", "yes", day=7)

    def approved(self):
        self.agreed()
        self.step("draft", *self.drafts(), day=8)
        self.step("show", *self.words(), day=9)
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
