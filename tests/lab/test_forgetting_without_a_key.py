"""When a person cannot be found on the forum's list, nothing else of theirs is deleted either."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from coprod_training.errors import CoprodError
from coprod_training.forum.book import ForumBook
from coprod_training.forum.interest import Interest
from coprod_training.lab.forgetting import forget_everything
from coprod_training.lab.workspace import open_workspace

ONE = Interest(
    name="Test one",
    contact="one@example.org",
    joining_as=("staff",),
    setting="1",
    region="",
    easier="",
    agreed_on=date(2026, 11, 26),
)


def on_the_forums_list(private):
    ForumBook(private).keep("one", ONE)
    (private / "keys" / "forum.key").unlink()


def in_the_survey(private):
    (private / "survey").mkdir()
    (private / "survey" / "consent.jsonl").write_text("{}\n")


@pytest.mark.parametrize(
    ("kept", "named"), [(on_the_forums_list, "the forum's list"), (in_the_survey, "the survey")]
)
def test_a_key_that_is_missing_stops_it_before_anything_is_deleted(tmp_path, kept, named):
    workspace, asked = open_workspace(tmp_path / "coprod"), []
    kept(workspace.private)
    answers = workspace.learner / "course.answers.jsonl"
    answers.write_text("{}\n")
    home = SimpleNamespace(workspace=workspace, learner="one", folder=workspace.learner)

    with ThreadPoolExecutor(1) as apart:  # a browser test before this one may have a loop here
        forgotten = forget_everything(
            home, asks_into(asked), datetime.now(UTC), begin=lambda: asked.append("begun")
        )
        result = apart.submit(asyncio.run, forgotten)
        with pytest.raises(CoprodError, match=f"key of {named} is missing"):
            result.result()

    assert asked == []
    assert answers.is_file()


def asks_into(asked):
    """The trainer's side, which would begin to delete as soon as it is asked."""

    async def ask(*what):
        asked.append(what)

    return SimpleNamespace(ask=ask)
