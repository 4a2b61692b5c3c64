"""A database is lost and the collector starts: the list of who deleted their data outlives it."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from installation import NOW
from running import as_
from test_backup_and_restore import names
from test_backup_is_checked import said_again
from test_forget_me import SENT, forget, people  # noqa: F401 (a fixture)

from coprod_training.cli import main
from coprod_training.collector.survey_store import add_event, take_out_person
from coprod_training.errors import CoprodError
from coprod_training.hub.backup.writing import lengthen_list
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from coprod_training.survey.consent import ConsentEvent
from coprod_training.survey.pseudonym import pseudonym_of


@pytest.fixture
def lost(hub_there):
    """The databases are lost, and two seconds later the collector has laid out its tables anew."""

    def lose(*which):
        hub_there.lose_databases(*which)
        for store in which or hub_there.stores:
            store.upgrade()
            store.close()

    return lose


@pytest.fixture
def options(hub_there, tmp_path):
    found = ["--settings", str(hub_there.layout.settings)]
    found += ["--private", str(hub_there.layout.private)]
    for name, url in (
        ("database", hub_there.layout.database),
        ("survey-database", hub_there.layout.survey_database),
    ):
        (tmp_path / name).write_text(url)
        (tmp_path / name).chmod(0o600)
        found += [f"--{name}-from", str(tmp_path / name)]
    return found


def test_tables_that_were_laid_out_anew_say_nothing_of_who_is_gone(
    hub_there, collector, tokens, parts, lost, options, tmp_path, capsys
):
    backup = hub_there.back_up()
    forget(collector, tokens["amira"])
    list_ = tmp_path / "deletions.json"
    assert main(["hub", "deletions", str(list_), *options]) == 0
    lost()
    again = ["hub", "restore", str(backup), "--over", *options]

    assert main(again) == 1

    assert "beside the backups' dated folders" in capsys.readouterr().err
    assert names(parts) == []
    parts.database.close()
    assert main([*again, "--deletions", str(list_)]) == 0
    assert names(parts) == ["bola"]


@pytest.mark.parametrize("is_old", [False, True])
@pytest.mark.parametrize("which", ["main", "survey"])
def test_people_who_go_on_after_a_loss_do_not_stand_for_the_list(
    hub_there, collector, tokens, parts, lost, options, capsys, which, is_old
):
    """Within ten minutes everybody's server asks what is known, and that makes a row."""
    forget(collector, tokens["amira"])
    backup = hub_there.back_up()
    if is_old:  # of before databases had a mark
        said_again(backup, lambda found: found.pop("marks"))
    lost(*(one for one in hub_there.stores if one.kind == which))
    for token in tokens.values():
        assert collector.put("/state", json=SENT, headers=as_(token)).is_success
    parts.database.close()
    again = ["hub", "restore", str(backup), "--over", *options]

    assert main(again) == 1

    assert "are not those that were backed up" in capsys.readouterr().err
    assert main([*again, "--without-deletions"]) == 0
    assert "No list of deletions was given." in capsys.readouterr().out


@pytest.mark.parametrize("is_old", [False, True])
def test_records_of_people_that_were_lost_do_not_tell_of_a_no(
    hub_there, parts, options, capsys, is_old
):
    backup = hub_there.back_up()
    if is_old:  # of before that folder had a mark: one that was begun anew cannot be told from it
        said_again(backup, lambda found: found["marks"].pop("hub-state"))
    shutil.rmtree(hub_there.layout.hub.state)
    if not is_old:
        EnrolmentBook(hub_there.layout.hub.state).enrol([("dora", Place("learner"))], NOW)
    parts.database.close()

    assert main(["hub", "restore", str(backup), "--over", *options]) == 1

    assert "or said no to being counted. They would be back." in capsys.readouterr().err


def test_of_the_hub_that_was_backed_up_no_list_is_asked(
    hub_there, collector, tokens, parts, options
):
    """Also where the backup is of before databases had a mark."""
    backup = hub_there.back_up()
    said_again(backup, lambda found: found.pop("marks"))
    forget(collector, tokens["amira"])
    parts.database.close()

    assert main(["hub", "restore", str(backup), "--over", *options]) == 0

    assert names(parts) == ["bola"]


def test_who_deleted_all_that_there_was_is_a_list_as_well(
    hub_there, collector, tokens, parts, options
):
    backup = hub_there.back_up()
    for token in tokens.values():
        forget(collector, token)
    parts.database.close()

    assert main(["hub", "restore", str(backup), "--over", *options]) == 0

    assert names(parts) == []


@pytest.mark.parametrize("key_is_there", [True, False])
def test_a_list_is_never_replaced_by_less(
    hub_there, collector, tokens, lost, tmp_path, key_is_there
):
    file = tmp_path / "deletions.json"
    forget(collector, tokens["amira"])
    lengthen_list(file, hub_there.layout, NOW)
    before = file.read_text()
    if key_is_there:
        lost()
    else:
        hub_there.wipe()

    layout = hub_there.layout if key_is_there else replace(hub_there.layout, private=None)
    lengthen_list(file, layout, NOW + timedelta(days=1))

    assert len(json.loads(before)["deleted"]) == 1
    assert file.read_text() == before


def test_a_list_grows_by_who_deletes_later(hub_there, collector, tokens, tmp_path):
    file = tmp_path / "deletions.json"
    for number, token in enumerate(tokens.values(), 1):
        forget(collector, token)

        lengthen_list(file, hub_there.layout, NOW)

        assert len(json.loads(file.read_text())["deleted"]) == number
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("holds", "said"),
    [
        ({"format": 1, "key": "OTHER", "deleted": {"A" * 24: NOW.isoformat()}}, "a different"),
        ({}, "This is not a list of deletions"),
    ],
)
def test_a_file_that_holds_something_else_stays_as_it_is(
    hub_there, collector, tokens, tmp_path, holds, said
):
    file = tmp_path / "deletions.json"
    file.write_text(json.dumps(holds))
    forget(collector, tokens["amira"])

    with pytest.raises(CoprodError, match=said):
        lengthen_list(file, hub_there.layout, NOW)

    assert json.loads(file.read_text()) == holds


def test_who_deletes_everything_leaves_the_surveys_part_of_the_list(hub_there, parts, tmp_path):
    """Their other pseudonym comes into it now, with a time, and a day could join the two."""
    file, who = tmp_path / "deletions.json", pseudonym_of("amira", parts.survey.key)
    no = ConsentEvent(
        id="no", pseudonym=who, state="no", text_version="", receipt="", day="2026-11-27"
    )
    with parts.survey.database.writing() as connection:
        add_event(connection, no)
    lengthen_list(file, hub_there.layout, NOW)
    assert str(who) in file.read_text()
    with parts.survey.database.writing() as connection:
        take_out_person(connection, who, NOW.date())

    lengthen_list(file, hub_there.layout, NOW)

    assert str(who) not in file.read_text()
