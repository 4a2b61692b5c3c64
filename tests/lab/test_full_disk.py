"""A lesson's process on a disk that takes nothing more: what is drawn needs no room there."""

import resource
import sys
from queue import Empty

import pytest
from jupyter_client.manager import KernelManager

pytestmark = pytest.mark.slow


class Lesson(KernelManager):
    """The process behind a learner's lesson, started as the server starts it."""

    def format_kernel_cmd(self, extra_arguments=None):
        module = "coprod_training.lab.kernel"
        return [sys.executable, "-P", "-m", module, "-f", self.connection_file]


def test_a_lesson_is_drawn_when_nothing_can_be_written(tmp_path):
    lesson = Lesson(kernel_name="python3", connection_file=str(tmp_path / "kernel.json"))
    lesson.start_kernel(cwd=str(tmp_path), env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"})
    client = lesson.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        full(lesson.provisioner.pid)
        client.execute("print('drawn')", silent=False)
        said = words(client)
    finally:
        client.stop_channels()
        lesson.shutdown_kernel(now=True)

    assert said == "drawn\n"


def full(pid):
    """No file may grow from now on."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


def words(client):
    while True:
        try:
            message = client.get_iopub_msg(timeout=30)
        except Empty:
            return None
        if message["msg_type"] == "error":
            return "\n".join(message["content"]["traceback"])
        if message["msg_type"] == "stream":
            return message["content"]["text"]
