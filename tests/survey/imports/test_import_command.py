"""`coprod survey import`, as a steward types it: a preview, a question, and only then a write."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coprod_training.cli import main
from coprod_training.survey.imports.store import ImportStore
from coprod_training.survey.store import SurveyStore

from .forms import as_csv, as_xlsx, msforms, people, with_cell, with_column, with_heading

ROOT = Path(__file__).parents[3]
# Real days, so that none lies in the future on the machine that runs this.
BEGAN = datetime.now(UTC).replace(tzinfo=None, microsecond=0) - timedelta(days=40)
GRID = msforms(people(4, OPN1="It was Zebedee"), first=BEGAN, style=None)


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Runs the command in a workspace; says its status, and what it printed."""

    def call(*words, says=None):
        def asked(prompt=""):
            if says is None:
                raise EOFError
            print(prompt)
            return says

        monkeypatch.setattr("builtins.input", asked)
        place = ["--workspace", str(tmp_path / "workspace")]
        if words[0] == "import":
            place += ["--course", str(ROOT)]
        status = main(["survey", *map(str, words), *place])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return call


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "Zebedee's answers.xlsx"
    path.write_bytes(as_xlsx(with_cell(GRID, 1, "I have read", "No")))
    return path


def kept(tmp_path):
    return ImportStore(SurveyStore(tmp_path / "workspace" / "private")).kept()


def test_the_preview_says_what_would_happen_and_asks(run, file, tmp_path):
    status, out, _ = run("import", file, says="n")

    assert status == 1
    for words in (
        "an export of Microsoft Forms",
        "Its questions are those of cps-0.1. Every one is there, word for word.",
        "Left out, and never read: Email, Name.",
        "Rows: 4 = 3 accepted + 0 unchanged + 0 replaced + 1 kept out.",
        "Kept out, no yes to CN1: 1. Nothing of them is kept.",
        "Texts for the restricted file: 3. Of these may name somebody: 3.",
        "consent text cn-0.1",
        "Nothing was written.",
    ):
        assert words in out
    assert kept(tmp_path).batches == ()


def test_without_anybody_there_nothing_is_written(run, file, tmp_path):
    assert run("import", file)[0] == 1
    assert kept(tmp_path).batches == ()


@pytest.mark.parametrize(("words", "says"), [((), "y"), (("--yes",), None)])
def test_a_yes_writes_one_batch(run, file, tmp_path, words, says):
    status, out, _ = run("import", file, *words, says=says)

    assert (status, "Written as import-0001." in out) == (0, True)
    assert len(kept(tmp_path).rows) == 3
    assert "Everything in this file was here already." in run("import", file, "--yes")[1]


def test_a_file_that_has_to_wait_is_not_asked_about(run, tmp_path):
    path = tmp_path / "answers.csv"
    grid = msforms(people(3), first=BEGAN, style="%Y-%m-%d %H:%M")
    path.write_bytes(as_csv(with_heading(grid, "Training and", "Training volunteers, support")))

    status, out, err = run("import", path, "--yes")

    assert (status, err) == (1, "")
    assert "This has to be settled first:" in out
    assert "Nothing was written." in out
    assert kept(tmp_path).batches == ()


def test_what_was_brought_in_is_listed_and_what_was_kept_out_is_told(run, tmp_path):
    path = tmp_path / "answers.xlsx"
    path.write_bytes(as_xlsx(with_cell(GRID, 0, "Which setting", "Prison")))
    assert "No answers were brought in" in run("import", "--list")[1]
    run("import", path, "--yes")

    listed, told = run("import", "--list")[1], run("import", "--kept-out", "import-0001")[1]

    assert "import-0001: msforms, cps-0.1, brought in on" in listed
    assert "Rows: 4 = 3 accepted + 0 unchanged + 0 replaced + 1 kept out." in listed
    asked = 'SD1 "Which setting does your IPS service mainly work in?"'
    assert f"Row 2, {asked}: it is not one of its answers." in told
    assert "Prison" not in listed + told
    assert "There are: import-0001" in run("import", "--kept-out", "import-9")[2]


