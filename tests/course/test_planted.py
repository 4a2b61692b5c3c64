"""Mistakes planted in a copy of the shipped course. `coprod check` finds each, with its line."""

import json
import re
import shutil

import pytest

from coprod_training.content.check import claims, problems
from coprod_training.content.check.pools import pools_can_be_drawn_from
from coprod_training.content.check.staff_copy import read_staff_copy


@pytest.fixture
def copied(root, tmp_path):
    for name in ("course", "modules", "exercises"):
        shutil.copytree(root / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def say(copied):
    """Changes the words of one part of module 1."""
    path = copied / "modules" / "01-what-co-production-is.ipynb"

    def change(part_id, edit):
        data = json.loads(path.read_text(encoding="utf-8"))
        part = next(part for part in data["cells"] if part["id"] == part_id)
        before = "".join(part["source"])
        part["source"] = edit(before).splitlines(keepends=True)
        assert "".join(part["source"]) != before
        path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    return change


def facts_by_part(lesson):
    """The marks of the facts in each part that has some, as they stand there."""
    marks = {part["id"]: re.findall(r" \[F\d{3}\]", part["source"]) for part in lesson}
    return {part_id: found for part_id, found in marks.items() if found}


def test_every_fact_of_module_1_is_missed_when_it_is_taken_out(copied, say, lesson):
    """One of each part at a time, and by the rules about facts: a look at all takes seconds."""
    marks = facts_by_part(lesson)
    for turn in range(max(map(len, marks.values()))):
        out = {part_id: found[turn] for part_id, found in marks.items() if turn < len(found)}
        for part_id, mark in out.items():
            say(part_id, lambda text, mark=mark: text.replace(mark, "", 1))

        staff, _ = read_staff_copy(copied)
        found = parts_of(one for rule in claims.RULES for one in rule(staff))

        assert [(part_id, out[part_id]) for part_id in out if part_id not in found] == []
        for part_id in out:
            say(part_id, lambda _, part_id=part_id: source_of(lesson, part_id))
    assert problems(copied) == []


def parts_with_problems(root):
    """The ids of the parts, one for each problem."""
    return parts_of(problems(root))


def parts_of(found):
    return [problem.part.removeprefix('part "').rstrip('"') for problem in found]


def source_of(lesson, part_id):
    return next(part["source"] for part in lesson if part["id"] == part_id)


def test_a_sentence_without_a_fact_is_found_where_others_have_one(copied, say):
    planted = ["many-meanings", "ladders-have-critics", "four-areas"]
    for where in planted:
        say(where, lambda text: f"{text}\nCo-production is always kinder.")

    assert sorted(parts_with_problems(copied)) == sorted(planted)


def test_a_claim_cannot_hide_in_a_part_that_claims_nothing(copied, say):
    planted = {"how-to-use", "summary", "six-steps", "team-task"}
    for where in planted:
        say(where, lambda text: f"{text}\n\nCo-production doubles the chance of finding work.")

    assert planted <= set(parts_with_problems(copied))


def test_a_taught_module_that_the_mixed_check_leaves_out_is_found(copied):
    path = copied / "course" / "assessments" / "mixed-check.yaml"
    path.write_text(path.read_text().replace("- module: fair-terms", "- module: safe-sharing"))

    (found,) = pools_can_be_drawn_from(read_staff_copy(copied)[0])

    assert (found.path, "fair-terms" in found.what) == (path, True)
