"""Who did what, in words; and whether that is whom the service named."""

import pytest

from coprod_training.content.course import HelpContact
from coprod_training.grading.flags import Flag
from coprod_training.grading.trainer_names import TrainerNames
from coprod_training.trainer.flag_pages import flag_steps
from coprod_training.trainer.who import Who, not_a_contact, place_after

MINE, OTHER = "3f9a" + 28 * "0", "77bc" + 28 * "1"
AT = "2026-11-26T09:00:00Z"
WAITS = HelpContact(name="[Safeguarding lead]", how="[to be set by your service]")
LEAD = HelpContact(name="Safeguarding lead", how="Sam Lee, extension 12")
NAMES = TrainerNames({OTHER: ((AT, "Pat Roe"),), "sam": ((AT, "Sam Lee"),)})
WHO = Who(MINE, NAMES)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (OTHER, "Pat Roe"),
        (MINE, "A trainer in this browser (3f9a)"),
        ("d00d" + 28 * "2", "A trainer in another browser (d00d)"),
        ("sam", "Sam Lee (sam)"),  # an account of a hub
        ("jo", "jo"),
    ],
)
def test_nobody_is_32_digits(by, words):
    assert WHO.said(by, AT) == words


@pytest.mark.parametrize(
    ("name", "contacts", "words"),
    [
        ("sam lee", [LEAD], ""),
        ("Sam Lee", [WAITS, LEAD], ""),
        ("Sam", [LEAD], ""),
        ("Pat Roe", [LEAD], "Pat Roe is not among the contacts of your service."),
        ("am Le", [LEAD], "am Le is not among the contacts of your service."),
        ("", [LEAD], "No name is on record, so it may not have been the named person."),
        ("Pat Roe", [WAITS], ""),
    ],
)
def test_whoever_closes_a_flag_is_compared_with_whom_the_service_named(name, contacts, words):
    assert not_a_contact(name, contacts) == words


def test_a_flag_says_who_saw_it_and_when_somebody_else_closed_it():
    flag = Flag(
        id="00000000", at=AT, by=MINE, learner="ann", assignment="task", activity="words",
        handed_in="", words="", note="", state="closed",
        seen_at=AT, seen_by="sam", closed_at=AT, closed_by=OTHER, done="Rang them.",
    )  # fmt: skip

    said = flag_steps(flag, WHO, [LEAD])

    assert [sentence.partition(" by ")[2] or sentence for sentence in said] == [
        "a trainer in this browser (3f9a).",
        "Sam Lee (sam).",
        "Pat Roe: Rang them.",
        "Pat Roe is not among the contacts of your service.",
    ]


@pytest.mark.parametrize(
    ("back", "place"),
    [
        ("coprod/trainer/flags", "coprod/trainer/flags"),
        ("formgrader/submissions/a1b2/", "formgrader/submissions/a1b2/"),
        ("//elsewhere.example", "coprod/trainer"),
        ("coprod/trainer/../../elsewhere", "coprod/trainer"),
        ("coprod/trainer\r\nSet-Cookie: x", "coprod/trainer"),
        ("", "coprod/trainer"),
    ],
)
def test_after_that_one_is_where_one_was_and_on_no_other_server(back, place):
    assert place_after(back) == place
