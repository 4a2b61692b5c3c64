"""The newest entry of the changelog is the version that the project has."""

import re
import tomllib

import coprod_training
from house.tree import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def test_the_newest_entry_is_this_version():
    entries = re.findall(r"^## \[?([0-9][^\]\s]*)", (ROOT / "CHANGELOG.md").read_text(), re.M)

    assert entries[0] == VERSION


def test_the_package_says_the_same_version():
    assert coprod_training.__version__ == VERSION
