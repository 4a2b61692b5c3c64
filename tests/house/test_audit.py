"""Every package of others has a licence that fits, and "nobody was asked" never reads as "none"."""

import json
import sys
from importlib.metadata import distributions
from pathlib import Path
from sysconfig import get_path

import pytest

from house.tree import ROOT

sys.path.insert(0, str(ROOT / "docs" / "audit"))
import audit
import licences
import vulnerabilities
from licences import LOCKS, PAGE, Package, allowed, canonical, fits, locked, on_the_page, pins
from vulnerabilities import Answer, from_npm, from_pip_audit

TEXT = PAGE.read_text(encoding="utf-8")
PYTHON = on_the_page(TEXT)
NPM = [one for folder in LOCKS.values() for one in locked(folder)]
AGAIN = "Run: make audit"


def package(says, name="made-up", source="Python"):
    return Package(name, "1.0", says, source)


def test_every_pinned_package_is_on_the_page_in_its_pinned_version():
    assert {canonical(one.name): one.version for one in PYTHON} == pins(), AGAIN


def test_what_is_installed_of_it_is_what_the_page_says():
    # Of this environment alone: setuptools puts packages of its own behind it, in other versions.
    found = distributions(path=[get_path("purelib"), get_path("platlib")])
    here = {canonical(one.name): one.version for one in found}
    assert here
    other = [one for one in PYTHON if here.get(canonical(one.name), one.version) != one.version]

    assert other == [], "Set up again, then: make audit"


def test_every_licence_on_the_page_fits():
    assert len(NPM) > 500
    assert [one for one in [*PYTHON, *NPM] if not fits(one)] == []


def test_all_else_on_the_page_follows_from_the_locks_and_the_list_of_what_fits():
    assert licences.page(PYTHON) == TEXT, AGAIN


def test_no_single_package_is_allowed_that_is_not_used_any_more():
    used = {(canonical(one.name), one.says) for one in PYTHON} | {(n.name, n.says) for n in NPM}
    singly = [(one["package"], one["says"]) for one in allowed()["one_package"]]

    assert [one for one in singly if one not in used] == []


def test_the_built_front_end_holds_nothing_that_is_allowed_for_building_alone():
    (listed,) = (ROOT / "coprod_training/lab/labextensions").rglob("third-party-licenses.json")
    held = {one["name"] for one in json.loads(listed.read_text(encoding="utf-8"))["packages"]}

    assert held
    assert held & {one["package"] for one in allowed()["one_package"]} == set()


def test_where_not_every_pin_is_installed_the_page_stays_and_the_way_to_write_it_is_said(
    monkeypatch, capsys, tmp_path
):
    """A later Python does not need every pin, so that setting it up again is of no use."""
    monkeypatch.setattr(audit, "installed", list)
    monkeypatch.setattr(audit, "PAGE", tmp_path / "licences.md")
    monkeypatch.setattr(audit, "PAGES_PYTHON", (2, 7))

    assert audit.licences()

    said = capsys.readouterr().out
    assert not (tmp_path / "licences.md").exists()
    assert "It is written with Python 3.11, as later ones do not need every pin: rm -rf" in said
    assert audit.set_up_again((2, 7)) == "Set up again: rm -rf .venv && make audit"


@pytest.mark.parametrize(
    "says", ["MIT", "MIT AND Zlib", "GPL-3.0-only OR MIT", "(MPL-2.0 OR Apache-2.0)", "ISC; MIT"]
)
def test_licences_that_fit(says):
    assert fits(package(says))


@pytest.mark.parametrize(
    "says",
    [
        "GPL-3.0-only",
        "AGPL-3.0-or-later",
        "LGPL-3.0-only",  # of a package that nobody looked at
        "MIT AND GPL-3.0-only",
        "MIT; GNU General Public License (GPL)",
        "MIT OR GPL-3.0-only AND SSPL-1.0",
        "UNKNOWN",
        "",
    ],
)
def test_licences_that_are_refused_and_named(says, capsys):
    one = package(says)

    assert audit.refused([one, package("MIT")]) == 1
    assert f"Does not fit: made-up 1.0 (Python): {says}" in capsys.readouterr().out


def test_a_package_that_is_allowed_singly_is_refused_when_its_licence_changes():
    assert fits(package("LGPL-3.0-only", "psycopg"))
    assert not fits(package("AGPL-3.0-only", "psycopg"))
    assert not fits(package("LGPL-3.0-only", "psycopg", "npm"))


KNOWN = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-0", "fix_versions": ["3"]}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "expected", "code"),
    [
        ([KNOWN], Answer(1), 0),
        ([KNOWN, BAD], Answer(2, ("b 2: PYSEC-0, mended in 3",)), 1),
        # pip-audit itself says "No known vulnerabilities found" here, and ends with 0.
        ([SKIPPED], Answer(0, (), "the service that answers here does not know 1 of them (c)"), 3),
        (
            [KNOWN, SKIPPED],
            Answer(1, (), "the service that answers here does not know 1 of them (c)"),
            3,
        ),
    ],
)
def test_what_pip_audit_says_is_read_for_what_it_left_out(dependencies, expected, code):
    answer = from_pip_audit(json.dumps({"dependencies": dependencies}), "")

    assert answer == expected
    assert audit.vulnerabilities({"Python": answer}) == code


def test_what_npm_says_is_read():
    bad = {"b": {"range": "<3", "severity": "high"}}
    said = {"auditReportVersion": 2, "metadata": {"dependencies": {"total": 7}}}

    assert from_npm(json.dumps(said | {"vulnerabilities": {}}), "") == Answer(7)
    assert from_npm(json.dumps(said | {"vulnerabilities": bad}), "") == Answer(7, ("b <3: high",))


@pytest.mark.parametrize(
    ("out", "errors", "why"),
    [
        ("", "first\nERROR: could not connect\n", "ERROR: could not connect"),
        ("", "", "no answer came"),
        ('{"message": "405 Method Not Allowed"}', "", "405 Method Not Allowed"),
        ("<html>", "", "no answer came"),
    ],
)
def test_where_nobody_answers_it_says_so_and_ends_with_a_number_of_its_own(
    out, errors, why, capsys
):
    assert from_npm(out, errors) == Answer(0, not_asked=why)
    assert audit.vulnerabilities({"Proxy": from_npm(out, errors)}) == audit.NOT_ASKED
    said = capsys.readouterr().out
    assert f"Proxy: NOT LOOKED UP: {why}" in said
    assert "no vulnerability" not in said


def test_a_machine_without_npm_is_told_so(monkeypatch):
    monkeypatch.setattr(vulnerabilities.shutil, "which", lambda name: None)

    assert vulnerabilities.of_npm(Path()) == Answer(0, not_asked="npm is not here")
