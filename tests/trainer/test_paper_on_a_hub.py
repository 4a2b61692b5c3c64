"""On a hub nobody reaches another person's folder: the page says so, and has nothing to fill in."""

import pytest

from coprod_training.content.place import on_a_hub
from coprod_training.trainer.site import draw


@pytest.mark.parametrize(
    ("environ", "hub"),
    [({}, False), ({"JUPYTERHUB_USER": ""}, False), ({"JUPYTERHUB_USER": "a"}, True)],
)
def test_the_page_says_whether_a_sheet_can_be_typed_in_here(environ, hub):
    page = draw(
        "paper_module.html.j2",
        base_url="",
        xsrf="x",
        module="one",
        title_of="One",
        hub=on_a_hub(environ),
        own="ann",
        learner="",
        known=["ann"],
        problems={},
        ask_sure=False,
        typed="",
        core_done=0,
        core=2,
        questions=[],
    )

    assert ("<form" in page) is not hub
    assert ("So nothing can be typed in for them." in page) is hub
