"""Feedback as nbgrader's own command and formgrader's button make it, looked at in Chromium."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from axe_rules import MORE_TAGS, violations
from graded_course import run_nbgrader
from returned_course import RIGHT, ROOT, TASK, WORDS, make_returned
from test_refuse_execute import quickstart
from traitlets.utils.importstring import import_item

from coprod_training.errors import CoprodError
from coprod_training.grading import config, feedback_exporter, gradebook, nbgrader_api, records
from coprod_training.grading.feedback_marks import marks_of
from coprod_training.grading.hand_ins import hand_ins, time_told
from coprod_training.grading.kept_marks import keep
from coprod_training.grading.returned import note_returned
from coprod_training.lab.feedback_page import POLICY

slow = pytest.mark.slow
browser = pytest.mark.browser
HEAVIEST = 30 * 1024  # bytes. Source: issue 4, figures to reach
ATTACKS = "\n".join(
    [
        "<script>window.hit=1;fetch('https://evil.example')</script>",
        "<img src=https://evil.example/x onerror=window.hit=1>",
        "</p></section></main><svg onload=window.hit=1><iframe src=javascript:top.hit=1>",
        "</style><style>body{display:none}</style><link rel=stylesheet href=//evil.example>",
        "<b>Pay</b> &lt;b&gt; &#60;script&#62; <!-- <form action=//evil.example><input>",
        "[a link](javascript:window.hit=1) ![](https://evil.example/y) **bold**",
        r"$\href{javascript:window.hit=1}{x}$ \(\unicode{x3c}\) {{ 7*7 }} {% raw %}",
        "<meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example>",
    ]
)


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    course = make_returned(tmp_path_factory.mktemp("returned"))
    course.hand_in("sound", {**RIGHT, WORDS: "Staff decide.\n\nPeople  help."})
    course.hand_in("hostile", {**RIGHT, "evacuation-notice": "vote", WORDS: ATTACKS})
    course.hand_in("unmarked", {"job-guide-step": "asked", WORDS: "Waiting words."})
    course.hand_in("blank", {})
    course.hand_in("longest", {**RIGHT, WORDS: "<'" * 2000})
    course.nbgrader("autograde", TASK)
    course.mark("sound", 2.0, "You weighed who decides.\nSay more about cost.")
    course.mark("hostile", 1.0, ATTACKS)
    course.mark("longest", 3.0, "You weighed who decides. " * 40)
    course.nbgrader("generate_feedback", TASK)
    return course


LEARNERS = ["sound", "hostile", "unmarked", "blank", "longest"]


@slow
@pytest.mark.parametrize("learner", LEARNERS)
def test_a_page_is_small_and_asks_for_nothing(returned, learner):
    html = returned.page(learner).read_text(encoding="utf-8")

    assert len(html.encode()) <= HEAVIEST
    assert html.startswith('<!doctype html>\n<html lang="en-GB">')
    assert re.findall(r"<(?:script|img|a|iframe|object|base|form)\b|@import|url\(", html) == []
    assert re.findall(r"<link[^>]*>", html) == ['<link rel="icon" href="data:,">']


@slow
def test_no_word_of_the_machinery_is_on_a_page(returned):
    for learner in ("sound", "unmarked", "blank"):
        body = returned.page(learner).read_text(encoding="utf-8").split("<body>")[1]
        words = re.sub(r"<[^>]*>", " ", body)

        assert (
            re.findall(r"(?i)\b(?:code|notebook|cell|test|score|student|submi\w+)\b", words) == []
        )
        assert not re.search(r"coprod_training|¶|No response|\d\.0\b", words)


@slow
def test_a_marked_page_says_level_comment_words_and_each_question(returned):
    html = returned.page("sound").read_text(encoding="utf-8")

    assert "You have all 3 questions right, and your reflection is Sound." in html
    assert "That meets the standard." in html
    assert "You weighed who decides.\nSay more about cost." in html
    assert "Staff decide.\n\nPeople  help." in html
    assert html.count("</svg> Right</p>") == 3
    assert "Shared choices without shared work is step 4." in html


@slow
def test_an_unmarked_reflection_says_so_and_gives_no_level(returned):
    html = returned.page("unmarked").read_text(encoding="utf-8")

    assert "and your reflection has not been marked yet." in html
    assert "Yours" not in html
    assert "justified by who decided" not in html
    assert "Not answered" in html


@slow
def test_the_key_stays_hidden_while_another_attempt_is_allowed(returned):
    html = returned.page("unmarked").read_text(encoding="utf-8")

    assert "Clients did more than give views." in html
    assert not re.search("4 Designed together|Shared misses|F054", html)


@slow
def test_feedback_made_again_is_the_same_to_the_byte(returned):
    before = {learner: returned.page(learner).read_bytes() for learner in LEARNERS}

    outcome = nbgrader_api.open_api(returned.trainer).generate_feedback(TASK)  # formgrader's button

    assert outcome["success"], outcome
    assert {learner: returned.page(learner).read_bytes() for learner in LEARNERS} == before


@slow
def test_a_mark_that_was_confirmed_is_not_said_to_have_changed(returned):
    root, at = returned.trainer, datetime.now(UTC)
    (row,) = hand_ins(root / "gradebook.db", learner="sound")
    note_returned(root, TASK, [("sound", time_told(row), row.points)], at)
    looked_at = {"activity": WORDS, "before": 2.0, "mark": 2.0, "confirms": True, "by": "pat"}

    for more, told in (({}, False), ({"extra": 1.0}, True)):
        now = at + timedelta(seconds=9)
        records.note(root, "mark given", "sound", TASK, now, [looked_at | more])
        nbgrader_api.open_api(root).generate_feedback(TASK, "sound")

        assert ("marks have changed" in returned.page("sound").read_text(encoding="utf-8")) is told


@slow
@browser
@pytest.mark.sampled(1)
@pytest.mark.parametrize(  # colours and width are faults apart: each page has each of both
    ("scheme", "forced", "width"),
    [("light", "none", 320), ("dark", "none", 1280), ("light", "active", 320)],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    returned, new_context, scheme, forced, width
):
    context = new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        forced_colors=forced,
        bypass_csp=True,  # the page's own rule would keep axe out too
    )
    page = context.new_page()
    for learner in LEARNERS:
        page.goto(returned.page(learner).as_uri())
        found = violations(page, MORE_TAGS)

        assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        levels = page.locator("h1, h2, h3").evaluate_all("(all) => all.map((one) => one.tagName)")
        assert levels.count("H1") == 1
        assert levels[:2] == ["H1", "H2"]


@slow
@browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_asks_for_more_contrast_gets_it(returned, new_context, scheme):
    page = new_context(color_scheme=scheme, contrast="more").new_page()
    page.goto(returned.page(LEARNERS[0]).as_uri())

    colour = "node => getComputedStyle(node).color"
    words = page.locator("h1").evaluate(colour)
    soft = page.locator(".soft, .asked").evaluate_all(f"all => all.map({colour})")
    edges = page.locator(".questions li").evaluate_all(
        "all => all.map(node => getComputedStyle(node).borderBottomColor)"
    )
    assert {*soft, *edges} == {words}


@slow
@browser
def test_planted_words_show_as_they_are_and_do_nothing(returned, new_context):
    page = new_context(bypass_csp=True).new_page()  # escaping has to hold without the rule
    asked, talked = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: talked.append(dialog.message))
    address = returned.page("hostile").as_uri()

    page.goto(address)
    page.wait_for_timeout(200)

    assert page.evaluate("window.hit") is None
    assert (asked, talked) == ([address], [])
    assert page.locator(".wrote").text_content() == ATTACKS
    assert page.locator(".comment").text_content() == ATTACKS
    assert page.locator("b", has_text="Pay").count() == 0
    assert page.locator("script, img, iframe, form, a, main section style").count() == 0


@slow
@browser
def test_the_page_stands_in_a_sandboxed_frame_under_our_policy(returned, page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    html = returned.page("sound").read_text(encoding="utf-8")

    def serve(route):
        if route.request.url.endswith("/feedback"):
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}
            route.fulfill(body=html, headers=headers)
        else:
            frame = '<iframe sandbox="" title="Feedback" src="/feedback"></iframe>'
            route.fulfill(body=f"<!doctype html>{frame}", content_type="text/html")

    page.route("**/*", serve)
    page.goto("http://localhost/page")
    inside = page.frame_locator("iframe")
    inside.get_by_role("heading", level=1, name="Where is it really?").wait_for()

    # Its style is in force, and nothing it needs was kept from it.
    colour = "(one) => getComputedStyle(one).backgroundColor"
    assert inside.locator("body").evaluate(colour) == "rgb(248, 246, 241)"
    assert complaints == []


@pytest.mark.drawn
@slow
def test_who_wrote_enough_in_an_earlier_hand_in_is_told_that_it_counts(returned):
    def said():
        returned.nbgrader("generate_feedback", TASK, "--student", "blank", "--force")
        return "An earlier hand-in of yours counts" in returned.page("blank").read_text("utf-8")

    (now,) = gradebook.results(returned.trainer / "gradebook.db", "blank", TASK)
    full = tuple(replace(mark, auto=None, manual=mark.out_of) for mark in now.marks)
    earlier = replace(now, handed_in=now.handed_in - timedelta(days=1), marks=full)

    assert not said()
    keep(returned.trainer, [earlier])
    assert said()


@slow
@pytest.mark.drawn
def test_another_course_gets_nbgraders_own_page_to_the_byte(tmp_path):
    course = quickstart(tmp_path / "quickstart")
    run_nbgrader("autograde", "ps1", "--no-execute", at=course, JUPYTER_NO_CONFIG="1")

    def made(*settings):
        run_nbgrader("generate_feedback", "ps1", "--force", *settings, at=course)
        pages = sorted((course / "feedback").rglob("*.html"))
        return {page.relative_to(course): page.read_bytes() for page in pages}

    stock = made()
    ours = made(
        f"--GenerateFeedback.exporter_class={config.FEEDBACK}",
        f"--ScoreAnswers.course={ROOT / 'course'}",
    )

    assert len(stock) == 6  # two notebooks of three learners
    assert ours == stock


def test_the_page_has_the_font_of_the_course_around_it():
    own = (feedback_exporter.TEMPLATES / "feedback.css").read_text(encoding="utf-8")
    package = feedback_exporter.TEMPLATES.parents[1]
    around = (package / "widgets" / "static" / "coprod.css").read_text(encoding="utf-8")

    (font,) = re.findall(r"--font: (.+?);", own)
    assert re.findall(r"--cp-font: (.+?);", around) == [font]


def test_the_exporter_can_be_named_in_the_settings():
    assert import_item(config.FEEDBACK) is feedback_exporter.FeedbackExporter


def test_course_words_are_left_out_where_there_is_no_course_file(tmp_path):
    assert feedback_exporter.course_file(tmp_path) is None
    assert feedback_exporter.course_file(ROOT / "course").status == "draft"


@slow
def test_a_hand_in_that_the_gradebook_does_not_know_is_said_so(returned):
    with pytest.raises(CoprodError, match="This hand-in is not in the gradebook"):
        marks_of(returned.trainer / "gradebook.db", "nobody", TASK, TASK)


def test_a_gradebook_that_is_not_one_is_said_so(tmp_path):
    broken = tmp_path / "gradebook.db"
    broken.write_text("not a database, but long enough to be looked at as if it were one" * 20)

    with pytest.raises(CoprodError, match="This file is not a gradebook"):
        marks_of(broken, "ann", TASK, TASK)


def test_a_gradebook_on_a_server_is_refused_with_a_sentence():
    with pytest.raises(CoprodError, match="has to be a file"):
        feedback_exporter._database("postgresql://somewhere/grades")
