"""The benchmark of releases names how many it made, so that a few are not taken for a year's."""

import machine
import release_audit
from targets import Targets


def test_all_releases_are_named_by_how_many_they_were(monkeypatch, capsys):
    monkeypatch.setattr(machine, "others", lambda: 0.0)

    release_audit.say(Targets(), 4, last=6.0, whole=90.0)

    said = capsys.readouterr().out
    assert "0.1 min, 4 releases  (at most 10: reached)" in said
    assert "all 4 releases         1.5 min" in said
    assert "year" not in said
