"""What `coprod contribution` offers is what the record knows: two lists that say the same."""

from typing import get_args

import yaml

from coprod_training.cli.contribution import _FORMS, _REPLIES, _THIRD, _WISHES
from coprod_training.contributions.forms import FORMS, blank
from coprod_training.contributions.pack_opening import places
from coprod_training.contributions.record import ThirdParties
from coprod_training.contributions.requests import Wish
from coprod_training.contributions.stage_reasons import Reply


def test_the_empty_details_have_a_line_for_each_place_of_the_terms():
    assert set(yaml.safe_load(blank("details"))) == set(places())


def test_the_command_offers_the_forms_wishes_and_replies_that_there_are():
    assert _FORMS == FORMS
    assert get_args(Wish) == _WISHES
    assert set(_REPLIES.values()) == set(get_args(Reply))
    assert (*_THIRD, "not checked") == get_args(ThirdParties)
