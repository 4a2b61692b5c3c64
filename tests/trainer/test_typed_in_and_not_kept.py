"""What a trainer is told when a sheet could not be kept, or not all of it."""

import pytest

from coprod_training.trainer.site import draw


@pytest.mark.parametrize(
    ("problems", "nothing"),
    [
        ({"learner": "Check the name."}, True),
        ({"whole": "Some answers could not be written to the disk."}, False),
    ],
)
def test_that_nothing_is_kept_is_said_only_where_it_is_so(problems, nothing):
    page = draw(
        "paper_module.html.j2",
        base_url="",
        xsrf="x",
        module="one",
        title_of="One",
        hub=False,
        own="ann",
        learner="paper-07",
        known=["ann"],
        problems=problems,
        ask_sure=False,
        typed="",
        core_done=0,
        core=2,
        questions=[],
    )

    assert ("Nothing is kept yet." in page) is nothing
    assert all(words in page for words in problems.values())
