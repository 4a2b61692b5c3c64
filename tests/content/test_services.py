from pathlib import Path

import pytest

from coprod_training.content.services import COLUMNS, load_services
from coprod_training.errors import ContentProblems

FIRST = ",".join(COLUMNS)
GOOD = "north-1,North one,3,NW,ICB one,Trust one,"


def written(tmp_path, *rows, first=FIRST):
    path = tmp_path / "services.csv"
    path.write_text("\n".join([first, *rows]) + "\n", encoding="utf-8")
    return path


def test_the_list_that_the_course_brings_is_marked_as_made_up():
    services = load_services(Path(__file__).parents[2] / "course" / "services.csv")

    assert services
    assert all(one.made_up and "made up" in one.name for one in services)


def test_a_list_of_the_programme_is_not(tmp_path):
    (service,) = load_services(written(tmp_path, GOOD))

    assert (service.code, service.provider, service.made_up) == ("north-1", "Trust one", False)


@pytest.mark.parametrize(
    ("cell", "made_up"), [("Yes", True), ("YES ", True), ("yes", True), ("No", False), ("", False)]
)
def test_whether_a_service_is_made_up_may_be_said_in_any_letters(tmp_path, cell, made_up):
    (service,) = load_services(written(tmp_path, GOOD + cell))

    assert service.made_up is made_up


@pytest.mark.parametrize("cell", ["y", "true", "made up"])
def test_any_other_word_about_being_made_up_is_a_mistake_of_its_row(tmp_path, cell):
    with pytest.raises(ContentProblems, match="made_up") as refused:
        load_services(written(tmp_path, GOOD + cell))

    assert [one.line for one in refused.value.problems] == [2]


def test_without_a_list_there_are_no_services(tmp_path):
    assert load_services(tmp_path / "services.csv") == ()


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([GOOD, GOOD], [3]),
        (["North 1,North one,3,NW,ICB one,Trust one,"], [2]),
        (["north-1,,3,NW,ICB one,Trust one,"], [2]),
        (["north-1,North one,3"], [2]),
        (["north-1,a,3,NW,b,c,,d", GOOD, GOOD], [2, 4]),
        ([GOOD, "north-2,NORTH  One ,3,LO,ICB two,Trust two,"], [3]),
    ],
    ids=["twice", "signs", "no-name", "too-few", "two-at-once", "one-name"],
)
def test_every_mistake_is_named_with_its_line(tmp_path, rows, lines):
    with pytest.raises(ContentProblems) as refused:
        load_services(written(tmp_path, *rows))

    assert [one.line for one in refused.value.problems] == lines


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "is empty"),
        ("North 1", "characters other than a-z, 0-9 and -"),
        ("-north", "begins with a hyphen"),
        ("n" * 41, "longer than 40"),
    ],
)
def test_the_refusal_of_a_code_says_each_reason_that_there_can_be(tmp_path, code, said):
    with pytest.raises(ContentProblems, match=said):
        load_services(written(tmp_path, f"{code},North one,3,NW,ICB one,Trust one,"))


def test_two_services_of_one_name_would_be_one_in_the_figures(tmp_path):
    rows = [GOOD, "north-2,North one,3,LO,ICB two,Trust two,"]

    with pytest.raises(ContentProblems, match="Another service above has this name"):
        load_services(written(tmp_path, *rows))


def test_other_columns_are_refused(tmp_path):
    with pytest.raises(ContentProblems, match="columns"):
        load_services(written(tmp_path, first="code,name"))
