"""What a page leaves in a notebook: never words of a contributor, which may be withdrawn."""

import json

from coprod_training.widgets.page import open_page


def test_a_notebook_keeps_no_words_of_a_contributor():
    page = open_page("slot", {"words": {"text": "test record: PLANTED", "credit": "PLANTED"}})

    assert "PLANTED" not in json.dumps(page._repr_mimebundle_()[0])
    assert "PLANTED" not in repr(page)
