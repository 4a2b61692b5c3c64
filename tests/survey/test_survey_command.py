"""`coprod survey build`, as it is typed where a hub runs the course."""

import shutil
from pathlib import Path

from coprod_training.cli import main, survey_course
from coprod_training.survey.keys import load_key
from coprod_training.survey.pseudonym import pseudonym_of
from coprod_training.survey.store import SurveyStore

from .self_checks import agree

ROOT = Path(__file__).parents[2]


def test_a_yes_is_kept_for_the_one_who_signed_in_at_the_hub(tmp_path, monkeypatch):
    """Under the same name "Delete everything" looks for it, and takes it out."""
    monkeypatch.setenv("JUPYTERHUB_USER", "test-record-of-the-hub")
    home = tmp_path / "workspace" / "learner"
    (home / ".coprod").mkdir(parents=True)
    (home / ".coprod" / "course").symlink_to(ROOT / "course")
    agree(home)

    main(["survey", "build", str(tmp_path / "out"), "--workspace", str(home.parent)])

    private = home.parent / "private"
    (event,) = SurveyStore(private).consent_events()
    key = load_key(private, "survey")
    assert event.pseudonym == pseudonym_of("test-record-of-the-hub", key)


def test_two_versions_in_one_build_are_said_never_to_be_pooled(tmp_path, capsys):
    course = tmp_path / "staff" / "course"
    shutil.copytree(ROOT / "course", course)
    text = (course / "instruments" / "cps-0.1.yaml").read_text()
    other = text.replace("id: cps-0.1", "id: cps-0.0", 1).replace(
        'version: "0.1"', 'version: "0.0"'
    )
    changed = other.replace("Recruiting staff (job adverts", "Finding staff (job adverts")
    (course / "instruments" / "cps-0.0.yaml").write_text(changed)

    places = ["--course", str(course.parent), "--workspace", str(tmp_path / "workspace")]
    main(["survey", "build", str(tmp_path / "out"), *places])

    said = capsys.readouterr().out
    assert "Never count together, since their words differ: DEL1." in said
    assert sorted(path.name for path in (tmp_path / "out" / "data").iterdir()) == [
        "submission-course-0.0.csv",
        "submission-course-0.1.csv",
    ]


def test_two_builds_at_one_time_have_the_same_bytes_in_every_form(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    home = tmp_path / "workspace" / "learner"
    (home / ".coprod").mkdir(parents=True)
    (home / ".coprod" / "course").symlink_to(ROOT / "course")
    agree(home)
    workspace = ["--workspace", str(home.parent)]

    for name in ("one", "two"):
        forms = ["--with", "parquet,long,xlsx,sav"]
        assert main(["survey", "build", str(tmp_path / name), *forms, *workspace]) == 0

    for ending in ("", "-exports"):
        one, two = (
            {path.relative_to(folder): path.read_bytes()
             for path in folder.rglob("*") if path.is_file()}
            for folder in (tmp_path / f"one{ending}", tmp_path / f"two{ending}")
        )  # fmt: skip
        assert one == two
        assert len(one) >= 4

    capsys.readouterr()
    assert main(["survey", "build", str(tmp_path / "one"), *workspace]) == 0
    said = capsys.readouterr().out
    assert "one-exports holds the other forms of the dataset as it was before." in said
    assert f"coprod survey export {tmp_path / 'one'}" in said
    assert main(["survey", "build", str(tmp_path / "three"), *workspace]) == 0
    assert "as it was before" not in capsys.readouterr().out


def test_a_key_that_is_missing_stops_a_build_and_a_withdrawal(tmp_path, capsys):
    home = tmp_path / "workspace" / "learner"
    (home / ".coprod").mkdir(parents=True)
    (home / ".coprod" / "course").symlink_to(ROOT / "course")
    agree(home)
    workspace = ["--workspace", str(home.parent)]
    assert main(["survey", "build", str(tmp_path / "out"), *workspace]) == 0
    before = SurveyStore(home.parent / "private").consent_events()
    (home.parent / "private" / "keys" / "survey.key").unlink()

    for asked in (["build", str(tmp_path / "again")], ["withdraw", "7K2M-9QXV-0ABC"]):
        capsys.readouterr()
        assert main(["survey", *asked, *workspace]) != 0
        assert "The key of the survey is missing." in capsys.readouterr().err
    assert SurveyStore(home.parent / "private").consent_events() == before


def test_without_an_opened_course_the_words_are_those_of_the_staff_copy(tmp_path, capsys):
    asked = ["--workspace", str(tmp_path / "workspace"), "--course", str(ROOT)]

    assert main(["survey", "build", str(tmp_path / "out"), *asked]) == 0

    said = capsys.readouterr().out
    assert "Rows: 0." in said
    assert (tmp_path / "out" / "datapackage.json").is_file()


def test_without_any_course_it_says_what_is_missing(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(survey_course, "find_staff_copy", lambda *_: None)

    asked = ["--workspace", str(tmp_path / "workspace")]
    assert main(["survey", "build", str(tmp_path / "out"), *asked]) != 0

    said = capsys.readouterr().err
    assert "No course was opened in this workspace, and there is no staff copy here" in said
    assert "--course" in said


def test_a_build_says_which_dataset_it_took_the_place_of(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    asked = [str(tmp_path / "out"), "--workspace", str(tmp_path / "w"), "--course", str(ROOT)]
    assert main(["survey", "build", *asked]) == 0
    assert "took the place" not in capsys.readouterr().out

    assert main(["survey", "build", *asked]) == 0

    said = capsys.readouterr().out
    assert "It took the place of the dataset of 2027-01-01T00:00:00" in said
