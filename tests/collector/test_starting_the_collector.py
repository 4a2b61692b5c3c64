"""What a collector does not start with: a new key in the place of a lost one, a lost list."""

from dataclasses import replace

import pytest
from house.tree import ROOT
from tables_read import rows_of

from coprod_training.collector.server import Setup, parts_of
from coprod_training.collector.survey_store import add_event
from coprod_training.errors import CoprodError
from coprod_training.survey.consent import ConsentEvent


@pytest.fixture
def setup(tmp_path):
    return Setup(
        database=f"sqlite:///{tmp_path}/main.db",
        survey_database=f"sqlite:///{tmp_path}/survey.db",
        hub_api="http://127.0.0.1:1/hub/api",
        private=tmp_path / "private",
        course=ROOT / "course",
    )


def test_no_new_key_takes_the_place_of_one_that_people_are_known_by(setup, tmp_path):
    parts = parts_of(setup)  # nobody is known yet
    key = tmp_path / "private" / "keys" / "survey.key"
    key.unlink()
    said_yes = ConsentEvent(
        id="1", pseudonym="p", state="yes", text_version="1", receipt="r", day="2026-11-27"
    )
    with parts.survey.database.writing() as connection:
        add_event(connection, said_yes)

    with pytest.raises(CoprodError, match="The key of the survey is missing"):
        parts_of(setup)
    assert not key.exists()


def test_a_list_of_services_that_is_away_does_not_empty_the_one_that_is_kept(setup, tmp_path):
    shipped = ROOT / "course" / "services.csv"
    kept = rows_of(parts_of(replace(setup, services=shipped)).database, "service")

    with pytest.raises(CoprodError, match="The list of services is not here"):
        parts_of(replace(setup, services=tmp_path / "typo.csv"))

    assert kept
    assert rows_of(parts_of(setup).database, "service") == kept
