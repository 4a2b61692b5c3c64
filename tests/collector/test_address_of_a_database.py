"""The address of a database from the environment: a secret ends with the line end of its file."""

import pytest

from coprod_training.cli.database_options import database_address
from coprod_training.errors import CoprodError

ADDRESS = "postgresql+psycopg://coprod_collector:letters@postgres/coprod"


@pytest.mark.parametrize("end", ["", "\n", "\r\n", " \n"])
def test_a_line_end_is_no_part_of_the_address(monkeypatch, end):
    monkeypatch.setenv("COPROD_DATABASE", ADDRESS + end)

    assert database_address(None, None, "COPROD_DATABASE") == ADDRESS


def test_a_line_end_alone_is_no_address(monkeypatch):
    monkeypatch.setenv("COPROD_DATABASE", "\n")

    with pytest.raises(CoprodError, match="Which database do you mean"):
        database_address(None, None, "COPROD_DATABASE")
