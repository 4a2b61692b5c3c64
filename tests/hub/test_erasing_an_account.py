"""A real hub: somebody who left is erased for good, and everybody else is as they were."""

import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from jupyterhub import orm

from coprod_training.errors import CoprodError
from coprod_training.hub.account_rows import forget_servers, state_of
from coprod_training.hub.backup.layout import Layout
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.erasing import refuse_erasing
from coprod_training.hub.membership import Place
from coprod_training.hub.running import SETTINGS, running_hub
from hub.conftest import laid_out
from hub.visitor import Visitor

NOW = datetime.now(UTC)


def coprod(hub, what, account="amira", typed=""):
    """What it said. typed: what somebody answers when they are asked if they are sure."""
    return subprocess.run(
        [sys.executable, "-m", "coprod_training.cli", "hub", what, account,
         "--settings", str(hub.folder / SETTINGS)],
        capture_output=True, text=True, check=False, input=typed or account,
    )  # fmt: skip


def naming(folder, name):
    """The files of a folder that name somebody, and those called so."""
    found = []
    for path in (*(folder / "state").rglob("*"), *(folder / "people").rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        if path.name == name or name.encode() in content:
            found.append(path.relative_to(folder).as_posix())
    return sorted(found)


@pytest.mark.drawn
@pytest.mark.slow
def test_nothing_names_them_any_more_and_the_others_sign_in_as_before(tmp_path):
    with laid_out(tmp_path / "hub") as hub:
        code = hub.book.new_code(Place("learner", "spring", "sample-a"), NOW, days=9, most=3)
        people = {name: Visitor(hub.address, name) for name in ("amira", "bola")}
        for name, visitor in people.items():
            visitor.sign_up()
            visitor.sign_in()
            assert hub.book.join(name, code, NOW)
            hub.book.begin(name, "sample-a", True, NOW)
            home = hub.folder / "people" / name
            home.mkdir(parents=True)
            (home / "words.jsonl").write_text(f"words of {name}\n")
        uses = [one.uses for one in hub.book.read().codes.values()]
        before_it_is_stopped = coprod(hub, "erase")
        assert coprod(hub, "leave").returncode == 0
    assert "The hub is running." in before_it_is_stopped.stderr
    assert uses == [2]
    before = naming(hub.folder, "bola")

    on_the_course, unknown = coprod(hub, "erase", "bola"), coprod(hub, "erase", "nobody-here")
    misspelled = coprod(hub, "erase", typed="amina")
    assert misspelled.returncode == 1
    assert misspelled.stdout.endswith("Nothing was deleted.\n")
    assert naming(hub.folder, "amira") != []
    done = coprod(hub, "erase")

    assert "coprod hub leave bola" in on_the_course.stderr
    assert "There is no account with this name here." in unknown.stderr
    assert "This deletes" not in unknown.stdout + on_the_course.stdout  # nobody is asked for that
    assert naming(hub.folder, "bola") == before
    assert done.returncode == 0, done.stderr
    assert "Deleted: the account." in done.stdout
    assert naming(hub.folder, "amira") == []
    assert coprod(hub, "erase").returncode == 1
    assert [one.uses for one in EnrolmentBook(hub.folder / "state").read().codes.values()] == [2]
    with running_hub(hub.folder, hub.address):
        gone = Visitor(hub.address, "amira").sign_in()
        still = Visitor(hub.address, "bola").sign_in()
        anew = Visitor(hub.address, "amira")
        anew.sign_up()
        signed_in = anew.sign_in()
        assert not hub.book.of("amira").places
    assert "The account name or password is not right." in gone.text
    assert "bola" in still.text
    assert "join code" in signed_in.text


def test_with_accounts_nothing_is_erased_before_somebody_says_where_homes_are(tmp_path):
    hub = SimpleNamespace(runs_in="accounts", state=tmp_path)

    with pytest.raises(CoprodError, match="do not say where people's homes are"):
        refuse_erasing(Layout(settings=tmp_path, hub=hub, people=None), "amira")


@contextmanager
def accounts_in(database):
    session = orm.new_session_factory(database)()
    with closing(session):
        yield session
        session.commit()


def test_an_account_whose_server_was_left_running_is_open_until_that_is_forgotten(tmp_path):
    """A restore forgets it: the number of a process is another's by then, and may be stopped."""
    database = f"sqlite:///{tmp_path}/hub.sqlite"
    with accounts_in(database) as session:
        server = orm.Server()
        user = orm.User(name="amira")
        session.add_all([user, server, orm.User(name="bola")])
        session.flush()
        session.add(orm.Spawner(name="", user=user, server=server, state={"pid": 1}))
        session.add(orm.Service(name="collector", server=orm.Server()))

    assert [state_of(database, one) for one in ("amira", "bola", "dora")] == [
        "open",
        "there",
        "none",
    ]

    forget_servers(database)

    assert state_of(database, "amira") == "there"
    with accounts_in(database) as session:
        assert [(one.server, one.state) for one in session.query(orm.Spawner)] == [(None, {})]
        assert [one.service.name for one in session.query(orm.Server)] == ["collector"]
