"""The small table beside a release is held to the rules of that release."""

import csv
import io

import pytest

from coprod_training.content.released import Rules
from coprod_training.disclosure.cells import rounded
from coprod_training.disclosure.settings import SPECIFICATION
from coprod_training.errors import CoprodError
from coprod_training.survey.report.programme import COLUMNS, read_programme

from .made_release import made_programme

RULES = Rules(smallest_count=10, round_to=5, smallest_base=20, smallest_services=0)


@pytest.fixture
def refused(tmp_path):
    def run(change):
        path = made_programme(tmp_path / "programme.csv")
        rows = [*csv.reader(io.StringIO(path.read_text()))]
        change(rows)
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        path.write_text(out.getvalue())
        with pytest.raises(CoprodError) as refusal:
            read_programme(path, RULES)
        return str(refusal.value)

    return run


def put(line, column, words):
    return lambda rows: rows[line].__setitem__(COLUMNS.index(column), words)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put(1, "count", "5"), "A number below 10 is shown here"),
        (put(1, "count", "311"), "not rounded to the nearest 5"),
        (put(1, "count", "many"), "A number is whole, or c"),
        (put(1, "count", "-10"), "A number is whole, or c"),
        (put(1, "picture", "ranking"), "There is no picture"),
        (put(1, "part", "answered"), "There is no picture"),
        (put(1, "value", "PC"), "Everybody has no value"),
        (put(4, "value", ""), "Everybody has no value"),
        (put(4, "group", "region"), "Who finished is for everybody and by setting, not by region"),
        (put(2, "part", "joined"), "is here twice"),
        (put(3, "count", "260"), "completion all: more people finished than started"),
        (put(2, "count", "315"), "completion all: more people started than joined"),
        (lambda rows: rows.pop(1), "has no line for: joined"),
        (lambda rows: rows[1].append("more"), "too many cells"),
        (lambda rows: rows[0].reverse(), "The columns are"),
    ],
)
def test_what_would_not_be_published_is_refused(refused, change, said):
    assert said in refused(change)


def test_services_are_counted_exactly_and_people_never(refused, tmp_path):
    table = read_programme(made_programme(tmp_path / "whole.csv"), RULES)
    coverage = {value: parts["answered"] for _, value, parts in table.of("coverage")}

    assert (coverage["LO"].count, coverage["EE"].count) == (12, 0)
    assert "larger than the whole" in refused(lambda rows: put_coverage(rows, "999"))


def put_coverage(rows, count):
    first = next(row for row in rows if row[0] == "coverage")
    first[COLUMNS.index("count")] = count


def test_rounding_never_makes_a_part_larger_than_the_whole():
    assert all(rounded(n, SPECIFICATION) <= rounded(n + 1, SPECIFICATION) for n in range(200))
