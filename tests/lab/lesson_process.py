"""The process behind a learner's lesson, with no server and no page around it."""

import sys
from contextlib import contextmanager
from queue import Empty

from jupyter_client.manager import KernelManager


class Lesson(KernelManager):
    """Started as the server starts it."""

    def format_kernel_cmd(self, extra_arguments=None):
        module = "coprod_training.lab.kernel"
        return [sys.executable, "-P", "-m", module, "-f", self.connection_file]


@contextmanager
def lesson_in(folder, **environment):
    """A ready process in a folder, and a client of it."""
    lesson = Lesson(kernel_name="python3", connection_file=str(folder / "kernel.json"))
    own = {"HOME": str(folder), "PATH": "/usr/bin:/bin", **environment}
    lesson.start_kernel(cwd=str(folder), env=own)
    client = lesson.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        yield lesson, client
    finally:
        client.stop_channels()
        lesson.shutdown_kernel(now=True)


def said(client, code):
    """What a cell prints, or the words of its error."""
    client.execute(code, silent=False)
    while True:
        try:
            message = client.get_iopub_msg(timeout=30)
        except Empty:
            return None
        if message["msg_type"] == "error":
            return "\n".join(message["content"]["traceback"])
        if message["msg_type"] == "stream":
            return message["content"]["text"]
