"""Unix accounts and a Python that they may run, made for one test and taken away after it."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

import coprod_training

SYSTEM_PYTHON = Path(f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}")
PACKAGE = Path(coprod_training.__file__).parent
LEAN = Path(__file__).parents[1] / "lean"


@contextmanager
def accounts(*names):
    """Accounts of these names with folders of their own. Skips where that is not possible."""
    if os.geteuid() != 0 or shutil.which("useradd") is None or not SYSTEM_PYTHON.exists():
        pytest.skip("Making Unix accounts needs root, useradd and the system's own Python.")
    folder = Path(tempfile.mkdtemp(prefix="coprod-hub-"))
    folder.chmod(0o755)
    made = []
    try:
        for name in names:
            taken_away(name)  # an interrupted run may have left it
            home = ["--create-home", "--home-dir", str(folder / "homes" / name)]
            (folder / "homes").mkdir(exist_ok=True)
            subprocess.run(["useradd", *home, "--shell", "/bin/false", name], check=True)
            made.append(name)
            (folder / "homes" / name).chmod(0o700)
        yield folder
    finally:
        for name in made:
            taken_away(name)
        shutil.rmtree(folder, ignore_errors=True)


def taken_away(name):
    """No account of this name, also where a process of it still ends."""
    command = ["userdel", "--force", "--remove", name]
    subprocess.run(command, check=False, capture_output=True)


def python_for_everybody(folder: Path, account: str) -> Path:
    """An environment with what is installed here, and our package without the staff copy."""
    home = folder / "python"
    subprocess.run([SYSTEM_PYTHON, "-m", "venv", "--without-pip", home], check=True)
    left_out = shutil.ignore_patterns("node_modules", "frontend")
    ours = folder / "package"
    # With what is compiled: other accounts cannot write it, and would compile all of it each time.
    shutil.copytree(PACKAGE, ours / "coprod_training", ignore=left_out)
    subprocess.run(["chmod", "-R", "a+rX", ours], check=True)
    for one in LEAN.glob("*.py"):  # they keep no PYTHONPATH
        shutil.copy(one, ours)
    inside = f"python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    places = [ours, Path(sys.prefix) / "lib" / inside]
    (home / "lib" / inside / "course.pth").write_text("".join(f"{one}\n" for one in places))
    for name in ("share", "etc"):
        (home / name).symlink_to(Path(sys.prefix) / name)
    python = home / "bin" / "python"
    tried = ["runuser", "-u", account, "--", python, "-c", "import coprod_training, jupyterlab"]
    if subprocess.run(tried, capture_output=True, cwd="/").returncode:
        pytest.skip("What is installed here cannot be read by other accounts of this machine.")
    return python
