"""A small workspace, and the verbs that copy, clear and restore it."""

import pytest
from backup.small_workspace import filled

from coprod_training.cli import main


@pytest.fixture
def workspace(tmp_path):
    return filled(tmp_path / "coprod")


@pytest.fixture
def coprod(workspace, capsys):
    """Types one of the three verbs; the status, and what was said."""

    def run(verb, *asked, at=None):
        done = main([verb, *map(str, asked), "--workspace", str(at or workspace.root)])
        said = capsys.readouterr()
        return done, said.out + said.err

    return run
