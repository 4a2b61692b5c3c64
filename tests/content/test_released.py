"""A release is read whole or not at all; every figure here is a test record."""

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path

import pytest

from coprod_training.content.check import problems
from coprod_training.content.instrument import load_instrument
from coprod_training.content.publish import publish
from coprod_training.content.released import COLUMNS, read_release
from coprod_training.errors import CoprodError

ROOT = Path(__file__).parents[2]
INSTRUMENT = load_instrument(ROOT / "course" / "instruments" / "cps-0.1.yaml")
RECORDS = ROOT / "tests" / "survey" / "release_of_test_records"


@pytest.fixture
def release(tmp_path):
    """A copy of the release, whose descriptor and table a test can change."""
    folder = tmp_path / "released"
    shutil.copytree(RECORDS, folder)
    return Edited(folder)


class Edited:
    def __init__(self, folder):
        self.folder = folder
        self.table, self.descriptor = folder / "figures.csv", folder / "datapackage.json"

    def refused(self):
        with pytest.raises(CoprodError) as refusal:
            read_release(self.folder, INSTRUMENT)
        return str(refusal.value)

    def describe(self, change):
        data = json.loads(self.descriptor.read_text())
        change(data)
        self.descriptor.write_text(json.dumps(data))

    def lines(self, change):
        """Change the table, with a fingerprint that fits it."""
        lines = [*csv.reader(io.StringIO(self.table.read_text()))]
        change(lines)
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(lines)
        self.table.write_text(text.getvalue())
        digest = hashlib.sha256(self.table.read_bytes()).hexdigest()
        self.describe(lambda data: data["resources"][0].update(hash=f"sha256:{digest}"))

    def put(self, line, column, words):
        self.lines(lambda lines: lines[line].__setitem__(COLUMNS.index(column), words))


def test_a_release_gives_the_survey_of_all_england_and_no_other_group(release):
    picture = read_release(release.folder, INSTRUMENT).picture()

    assert sorted(picture.items) == ["CON1", "DES1", "DES2", "EVA1"]
    assert picture.items["DES1"].base == 120
    assert picture.items["DES1"].counts["2"] == 45
    assert picture.items["DES1"].counts["5"] is None
    assert picture.items["EVA1"].base is None


@pytest.mark.parametrize("here", [[], ["README.md"]])
def test_no_folder_and_a_page_that_says_so_are_no_release(tmp_path, here):
    for name in here:
        (tmp_path / name).write_text("No figures have been released yet.")

    assert read_release(tmp_path if here else tmp_path / "nothing", INSTRUMENT) is None


def test_rows_of_single_people_are_refused(release):
    release.lines(lambda lines: [line.insert(0, "submission_id") for line in lines])

    assert "This has rows of single people, which are never released." in release.refused()


def test_the_restricted_dataset_is_refused(release):
    release.describe(lambda data: data.update(name="coprod-survey-dataset"))

    assert "This is not a release of the survey." in release.refused()


def test_a_table_without_bases_is_refused(release):
    release.lines(lambda lines: [line.pop() for line in lines])

    assert "The columns of a release are: release, group" in release.refused()


@pytest.mark.parametrize(
    ("column", "words", "sentence"),
    [
        ("count", "0", "A number below 10 is shown here."),
        ("count", "9", "A number below 10 is shown here."),
        ("count", "12", "This number is not rounded to the nearest 5."),
        ("count", "", "A figure is a whole number, or c when it is hidden."),
        ("count", "12.5", "A figure is a whole number, or c when it is hidden."),
        ("count", "9" * 5000, "A figure is a whole number, or c when it is hidden."),
        ("base", "15", "A number below 20 is shown here."),
        ("base", "", "A figure is a whole number, or c when it is hidden."),
        (
            "base",
            "100",
            "This line does not fit the one before: a different base, or the same line twice.",
        ),
        (
            "answer",
            "0",
            "This line does not fit the one before: a different base, or the same line twice.",
        ),
        ("answer", "6", "DES1 is not shown with each of its answers, or is never published."),
        ("count", "125", "More people gave one answer to DES1 than answered it."),
        ("group", "trust", "There is no group or form of this name."),
        ("value", "LO", "There is no group or form of this name."),
        ("phase", "later", "There is no group or form of this name."),
        ("release", "another", "This line is from a different release."),
    ],
)
def test_a_line_that_breaks_a_rule_is_refused(release, column, words, sentence):
    release.put(2, column, words)

    assert sentence in release.refused()