def test_months_are_forgotten_by_name(run, file, tmp_path):
    run("import", file, "--yes")
    later = (datetime.now(UTC) + timedelta(days=40)).strftime("%Y-%m")

    assert '"soon" is not a month' in run("import", "--forget-before", "soon")[2]
    status, out, _ = run("import", "--forget-before", later, says="n")
    assert (status, "Wipe 3 rows? They do not come back." in out) == (1, True)
    assert "Rows wiped: 3." in run("import", "--forget-before", later, "--yes")[1]
    assert kept(tmp_path).rows == {}


def test_a_refusal_is_one_sentence_with_what_to_do(run, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes(b"a,b\n1,2\n")

    status, out, err = run("import", path)

    assert (status, out) == (1, "")
    assert "has the headings of a survey" in err
    assert "There is no such file." in run("import", tmp_path / "none.csv")[2]
    assert "No file was named." in run("import")[2]
    assert 'There is no import map called "none"' in run("import", path, "--map", "none")[2]


def test_the_name_of_the_file_is_kept_nowhere(run, file, tmp_path):
    assert run("import", file, "--yes")[0] == 0

    files = [path for path in (tmp_path / "workspace").rglob("*") if path.is_file()]
    kept = [path for path in files if not path.name.startswith("texts-")]
    assert kept
    assert [path for path in kept if b"Zebedee" in path.read_bytes()] == []


def test_what_is_wrong_in_many_rows_for_one_cause_is_one_line(run, tmp_path):
    path, grid = tmp_path / "answers.csv", msforms(people(60), first=BEGAN, style="%d/%m/%Y %H:%M")
    for row in (0, 1, 2, 5, 7):
        grid = with_cell(grid, row, "Which setting", "Prison of Zebedee")
    path.write_bytes(as_csv(grid))

    status, out, _ = run("import", path, "--yes")
    told = run("import", "--kept-out", "import-0001")[1]

    asked = ', SD1 "Which setting does your IPS service mainly work in?"'
    assert status == 0
    assert [said.count("is not one of its answers") for said in (out, told)] == [1, 1]
    assert f"Rows 2, 3, 4 and 2 more{asked}: '… of …' is not one of its answers." in out
    assert f"Rows 2, 3, 4, 7 and 9{asked}: it is not one of its answers." in told
    assert (
        "Answers expected of SD1: Primary care; Drug and alcohol treatment; NHS severe mental"
        " illness (SMI); More than one; Other." in out
    )
    assert "Zebedee" not in out + told


def test_a_form_with_other_answers_to_many_questions_is_told_once(run, tmp_path):
    grid = msforms(people(20), first=BEGAN, style="%d/%m/%Y %H:%M")
    asked = "We asked for views. Staff decided"
    steps = [n for n in range(len(grid[0])) if asked in {line[n] for line in grid[1:]}]
    assert len(steps) > 8
    for line in grid[1:]:
        for at in steps:
            line[at] = "Asked once"
    path = tmp_path / "answers.csv"
    path.write_bytes(as_csv(grid))

    status, out, _ = run("import", path, "--yes")

    first = out.partition("This has to be settled first:")[2]
    assert status == 1
    assert first.count("is not one of its answers in cps-0.1, but it is in up to 20 of 20") == 1
    assert first.count("Look at the form.") == 1
    assert out.count("Without people; Told; Asked; Influenced; Designed together; Shared") == 1
    assert len(out.splitlines()) < 30


@pytest.mark.parametrize(
    ("written", "sign", "style"), [(as_csv, "\x1b", "%Y-%m-%d %H:%M"), (as_xlsx, "_x001B_", None)]
)
def test_no_heading_of_a_file_hides_the_rest_of_the_preview(run, tmp_path, written, sign, style):
    grid = msforms(people(2), first=BEGAN, style=style)
    for heading in (f"Points - {sign}[8m", f"A test{sign}[2J record"):
        grid = with_column(grid, heading, ["1", "1"])
    path = tmp_path / "answers"
    path.write_bytes(written(grid))

    out = run("import", path)[1]

    assert "Left out, and never read: Email, Name, Points -  [8m." in out
    assert '"A test [2J record"' in out
    assert "\x1b" not in out
