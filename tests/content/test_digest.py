import json
import shutil
import subprocess

import pytest

from coprod_training.content.digest import content_digest, digest_of
from coprod_training.content.notebook import read_notebook


def test_outputs_and_metadata_do_not_change_it(lesson):
    before = content_digest(read_notebook(lesson.path))
    lesson.change(
        "start",
        execution_count=4,
        metadata={"trusted": True},
        outputs=[
            {"output_type": "stream", "name": "stdout", "text": ["x"]},
        ],
    )

    assert content_digest(read_notebook(lesson.path)) == before


@pytest.mark.parametrize(
    "other",
    [
        [("code", "b"), ("markdown", "a")],
        [("markdown", "a")],
        [("code", "a"), ("code", "b")],
        [("markdown", "ab"), ("code", "")],
        [("markdown", "a "), ("code", "b")],
    ],
)
def test_any_change_of_words_kinds_or_order_changes_it(other):
    assert digest_of(other) != digest_of([("markdown", "a"), ("code", "b")])


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_a_page_works_out_the_same_digest():
    words = 'é “x” \\ / "\n\t\x01\x7f\u2028 🙂'
    script = (
        "const parts = JSON.parse(process.argv[1]);"
        "console.log(require('crypto').createHash('sha256')"
        ".update(JSON.stringify(parts)).digest('hex'))"
    )
    asked = ["node", "-e", script, json.dumps([["markdown", words]])]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == digest_of([("markdown", words)])


def test_the_digest_is_the_one_that_the_page_is_tested_against():
    # lab/frontend/src/digest.test.ts holds the same pairs and the same digest.
    parts = [("markdown", "# Café – “so”\n\n$x < y$"), ("code", 'activity("ladder-sort")')]

    assert digest_of(parts) == "174c6d2b79dc08ee85be69fe524fd180468cb58432bdf473ed8d8766234e8166"
