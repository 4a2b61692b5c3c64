"""The pages as the collector answers with them: for a monitor, and for nobody else."""

import re
from html import unescape

import httpx
import pytest
from read_tables import read_csv, read_xlsx
from sqlalchemy import text

from coprod_training.collector.scopes import LEARN, TRAIN
from coprod_training.monitor.pages import PAGES
from coprod_training.monitor.stops import inside
from coprod_training.monitor.tables import FILES
from coprod_training.spreadsheet import KINDS

BELOW = [f"monitor/{name}" for name in PAGES]
MARKS = {"As at": "2026-11-23 12:00 UTC", "Made up": "Yes"}
ALL = [*BELOW, "monitor/report.html", *(f"monitor/files/{n}.{k}" for n in FILES for k in KINDS)]


def test_whoever_is_not_signed_in_goes_to_the_hub_and_comes_back_to_the_page(site, hub):
    began = site.get("/monitor/cohorts?by=icb")
    asked = httpx.URL(began.headers["Location"])
    hub.codes["a-code"] = hub.monitor()

    ended = site.get("/oauth_callback", params={"state": asked.params["state"], "code": "a-code"})

    assert str(asked).startswith("https://course.test/hub/api/oauth2/authorize?")
    assert asked.params["code_challenge_method"] == "S256"
    assert ended.headers["Location"] == "/services/collector/monitor/cohorts?by=icb"
    sent = hub.exchanged[-1]
    assert sent["client_secret"] == "a-secret"
    assert len(sent["code_verifier"]) >= 43
    assert site.get("/monitor/cohorts").status_code == 200


def test_several_pages_that_are_opened_at_once_all_come_back(site, hub):
    opened = [site.get(f"/{path}").headers["Location"] for path in BELOW]
    states = [httpx.URL(one).params["state"] for one in opened]

    for number, state in enumerate(states):
        hub.codes[f"code-{number}"] = hub.monitor()
        ended = site.get("/oauth_callback", params={"state": state, "code": f"code-{number}"})
        assert ended.headers["Location"] == f"/services/collector/{BELOW[number]}"


def test_a_form_may_lead_to_the_hub_where_somebody_has_to_sign_in_again(site, hub, signed_in):
    signed_in(hub.monitor())

    policy = site.get("/monitor/").headers["Content-Security-Policy"]

    assert " form-action 'self' https://course.test;" in policy


@pytest.mark.parametrize("scopes", [(), (LEARN,), (TRAIN,), (LEARN, TRAIN)])
def test_nobody_but_a_monitor_sees_any_of_it(scopes, site, hub, signed_in):
    signed_in(hub.add("somebody", *scopes))

    for path in ALL:
        reply = site.get(f"/{path}")
        assert reply.status_code == 403
        assert "These pages are for monitors of the programme" in reply.text
        assert "sample" not in reply.text.lower()


def test_a_token_as_a_header_opens_no_page(site, hub):
    reply = site.get("/monitor/", headers={"Authorization": f"Bearer {hub.monitor()}"})

    assert reply.status_code == 302


@pytest.mark.parametrize("spoilt", ["state", "cookie", "code"])
def test_a_sign_in_that_this_browser_did_not_begin_is_refused(spoilt, site, hub):
    state = httpx.URL(site.get("/monitor/").headers["Location"]).params["state"]
    hub.codes["a-code"] = hub.monitor()
    if spoilt == "cookie":
        site.cookies.clear()
    asked = {"state": state, "code": "a-code"} | ({spoilt: "other"} if spoilt != "cookie" else {})

    reply = site.get("/oauth_callback", params=asked)

    assert reply.status_code == 403
    assert "This sign-in was not finished" in reply.text
    assert "Go to the overview" in reply.text
    assert site.get("/monitor/").status_code == 302


@pytest.mark.parametrize("state", ["é", "", "łukasz"])
def test_a_state_in_other_letters_is_refused_as_any_other(state, site):
    site.get("/monitor/")

    reply = site.get("/oauth_callback", params={"state": state, "code": "a-code"})

    assert reply.status_code == 403
    assert "This sign-in was not finished" in reply.text


def test_a_code_serves_once(site, hub, signed_in):
    signed_in(hub.monitor())

    again = site.get("/oauth_callback", params={"state": "any", "code": "a-code"})

    assert again.status_code == 403


def test_the_hub_being_away_is_said(site, hub, monkeypatch):
    state = httpx.URL(site.get("/monitor/").headers["Location"]).params["state"]
    monkeypatch.setattr(httpx.AsyncClient, "post", _away)

    reply = site.get("/oauth_callback", params={"state": state, "code": "a-code"})

    assert reply.status_code == 503
    assert "The hub does not answer" in reply.text


