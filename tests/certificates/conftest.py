"""An issuer, one certificate, and a small released course. Every name here is a test record."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coprod_training.certificates.facts import Facts
from coprod_training.certificates.issuer import load_signing, make_key
from coprod_training.certificates.making import certificate_of
from coprod_training.content.build import Build
from coprod_training.content.publish import publish

from .fixture_course import write_course

NAME = "Zoë O’Brien-Łukasz (test record)"


def facts_of(name=NAME, code="7K3M-9QXT-2B4D", at=None):
    return Facts(
        code=code,
        name=name,
        course_id="test-record",
        course="A course for tests (test record)",
        edition="2026.11",
        at=at or datetime.now(UTC),
        percent=75,
        level=2,
    )


@pytest.fixture(scope="session")
def private(tmp_path_factory):
    folder = tmp_path_factory.mktemp("workspace") / "private"
    folder.mkdir(mode=0o700)
    make_key(folder, "An issuer (test record)", datetime.now(UTC) - timedelta(days=1))
    return folder


@pytest.fixture(scope="session")
def signing(private):
    return load_signing(private)


@pytest.fixture(scope="session")
def made(signing):
    return certificate_of(facts_of(), signing)


@pytest.fixture
def course(tmp_path) -> Path:
    """A staff copy with one module and one exercise."""
    root = tmp_path / "staff"
    write_course(root)
    return root


@pytest.fixture
def published(course, tmp_path):
    """Publishes that staff copy; the gate is not asked, so it is as what is handed in says."""

    def make(**build) -> Path:
        out = tmp_path / "published"
        publish(course, out, Build(**({"status": "released"} | build)))
        return out

    return make
