"""A trainer's pages in a browser: going to them, and what is true of each."""

from contextlib import contextmanager

import campaign
from handing_in import TASK
from learner.visiting import AXE, COLOURS, OF_COLOURS, TAGS
from playwright.sync_api import expect

from coprod_training.grading.overview import overview

EXERCISES = "coprod/trainer"
# Tell formgrader something, as a page of its own would: the status, and what it says.
PUT = """async ([base, address, body]) => {
  const token = document.cookie.match(/_xsrf=([^;]*)/)[1];
  const reply = await fetch(`${base}formgrader/api/${address}`, {
    method: 'PUT', body, headers: {'X-XSRFToken': token}});
  return [reply.status, (await reply.json()).message];
}"""
# Until every fade that has begun is over; what turns for ever has no end to wait for.
FADED = """() => Promise.allSettled(
  document.getAnimations()
    .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map(one => one.finished)
).then(() => null)"""


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

    After light it looks for faults of colour alone, but in `make proof` for everything.
    """
    found = []
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    for number, colours in enumerate(COLOURS):
        tags = OF_COLOURS if number and not campaign.is_full() else TAGS
        page.emulate_media(**colours)
        page.evaluate(FADED)
        asked = """async tags =>
          (await axe.run(document, {runOnly: tags, resultTypes: ['violations']})).violations"""
        found += [
            f"{colours} {one['id']}: {node['html'][:150]} {node['failureSummary']}"
            for one in page.evaluate(asked, tags)
            for node in one["nodes"]
        ]
    page.emulate_media(color_scheme="light", forced_colors="none")
    return found
