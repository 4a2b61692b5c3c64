import json

import pytest

from coprod_training.content.notebook import read_notebook
from coprod_training.errors import ContentProblems


def test_each_line_of_a_text_knows_its_line_in_the_file(lesson):
    lesson.say("how-to-use", "First.", "Second “é” \\ one.", "Third.")

    cell = next(cell for cell in read_notebook(lesson.path).cells if cell.id == "how-to-use")

    assert cell.source == "First.\nSecond “é” \\ one.\nThird."
    assert [cell.line_of(n) for n in range(3)] == [
        lesson.line_with(words) for words in ("First.", "Second", "Third.")
    ]


def test_a_source_in_one_string_is_read_too(lesson):
    lesson.change("how-to-use", source="First.\nSecond.")

    cell = next(cell for cell in read_notebook(lesson.path).cells if cell.id == "how-to-use")

    assert cell.line_of(0) == cell.line_of(1) == lesson.line_with("First.")


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {"cells": "none"},
        {"cells": [3]},
        {"cells": [{"cell_type": "chart"}]},
        {"cells": [{"cell_type": "code", "source": [1]}]},
        {"cells": [{"cell_type": "code", "metadata": []}]},
    ],
)
def test_a_file_of_another_shape_is_refused_in_words(tmp_path, data):
    path = tmp_path / "01-a.ipynb"
    path.write_text(json.dumps(data))

    with pytest.raises(ContentProblems, match=r"This file cannot be read as a notebook\."):
        read_notebook(path)


def test_a_torn_file_is_refused_in_words(lesson):
    lesson.path.write_text(lesson.path.read_text()[:200])

    with pytest.raises(ContentProblems):
        read_notebook(lesson.path)
