"""The wheel is the same whoever builds it, and is enough to run the course."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from contextlib import contextmanager

import pytest
from empty_environment import environment
from shipped import COURSE
from wheels import ROOT, build, wheel

pytestmark = pytest.mark.slow


def clean_copy(to):
    """Every file that git has or would take, and no other, with the time and rights of today."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    named = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False).stdout.decode()
    if not named:
        pytest.skip("This is no clone: git cannot say which files are its own")
    for name in filter(None, named.split("\0")):
        if (ROOT / name).is_file():  # a file that is being taken out is in git, and not here
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            (to / name).write_bytes((ROOT / name).read_bytes())
    return to


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_wheel_is_the_same_to_the_byte_from_another_clean_copy(tmp_path):
    """In another folder, at another time, and by somebody whose new files are for nobody else."""
    kept = os.umask(0o077)
    try:
        again = build(clean_copy(tmp_path / "copy"), tmp_path / "out")
    finally:
        os.umask(kept)

    assert again.name == wheel().name
    assert digest(again) == digest(wheel())


@pytest.fixture(scope="module")
def installed(tmp_path_factory, full_campaign):
    """The programs of an environment with the wheel alone, far from any checkout.

    What it asks for is linked; in a full campaign it is fetched, as for whoever installs it.
    """
    place = tmp_path_factory.mktemp("nobody") / "environment"
    return environment(place, wheel(), fetched=full_campaign)


@pytest.fixture
def alone(installed, tmp_path):
    """The environment variables of somebody who has that and nothing of this checkout."""
    home = tmp_path / "home"
    home.mkdir()
    keep = {name: os.environ[name] for name in ("LANG", "TZ", "USER") if name in os.environ}
    return keep | {"HOME": str(home), "PATH": f"{installed}:/usr/bin:/bin"}


def test_nothing_that_it_does_not_ask_for_is_there(installed, alone, tmp_path):
    code = (
        "import importlib.util as u, coprod_training;"
        "print(coprod_training.__file__, *map(u.find_spec, ('pytest', 'pandas', 'hatchling')))"
    )
    asked = [installed / "python", "-c", code]
    done = subprocess.run(
        asked, env=alone, cwd=tmp_path, capture_output=True, text=True, check=True
    )

    where, *others = done.stdout.split()
    assert where.startswith(str(installed.parent))
    assert others == ["None"] * 3


def test_its_check_reads_a_staff_copy(installed, alone, tmp_path):
    staff = tmp_path / "staff"
    for folder in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / folder, staff / folder)

    asked = [installed / "coprod", "check", "--course", staff]
    done = subprocess.run(asked, env=alone, cwd=tmp_path, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "No mistakes found by the automatic checks" in done.stdout
    assert "What may be published of the survey was not looked at" in done.stdout


@contextmanager
def running(installed, env, place):
    """A course that was started from the wheel; gives the address that it printed."""
    said = place / "said"
    with said.open("w") as out:
        server = subprocess.Popen(
            [installed / "coprod", "start", "--no-browser", "--port", "0"],
            env=env,
            cwd=place,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        end = time.monotonic() + 90
        while not (found := re.findall(r"^(http://\S+/)\S*token=(\w+)$", said.read_text(), re.M)):
            assert server.poll() is None, said.read_text()
            assert time.monotonic() < end, "no address was printed"
            time.sleep(0.1)
        yield found[0]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def test_the_course_starts_from_it_and_serves_its_home(installed, alone, tmp_path):
    with running(installed, alone, tmp_path) as (base, token):

        def get(path):
            asked = urllib.request.Request(base + path, headers={"Authorization": f"token {token}"})
            with urllib.request.urlopen(asked, timeout=60) as reply:
                return reply.read().decode()

        page = get("lab")
        home = get("coprod/api/course")
        lesson = json.loads(get("api/contents/modules/01-what-co-production-is.ipynb"))

        assert 'id="coprod-first"' in page  # the course's own first page
        (settings,) = re.findall(
            r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S
        )
        (ours,) = [
            one
            for one in json.loads(settings)["federated_extensions"]
            if one["name"] == "coprod-training-lab"
        ]
        assert get(f"lab/extensions/coprod-training-lab/{ours['load']}")
    assert [one.title for one in COURSE.modules if one.title not in home] == []
    assert lesson["content"]["cells"]
