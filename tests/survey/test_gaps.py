"""A gap is only what published numbers make certain, and leads somewhere or says "none yet"."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coprod_training.activities.national_compare import Figures
from coprod_training.cli import main
from coprod_training.cli.survey_gaps import lines
from coprod_training.content.course import load_course
from coprod_training.content.released import Rules
from coprod_training.content.resources import load_resources
from coprod_training.content.survey_sections import FILE
from coprod_training.survey.gaps import gaps, state_of
from coprod_training.survey.report.published import Published

from .made_release import RECORDS, made_release
from .self_checks import INSTRUMENT

ROOT = Path(__file__).parents[2]
LOW = ("0", "1", "2")


@pytest.fixture(scope="module")
def shipped():
    return load_course(ROOT / "course")


@pytest.fixture(scope="module")
def found(shipped, tmp_path_factory):
    release = made_release(tmp_path_factory.mktemp("gaps") / "release")
    return {(one.item.id, one.group, one.value): one for one in gaps(release, INSTRUMENT, shipped)}


RULES = Rules(smallest_count=10, round_to=5, smallest_base=20, smallest_services=0)


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ((40, 20, 10, 20, 10, 10), "gap"),  # 66 at least, 46 at most
        ((10, 10, 10, 30, 20, 20), "no gap"),  # 36 at most, 64 at least
        ((25, 20, 15, 20, 15, 20), "cannot be told"),  # by rounding alone
        ((40, 25, None, 20, 20, None), "gap"),  # 61 at least, 53 at most
        ((30, 20, None, 20, 25, None), "cannot be told"),
        ((None, None, 10, 30, 25, None), "no gap"),  # 30 at most, 51 at least
        ((None,) * 6, "cannot be told"),
    ],
)
def test_a_gap_is_what_neither_hiding_nor_rounding_can_undo(shipped, counts, state):
    numbers = dict(zip("012345", counts, strict=True))
    figures = Figures(base=100, counts=numbers)

    assert state_of(INSTRUMENT, INSTRUMENT.item("DES1"), LOW, figures, RULES) == state


def test_a_group_that_is_hidden_whole_has_no_gap_and_no_answer(shipped):
    figures = Figures(base=None, counts=dict.fromkeys("012345"))

    assert state_of(INSTRUMENT, INSTRUMENT.item("DES1"), LOW, figures, RULES) == "cannot be told"


def test_a_gap_leads_to_a_part_of_the_course_and_to_resources(found):
    gap = found["DES1", "all", ""]

    assert gap.state == "gap"
    assert gap.sections == ("Module 5, Rewrite a form",)
    assert "National peer support network" in gap.resources


def test_every_question_that_can_leave_a_gap_is_answered_by_a_part_of_the_course(found):
    parts = {item: gap.sections for (item, *_), gap in found.items() if gap.state == "gap"}

    assert parts
    assert all(parts.values())


def test_what_the_course_does_not_answer_has_no_part(shipped, tmp_path):
    course = tmp_path / "course"
    course.mkdir()
    shutil.copy(shipped.root / "resources.yaml", course)
    without = (shipped.root / FILE).read_text().replace("items: [DES2]", "items: []")
    (course / FILE).write_text(without)

    release, changed = made_release(tmp_path / "release"), replace(shipped, root=course)
    found = gaps(release, INSTRUMENT, changed)

    gap = next(one for one in found if (one.item.id, one.group) == ("DES2", "all"))
    assert gap.state == "gap"
    assert gap.sections == ()
    said = lines(Published(release, INSTRUMENT), [gap])
    assert any("| England | none yet |" in line for line in said)


def test_in_a_setting_only_resources_of_that_setting_fit(found, shipped):
    settings = {one.title: one.settings for one in _resources(shipped)}
    smi = [gap for (_, _, value), gap in found.items() if value == "SMI" and gap.state == "gap"]

    assert smi
    assert all("smi" in settings[title] for gap in smi for title in gap.resources)


def _resources(shipped):
    return load_resources(shipped.root / "resources.yaml").resources


def test_every_question_and_group_of_the_release_is_looked_at(found):
    items = [item.id for item in INSTRUMENT.items if item.codes in ("maturity", "condition")]

    for item in items:
        assert {value for name, _, value in found if name == item} == {
            "", "PC", "DAT", "SMI", "LO", "NW", "SE",
        }  # fmt: skip


def test_the_command_writes_the_list(tmp_path, capsys):
    out = tmp_path / "gaps.md"

    assert main(["survey", "gaps", str(RECORDS), "--to", str(out), "--course", str(ROOT)]) == 0
    said = capsys.readouterr().out
    assert out.read_text() == said
    assert "| England | Module 5, Rewrite a form |" in said
    assert "Nothing here ranks services, settings or regions." in said
