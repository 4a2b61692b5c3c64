"""What `make test` only samples is tried in full by `make proof`."""

import ast
import subprocess
import sys

import proof
import pytest

from house.tree import ROOT

WORDS = {"sampled", "full_campaign", "given"}
ASKED = {"is_full", "one_of"}  # of campaign.py
DRAWN = {"drawn"}  # the mark, of a test or of its whole file
PLACES = [ROOT / place for places in proof.CAMPAIGNS.values() for place in places.split()]
# What tries the campaigns themselves, and holds no case of one.
TRIES_CAMPAIGNS = {"tests/test_proof.py"}


def samples(text):
    """Whether a test file leaves anything out: by a mark, a fixture, a property test or a word."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in ASKED | DRAWN:
            return True
        if isinstance(node, ast.FunctionDef):
            found |= {argument.arg for argument in node.args.args}
            for mark in node.decorator_list:
                called = mark.func if isinstance(mark, ast.Call) else mark
                found.add(called.attr if isinstance(called, ast.Attribute) else called.id)
    return bool(WORDS & found)


def test_every_file_that_samples_lies_in_a_campaign():
    outside = [
        name
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if "node_modules" not in path.parts
        and (name := path.relative_to(ROOT).as_posix()) not in TRIES_CAMPAIGNS
        and samples(path.read_text(encoding="utf-8"))
        and not any(path.is_relative_to(place) for place in PLACES)
    ]

    assert outside == [], "Add each to CAMPAIGNS in tests/proof.py."


def test_every_place_of_a_campaign_is_there():
    assert [place for place in PLACES if not place.exists()] == []


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("@pytest.mark.sampled(4)\ndef test_a(): ...", True),
        ("@given(TEXT)\ndef test_a(text): ...", True),
        ("def test_a(full_campaign): ...", True),
        ("def test_a(page):\n    look(campaign.one_of([360, 1280], page))", True),
        ("pytestmark = [pytest.mark.drawn, pytest.mark.slow]", True),
        ("@pytest.mark.slow\ndef test_a(page): ...", False),
    ],
)
def test_a_file_that_samples_is_known(text, does):
    assert samples(text) is does


def test_a_path_without_tests_is_named(pytestconfig):
    asked = [sys.executable, "-m", "pytest", "-n", "1", "tests/house/nothing.py::test_it"]
    told = subprocess.run(
        asked, capture_output=True, text=True, cwd=pytestconfig.rootpath, check=False
    )

    assert told.returncode == pytest.ExitCode.USAGE_ERROR
    assert "There are no tests at this path: tests/house/nothing.py::test_it" in told.stderr
