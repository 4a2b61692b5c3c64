"""The list of services."""

from pathlib import Path

import pytest

from coprod_training.content.services import load_services
from coprod_training.errors import ContentProblems

SHIPPED = Path(__file__).parents[2] / "course" / "services.csv"
HEAD = "code,name,setting,region,icb,provider,made_up\n"


def test_every_service_that_ships_says_that_it_is_made_up():
    services = load_services(SHIPPED)

    assert services
    assert all(one.made_up and "made up" in one.name for one in services)
    assert all("made up" in one.icb and "made up" in one.provider for one in services)


def test_every_mistake_is_named_with_its_line(tmp_path):
    file = tmp_path / "services.csv"
    file.write_text(
        HEAD + "a,A,1,NW,I,P,no\nA b,B,1,NW,I,P,no\na,C,1,NW,I,P,no\nd,,1,NW,I,P,no\ne,E\n"
    )

    with pytest.raises(ContentProblems) as caught:
        load_services(file)

    assert [one.line for one in caught.value.problems] == [3, 4, 5, 6]


def test_other_columns_are_refused_and_no_file_is_no_service(tmp_path):
    (tmp_path / "services.csv").write_text("code,name\na,A\n")

    with pytest.raises(ContentProblems, match="first line"):
        load_services(tmp_path / "services.csv")
    assert load_services(tmp_path / "none.csv") == ()
