"""Each reply has the keys that `replies.ts` names; every address asks who is there."""

import re
import urllib.request
from http.cookiejar import CookieJar
from uuid import uuid4

import pytest
from every_route import ASKED, LEADS_TO_SIGN_IN, for_its_owner, never_asked
from opened import ROOT, Opened
from served import TASK, Reply, ask, keep, released

from coprod_training.content.page_script import page_names, page_script, pages_stylesheet

pytestmark = pytest.mark.slow
REPLIES = (ROOT / "coprod_training" / "lab" / "frontend" / "src" / "replies.ts").read_text()
LESSON = "explain-the-difference"
ADDRESSES = for_its_owner()


def keys_of(interface):
    """The keys that replies.ts gives an interface, outermost ones only."""
    body = re.search(rf"interface {interface} \{{\n(.*?)\n\}}", REPLIES, re.DOTALL)[1]
    return set(re.findall(r"^  (\w+):", body, re.MULTILINE))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return released(tmp_path_factory.mktemp("contract") / "coprod")


@pytest.fixture(scope="module")
def server(workspace):
    one = Opened(workspace)
    yield one
    one.kill()


def test_the_course_has_the_keys_of_the_front_end(server):
    course = ask(server, "api/course").data

    assert set(course) == keys_of("Course")
    assert set(course["progress"]) == keys_of("Progress")
    assert set(course["next"]) == keys_of("Next")
    assert set(course["modules"][0]) == keys_of("ModuleRow")
    assert set(course["modules"][0]["activities"][0]) == {"id", "title", "done"}
    assert set(course["draft"]) == {"heading", "words", "certificate"}
    assert set(course["certificate"]) == {"short", "words"}
    assert set(course["help"]) == {"contacts", "working_days"}


def test_an_answer_given_here_counts_at_once(server):
    before = ask(server, "api/course").data["progress"]["done"]

    shown = ask(server, f"api/activities/{LESSON}").data
    kept = keep(server, LESSON, shown["view"]["options"][0]["id"]).data
    again = ask(server, f"api/activities/{LESSON}").data

    assert set(shown) == keys_of("Shown")
    assert shown["kept"] is None
    assert kept["type"] == "saved"
    assert again["kept"] == kept["kept"]
    after = ask(server, "api/course").data
    assert after["progress"]["done"] == before + 1
    assert after["started"] is True


def test_the_view_is_the_one_that_the_widget_draws(server, workspace, monkeypatch):
    from coprod_training import activity

    monkeypatch.chdir(workspace / "learner" / "modules")
    for level in (2, 3):
        for name in ("your-setting", "ladder-sort", LESSON):
            served = ask(server, f"api/activities/{name}?level={level}").data["view"]

            assert served == activity(name, level=level).view


def test_exercises_reports_and_my_data_have_the_keys_too(server):
    note = {"id": "0a1b2c3d4e5f", "page": "home", "section": "x", "words": "Typo."}
    sent, again = (ask(server, "api/reports", "POST", note) for _ in range(2))
    (exercise,) = ask(server, "api/exercises").data
    mine = ask(server, "api/my-data").data

    assert set(exercise) == keys_of("Exercise")
    assert exercise["state"] in re.findall(r"'([a-z-]+)'", REPLIES)
    assert (sent.status, set(sent.data)) == (201, keys_of("Report"))
    assert ask(server, "api/reports").data == [sent.data] == [again.data]
    assert sent.data["status"] == "Sent"
    assert set(mine) == keys_of("MyData")
    assert set(mine["rows"][0]) == {"what", "where", "count", "who"}
    assert set(mine["answers"][0]) == {"activity", "title", "where", "at", "text"}


def test_the_forum_has_the_keys_too_and_forgets_at_once(server):
    said = {"name": "Test", "contact": "test@example.org", "keep": True}

    empty = ask(server, "api/forum").data
    refused = ask(server, "api/forum", "POST", said | {"keep": False})
    kept = ask(server, "api/forum", "POST", said).data
    gone = ask(server, "api/forum", "DELETE").data

    assert set(empty) == keys_of("ForumForm")
    assert set(empty["regions"][0]) == keys_of("Choice")
    assert (refused.status, empty["kept"], gone["kept"]) == (400, None, None)
    assert set(kept["kept"]) == keys_of("ForumInterest")


def test_the_words_of_the_course_have_their_meaning(server):
    words = ask(server, "api/words").data

    assert set(words[0]) == keys_of("Term")
    assert "Co-production" in [one["term"] for one in words]


def test_digests_name_every_notebook_of_the_course(server, workspace):
    digests = ask(server, "api/digests").data
    course = ask(server, "api/course").data

    assert {module["path"] for module in course["modules"]} <= set(digests)
    assert f"exercises/{TASK}/{TASK}.ipynb" in digests
    assert all((workspace / "learner" / module["path"]).is_file() for module in course["modules"])


