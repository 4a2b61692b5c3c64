"""Where the tests' own temporary files go."""

import tempfile

import in_memory
import pytest


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(in_memory, "NEEDED", 1)
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())  # and put back
    return tmp_path


def test_they_go_where_there_is_room(folder, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(folder))  # what tempfile looks at, in this process
    environ = {}

    assert in_memory.use(folder, environ)

    assert environ == {"TMPDIR": str(folder)}
    assert tempfile.gettempdir() == str(folder)


def test_a_place_that_somebody_chose_stays(folder):
    environ = {"TMPDIR": "/elsewhere"}

    assert not in_memory.use(folder, environ)
    assert environ == {"TMPDIR": "/elsewhere"}


def test_they_stay_on_the_disk_where_there_is_too_little_room(folder, monkeypatch):
    monkeypatch.setattr(in_memory, "NEEDED", 2**60)

    assert not in_memory.use(folder, {})


def test_they_stay_on_the_disk_where_there_is_no_such_folder(folder):
    assert not in_memory.use(folder / "nowhere", {})
