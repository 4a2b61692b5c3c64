"""Words that try to act, in the feedback that goes back and in what a learner downloads.

A trainer's own pages are in test_nothing_acts.py.
"""

import json
import shutil
from datetime import UTC, datetime, timedelta
from getpass import getuser

import pytest
from acting import (
    after_a_round,
    can_be_kept,
    chosen,
    close_together,
    kept_as_a_file,
    learners,
    nothing_acts,
    printable,
    watched,
)
from handing_in import ASSESSMENT, TASK
from lab.answering import write
from learner.visiting import Visit
from opened import opened
from playwright.sync_api import expect

from coprod_training.grading.hand_in_time import TIME_FORM

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
NOW = datetime.now(UTC)
REFLECTION = next(one.activity.id for one in ASSESSMENT.questions if one.rubric)


@pytest.fixture(scope="module")
def tried(full_campaign):
    return chosen(full_campaign)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, tried):
    """Of a trainer, in which everybody answered, is called, and got a comment with such words."""
    return after_a_round(tmp_path_factory.mktemp("back") / "coprod", tried)


def test_on_the_feedback_that_goes_back(browser, workspace, tried):
    """Opened as a file, where no server adds its policy."""
    found = sorted((workspace / "exchange" / "coprod" / "feedback").glob("*.html"))
    assert len(found) == len(tried)
    with watched(browser) as page:
        for one in found:
            page.goto(one.as_uri())

            assert page.locator(".wrote *, .comment *").count() == 0
            assert page.evaluate("window.acts") == []
            assert page.outside == []


@pytest.fixture(scope="module")
def returned(workspace, tried):
    """All of this feedback in one learner's course, as if each had been theirs."""
    inbound = workspace / "exchange" / "coprod" / "inbound"
    for number, (learner, words) in enumerate(learners(tried)):
        at = (NOW - timedelta(hours=number)).strftime(TIME_FORM)
        (handed_in,) = inbound.glob(f"{learner}+*")
        own = workspace / "learner" / ".coprod" / "hand-ins" / "coprod"
        shutil.copytree(handed_in, own / f"{getuser()}+{TASK}+{at}")
        place = workspace / "learner" / "exercises" / TASK / "feedback" / at
        place.mkdir(parents=True)
        shutil.copy(workspace / "trainer" / "feedback" / learner / TASK / f"{TASK}.html", place)
        write(place.parents[1], TASK, ASSESSMENT.question(REFLECTION).activity, words, f"a{number}")
    with opened(workspace) as learners_server:
        yield learners_server


def test_in_my_data_that_is_downloaded(returned, browser, tried):
    """Opened as pages, both are files to keep."""
    with watched(browser) as page:
        page.goto(f"{returned.base}login")
        for kind in ("csv", "json"):
            address = f"{returned.base}coprod/my-data.{kind}?token={returned.token}"
            found = close_together(kept_as_a_file(page, address).decode("utf-8-sig"))
            for words in filter(can_be_kept, tried):
                said = words if kind == "csv" else json.dumps(words, ensure_ascii=False)[1:-1]
                assert close_together(said) in found, words


def test_in_the_feedback_inside_the_learners_course(returned, browser, tried):
    with watched(browser) as page:
        blocked = []
        page.on("console", lambda said: blocked.append(said.text))
        Visit(returned, page).open(f"feedback/{TASK}")
        page.locator("#coprod-page iframe").wait_for()
        for earlier in page.locator("#coprod-page details > summary").all():
            earlier.click()
        # In a full run there are more than a hundred, which a busy machine takes a minute for.
        expect(page.locator("#coprod-page iframe")).to_have_count(len(tried), timeout=60_000)
        page.wait_for_load_state("networkidle", timeout=120_000)

        frames = [one for one in page.frames if "/coprod/feedback/" in one.url]
        assert len(frames) == len(tried)
        shown = [words for frame in frames for words in frame.locator(".wrote").all_inner_texts()]
        assert set(map(printable, shown)) == set(map(printable, filter(can_be_kept, tried)))
        for frame in frames:
            assert frame.locator(".wrote *, .comment *").count() == 0
        assert [said for said in blocked if "Blocked script" in said] == []
        assert nothing_acts(page)