def test_the_line_is_named_with_what_to_do(release):
    release.put(2, "count", "4")

    assert f"{release.table}, line 3" in release.refused()
    assert "only what disclosure control has released belongs there" in release.refused()


def test_a_number_shown_in_a_hidden_group_is_refused(release):
    hidden = next(
        number
        for number, line in enumerate(release.table.read_text().splitlines())
        if line.endswith("c,c")
    )
    release.put(hidden, "count", "20")

    assert "This group is hidden, and a number of it is shown." in release.refused()


def test_a_group_without_one_of_its_answers_is_refused(release):
    release.lines(lambda lines: lines.pop(3))

    assert "DES1 is not shown with each of its answers" in release.refused()


@pytest.mark.parametrize("item", ["OPN1", "CN1", "NEW1"])
def test_what_is_never_published_is_refused(release, item):
    release.lines(lambda lines: [line.__setitem__(4, item) for line in lines[1:2]])

    assert f"{item} is not shown with each of its answers, or is never published." in (
        release.refused()
    )


@pytest.mark.parametrize(
    ("rule", "value"), [("smallest_count", 5), ("round_to", 3), ("smallest_base", 10)]
)
def test_rules_that_hide_too_little_are_refused(release, rule, value):
    release.describe(lambda data: data["coprod"]["rules"].update({rule: value}))

    assert "This release was made with rules that hide too little." in release.refused()


def test_a_smaller_base_will_do_where_services_are_counted(release):
    release.describe(
        lambda data: data["coprod"]["rules"].update(smallest_base=10, smallest_services=3)
    )

    assert read_release(release.folder, INSTRUMENT) is not None


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("format", 3, "This release was written by a different version of the course."),
        ("instrument", "cps-0.2", "This release is of cps-0.2, and the course asks cps-0.1."),
        ("published", "2027-02-30", "A day is written as 2027-03-01 and a month as 2027-03."),
        ("last_month", "March", "A day is written as 2027-03-01 and a month as 2027-03."),
        ("rules", {}, 'The key "smallest_count" is missing.'),
    ],
)
def test_a_descriptor_that_does_not_fit_is_refused(release, name, value, sentence):
    release.describe(lambda data: data["coprod"].update({name: value}))

    assert sentence in release.refused()


def test_a_table_that_was_changed_after_its_release_is_refused(release):
    release.table.write_text(release.table.read_text().replace(",45,", ",40,"))

    assert "its fingerprint is different" in release.refused()


@pytest.mark.parametrize("missing", ["figures.csv", "datapackage.json"])
def test_half_a_release_is_refused(release, missing):
    (release.folder / missing).unlink()

    assert release.refused()


def test_any_other_file_beside_a_release_is_refused(release):
    (release.folder / "answers.csv").write_text("test record")

    assert "This is a different file: answers.csv." in release.refused()


def test_the_release_goes_out_with_the_course_byte_by_byte(staff_copy, tmp_path):
    given = staff_copy / "course" / "released"
    shutil.copytree(RECORDS, given)
    instrument = staff_copy / "course" / "instruments" / "tiny.yaml"
    text = (ROOT / "course" / "instruments" / "cps-0.1.yaml").read_text()
    instrument.write_text(text.replace("id: cps-0.1\n", "id: tiny\n"))
    descriptor = given / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace('"cps-0.1"', '"tiny"'))

    publish(staff_copy, tmp_path / "published")

    for path in given.iterdir():
        sent = tmp_path / "published" / "course" / "released" / path.name
        assert sent.read_bytes() == path.read_bytes()


def test_what_is_no_release_is_found_by_the_check_and_never_goes_out(staff_copy, tmp_path):
    folder = staff_copy / "course" / "released"
    folder.mkdir()
    (folder / "answers.csv").write_text("test record")

    (found,) = problems(staff_copy)
    with pytest.raises(CoprodError, match=r"no datapackage\.json"):
        publish(staff_copy, tmp_path / "published")

    assert "There are files here, and no datapackage.json." in str(found)
    assert not (tmp_path / "published").exists()