def test_page_scripts_and_the_stylesheet_are_kept_by_the_browser_until_they_change(server):
    for name in page_names():
        served = ask(server, f"static/{name}.js")
        assert served.content.decode() == page_script(name)
        assert served.headers["content-type"].startswith("text/javascript")
    style = ask(server, "static/coprod.css")
    again = ask(server, "static/coprod.css", headers={"If-None-Match": style.headers["etag"]})

    assert style.content.decode() == pages_stylesheet()
    assert (again.status, again.content) == (304, b"")


@pytest.mark.parametrize(
    "name", ["page.js", "../page.py", "..%2fpage.py", "nothing.js", "coprod.css.bak", "sort"]
)
def test_no_other_file_is_served(server, name):
    assert ask(server, f"static/{name}").status == 404


def test_every_address_is_among_those_that_are_asked_here():
    assert never_asked() == [], "Add it to ASKED in tests/lab/every_route.py."


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_nobody_is_answered_without_the_token(server, method, path):
    body = None if method == "GET" else {}

    reply = ask(server, path, method, body, token=False)

    assert reply.status == 403
    assert b"Embedding" not in reply.content


@pytest.mark.parametrize(
    "path", [path for _, path, _ in ASKED if path.startswith(LEADS_TO_SIGN_IN)]
)
def test_whoever_is_not_signed_in_is_led_to_the_sign_in(server, path):
    page, reply = ask(server, path).content, ask(server, path, token=False)

    assert b"Sign in</button>" in reply.content
    assert b"Sign in</button>" not in page
    assert b"co-production is" not in reply.content


@pytest.mark.parametrize("name", ["coprod.css", "icon.svg", "free_text.js"])
def test_how_pages_look_and_are_drawn_is_for_everybody(server, name):
    assert ask(server, f"static/{name}", token=False).status == 200


@pytest.mark.parametrize(("method", "path"), [one for one in ADDRESSES if one[0] != "GET"])
def test_a_signed_in_browser_without_the_page_s_own_code_is_refused(server, method, path):
    jar = urllib.request.HTTPCookieProcessor(CookieJar())
    browser = urllib.request.build_opener(jar)
    browser.open(f"{server.base}lab?token={server.token}").close()
    asked = urllib.request.Request(f"{server.base}coprod/{path}", method=method, data=b"{}")

    with pytest.raises(urllib.error.HTTPError) as refused:
        browser.open(asked)

    assert refused.value.code == 403


@pytest.mark.parametrize(
    ("path", "method", "body", "status"),
    [
        ("api/activities/nothing", "GET", None, 410),
        ("api/activities/nothing", "POST", {"type": "keep"}, 410),
        ("api/activities/job-guide-step", "GET", None, 403),
        ("api/activities/job-guide-step", "POST", {"type": "keep"}, 403),
        (f"api/activities/{LESSON}?level=9", "GET", None, 400),
        ("api/exercises/nothing/start", "POST", {}, 404),
        ("api/exercises/what-co-production-is/hand-in", "POST", {}, 404),
        ("api/reports", "POST", {"page": "", "section": "", "words": " "}, 400),
        ("api/reports", "POST", {"page": "", "section": "", "words": "a" * 2001}, 400),
        ("api/reports", "POST", [1], 400),
    ],
)
def test_every_refusal_is_a_sentence(server, path, method, body, status):
    reply = ask(server, path, method, body)

    assert reply.status == status
    assert set(reply.data) == {"message"}
    assert reply.data["message"].endswith(".")


def test_what_is_no_json_is_refused_and_not_logged(server, workspace):
    words = f"PLANTED-{uuid4()}"
    asked = urllib.request.Request(
        f"{server.base}coprod/api/activities/{LESSON}",
        data=f"{{{words}".encode(),
        headers={"Authorization": f"token {server.token}"},
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked)
    keep(server, LESSON, {"words": words})
    keep(server, LESSON, words)
    ask(server, "api/reports", "POST", {"page": words, "section": words, "words": words})

    refused.value.close()
    assert refused.value.code == 400
    log = (workspace / "jupyter" / "learner" / "server.log").read_text()
    assert words not in log


def test_the_page_is_told_whose_it_is(server):
    asked = urllib.request.Request(
        f"{server.base}lab", headers={"Authorization": f"token {server.token}"}
    )
    with urllib.request.urlopen(asked) as reply:
        page = reply.read().decode()

    assert '"coprodRole": "learner"' in page
    assert '"coprodHome": ""' in page


def test_replies_about_a_person_are_not_kept_by_the_browser(server):
    replies: list[Reply] = [ask(server, path) for path in ("api/course", "api/my-data")]

    assert {reply.headers["cache-control"] for reply in replies} == {"no-store"}
