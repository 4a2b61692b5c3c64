"""IPS Grow's pages in the running collector: who gets them, what is in them and what never is."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from running import as_, running
from test_figures import NORTH, QUIET
from test_what_follows import keep, outcome, statements

from coprod_training.collector.services import put_services
from coprod_training.monitor.addresses import Monitor
from coprod_training.monitor.completion import WAYS
from coprod_training.monitor.sign_in import BEGUN_FOR, Client, Kept, SignIn
from coprod_training.monitor.words import words_of

# Planted where people and their work are kept; a page with one of them has told too much.
PLANTED = ("zebedee.quartz", "wisteria-cohort-person", "marmalade-word")


@pytest.fixture
def pages(parts, course, hub):
    """A client of the collector with its pages, where people of planted names have worked."""
    with parts.database.writing() as connection:
        put_services(connection, [NORTH, QUIET])
    for name in PLANTED:
        sent = statements(course, outcome("ladder-sort", learner=name))
        keep(parts, name, sent, "north-1", "spring")
    client = Client(hub.api, f"{hub.api.removesuffix('/api')}", "/oauth_callback", "service", "s")
    monitor = Monitor(words_of(course, course.instrument), SignIn(client), "", secure=False)
    with running(parts, more=[monitor.router()]) as found:
        yield found


def crawled(pages, token):
    """Every page and file that can be reached from the first one: address to reply."""
    ahead, seen = ["/", *(f"/?by={way}" for way in WAYS)], {}
    while ahead:
        address = ahead.pop()
        if address in seen:
            continue
        seen[address] = reply = pages.get(address, headers=as_(token))
        if "html" in reply.headers["content-type"]:
            links = re.findall(r'href="([^"#:]+)"', reply.text)
            ahead += [str(reply.url.join(one).raw_path, "ascii") for one in links]
    return seen


def test_a_crawl_as_monitor_meets_no_name_and_no_word_of_an_answer(pages, hub):
    seen = crawled(pages, hub.monitor())

    assert {one.status_code for one in seen.values()} == {200}
    assert len(seen) > len(WAYS) + 12
    for address, reply in seen.items():
        hits = [word for word in PLANTED if word.encode() in reply.content]
        assert hits == [], address
    assert '<td role="cell" class="n" data-l="Joined">3</td>' in seen["/"].text


def test_every_other_role_gets_no_figure(pages, hub):
    others = [hub.learner("amira"), hub.trainer("tara", "spring"), hub.operator()]
    for token in others:
        for address in ("/", "/module/fair-terms", "/download/region.csv"):
            reply = pages.get(address, headers=as_(token))
            assert reply.status_code == 403
            assert "North one" not in reply.text
    assert pages.get("/", headers=as_("token-of-nobody")).status_code == 401


def test_who_is_not_signed_in_is_sent_to_the_hub_with_a_challenge(pages):
    reply = pages.get("/?by=icb")

    asked = parse_qs(urlsplit(reply.headers["location"]).query)
    assert reply.status_code == 303
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"][0] in reply.headers["set-cookie"]
    assert "httponly" in reply.headers["set-cookie"].lower()


def test_coming_back_with_another_ones_word_signs_nobody_in(pages):
    begun = pages.get("/")
    state = parse_qs(urlsplit(begun.headers["location"]).query)["state"][0]
    pages.cookies.clear()

    reply = pages.get("/oauth_callback", params={"state": state, "code": "stolen"})

    assert reply.status_code == 303
    assert "coprod-monitor=" not in reply.headers.get("set-cookie", "")


def test_what_there_is_not_is_not_found(pages, hub):
    for address in ("/module/no-such", "/download/no-such.csv", "/download/region.exe"):
        assert pages.get(address, headers=as_(hub.monitor())).status_code == 404


def test_a_page_loads_no_script_and_nothing_from_elsewhere(pages, hub):
    reply = pages.get("/", headers=as_(hub.monitor()))

    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["cache-control"] == "no-store"
    assert "<script" not in reply.text


def test_a_word_is_forgotten_in_time_and_once_it_was_taken():
    now = [0.0]
    kept = Kept[str](BEGUN_FOR, lambda: now[0])
    first, second = kept.put("one"), kept.put("two")

    assert kept.take(first) == "one"
    assert kept.take(first) is None
    now[0] = BEGUN_FOR
    assert kept.get(second) is None
