"""The plan for many learners is of the figures that were measured, and of the course as it is."""

import json
import re
import tomllib

import capacity
import pytest
from shipped import COURSE

from coprod_training.hub.new_hub import write_hub

AGAIN = "Run: python docs/benchmarks/capacity.py"


def test_the_page_is_of_the_figures_and_the_course_as_they_are():
    assert capacity.PAGE.read_text(encoding="utf-8") == capacity.page(), AGAIN


def test_a_server_that_nobody_uses_stops_when_a_new_hub_says_so(tmp_path):
    write_hub(tmp_path / "new", "https://course.example.org")
    written = tomllib.loads((tmp_path / "new" / "hub.toml").read_text())

    assert written["culling_hours"] * 60 == capacity.LEFT_OPEN


def test_the_memory_that_the_guide_of_a_hub_names_is_what_was_measured():
    guide = (capacity.ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    said = re.search(
        r"a learner with an open lesson takes (\d+) MB, and (\d+) MB where .*proxy take (\d+) MB",
        guide,
    )

    names = ("server alone", "server and process", "hub and proxy")
    measured = [capacity.measured("hub_memory", name) for name in names]
    # Each run differs by a little; who reads the guide plans with no more than this.
    assert [int(one) for one in said.groups()] == pytest.approx(measured, rel=0.03)


def test_the_seconds_that_the_guide_of_a_hub_names_are_what_was_measured():
    guide = (capacity.ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    said = re.search(
        r"95 of 100 had a first reply from their course within ([\d.]+) seconds\.\s"
        r"In a browser, [^.]* after ([\d.]+) seconds at most",
        guide,
    )

    found = json.loads(capacity.MEASURED.read_text(encoding="utf-8"))
    figures = next(one["figures"] for one in found if one["name"] == "hub_memory")
    words = {one["name"]: one["words"] for one in figures}
    names = ("sign-in to course", "sign-in, in a browser")
    measured = [float(re.search(r"([\d.]+) s\b", words[name])[1]) for name in names]
    # Its words are read, which say the slowest, as each kept figure is the one in the middle.
    assert [float(one) for one in said.groups()] == pytest.approx(measured, rel=0.03)


def test_the_simulated_term_counts_every_sitting_once(monkeypatch):
    """Where all sittings begin in one hour of one day, all of a course's people are there."""
    monkeypatch.setattr(capacity, "HOURS", {10: 1})
    monkeypatch.setattr(capacity, "WEEKS", 1)
    monkeypatch.setattr(capacity, "LEFT_OPEN", 24 * 60)

    found = capacity.busiest(100, COURSE)

    whole = 100 * capacity.sittings(COURSE)
    assert whole / 5 <= found.open <= whole / 2  # of five days, the fullest
    assert found.opened < found.open


def test_twice_as_many_learners_ask_about_twice_as_much():
    few, many = capacity.busiest(50_000, COURSE), capacity.busiest(100_000, COURSE)

    assert many.open == pytest.approx(2 * few.open, rel=0.1)
    assert many.answers == pytest.approx(2 * few.answers, rel=0.1)


def test_a_part_is_full_where_it_is_asked_for_what_it_can():
    part = capacity.Part("A part", 50.0, {10: 1.0, 1000: 100.0}, "things", "more")

    assert part.full_at() == 500


def test_a_figure_that_was_not_measured_is_named():
    with pytest.raises(LookupError, match="no figure a dream of collector"):
        capacity.measured("collector", "a dream")
