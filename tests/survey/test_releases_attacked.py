"""The released files themselves are attacked: a series with a re-base, read as a reader does."""

import csv
import io
import json
import re

import numpy as np
from deduction import bounds
from house.tree import ROOT
from made_up_dataset import INSTRUMENT
from pipeline import SPECIFICATION, attacked, rounded

from coprod_training.disclosure.story import Story
from coprod_training.survey.release import two_people
from coprod_training.survey.release.history import History, tables_in
from coprod_training.survey.release.plan_file import load_plan
from coprod_training.survey.release.rows import read_rows

from .test_release_command import Office


def in_the_file(text, question):
    """The tables of one question as a reader of figures.csv has them: by group."""
    phase, item = question.split("/")
    found = {}
    for line in csv.DictReader(io.StringIO(text)):
        if (line["phase"], line["item"]) == (phase, item):
            _, counts = found.setdefault((line["group"], line["value"]), (line["base"], []))
            counts.append(None if line["count"] == "c" else int(line["count"]))
    return {
        group: (None if base == "c" else int(base), tuple(counts))
        for group, (base, counts) in found.items()
    }


def test_a_series_of_releases_tells_nobody_and_nothing(tmp_path, full_campaign):
    office = Office(tmp_path)
    files = []
    for many, day in ((500, "2027-02-01"), (160, "2027-03-01"), (9, ""), (150, "2027-04-01")):
        office.made.answer(many)
        if day:
            office.release(day)
            files.append((office.out / "figures.csv").read_text())
    office.made.withdraw(350)
    office.made.answer(90)
    assert office.release("2028-03-01").made.left > 0
    files.append((office.out / "figures.csv").read_text())

    lines = two_people.Ledger(office.store / two_people.LEDGER).lines()
    history = History(lines, INSTRUMENT.id)
    rows = read_rows(office.root / "dataset", INSTRUMENT)
    # The first is the one that these people answer; of the others nothing is shown.
    for question in load_plan(office.course, INSTRUMENT).questions[:1]:
        frame = question.frame(rows.settings, rows.regions)
        batches = history.batches(question, frame)
        records = [line["questions"][question.id] for line in lines]
        story = Story(
            frame,
            np.array([one.joined for one in batches]),
            np.array([one.left for one in batches]),
            [tables_in(one) for one in records],
            [False] * len(batches),
        )
        # A reader of the files has the very tables that the story has, which are then attacked.
        published = [in_the_file(text, question.id) for text in files]
        for at, tables in enumerate(story.published):
            assert published[at] == {g: (one.base, one.counts) for g, one in tables.items()}
        _attack(story, exact=full_campaign)


def _attack(story, *, exact):
    small = np.argwhere((story.counts > 0) & (story.counts < 10))
    assert len(small) > 50
    low, high = bounds(story, SPECIFICATION, rounded)
    width = {place: high[place] - max(low[place], 1) + 1 for place in map(tuple, small)}
    assert min(width.values()) >= SPECIFICATION.feasible_values
    if not exact:  # the program of the attacker takes minutes for so many groups
        return
    nearest = sorted(width, key=width.get)[:4]
    assert attacked(story, counts=nearest, inside=2, latest=2) == []


def test_what_is_kept_says_nothing_of_one_person(tmp_path):
    """The list of who was counted has ids, eight signs and a date each; the ledger has counts."""
    office = Office(tmp_path)
    office.made.answer(300)
    office.release("2027-02-01")

    known = json.loads((office.store / "release-admitted.json").read_text())["keyed"]
    kept = [entry for entries in known[INSTRUMENT.id].values() for entry in entries.values()]
    assert kept
    assert all(re.fullmatch("[A-Z2-7]{8} 2027-02-01", entry) for entry in kept)
    (line,) = two_people.Ledger(office.store / two_people.LEDGER).lines()
    assert line["prepared_by"] == "A. Test"
    assert line["checked_by"] == "B. Test"
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    (row,) = [one for one in page.splitlines() if f"`{two_people.LEDGER}`" in one]
    assert f"`{two_people.CANDIDATE}`" in row
    assert "what the two people who prepared and checked each release typed as their name" in row
    assert set(line["questions"]) == {
        "baseline/DES1",
        "pre/DES1",
        "post/DES1",
        "post/THN1",
        "change/DES1",
    }
