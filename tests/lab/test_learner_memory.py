"""What one learner's server and a lesson with a process of its own take of a machine's memory."""

import json

import psutil
import pytest
from every_route import ask_for_everything
from jupyter_client.blocking import BlockingKernelClient
from measured_memory import memory, with_its_lesson
from opened import ROOT, Opened, jupyter
from served import ask, released

from coprod_training.content.build import Build
from coprod_training.content.publish import publish
from coprod_training.content.slot import RecordingFile, SlotWords

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
MEGABYTE = 10**6
# For a server and one lesson, as proportional set size. Source: issue 3, figures to reach.
MOST_MEMORY = 115
PARTS = ("server", "lesson")
NAME, SOUND = "0" * 32 + ".mp3", b"ID3 test record: no sound. " * 100_000


@pytest.fixture
def workspace(tmp_path):
    """A trainer has released an exercise of the whole course."""
    return released(tmp_path / "coprod", course=ROOT)


@pytest.fixture
def server(workspace, tmp_path):
    """A learner's server of a copy in which a place has a recording."""
    recording = RecordingFile(file=NAME, type="audio/mpeg", size=len(SOUND))
    words = {"m1-s1": SlotWords(text="test record: what is said", recording=recording)}
    out = tmp_path / "published"
    publish(ROOT, out, Build(words=words, files={f"course/media/{NAME}": SOUND}))
    one = Opened(workspace, course=ROOT, published=out)
    yield one
    one.kill()


def jupyter_process(server):
    (process,) = (
        one
        for one in psutil.Process(server.process.pid).children()
        if "coprod_training.lab.jupyterlab" in one.cmdline()
    )
    return process


def draw(workspace, name):
    """Run a whole lesson, as the page does: every activity is drawn."""
    client = BlockingKernelClient()
    client.load_connection_file(
        workspace / "jupyter" / "learner" / "runtime" / f"kernel-{name}.json"
    )
    client.start_channels()
    lesson = next((workspace / "learner" / "modules").glob("*.ipynb"))
    cells = json.loads(lesson.read_text())["cells"]
    code = (
        "import os; os.chdir("
        + repr(str(lesson.parent))
        + ")\n"
        + "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    )
    said = client.execute_interactive(code, output_hook=lambda _: None, timeout=60)
    client.stop_channels()
    assert said["content"]["status"] == "ok", said["content"]


def test_a_learners_server_and_lesson_stay_small_whatever_was_asked_for(workspace, server):
    draw(workspace, jupyter(server, "POST", "api/kernels", {"name": "python3"})["id"])

    statuses = ask_for_everything(server)
    part = ask(server, "recordings/m1-s1", headers={"Range": "bytes=0-99"}).status
    used = memory(with_its_lesson(jupyter_process(server)))

    print(*(f"{name} {one / MEGABYTE:.0f} MB" for name, one in zip(PARTS, used, strict=True)))
    assert {one for one, status in statuses.items() if status >= 400} == {
        one
        for one in statuses
        if "feedback/" in one  # nothing came back yet
    }
    assert part == 206
    assert sum(used) <= MOST_MEMORY * MEGABYTE