@pytest.mark.parametrize("away", ["hub", "database"])
def test_figures_that_cannot_be_read_are_told_on_a_page(away, site, hub, parts, signed_in):
    signed_in(hub.monitor())
    if away == "hub":
        parts.identify._known.clear()
        hub.broken = 500
    else:
        with parts.database.writing() as connection:
            connection.execute(text("ALTER TABLE learner RENAME TO elsewhere"))

    for path in ALL:
        reply = site.get(f"/{path}")
        assert reply.status_code == 503
        assert reply.headers["Content-Type"].startswith("text/html")
        assert "The figures cannot be read now" in reply.text
        assert "Try again in a minute." in reply.text


async def _away(*_, **__):
    raise httpx.ConnectError("away")


def test_no_name_and_no_word_of_anybody_is_on_any_page_or_in_any_file(site, hub, signed_in):
    signed_in(hub.monitor())

    for path in ALL:
        reply = site.get(f"/{path}")
        assert reply.status_code == 200
        content = reply.text
        if path.endswith(".xlsx"):
            content = str(read_xlsx(reply.content))
        # Made-up learners are called made-up-01 to made-up-60; cohorts made-up-spring and so on.
        assert re.findall(r"made-up-\d", content) == []


def test_every_page_says_when_it_was_counted_and_keeps_out_of_caches_and_frames(
    site, hub, signed_in
):
    signed_in(hub.monitor())

    for path in BELOW:
        reply = site.get(f"/{path}")
        assert "As at 23 November 2026, 12:00 UTC." in reply.text
        assert "Made-up data, not real services" in reply.text
        assert reply.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
        assert "<script" not in reply.text


def test_the_same_question_twice_gives_the_same_bytes(site, hub, signed_in):
    signed_in(hub.monitor())

    for path in ALL:
        assert site.get(f"/{path}").content == site.get(f"/{path}").content


def test_one_can_ask_by_icb_for_one_setting_and_one_cohort(site, hub, signed_in, watched):
    signed_in(hub.monitor())
    setting, cohort = "smi", "made-up-autumn"

    shown = site.get("/monitor/", params={"by": "icb", "setting": setting, "cohort": cohort}).text

    joined = sum(
        one.known + one.active + one.stalled + one.finished
        for one in watched.people(setting, cohort)
    )
    assert "Finished, by ICB" in shown
    everybody = re.search(r'<tr class="cp-all">.*?</tr>', shown)[0]
    assert f">{joined}<" in everybody
    assert 0 < joined < 60
    # What stands above the choice is of everybody, with it and without.
    assert "of 60 who joined" in shown


def test_what_nobody_can_choose_is_not_chosen(site, hub, signed_in):
    signed_in(hub.monitor())

    shown = site.get("/monitor/", params={"by": "<b>", "setting": "x", "cohort": "'"}).text

    assert "Finished, by region" in shown
    assert "of 60 who joined" in shown


@pytest.mark.parametrize("path", ["monitor/other", "monitor/files/other.csv",
                                  "monitor/files/services.exe", "monitor/../health/x"])  # fmt: skip
def test_what_is_not_there_is_said(path, site, hub, signed_in):
    signed_in(hub.monitor())

    assert site.get(f"/{path}").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_a_file_holds_the_table_of_the_page(name, site, hub, signed_in, watched):
    signed_in(hub.monitor())
    table = FILES[name](watched)

    columns, rows = read_csv(site.get(f"/monitor/files/{name}.csv").content, table.numbers)
    in_excel = read_xlsx(site.get(f"/monitor/files/{name}.xlsx").content)

    marks = {} if name == "about-these-figures" else MARKS
    wanted = [(*one, *marks.values()) for one in table.rows]
    assert tuple(columns) == (*table.columns, *marks) == tuple(in_excel[0])
    assert [tuple(one) for one in rows] == wanted
    assert [tuple(one) for one in in_excel[1]] == wanted


@pytest.mark.parametrize("name", ["", "services", "where-people-stop", "cohorts"])
def test_each_table_of_a_page_is_a_file_too(name, site, hub, signed_in, watched):
    signed_in(hub.monitor())
    files = {make(watched).title for make in FILES.values()}
    modules = {one.module.said for one in inside(watched)}  # all are in one file of activities

    page = site.get(f"/monitor/{name}").text
    shown = {unescape(one) for one in re.findall(r"<caption[^>]*>([^<]*)</caption>", page)}

    assert shown != set()
    assert shown - modules - files == set()


def test_the_page_of_files_says_which_tables_are_only_in_the_report(site, hub, signed_in):
    signed_in(hub.monitor())

    shown = site.get("/monitor/files").text

    assert "The tables of Before and after are only in the report, below." in shown
