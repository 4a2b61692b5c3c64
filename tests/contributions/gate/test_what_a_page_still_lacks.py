"""What a page for a contributor still lacks is named to whoever sends it. All test records."""

import pytest
import yaml

from contributions.gate.a_keeper import before_work
from contributions.made_up import KEEPER
from coprod_training.contributions.pack_opening import places

OPEN_HELP = "Nobody to turn to is named yet under: Named person"


@pytest.fixture
def lacking(keeper, tmp_path):
    """The course names nobody to turn to; a file of details has everything that is a person's."""
    path = keeper.course.root / "course" / "course.yaml"
    course = yaml.safe_load(path.read_text())
    course["help"] = {"contacts": [{"name": "[Named person]", "how": "[to be set]"}]}
    path.write_text(yaml.safe_dump(course))
    keeper.details = keeper.file(dict.fromkeys(places(), "test record"), "details.yaml")
    keeper.out = tmp_path / "out"
    return keeper


def test_terms_name_that_there_is_nobody_to_turn_to(lacking):
    lacking.added()

    said = lacking.step("terms", "--details", lacking.details, "--to", lacking.out)

    assert "fill in with --details" not in said
    assert OPEN_HELP in said


def test_a_pack_names_what_its_own_pages_say_is_still_to_be_decided(lacking):
    lacking.agreed()
    asked = ["--for", lacking.ref, "--details", lacking.details, "--to", lacking.out]

    said = lacking.says("pack", "listening", *asked)

    assert "fill in with --details" not in said
    assert "decide for test-record-s1: Whom we ask." in said
    assert OPEN_HELP in said


def test_a_setting_is_one_of_the_course(lacking):
    lacking.added()

    said = lacking.step("note", lacking.file({"settings": ["community-adult"]}), status=1)

    assert "The course has no setting called: community-adult." in said
    assert "primary-care" in said
    lacking.step("note", lacking.file(before_work()))
    lacking.step("invite", "--by", KEEPER, day=0)
