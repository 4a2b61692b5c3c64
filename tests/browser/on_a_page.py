"""One activity on a page of its own, with the real page script and the real keeping behind it.

Only anywidget's wire is stood in for: a model object whose messages go to `Desk.receive` in Python.
"""

from datetime import UTC, datetime
from random import Random

from axe_rules import MORE_TAGS, violations

from coprod_training.answers import AnswerStore, Desk
from coprod_training.content.page_script import page_script, stylesheet

ADDRESS = "http://localhost/page"  # answered by the test itself; nothing is listening

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Course</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{css}</style></head>
<body class="coprod-learner" data-jp-theme-light="{light}">
<main><h1>Module</h1><h2>Part</h2><div id="here"></div></main>
<script type="module">
import widget from "/script.js";
const listeners = {{}};
const model = {{
  get: (name) => window.start[name],
  on: (name, fn) => {{ (listeners[name] ??= []).push(fn); }},
  off: (name, fn) => {{ listeners[name] = (listeners[name] ?? []).filter((one) => one !== fn); }},
  send: async (message) => {{
    const reply = await window.receive(window.start.number, message);
    if (reply) (listeners["msg:custom"] ?? []).forEach((fn) => fn(reply));
  }},
}};
window.start = await window.opening();
if (window.start.first) localStorage.clear();
widget.render({{ model, el: document.getElementById("here") }});
window.drawn = true;
</script></body></html>"""


# [whether it says that its value is wrong, the last of what describes it]
WRONG = """() => {
  const one = document.activeElement;
  const described = (one.getAttribute('aria-describedby') ?? '').split(' ').at(-1);
  return [one.ariaInvalid === 'true', document.getElementById(described)?.textContent ?? ''];
}"""


class Tab:
    """A browser's tab, in which one page after another is drawn; each begins with nothing kept."""

    def __init__(self, page):
        self.page, self._drawn, self._number, self._first = page, None, 0, False
        page.route("**/*", self._serve)
        page.expose_function("receive", self._receive)
        page.expose_function("opening", self._opening)

    def turn_to(self, drawn, width):
        """Let it show this one from now on, at its next load."""
        self._drawn, self._number, self._first = drawn, self._number + 1, True
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.mouse.move(0, 0)

    def _serve(self, route):
        nothing = ("text/plain", "")
        kind, body = self._drawn.files.get(route.request.url.rsplit("/", 1)[1], nothing)
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    def _opening(self):
        first, self._first = self._first, False
        return self._drawn.opening() | {"number": self._number, "first": first}

    def _receive(self, number, message):
        """What the page before sent at its very end is lost."""
        return self._drawn.receive(message) if number == self._number else None


class Drawn:
    """A script of `static/` drawn in Chromium from its view alone; it keeps no answer."""

    def __init__(self, tab, name, view, light=True, width=1280):
        self.page, self.view = tab.page, view
        css = stylesheet()
        self.files = {
            "page": ("text/html", PAGE.format(css=css, light=str(light).lower())),
            "script.js": ("text/javascript", page_script(name)),
        }
        tab.turn_to(self, width)
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

    def wrong(self):
        """What the control with the focus says is wrong with it, as a screen reader reads it."""
        return self.page.evaluate(WRONG)

    def axe(self):
        """What axe-core finds against WCAG 2.2 A and AA: one line for each."""
        found = violations(self.page, MORE_TAGS)
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]

    def opening(self):
        """What the page is drawn from."""
        return {"view": self.view, "kept": None}

    def receive(self, message):
        raise AssertionError("this page has nothing to send")


class OnAPage(Drawn):
    """An activity, with its answers. lost: while True, nothing that is sent arrives."""

    def __init__(self, tab, activity, answers, graded=False, light=True, width=1280):
        self.activity, self.graded, self.lost = activity, graded, False
        self.desk = Desk(activity, AnswerStore(answers), graded)
        super().__init__(tab, activity.kind, view_of(activity, graded), light, width)

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

    def opening(self):
        return {"view": self.view, "kept": self.desk.kept()}

    def receive(self, message):
        return None if self.lost else self.desk.receive(message, datetime.now(UTC))


def view_of(activity, graded=False):
    """What the page of an activity is drawn from."""
    return activity.view(Random(1)) | {
        "id": activity.id,
        "kind": activity.kind,
        "title": activity.title,
        "question": activity.question,
        "wording": activity.fingerprint(),
        "intro": activity.intro,
        "minutes": activity.minutes,
        "made_up": activity.made_up,
        "level": 3,
        "place": "test",
        "graded": graded,
        "sources": [],
        "help": {"contacts": [{"name": "A service", "how": "Call them."}], "working_days": "5"},
    }
