"""What the tests need of the system, where it cannot be had."""

import subprocess

import pytest

from house.tree import ROOT

SCRIPT = ROOT / "tests" / "system-packages"
NEEDED = ("dirname", "ls")


@pytest.fixture
def path(tmp_path):
    """A folder with the programs that the script itself needs; none of those it looks for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NEEDED:
        found = subprocess.run(["which", name], capture_output=True, text=True, check=True)
        (folder / name).symlink_to(found.stdout.strip())
    return folder


def program(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def said(path):
    """What the script prints on that path; it has to end well."""
    return subprocess.run(
        ["/bin/bash", SCRIPT],
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout


def test_what_root_cannot_install_is_named_and_all_else_is_installed(path, tmp_path):
    program(path / "id", "echo 0")
    # As for a machine without a network, on which one package lies already.
    program(
        path / "apt-get",
        f'echo "$*" >> {tmp_path}/asked; case "$*" in *pandoc) exit 0;; *) exit 100;; esac',
    )

    lines = said(path)

    (named,) = [one for one in lines.splitlines() if one.startswith("Not installed: ")]
    assert "chromium" in named
    assert "default-jdk-headless" in named
    assert "pandoc" not in named
    assert "will be skipped" in named
    assert "install -y -q pandoc" in (tmp_path / "asked").read_text().splitlines()
    assert "npm is not here" in lines  # it went on to the end


def test_somebody_who_is_not_root_is_told_what_to_ask_for(path):
    program(path / "id", "echo 1000")

    lines = said(path)

    assert "Not installed: chromium pandoc" in lines
    assert "ask your administrator for: apt-get install chromium pandoc" in lines
    assert "npm is not here" in lines
