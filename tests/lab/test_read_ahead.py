"""A lesson's process has done what every lesson begins with before its page asks for it."""

import pytest
from lab.lesson_process import lesson_in, said
from opened import ROOT

pytestmark = pytest.mark.slow
READ = """
import sys
place = sys.modules["coprod_training.widgets.place"]
print(place._course.cache_info().currsize, "coprod_training.widgets.shown" in sys.modules)
"""


def test_the_course_was_read_and_the_widgets_are_there(tmp_path):
    with lesson_in(tmp_path, COPROD_COURSE=str(ROOT / "course")) as (_, client):
        assert said(client, READ) == "1 True\n"


def test_a_course_that_cannot_be_read_is_told_in_the_lesson_and_stops_nothing(tmp_path):
    broken = tmp_path / "course"
    broken.mkdir()
    (broken / "course.yaml").write_text("title: [\n")

    with lesson_in(tmp_path, COPROD_COURSE=str(broken)) as (_, client):
        assert said(client, "print('ready')") == "ready\n"
        words = said(client, "from coprod_training import activity\nactivity('ladder-sort')")

    assert "This is not YAML" in words
