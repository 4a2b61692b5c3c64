"""One activity on a page of its own, with the real page script and the real keeping behind it.

Only anywidget's wire is stood in for: a model object whose messages go to `Desk.receive` in Python.
"""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from coprod_training.answers import AnswerStore, Desk
from coprod_training.content.page_script import page_script, stylesheet

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
ADDRESS = "http://localhost/page"  # answered by the test itself; nothing is listening

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Course</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{css}</style></head>
<body data-jp-theme-light="{light}"><main><h1>Module</h1><h2>Part</h2><div id="here"></div></main>
<script type="module">
import widget from "/script.js";
const listeners = {{}};
const model = {{
  get: (name) => window.start[name],
  on: (name, fn) => {{ (listeners[name] ??= []).push(fn); }},
  off: (name, fn) => {{ listeners[name] = (listeners[name] ?? []).filter((one) => one !== fn); }},
  send: async (message) => {{
    const reply = await window.receive(message);
    if (reply) (listeners["msg:custom"] ?? []).forEach((fn) => fn(reply));
  }},
}};
window.start = await window.opening();
widget.render({{ model, el: document.getElementById("here") }});
window.drawn = true;
</script></body></html>"""


class Drawn:
    """A script of `static/` drawn in Chromium from its view alone; it keeps no answer."""

    def __init__(self, page, name, view, light=True):
        self.page, self.view = page, view
        css = stylesheet()
        files = {
            "page": ("text/html", PAGE.format(css=css, light=str(light).lower())),
            "script.js": ("text/javascript", page_script(name)),
        }

        def serve(route):
            kind, body = files.get(route.request.url.rsplit("/", 1)[1], ("text/plain", ""))
            route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

        page.route("**/*", serve)
        page.expose_function("receive", self._receive)
        page.expose_function("opening", self._opening)
        self.open()

    def open(self):
        """Load the page, as after coming back to it."""
        self.page.goto(ADDRESS)
        self.page.wait_for_function("window.drawn")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, name, role="button"):
        """Press Tab until the control of this name has the focus, as a keyboard user would."""
        wanted = self.page.get_by_role(role, name=name, exact=True)
        for _ in range(120):
            if wanted.evaluate_all("(all) => all.includes(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {name}")

    def focus(self):
        """The words of whatever has the focus."""
        return self.page.evaluate("document.activeElement.textContent")

    def axe(self):
        """What axe-core finds against WCAG 2.2 A and AA: one line for each."""
        if not AXE.exists():
            pytest.skip("axe-core is not installed: run npm ci in tests/browser")
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = self.page.evaluate("(tags) => axe.run(document, {runOnly: tags})", tags)
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]

    def _opening(self):
        return {"view": self.view, "kept": None}

    def _receive(self, message):
        raise AssertionError("this page has nothing to send")


class OnAPage(Drawn):
    """An activity, with its answers. lost: while True, nothing that is sent arrives."""

    def __init__(self, page, activity, answers, graded=False, light=True):
        self.activity, self.graded, self.lost = activity, graded, False
        self.desk = Desk(activity, AnswerStore(answers), graded)
        super().__init__(page, activity.kind, view_of(activity, graded), light)

    @property
    def stored(self):
        """The newest response on the disk, or None."""
        answer = self.desk.store.read().latest(self.activity.id)
        return answer.response if answer else None

    @property
    def checked(self):
        """How many stored answers asked for feedback."""
        return sum(answer.checked for answer in self.desk.store.read().answers)

    def saved(self):
        """Wait until the page says so."""
        self.page.locator('.cp-save[data-state="saved"]').wait_for()

    def _opening(self):
        return {"view": self.view, "kept": self.desk.kept()}

    def _receive(self, message):
        return None if self.lost else self.desk.receive(message, datetime.now(UTC))


def view_of(activity, graded=False):
    """What the page of an activity is drawn from."""
    return activity.view(Random(1)) | {
        "id": activity.id,
        "kind": activity.kind,
        "title": activity.title,
        "question": activity.question,
        "intro": activity.intro,
        "minutes": activity.minutes,
        "made_up": activity.made_up,
        "level": 3,
        "place": "test",
        "graded": graded,
        "sources": [],
        "help": {"contacts": [{"name": "A service", "how": "Call them."}], "working_days": "5"},
    }
