"""A hub that is settings and people's folders alone, for commands that work on these as root."""

import os
import shutil
from pathlib import Path

import pytest
from house.tree import ROOT

from coprod_training.hub.running import write_settings

AN_ACCOUNT = 54321  # a number that no account of this machine has
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="Giving folders away needs root.")


def hub_of_folders(folder):
    """Write settings of a hub; its folder, with one for people that is closed to everybody else."""
    (folder / "published").mkdir()
    shutil.copytree(ROOT / "course", folder / "published" / "course")
    values = {
        "state": "state",
        "course": folder / "published",
        "services": ROOT / "course" / "services.csv",
        "address": "https://course.example.org",
        "homes": "people",
    }
    write_settings(folder / "hub", values)
    (folder / "hub" / "people").mkdir(mode=0o700)
    return folder / "hub"


def private_of(hub, account):
    return hub / "people" / account / "coprod" / "private"


def belongs_to(number, folder):
    for base, folders, files in os.walk(folder):
        for name in (".", *folders, *files):
            os.chown(Path(base) / name, number, number, follow_symlinks=False)
