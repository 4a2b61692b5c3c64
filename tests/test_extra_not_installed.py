"""What somebody is told who typed `make run` alone, and asks for what an extra brings."""

import subprocess
import sys

import pytest
from house.tree import PACKAGE, ROOT, files

from coprod_training import __version__
from coprod_training.errors import CoprodError, not_installed
from coprod_training.hub.running import write_settings
from coprod_training.survey.optional import needed

AS_IF_AWAY = (
    "import sys; sys.modules[sys.argv[1]] = None\n"
    "from coprod_training.cli import main; sys.exit(main(sys.argv[2:]))"
)


@pytest.mark.parametrize(
    ("away", "extra", "asked"),
    [
        ("msgspec", "hub", ["demo", "--course", ROOT]),
        ("jupyterhub", "hub", ["hub", "password", "one", "--settings", "hub/hub.toml"]),
        ("alembic", "hub", ["monitor", "report", "out", "--database", "sqlite:///x.db"]),
        ("scipy", "survey", ["survey", "release", "out"]),
    ],
)
def test_what_is_away_is_named_with_a_line_to_type_in_a_checkout_and_for_a_wheel(
    away, extra, asked, tmp_path
):
    values = {"state": "state", "course": "course", "services": "services.csv"}
    write_settings(tmp_path / "hub", values | {"address": "https://course.example.org"})

    done = subprocess.run(
        [sys.executable, "-c", AS_IF_AWAY, away, *asked],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr.strip() == str(not_installed(away, extra))


def test_a_form_of_the_dataset_that_needs_more_says_so_too(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pyarrow.parquet", raising=False)  # of a test before

    with pytest.raises(CoprodError, match="This needs pyarrow, which is not installed here"):
        needed("pyarrow.parquet")


def test_the_lines_to_type_take_the_tried_versions_and_the_python_that_runs():
    said = str(not_installed("scipy", "survey"))
    pip = f"{sys.executable} -m pip install -c constraints.txt"

    assert f'In a checkout, in its folder: {pip} -e ".[survey]"' in said
    assert f'{pip} "./coprod_training-{__version__}-py3-none-any.whl[survey]"' in said


def test_only_one_place_says_how_something_is_installed():
    """It once stood in several, without the versions that were tried."""
    named = [
        one.relative_to(PACKAGE).as_posix()
        for one in files(".py")
        if one.is_relative_to(PACKAGE) and "pip install" in one.read_text(encoding="utf-8")
    ]

    assert named == ["errors.py"]
