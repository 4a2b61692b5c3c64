"""Mistakes planted in a copy of the shipped course. `coprod check` finds each, with its line."""

import json
import re
import shutil

import pytest

from coprod_training.content.check import problems


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


def parts_with_facts(lesson):
    for part in lesson:
        for mark in re.findall(r" \[F\d{3}\]", part["source"]):
            yield part["id"], mark


def test_every_fact_of_module_1_is_missed_when_it_is_taken_out(copied, say, lesson):
    for part_id, mark in parts_with_facts(lesson):
        say(part_id, lambda text, mark=mark: text.replace(mark, "", 1))

        found = {problem.part for problem in problems(copied)}

        assert f'part "{part_id}"' in found, mark
        say(part_id, lambda _, part_id=part_id: source_of(lesson, part_id))
    assert problems(copied) == []


def source_of(lesson, part_id):
    return next(part["source"] for part in lesson if part["id"] == part_id)


@pytest.mark.parametrize("where", ["many-meanings", "ladders-have-critics", "four-areas"])
def test_a_sentence_without_a_fact_is_found_where_others_have_one(copied, say, where):
    say(where, lambda text: f"{text}\nCo-production is always kinder.")

    assert [problem.part for problem in problems(copied)] == [f'part "{where}"']


@pytest.mark.parametrize("where", ["how-to-use", "summary", "six-steps", "team-task"])
def test_a_claim_cannot_hide_in_a_part_that_claims_nothing(copied, say, where):
    say(where, lambda text: f"{text}\n\nCo-production doubles the chance of finding work.")

    assert f'part "{where}"' in {problem.part for problem in problems(copied)}
