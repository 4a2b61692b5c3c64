"""Each file of `torture`: every row is accounted for, and no answer is changed in silence."""

import re

import pytest

from coprod_training.errors import CoprodError

from . import torture_files, torture_words  # noqa: F401 (they add their cases)
from .forms import values_of
from .torture import CASES, Refused, Waits


def sorted_rows(found):
    return sorted((s, r, sorted(v.items(), key=str)) for s, r, v in found)


def test_there_are_enough_cases():
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_tries_the_importer(desk, name):
    content, asked, wanted = CASES[name]
    if isinstance(wanted, Refused):
        with pytest.raises(CoprodError, match=wanted.words):
            desk.understood(content, **asked)
        return
    found, planned = desk.planned(content, **asked)
    assert len(planned.outcomes) == len(found.rows)
    if isinstance(wanted, Waits):
        issues = "\n".join(map(str, found.issues))
        assert re.search(wanted.words, issues, re.DOTALL), issues
        return
    desk.bring_in(content, **asked)
    kept = [(r.content.setting, r.content.region, r.content.values) for r in desk.rows()]
    assert sorted_rows(kept) == sorted_rows(map(values_of, wanted.said))
    assert planned.by_code == wanted.kept_out
    assert planned.count("unchanged") == wanted.unchanged
    assert planned.count("replaced") == 0
