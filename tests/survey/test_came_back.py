"""Somebody takes a yes back and says yes again: no figure counts them twice."""

from dataclasses import replace

import pytest
from made_up_dataset import INSTRUMENT

from coprod_training.survey.consent import ConsentEvent
from coprod_training.survey.dataset import build
from coprod_training.survey.feed import feed
from coprod_training.survey.from_hub import FromHub
from coprod_training.survey.keys import load_key
from coprod_training.survey.pseudonym import KeyedHash, Pseudonym
from coprod_training.survey.responses import Response
from coprod_training.survey.store import SurveyStore

from .self_checks import BEFORE, NOW, PRE, agree, answer, course
from .test_from_hub import CONTENT
from .test_release_command import Office

DAYS = ("2027-02-01", "2027-03-01", "2028-03-01", "2029-03-01")
PLAN = """
dates: [{days}]
groups: [all, setting, region]
answers:
  - phases: [pre]
    items: [DES1]
"""
QUESTION = "pre/DES1"
TEXT = INSTRUMENT.consent_text_version
# Sixty people: 30 in each of two regions, a half of them each way.
SIXTY = [(region, step) for region in ("LO", "NW") for step in ("1", "2") for _ in range(15)]
NEW_ID, NEW_PAIR = "f" * 20, "f" * 32


def said(name, *states):
    """What one person said to the survey data, in this order."""
    return [
        ConsentEvent(
            id=f"{name}-{number}-{state}",
            pseudonym=name,
            state=state,
            text_version=TEXT if state == "yes" else "",
            receipt=KeyedHash(""),
            day="2026-11-23",
        )
        for number, state in enumerate(states)
    ]


def response(name, row, pair, region="LO", step="1"):
    content = replace(CONTENT, region=region, values={"DES1": int(step)})
    return Response(
        submission_id=row,
        pair_id=pair,
        pseudonym=name,
        course_status="released",
        content=content,
    )


class Anybody(Office):
    """A dataset that is made up, and a store that knows of one person alone."""

    def come(self):
        for region, step in SIXTY:
            place = {"setting": "PC", "region": region, "DES1": step}
            self.made.answer(1, "pre", status="released", **place)

    def comes_back(self):
        gone, name = self.made.rows.pop(0), Pseudonym("P" * 24)
        self.made.rows.append(gone | {"submission_id": NEW_ID, "pair_id": NEW_PAIR})
        store = SurveyStore(self.root / "private")
        store.add_events(said(name, "yes", "no", "yes"))
        store.add_responses([response(name, NEW_ID, NEW_PAIR)])


class OneMachine(Office):
    """A dataset that is built from the learners' own files."""

    def __init__(self, root):
        super().__init__(root)
        private = root / "private"
        self.survey, self.key = SurveyStore(private), load_key(private, "survey")
        self.learners = []
        self.feed()

    def feed(self):
        feed(self.survey, self.key, course("released"), self.learners, NOW)

    def come(self):
        for region, step in SIXTY:
            number = len(self.learners)
            folder = self.root / f"learner-{number}"
            agree(folder, receipt=f"0000-0000-{number:04}")
            answer(folder, PRE, BEFORE | {"SD2": region, "DES1": step})
            self.learners.append((f"test-record-{number}", folder))
        self.feed()

    def comes_back(self):
        _, folder = self.learners[0]
        before = {row.submission_id for row in self.survey.rows().values()}
        agree(folder, cn3="0")
        self.feed()
        agree(folder, receipt="1111-0000-0000")
        self.feed()
        after = {row.submission_id for row in self.survey.rows().values()}
        assert (len(before - after), len(after - before)) == (1, 1)

    def case(self, day, by="A. Test"):
        dataset = self.root / "built"
        build(self.survey, [INSTRUMENT], dataset, NOW, text_version=TEXT)
        return replace(super().case(day, by), dataset=dataset)


class OfAHub(Office):
    """A dataset of what a hub's collector keeps."""

    def __init__(self, root):
        super().__init__(root)
        self.events, self.rows = [], []

    def come(self):
        for region, step in SIXTY:
            number = len(self.rows)
            name = Pseudonym(f"{number:024}")
            self.events += said(name, "yes")
            self.rows.append(response(name, f"{number:020}", f"{number:032}", region, step))

    def comes_back(self):
        first = self.rows[0]
        self.events += said(first.pseudonym, "yes", "no", "yes")[1:]
        self.rows[0] = replace(first, submission_id=NEW_ID, pair_id=NEW_PAIR)

    def case(self, day, by="A. Test"):
        dataset, hub = self.root / "built", FromHub(self.events, self.rows)
        store = SurveyStore(self.root / "private")
        build(store, [INSTRUMENT], dataset, NOW, text_version=TEXT, hub=hub)
        return replace(super().case(day, by), dataset=dataset, hub=lambda: hub)


def opened(kind, root):
    office = kind(root)
    office.plan(DAYS, PLAN)
    office.come()
    return office


def moved(office, day):
    """How many joined with a release, left with it, and wait."""
    made = office.release(day).made
    return made.joined[QUESTION], made.left, made.waiting


@pytest.mark.parametrize("kind", [Anybody, OneMachine, OfAHub])
def test_a_no_and_a_yes_between_two_releases_count_nobody_twice(tmp_path, kind):
    office = opened(kind, tmp_path)
    assert moved(office, DAYS[0]) == (60, 0, 0)
    office.comes_back()
    office.come()

    assert moved(office, DAYS[1]) == (60, 0, 1)


def test_they_wait_until_a_rebase_that_leaves_nobodys_old_answers_behind(tmp_path):
    office = opened(Anybody, tmp_path)
    office.release(DAYS[0])
    office.comes_back()
    office.come()
    office.release(DAYS[1])
    office.come()

    # The yearly re-base: one has left, who stays counted, since too few leave with them.
    assert moved(office, DAYS[2]) == (60, 0, 1)

    # Fourteen more leave the same region: seven of each answer.
    del office.made.rows[7:21]
    office.come()
    assert moved(office, DAYS[3]) == (61, 15, 0)


@pytest.mark.parametrize("kind", [Anybody, OneMachine, OfAHub])
def test_who_came_back_before_anybody_was_counted_joins_with_all_others(tmp_path, kind):
    office = opened(kind, tmp_path)
    office.comes_back()

    assert moved(office, DAYS[0]) == (60, 0, 0)


def test_the_report_says_why_they_may_wait(tmp_path):
    office = opened(OfAHub, tmp_path)
    office.release(DAYS[0])
    office.comes_back()
    office.come()

    report = office.release(DAYS[1]).report

    assert any("said yes again and may be counted already: 1." in line for line in report)
