"""A trainer's pages in a browser: going to them, and what is true of each."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

import campaign
from axe_rules import violations
from handing_in import TASK
from learner.visiting import COLOURS, FADED
from playwright.sync_api import expect

from coprod_training.grading.overview import overview

EXERCISES = "coprod/trainer"
ID = re.compile(r"[0-9a-f]{32}")  # of a hand-in; another one in each run
# Tell formgrader something, as a page of its own would: the status, and what it says.
PUT = """async ([base, address, body]) => {
  const token = document.cookie.match(/_xsrf=([^;]*)/)[1];
  const reply = await fetch(`${base}formgrader/api/${address}`, {
    method: 'PUT', body, headers: {'X-XSRFToken': token}});
  return [reply.status, (await reply.json()).message];
}"""


@contextmanager
def watched(browser):
    """A tab that keeps what was refused in it, and what a dialog said."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.alerts, page.refused = [], []
    page.on("dialog", lambda dialog: (page.alerts.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: page.refused.append(said.text))
    yield page
    context.close()


def go(page, server, place=EXERCISES):
    page.goto(f"{server.base}{place}")
    return page


def wait_for_the_tick(page, words):
    expect(page.locator("#job.cp-banner--ok")).to_contain_text(words, timeout=90_000)


def stands(workspace):
    exchange = workspace / "exchange" / "coprod"
    (one,) = overview(workspace / "trainer", exchange, [TASK])
    return one


def axe(page):
    """What axe-core finds on this page, in light, dark and forced colours.

    `make test` looks in those of the three that are drawn for this address.
    """
    found = []
    for colours in campaign.one_of(COLOURS, ID.sub("", urlsplit(page.url).path)):
        page.emulate_media(**colours)
        page.evaluate(FADED)
        found += [
            f"{colours} {one['id']}: {node['html'][:150]} {node['failureSummary']}"
            for one in violations(page)
            for node in one["nodes"]
        ]
    page.emulate_media(color_scheme="light", forced_colors="none")
    return found
