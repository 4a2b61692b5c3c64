import json

import pytest
from graded_course import SLUG, make_course
from traitlets.config import Config, PyFileConfigLoader
from traitlets.utils.importstring import import_item

from coprod_training.grading import config


def load(folder, text):
    (folder / "nbgrader_config.py").write_text(text)
    return PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()


def test_the_trainers_file_names_every_folder(tmp_path):
    places = [tmp_path / name for name in ("trainer", "exercises", "exchange", "course")]

    loaded = load(tmp_path, config.trainer_config(*places))

    assert [
        loaded.CourseDirectory.root,
        loaded.CourseDirectory.source_directory,
        loaded.Exchange.root,
        loaded.ScoreAnswers.course,
    ] == list(map(str, places))


def test_the_learners_file_loads_nothing_of_ours(tmp_path):
    text = config.learner_config(tmp_path / "exercises", tmp_path / "exchange")

    assert "import" not in text
    assert load(tmp_path, text).Exchange.assignment_dir == str(tmp_path / "exercises")


def test_the_settings_can_be_written_as_json_as_formgrader_does(tmp_path):
    settings = Config()
    config.apply(settings, tmp_path)

    assert json.loads(json.dumps(settings))["Execute"] == {"enabled": False}


def test_every_dotted_name_can_be_imported():
    names = [config.EXPORTER, config.COLLECT, *config.SANITIZE, *config.AUTOGRADE]

    assert [
        f"{one.__module__}.{one.__qualname__}".rpartition(".")[2] for one in map(import_item, names)
    ] == [name.rpartition(".")[2] for name in names]


@pytest.mark.slow
def test_a_writers_own_tries_never_go_out_with_a_release(tmp_path):
    course = make_course(tmp_path)
    tried = course.root / "exercises" / SLUG / f"{SLUG}.answers.jsonl"
    tried.write_text('{"tried": "PLANTED"}\n')

    course.nbgrader("generate_assignment", SLUG, "--force")
    course.nbgrader("release_assignment", SLUG, "--force")

    released = course.root / "exchange" / config.COURSE_ID / "outbound" / SLUG
    for folder in (course.trainer / "release" / "." / SLUG, released):
        assert (folder / f"{SLUG}.ipynb").is_file()
        assert list(folder.rglob("*.jsonl")) == []
