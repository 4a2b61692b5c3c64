"""A person in the course, in a browser: where they are, what they see and what they are told.

The addresses are those of coprod_training/lab/frontend/src/route.ts.
"""

import json
import re
from contextlib import nullcontext, suppress
from pathlib import Path

import campaign
from axe_rules import TAGS, violations
from opened import ROOT
from playwright.sync_api import Error, TimeoutError, expect

WIDE = {"width": 1280, "height": 900}
MODULE = "what-co-production-is"
TASK = "where-is-it-really"
# In `make test` each page is looked at in one of them (campaign.one_of), in `make proof` in all.
COLOURS = [
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "active"},
]
# The rules of these tags that look at a colour.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
LESSON = ".coprod-lesson .jp-Notebook"
FOREIGN_ROLES = {
    "code", "menu", "menubar", "menuitem", "tab", "tablist", "toolbar", "tree", "treeitem", "grid",
    "feed", "tabpanel",
}  # fmt: skip
FOREIGN_WORDS = re.compile(r"from coprod_training|\bRun\b|[Kk]ernel|activity\(|Launcher|ipynb")
# What sticks out to the right of the page, and controls that are cut off or covered by their box.
CUT_OFF = """() => {
  const wide = document.documentElement.clientWidth;
  const out = [];
  for (const box of document.querySelectorAll('.cp-scroller, .jp-WindowedPanel-outer, .cp-panel'))
    if (box.checkVisibility() && box.scrollWidth > box.clientWidth + 1)
      out.push(`scrolls: ${box.className} ${box.scrollWidth} > ${box.clientWidth}`);
  if (document.documentElement.scrollWidth > wide) out.push('the page scrolls');
  const ours = document.querySelector('.cp') ? '.cp ' : ''; // or a page that is not JupyterLab's
  const controls = `${ours}:is(a, button, input, select, textarea, summary, label, audio, video)`;
  for (const one of document.querySelectorAll(controls)) {
    if (!one.checkVisibility({visibilityProperty: true}) || one.matches('.cp-skip')) continue;
    for (const {left, right, width} of one.getClientRects())
      if (width > 1 && (left < -1 || right > wide + 1))
        out.push(`cut off: ${one.outerHTML.slice(0, 120)}`);
  }
  return out;
}"""
# Something stands on the page, and it is not the sentence that says to wait.
DRAWN = r"""() => {
  if (document.querySelector('#coprod-first')) return false; // the words that stand there first
  const lesson = document.querySelector('.coprod-lesson');
  const inside = /^#\/(module\/|exercise\/[^/?]+[/?])/; // what has sections is a lesson
  if (inside.test(location.hash) && !lesson) return false;
  const place = lesson ?? document.querySelector('#coprod-page');
  // What is not shown yet is not among the words of the body.
  if (!place?.checkVisibility() || !place.querySelector('h1, h2')) return false;
  return !/Looking (for|up) |Getting the question/.test(document.body.innerText);
}"""

# Until every fade that has begun is over; what turns for ever has no end to wait for.
FADED = """() => Promise.allSettled(
  document.getAnimations()
    .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map(one => one.finished)
).then(() => null)"""
# Until JupyterLab has laid out a window of a new size: it does so by messages after a frame.
LAID_OUT = """() => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"""

# Done once the course has heard of the new address; gives whether it is another one.
FOLLOW = """place => new Promise(done => {
  const before = location.href;
  addEventListener('hashchange', () => done(true), { once: true });
  location.hash = `#/${place}`;
  if (location.href === before) done(false);
})"""
# What to know of a page that never stood as it should.
HOW_IT_STANDS = """() => ({
  address: location.hash, first: Boolean(document.querySelector('#coprod-first')),
  lesson: Boolean(document.querySelector('.coprod-lesson')), hidden: document.hidden,
  words: document.body.innerText.slice(0, 600),
  waits: performance.getEntriesByType('resource').slice(-8).map(one => [one.name, one.duration]),
})"""
# Where a page that was gone to puts the reader, at its very last.
AT_A_HEADING = "() => document.activeElement.matches('h1, h2, h3, [data-activity] [tabindex]')"


