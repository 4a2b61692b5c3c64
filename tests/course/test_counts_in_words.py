"""What the course says in words of its number of modules and questions, against what it has.

`docs/guides/author.md` lists these places for whoever adds a module.
"""

import json

import pytest
from numbers_in_words import WORDS


@pytest.fixture(scope="module")
def check(course):
    return course.assessment("mixed-check")


@pytest.fixture(scope="module")
def questions(check):
    return len(check.pool.places)


@pytest.fixture(scope="module")
def asked_about(check):
    """How many modules the mixed check asks about."""
    return len({group.module for group in check.pool.groups if group.module})


def words_of(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return " ".join("".join(one["source"]) for one in cells if one["cell_type"] == "markdown")


def test_the_first_page_says_how_many_modules_there_are(root, course):
    first = (root / "README.md").read_text(encoding="utf-8")

    modules = [one for one in course.info.modules if one != "session-zero"]
    assert f"It has {WORDS[len(modules)]} modules" in first


def test_the_mixed_check_says_how_many_questions_it_asks_about_how_many_modules(
    root, check, questions, asked_about
):
    said = f"{WORDS[questions].capitalize()} questions from all {WORDS[asked_about]} modules."
    notebook = words_of(root / "exercises" / "mixed-check" / "mixed-check.ipynb")

    assert check.lead.startswith(said)
    assert said in notebook
    assert f"The course marks all {WORDS[questions]}." in notebook
    assert f"## Questions {questions // 2 + 1} to {questions}" in notebook
    assert f"About {check.minutes} minutes." in notebook


def test_the_last_module_says_what_the_mixed_check_has(root, check, questions, asked_about):
    last = words_of(root / "modules" / "09-make-it-stick.ipynb")

    assert f"It has {WORDS[questions]} questions from all {WORDS[asked_about]} modules" in last
    assert f"It takes about {check.minutes} minutes" in last


def test_the_table_of_modules_beside_the_scale_has_a_row_for_each(root, asked_about):
    text = words_of(root / "modules" / "08-evaluate-together.ipynb")
    table = text.split("| Module | Which part we would look at beside it |\n| --- | --- |\n")[1]
    rows = [line for line in table.splitlines() if line.startswith("|")]

    assert [row.split()[1] for row in rows] == [str(one) for one in range(1, asked_about + 1)]
