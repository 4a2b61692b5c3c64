"""Who said that a name is right, and has something else to mend, need not say it again (L23)."""

import re

import pytest
from asking import ask
from handing_in import ASSESSMENT, TASK
from shipped import COURSE

from coprod_training.paper.fields import fields_of

MODULE = COURSE.module("what-co-production-is")
EXERCISE = (f"paper/{TASK}", [one.activity for one in ASSESSMENT.questions])
PRACTICE = (f"paper/modules/{MODULE.id}", MODULE.activities)
BOX = re.compile(r'<input type="checkbox" name="sure" value="([^"]*)"( checked)?>')


@pytest.mark.parametrize(("place", "activities"), [EXERCISE, PRACTICE])
@pytest.mark.parametrize(("sure", "ticked"), [("paper-21", True), ("paper-22", False)])
def test_the_box_stays_ticked_for_the_name_it_was_ticked_for(
    collected_once, place, activities, sure, ticked
):
    choice = next(one for one in activities if one.kind == "single_choice")
    (field,) = fields_of(choice)
    typed = {"learner": "paper-21", "sure": sure, f"{choice.id}:{field.name}": "no such box"}

    page = ask(collected_once, f"coprod/trainer/{place}", "POST", typed)

    assert page.status == 400
    assert BOX.findall(page.content.decode()) == [("paper-21", " checked" if ticked else "")]
