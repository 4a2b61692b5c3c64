"""Own answers beside released figures. Every figure here is a test record."""

from dataclasses import replace
from random import Random

import pytest

from coprod_training.activities.national_compare import Beside, Figures, NationalCompare, Picture
from coprod_training.disclosure.cells import PROTECTS

RECORDS = Picture(
    published="2027-03-01",
    first_month="2026-12",
    last_month="2027-02",
    smallest_count=10,
    round_to=5,
    items={"DES1": Figures(base=60, counts={"2": 40, "5": None, "9": 15})},
)

UNTOLD = "The published numbers do not tell which answer was the most common."


@pytest.fixture
def compare():
    """Gives the view of the example with these answers and figures beside it."""
    activity = NationalCompare.example().activity
    return lambda **beside: replace(activity, beside=Beside(**beside)).view(Random(1))


def item(view):
    return view["parts"][0]["items"][0]


def test_without_a_release_the_page_is_given_no_figure_at_all(compare):
    view = compare(own={"DES1": "2"}, own_phase="pre")

    assert view["published"] is None
    assert item(view) == {
        "id": "DES1",
        "text": "Writing letters",
        "own": "2 Asked",
        "figures": None,
        "missing": "",
    }
    assert "no published results yet" in view["standing"]


def test_a_release_that_cannot_be_read_is_told_apart_from_none(compare):
    view = compare(unreadable=True)

    assert view["published"] is None
    assert view["standing"] == ("The published results cannot be read, so no figure is shown here.")


def test_shares_come_from_the_published_numbers_and_hidden_ones_stay_hidden(compare):
    figures = item(compare(own={"DES1": "5"}, own_phase="pre", picture=RECORDS))["figures"]

    assert figures["base"] == 60
    assert figures["counted"] == [
        {"label": "2 Asked", "count": 40, "share": 67, "yours": False},
        {"label": "5 Shared", "count": None, "share": None, "yours": True},
    ]


def test_an_answer_that_is_no_step_has_its_number_and_no_share(compare):
    figures = item(compare(picture=RECORDS))["figures"]

    assert figures["apart"] == [{"label": "Don’t know", "count": 15, "share": None, "yours": False}]


@pytest.mark.parametrize(
    ("own", "counts", "sentence"),
    [
        ("2", {"2": 40, "5": 20}, "The most common answer was 2 Asked. That is your answer too."),
        ("5", {"2": 40, "5": 20}, "The most common answer was 2 Asked."),
        ("2", {"2": 30, "5": 30}, UNTOLD),
        ("2", {"2": None, "5": None}, UNTOLD),
    ],
)
def test_the_main_point_is_a_sentence(compare, own, counts, sentence):
    picture = replace(RECORDS, items={"DES1": Figures(base=60, counts={**counts, "9": None})})

    assert item(compare(own={"DES1": own}, picture=picture))["figures"]["sentence"] == sentence


def test_a_group_that_is_hidden_as_a_whole_says_so(compare):
    hidden = Figures(base=None, counts=dict.fromkeys("259"))
    view = compare(picture=replace(RECORDS, items={"DES1": hidden}))

    assert item(view)["figures"] is None
    assert item(view)["missing"] == "Hidden: too few answers for this question."


def test_a_question_that_the_release_does_not_have_says_so(compare):
    view = compare(picture=replace(RECORDS, items={}))

    assert item(view)["missing"].startswith("Not enough answers yet")


def test_date_rounding_and_hiding_are_said_as_the_release_has_them(compare):
    published = compare(picture=replace(RECORDS, smallest_count=15, round_to=10))["published"]

    assert published["when"] == (
        "Published on 1 March 2027. Answers given from December 2026 to February 2027."
    )
    same = compare(picture=replace(RECORDS, first_month="2026-10", last_month="2026-10"))
    assert same["published"]["when"].endswith("Answers given in October 2026.")
    assert published["hidden"] == "Hidden: 14 or fewer"
    assert published["rules"][0].startswith("Each number is rounded to the nearest 10")
    assert published["rules"][1] == "A number of 14 or fewer is hidden and shown as c."
    assert published["rules"][-1] == PROTECTS


def test_looking_is_all_there_is_to_do():
    activity = NationalCompare.example().activity

    assert activity.complete(True)
    assert not activity.complete(False)


def test_new_figures_and_answers_make_no_question_a_changed_one():
    activity = NationalCompare.example().activity

    filled = replace(activity, beside=Beside(own={"DES1": "2"}, picture=RECORDS))

    assert filled.fingerprint() == activity.fingerprint()


@pytest.mark.parametrize(
    ("change", "route"),
    [
        ({"groups": ("DES", "CFD")}, ("groups", 1)),
        ({"groups": ()}, ("groups",)),
        ({"limits": ()}, ("limits",)),
        ({"beside": Beside(picture=RECORDS)}, ("beside",)),
        ({"beside": Beside(own={"DES1": "2"})}, ("beside",)),
    ],
)
def test_a_writers_mistake_is_reported(change, route):
    found = replace(NationalCompare.example().activity, **change).problems()

    assert [one for one, _, _ in found] == [route]
