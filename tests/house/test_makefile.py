"""What `make` does before anything of the project runs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from house.tree import ROOT

NEEDED = (
    "pyproject.toml",
    "constraints.txt",
    "coprod_training/grading/environment/nbgrader_config.py",
)
# Notes each time it is called; makes an environment as venv does, with a Python that has pip.
SYSTEMS = """#!/bin/sh
echo "system: $*" >> said
rm -rf .venv && mkdir -p .venv/bin && printf '%s' '#!/bin/sh
echo "own: $*" >> said
' > .venv/bin/python && chmod +x .venv/bin/python
"""
WITHOUT_PIP = "#!/bin/sh\nexit 1\n"


def program(place, text):
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    place.chmod(0o755)


def set_up(folder):
    """`make` of what `make run` needs, there; the lines that both Pythons noted."""
    subprocess.run(
        ["make", "-s", "-C", folder, ".venv/.ready", "PYTHON=./system"],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return (folder / "said").read_text().splitlines()


def test_an_environment_that_was_left_without_pip_is_made_anew_and_one_with_it_is_kept(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in NEEDED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    program(tmp_path / "system", SYSTEMS)
    program(tmp_path / ".venv" / "bin" / "python", WITHOUT_PIP)

    first = set_up(tmp_path)
    (tmp_path / ".venv" / ".ready").unlink()
    second = set_up(tmp_path)

    assert first[0] == "system: -m venv --clear .venv"
    assert first[1].startswith("own: -m pip install ")
    assert second == [*first, "own: -m pip --version", *first[1:]]  # all but the environment


def test_a_line_that_needs_no_shell_names_its_program_in_full():
    """Apple's make, 3.81, runs such a line itself and does not look into .venv/bin for it."""
    ours = {one.name for one in Path(sys.executable).parent.iterdir()}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", "")
    lines = re.findall(r"^\t@?(.+)$", makefile, re.M)
    without_shell = [one for one in lines if not re.search(r"""[;&|<>"'`*?]""", one)]

    assert len(without_shell) > 5
    assert [one for one in without_shell if one.split()[0] in ours] == []


@pytest.mark.parametrize("place", ["", "nowhere", "course"])
def test_a_wheel_of_no_published_copy_is_refused_before_the_last_wheel_goes(tmp_path, place):
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in (".venv/.ready", "dist/coprod_training-0.1.0-py3-none-any.whl", *NEEDED):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "course").mkdir()
    asked = ["make", "-s", "-C", tmp_path, "-o", ".venv/.ready", "wheel"]

    done = subprocess.run(
        asked,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"COPROD_PUBLISHED": place},
    )

    assert done.returncode != 0
    assert "is no folder that coprod publish made: " + place in done.stdout
    assert len(list((tmp_path / "dist").glob("*.whl"))) == 1
