"""Each rule of the gate as a release meets it: one edit of the course or of a record is enough.

The rules themselves are tried in the two files beside this one; here, that what they look at
reaches them from files, register and content store. Every word is a test record.
"""

from dataclasses import replace

import pytest
import yaml
from content.unlabelled_story import BEFORE, STORY

from contributions.gate.conftest import WORDS, Ready
from contributions.made_up import AUTHOR, KEEPER, ONE, PERSON, REF, TWO, attribution, on, point
from coprod_training.contributions.consent import NO
from coprod_training.contributions.gate import RULES
from coprod_training.contributions.record import BenefitsAdvice, Support

OTHER = "c" * 16
NO_NAME = attribution(how="anonymous", display_text="")
RECORDING = "ID3\x04 test record"
MATERIAL = {
    "id": "test-record",
    "title": "test record",
    "facts": ["F001"],
    "modules": ["listening"],
    "needs": "test record",
    "licence": None,
    "met_on": None,
}
TERM = {"term": "Test record", "means": "A test record.", "facts": ["F003"]}


class Edits(Ready):
    """Ways to change one thing of a course that every rule passes."""

    def __init__(self, ready, lesson, module_yaml):
        super().__init__(ready.root, ready.workspace, ready.key)
        self.lesson, self.module_yaml = lesson, module_yaml

    def review(self, **changes):
        register = self.register
        (ref,) = register.refs("review")
        held = register.read("review", ref)
        register.save(held, replace(held.record, **changes))

    def reviewers(self, **changes):
        held = self.register.read("review", self.register.refs("review")[0])
        self.review(reviewers=tuple(replace(one, **changes) for one in held.record.reviewers))

    def person(self, **changes):
        register = self.register
        held = register.read("person", PERSON)
        register.save(held, replace(held.record, **changes))

    def without_name(self, words=WORDS, media="text"):
        """The contribution as one whose contributor wishes no name."""
        self.store.keep(REF, b"", part="credit")
        found = self.store.keep(REF, words.encode(), media=media)
        edits = replace(self.record().edits, shown_hash=found, approved_hash=found)
        self.change(attribution=NO_NAME, edits=edits)

    def in_use(self, **changes):
        """Part of what the contributor agreed to is not so."""
        self.change(consents=replace(self.record().consents, **changes))

    def says(self, words, **more):
        self.lesson.add("markdown", "edited", words, **more)

    def listed(self, name, **data):
        path = self.root / "course" / f"{name}.yaml"
        path.write_text(yaml.safe_dump(data))

    def story(self):
        text = self.module_yaml.read_text()
        self.module_yaml.write_text(text.replace(BEFORE, STORY))
        self.lesson.add("code", "story", 'activity("listening-story")')

    def survey_cites(self):
        replaced(self, "instruments/tiny.yaml", "A few questions.", '"A third thing [F003]."')

    def both_reviewers_contribute(self):
        register = self.register
        for ref, person in ((OTHER, ONE), ("d" * 16, TWO)):
            made = replace(self.record(), ref=ref, person=person, status="invited", reached={})
            register.add("contribution", made)

    def another_keeper_begins(self):
        path = self.private / "register" / "course-roles.yaml"
        roles = yaml.safe_load(path.read_text())
        roles["keepers"].append({"person": OTHER, "since": on(15)})
        path.write_text(yaml.safe_dump(roles))

    def withdrawn_words_in_the_lesson(self):
        gone = "test record: these words were taken back by the one who had written them"
        self.store.keep(OTHER, gone.encode())
        self.store.take_out(OTHER, on(20))
        self.says(gone, tags=["no-claim"])


def replaced(it, name, old, new):
    path = it.root / "course" / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


EDITS = {
    "G01": lambda it: it.change(status="approved by contributor"),
    "G02": lambda it: it.in_use(use=NO),
    "G02 health": lambda it: it.in_use(special_category=NO),
    "G03": lambda it: it.in_use(channels={}),
    "G04": lambda it: it.store.keep(REF, WORDS.replace("more", "mose").encode()),
    "G05": lambda it: it.store.keep(REF, b"test record: another credit", part="credit"),
    "G05 known": lambda it: (it.without_name(), it.person(name="Help Testperson")),
    "G05 file": lambda it: it.without_name(RECORDING, "audio"),
    "G06": lambda it: it.change(attribution=replace(NO_NAME, voice_or_face="voice")),
    "G07": lambda it: it.change(third_parties="not checked"),
    "G08": lambda it: it.change(payment=replace(it.record().payment, status="not_yet")),
    "G09": lambda it: it.change(benefits_advice=BenefitsAdvice()),
    "G10": lambda it: it.change(support=Support(contact="test record")),
    "G11": lambda it: it.change(route_tested=None),
    "G12": lambda it: it.review(signed_on=None),
    "G12 own": Edits.both_reviewers_contribute,
    "G13": lambda it: it.reviewers(joined_at="draft"),
    "G14": lambda it: (it.private / "register" / "course-roles.yaml").unlink(),
    "G14 ties": lambda it: it.person(ties={KEEPER: frozenset({"line manager"})}),
    "G14 never asked": lambda it: it.person(ties_asked_on=None),
    "G14 new keeper": Edits.another_keeper_begins,
    "G14 author": lambda it: it.review(author=KEEPER),
    "G15": lambda it: it.review(points=(point(reply=None),)),
    "G16": lambda it: it.reviewers(payment="not_yet"),
    "G17": lambda it: it.change(review_by=on(0)),
    "G17 words": lambda it: it.says("test record: more words", tags=["no-claim"]),
    "G18": lambda it: it.says("A third thing may be so [F003]."),
    "G18 uncited": lambda it: it.says("Research shows that 9 of 10 people agree."),
    "G18 survey": Edits.survey_cites,
    "G18 glossary": lambda it: it.listed("glossary", terms=[TERM]),
    "G18 whole": lambda it: replaced(it, "course.yaml", "keep_order: true", "facts: [F003]"),
    "G19": lambda it: it.says("Somebody said: “I did not want this.”", tags=["no-claim"]),
    "G19 label": lambda it: it.says("A team meets.", tags=["made-up", "no-claim"]),
    "G19 story": Edits.story,
    "G20": lambda it: it.listed("page-checks", checks=[]),
    "G20 picture": lambda it: it.says("![](steps.png)", tags=["no-claim"]),
    "G21": lambda it: it.listed("third-party", materials=[MATERIAL]),
    "G22": Edits.withdrawn_words_in_the_lesson,
}


@pytest.fixture
def edits(ready, lesson, module_yaml):
    (ready.root / "modules" / "steps.png").write_bytes(b"test record")
    return Edits(ready, lesson, module_yaml)


def test_nothing_stands_in_the_way_before_an_edit(edits, capsys):
    assert edits.run("gate") == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_is_enough_to_refuse_a_release_and_says_which_rule(edits, name, capsys):
    EDITS[name](edits)

    assert edits.run("release") == 1
    said = capsys.readouterr().out
    assert f"  {name[:3]} " in said
    assert "No rule can be switched off." in said
    assert edits.status() == "draft"
    assert edits.record().status != "released"
    assert not any(who in said for who in (AUTHOR, KEEPER, ONE, TWO, PERSON))


def test_each_rule_has_an_edit():
    assert {name[:3] for name in EDITS} == set(RULES)
