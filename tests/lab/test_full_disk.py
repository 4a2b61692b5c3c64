"""A lesson's process on a disk that takes nothing more: what is drawn needs no room there."""

import resource

import pytest
from lab.lesson_process import lesson_in, said

pytestmark = pytest.mark.slow


def test_a_lesson_is_drawn_when_nothing_can_be_written(tmp_path):
    with lesson_in(tmp_path) as (lesson, client):
        # No file may grow from now on.
        limit = (0, resource.RLIM_INFINITY)
        resource.prlimit(lesson.provisioner.pid, resource.RLIMIT_FSIZE, limit)

        words = said(client, "print('drawn')")

    assert words == "drawn\n"
