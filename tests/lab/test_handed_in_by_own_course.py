"""Which answer is handed in goes by the learner's own copy of the course."""

import json

from answering import write
from served import TASK, prepare
from shipped import COURSE

from coprod_training.grading.answers_to_hand_in import answers_to_hand_in


def test_where_the_newest_no_longer_fits_the_one_before_is_handed_in(tmp_path):
    prepare(tmp_path / "coprod", "learner")
    folder = tmp_path / "coprod" / "learner" / "exercises" / TASK
    folder.mkdir()
    for number, question in enumerate(COURSE.assessment(TASK).questions):
        write(folder, TASK, question.activity, "Words", f"a{number}")
    file = folder / f"{TASK}.answers.jsonl"
    kept = file.read_bytes()
    gone = json.loads(kept.splitlines()[0]) | {"id": "later", "response": "an-option-that-is-gone"}

    found = answers_to_hand_in(folder, kept + json.dumps(gone).encode() + b"\n")

    assert found == kept
