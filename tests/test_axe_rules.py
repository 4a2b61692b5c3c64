"""One place starts axe-core, and where it is missing its checks are skipped."""

import re
from unittest.mock import MagicMock

import axe_rules
import pytest
from house.tree import ROOT, files
from learner.visiting import Visit


def test_without_axe_core_a_check_with_it_is_skipped_and_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(axe_rules, "AXE", tmp_path / "axe.min.js")

    with pytest.raises(pytest.skip.Exception, match="npm ci in tests/browser"):
        Visit(None, MagicMock()).axe()


def test_every_check_asks_axe_core_in_the_same_way():
    asks = re.compile(r"axe\.run\(")
    found = [path for path in files(".py") if asks.search(path.read_text(encoding="utf-8"))]

    listing = "docs/accessibility/list_jupyterlab.py"  # no test: it lists JupyterLab's own faults
    assert {str(path.relative_to(ROOT)) for path in found} == {listing, "tests/axe_rules.py"}
