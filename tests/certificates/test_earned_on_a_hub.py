"""Who has earned a certificate, where a hub says what is done. All of it is test records."""

import json

import pytest
from in_a_loop import in_a_loop
from tiny_server import Quiet, serving

from coprod_training.content.course import Holds
from coprod_training.content.upgrade import install
from coprod_training.lab.home import Home
from coprod_training.lab.workspace import open_workspace
from coprod_training.trainer.earned import NOT_SEEN, Earned, earned_here, why_none

from .fixture_course import does_the_module, is_marked

GRADER = "grader-spring"
BEFORE, AFTER = "2026-11-20T09:00:00Z", "2026-11-28T09:00:00Z"


@pytest.fixture
def view(tmp_path, monkeypatch):
    """A trainer's pages on a hub, of a course in one of its states."""
    monkeypatch.setenv("JUPYTERHUB_USER", GRADER)
    workspace = open_workspace(tmp_path / "workspace")

    def of(published):
        folder = workspace.trainer / "learner-view"
        install(published, folder)
        return Home(workspace, "trainer", workspace.trainer, folder, GRADER)

    return of


@pytest.fixture
def collector():
    """What a collector says, and what asks it; `said` may be no JSON at all."""

    class Collector:
        said, asked = b'{"learners": []}', []

        def has(self, **learners):
            """By name, when each began and what is done."""
            rows = [{"learner": n, "began": b, "done": d} for n, (b, d) in learners.items()]
            self.said = json.dumps({"learners": rows}).encode()

    one = Collector()

    class Answer(Quiet):
        def do_GET(self):
            one.asked.append((self.path, self.headers["Authorization"]))
            self.send_response(200)
            self.send_header("Content-Length", str(len(one.said)))
            self.end_headers()
            self.wfile.write(one.said)

    with serving(Answer) as address:
        one.environ = {"COPROD_COLLECTOR": address, "JUPYTERHUB_API_TOKEN": "a-token"}
        yield one


def earned(view, collector):
    return in_a_loop(earned_here(view, collector.environ))


def why(view, collector, learner, seen=False):
    return in_a_loop(why_none(view, learner, seen, collector.environ))


DONE = ["listening-next-step"]


def test_marks_and_lessons_come_together_from_two_places(published, view, collector):
    here = view(published())
    for name in ("both", "marks-alone"):
        is_marked(here.workspace.trainer, name, level=2.0)
    is_marked(here.workspace.trainer, "too-low", level=1.0)
    collector.has(
        **{
            "both": (BEFORE, DONE),
            "marks-alone": (BEFORE, ["something-else"]),
            "too-low": (BEFORE, DONE),
            "lessons-alone": (BEFORE, DONE),
        }
    )

    assert earned(here, collector) == Earned(("both",), on_hub=True)
    assert collector.asked == [("/lessons", "Bearer a-token")]
    assert why(here, collector, "both") == ""
    for name in ("marks-alone", "too-low", "lessons-alone", "nobody"):
        said = why(here, collector, name, seen=True)  # the box counts for none of them
        assert said.startswith("This learner has not earned the certificate")


def test_who_said_no_is_looked_at_together(published, view, collector):
    here = view(published())
    is_marked(here.workspace.trainer, "said-no", level=2.0)
    is_marked(here.workspace.trainer, "said-no-and-too-low", level=1.0)

    assert earned(here, collector) == Earned((), on_hub=True, unseen=frozenset({"said-no"}))
    assert why(here, collector, "said-no", seen=True) == ""
    assert why(here, collector, "said-no-and-too-low", seen=True) not in ("", NOT_SEEN)


def test_unless_something_was_seen_nobody_hears_who_said_no(published, view, collector):
    here = view(published())
    for name in ("said-no", "has-modules-left"):
        is_marked(here.workspace.trainer, name, level=2.0)
    collector.has(**{"has-modules-left": (BEFORE, [])})

    for name in ("said-no", "has-modules-left", "nobody"):
        assert why(here, collector, name) == NOT_SEEN


def test_answers_from_paper_count_with_what_the_hub_says(published, view, collector):
    here = view(published())
    does_the_module(here.workspace.on_paper / "on-paper")
    is_marked(here.workspace.trainer, "on-paper", level=2.0)
    collector.has(**{"on-paper": ("", [])})

    assert earned(here, collector) == Earned(("on-paper",), on_hub=True)


@pytest.mark.parametrize("said", [b"", b"null", b'{"learners": [{}]}', b'{"learners": 7}'])
def test_while_the_hub_says_nothing_nobody_is_taken_for_one_who_said_no(
    published, view, collector, said
):
    here = view(published())
    is_marked(here.workspace.trainer, "somebody", level=2.0)
    collector.said = said

    assert earned(here, collector) == Earned((), on_hub=True, away=True)
    assert "the hub cannot say just now" in why(here, collector, "somebody", seen=True)


def test_after_a_review_ended_it_counts_when_each_began(published, view, collector):
    words = {"status_words": "Over.", "certificate_off": "Off (test record)."}
    ended = Holds(until="2026-11-26", began_keep=True, **words)
    here = view(published(holds=ended))
    for name in ("before", "after"):
        is_marked(here.workspace.trainer, name, level=2.0)
    collector.has(before=(BEFORE, DONE), after=(AFTER, DONE))

    assert earned(here, collector) == Earned(("before",), on_hub=True)


def test_a_draft_asks_nobody(published, view, collector):
    here = view(published(status="draft"))

    assert earned(here, collector) is None
    assert collector.asked == []
