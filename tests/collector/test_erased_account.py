"""Erasing an account takes it out of the collector and the survey, and a restore keeps it so."""

from contextlib import closing
from datetime import timedelta

import pytest
from installation import NOW
from jupyterhub import orm
from tables_read import counted_again, rows_of, what_follows
from test_backup_and_restore import answers_of, names
from test_forget_me import people, send  # noqa: F401 (a fixture)

from coprod_training.errors import CoprodError
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.erasing import erase

pytestmark = pytest.mark.drawn


@pytest.fixture
def hub_with_accounts(hub_there):
    """The same, where JupyterHub's own tables are."""
    database = hub_there.base / "state" / "hub.sqlite"
    database.unlink()
    with closing(orm.new_session_factory(f"sqlite:///{database}")()) as session:
        session.add_all([orm.User(name="amira"), orm.User(name="bola")])
        session.commit()
        session.get_bind().dispose()
    return hub_there


def test_all_of_them_goes_nothing_of_others_and_a_backup_brings_no_work_back(
    hub_with_accounts, parts, outline, collector, tokens, course
):  # fmt: skip
    hub, layout = hub_with_accounts, hub_with_accounts.layout
    book = EnrolmentBook(hub.base / "state")
    with pytest.raises(CoprodError, match="is on the course"):
        list(erase(layout, "amira", NOW))
    assert names(parts) == ["amira", "bola"]
    backup = hub.back_up()
    book.leave("amira", NOW)

    said = list(erase(layout, "amira", NOW))

    assert said[0] == "Deleted: their own folder."
    assert "rows of the collector" in said[1]
    assert (names(parts), answers_of(parts)) == (["bola"], ["bola"])
    assert what_follows(parts.database) == counted_again(parts.database, outline)
    assert [one.name for one in (hub.base / "people").iterdir()] == ["bola"]
    assert book.lines_about("amira") == 0
    with pytest.raises(CoprodError, match="no account with this name"):
        list(erase(layout, "amira", NOW))

    hub.restore(backup, over=True, now=NOW + timedelta(minutes=1))
    assert (names(parts), answers_of(parts)) == (["bola"], ["bola"])
    assert [one.name for one in (hub.base / "people").iterdir()] == ["bola"]
    assert send(collector, course, tokens["amira"])["new"] == 0


def test_a_name_that_is_nowhere_leaves_no_trace(hub_with_accounts, parts):
    before = rows_of(parts.database, "deleted")
    for name in ("dora", "../amira", "AMIRA", ""):
        with pytest.raises(CoprodError):
            list(erase(hub_with_accounts.layout, name, NOW))

    assert rows_of(parts.database, "deleted") == before
    assert names(parts) == ["amira", "bola"]
