"""The two flags of a self-check's step 5, as they are sent to the collector."""

from datetime import date

import pytest
from test_survey_over_http import answers

from coprod_training.collector.coded_answers import NotCodes, read_answers

TODAY = date(2026, 11, 23)


def read(course, flag):
    return read_answers(answers(course) | {"s5_do": flag}, [course.instrument], TODAY).content.s5_do


@pytest.mark.parametrize("flag", [0, 1, -7, None])
def test_a_flag_that_is_a_code_is_kept_as_it_is(course, flag):
    assert read(course, flag) == flag


@pytest.mark.parametrize("flag", [1.0, -7.0, True, "1", 2])
def test_a_flag_that_is_no_whole_number_of_the_list_is_refused_and_not_left_out(course, flag):
    with pytest.raises(NotCodes, match="A flag of step 5"):
        read(course, flag)