def sections_of(path):
    """The ids of a lesson's sections, in order, by the rule of the front end's sections.ts."""
    ids, titled = [], False
    for cell in json.loads(Path(path).read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "markdown":
            continue
        heading = re.search(r"^(#{1,2}) +\S", source, re.MULTILINE)
        if not heading:
            continue
        if not (titled and heading[1] == "##"):
            ids.append(cell["id"])
        titled = heading[1] == "#"
    return ids


# The last one is put there when the course is published.
MODULE_SECTIONS = [*sections_of(ROOT / "modules" / "01-what-co-production-is.ipynb"), "sources"]
TASK_SECTIONS = sections_of(ROOT / "exercises" / TASK / f"{TASK}.ipynb")


def in_order(nodes):
    """The browser's tree of what it tells assistive technology, as it is read: depth first."""
    by_id = {node["nodeId"]: node for node in nodes}

    def read(node):
        yield node
        for child in node.get("childIds", ()):
            if child in by_id:
                yield from read(by_id[child])

    return [*read(nodes[0])]


def some_passages(page):
    """Of a contributor's page, leave one passage in ten, or all of them in a full campaign.

    Headings stay. Each place to write in is opened.
    """
    if not campaign.is_full():
        rest = page.locator(".passage:not(.section, [id$='0'])")
        rest.evaluate_all("all => all.forEach(one => one.remove())")
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")


class Visit:
    """One browser tab of a learner. server: what `coprod start` opened."""

    def __init__(self, server, page):
        self.server, self.page = server, page
        self.body = page.locator("#coprod-page")
        self.panel = page.locator("#coprod-panel")

    def open(self, place=""):
        """Load the course anew at an address of it: "", "module/…", "help"."""
        before = self.page.url.startswith(self.server.base)
        way = f"{self.server.base}lab#/{place}" if before else f"{self.server.address}#/{place}"
        if before:
            self.page.goto("about:blank")
        self.page.goto(way)
        self.settled()
        if "?at=" in place:
            self.page.wait_for_function(AT_A_HEADING)  # or a key pressed next may go there
        return self

    def go(self, place="", wait=True):
        """Follow the address within the page that is open, as a link does."""
        another = self.page.evaluate(FOLLOW, place)
        if not wait:
            return self
        self.settled()
        if another:
            self.page.wait_for_function(AT_A_HEADING)
        return self

    def come_back(self, place=""):
        """Look at the tab again, as after a while in another one, and go to another place in it.

        What was kept, released or handed in elsewhere is known to the page then.
        """
        is_told = "**/coprod/api/exercises*"
        with self.page.expect_response(is_told, timeout=60_000) as told:
            self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        told.value.finished()
        self.go("help" if self.page.url.endswith(f"#/{place}") else "my-data")
        return self.go(place)

    def settled(self):
        """Wait until the page stands as it will: its questions too, where it has any."""
        try:
            self.page.wait_for_function(DRAWN, timeout=60_000)
        except TimeoutError as error:
            raise AssertionError(self.page.evaluate(HOW_IT_STANDS)) from error
        if re.search(r"#/(module|exercise)/", self.page.url) and self.in_lesson():
            self.page.locator(".coprod-lesson .cp-activity").first.wait_for(
                state="attached", timeout=60_000
            )
            for mark in (f"{LESSON}[aria-busy]", ".coprod-lesson[data-drawing]"):
                self.page.locator(mark).wait_for(state="detached", timeout=60_000)
        return self

    def start(self):
        """Press Start on the page of an exercise, and wait for the lesson it leads into."""
        self.body.get_by_role("button", name="Start").press("Enter")
        self.page.locator(".coprod-lesson").wait_for(timeout=60_000)
        return self.settled()

    def in_lesson(self):
        return self.page.locator(".coprod-lesson").count() > 0

    def activity(self, name):
        return self.page.locator(f'section[data-activity="{name}"]')

    def choose(self, name, words):
        """Choose one option of a question, by its words, and wait until it is kept."""
        section = self.activity(name)
        section.get_by_label(words).check()
        self.saved(name)

    def saved(self, name):
        expect(self.activity(name).locator(".cp-save[data-state=saved]")).to_be_visible(
            timeout=15_000
        )

    def focused(self):
        """The words of whatever has the focus."""
        return self.page.evaluate("document.activeElement.innerText ?? ''")

    def spoken(self):
        """(role, name) of everything that assistive technology is told about, in order."""
        return [(one["role"], one["name"]) for one in self.spoken_nodes()]

    def spoken_nodes(self):
        client = self.page.context.new_cdp_session(self.page)
        nodes = in_order(client.send("Accessibility.getFullAXTree")["nodes"])
        client.detach()
        return [
            {
                "role": str(node["role"]["value"]),
                "name": str(node.get("name", {}).get("value", "")),
                "properties": {
                    p["name"]: p["value"].get("value") for p in node.get("properties", ())
                },
            }
            for node in nodes
            if not node["ignored"]
        ]

    def foreign(self):
        """What no learner should be told about: roles and words of a programming tool."""
        return [
            (role, name)
            for role, name in self.spoken()
            if role in FOREIGN_ROLES or FOREIGN_WORDS.search(name)
        ]

    def axe(self, only=TAGS):
        """What axe-core finds against WCAG 2.0 to 2.2, A and AA, in the whole document.

        only: the tags of its rules, or the rules.
        """
        return [
            f"{one['id']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '')}"
            for one in violations(self.page, only)
            for node in one["nodes"]
        ]

    def axe_in_colours(self, state=nullcontext):
        """What axe finds in light, dark and forced colours; JupyterLab's theme, if any, follows.

        `make test` looks in those of the three that are drawn for this address.
        state: what is made true while axe looks, for what would keep the theme from coming.
        """
        drawn = campaign.one_of(COLOURS, self.page.url.partition("#")[2])
        found = []
        for colours in drawn:
            self.show_in(colours)
            with state():
                found += [f"{colours}: {one}" for one in self.axe()]
        self.show_in(COLOURS[0])
        return found

    def show_in(self, colours):
        """As a person's device has them, from now on: one of COLOURS."""
        self.page.emulate_media(**colours)
        light = str(colours["color_scheme"] == "light").lower()
        if self.page.locator("body[data-jp-theme-light]").count():
            self.page.locator(f"body[data-jp-theme-light={light}]").wait_for(state="attached")
        self.page.evaluate(FADED)

    def looked_at(self):
        """What axe finds in all colours, and what does not fit a phone."""
        return [*self.axe_in_colours(), *self.narrow(360)]

    def narrow(self, width, height=640):
        """What is cut off or scrolls sideways in a window of this size; then wide again."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate(LAID_OUT)
        with suppress(Error):  # a busy machine takes longer for what is only in the making
            self.page.wait_for_function(f"({CUT_OFF})().length === 0", timeout=2000)
        found = self.page.evaluate(CUT_OFF)
        self.page.set_viewport_size(WIDE)
        self.page.evaluate(LAID_OUT)
        return found
