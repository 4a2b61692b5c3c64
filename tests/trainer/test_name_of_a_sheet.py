"""The sheets of a learner can be kept whatever letters the learner's name has."""

import pytest

from coprod_training.grading.hand_in_name import is_learner
from coprod_training.trainer.paper_page import attached_as


@pytest.mark.parametrize(
    ("learner", "latin", "whole"),
    [("ann", "ann", "ann"), ("łukasz", "_ukasz", "%C5%82ukasz"), ("李", "_", "%E6%9D%8E")],
)
def test_a_name_in_any_script_fits_into_the_header(learner, latin, whole):
    header = attached_as(f"mixed-check-{learner}.docx")

    assert is_learner(learner)
    header.encode("latin-1")  # as Tornado sends it
    assert header == (
        f'attachment; filename="mixed-check-{latin}.docx"; '
        f"filename*=UTF-8''mixed-check-{whole}.docx"
    )
