"""Two tabs of one browser, in which a test decides what arrives, and when.

The page script and what keeps answers are the real ones; only the way between them is stood in for.
"""

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

from on_a_page import ADDRESS, view_of

from coprod_training.activities import kind_named
from coprod_training.answers import AnswerStore, Desk
from coprod_training.content.page_script import page_script

TYPED, LATER = 700, 3000  # ms: until words being typed are sent, and until they are sent again
AWAY_AND_BACK = "() => ['blur', 'focus'].forEach((one) => dispatchEvent(new Event(one)))"

PAGE = """<!doctype html><title>Course</title><main></main>
<script type="module">
import widget from "/script.js";
window.views = new Map();
window.counted = 0;
document.addEventListener("coprod:saved", () => { window.counted += 1; });
window.draw = (name, start) => {
  const element = document.createElement("div"), heard = new Set(), sent = [];
  document.querySelector("main").append(element);
  const model = {
    get: (part) => start[part],
    on: (_, fn) => heard.add(fn),
    off: (_, fn) => heard.delete(fn),
    send: (message) => { sent.push(message); },
  };
  const stop = widget.render({ model, el: element });
  const box = () => element.querySelector("textarea");
  views.set(name, {
    sent: () => sent.splice(0),
    hear: (reply) => heard.forEach((fn) => fn(reply)),
    type: (words) => { box().value = words; box().dispatchEvent(new Event("input")); },
    leave: () => { box().dispatchEvent(new Event("blur")); },
    shows: () => [box().value, element.querySelector(".cp-save").dataset.state],
    offers: () => {
      const banner = element.querySelector(".cp-banner--info");
      return banner.hidden ? "" : banner.querySelector("p").textContent;
    },
    choose: (words) => {
      [...element.querySelectorAll("button")].find((one) => one.textContent === words).click();
    },
    stop: () => { element.remove(); stop(); },
  });
};
</script>"""


class Tab:
    """One tab. views: names of those on the page, oldest first. told: what a new one is told."""

    def __init__(self, frame):
        self.frame, self.views, self.told = frame, [], None

    def do(self, view, what, argument=None):
        return self.frame.evaluate(
            "([view, what, argument]) => views.get(view)[what](argument)", [view, what, argument]
        )


class World:
    """Two tabs of one browser, the way to the desk, and the disk. typed: the newest words."""

    def __init__(self, page, path):
        activity = kind_named("free_text").example().activity
        # A new name each time: nothing of the world before it is met again.
        self.view = view_of(activity) | {"id": f"a-{uuid4()}"}
        self.desk = Desk(activity, AnswerStore(path), False)
        self.page, self.numbers, self.typed = page, count(1), None
        self.on_the_way, self.replies, self.cut_off = [], [], set()
        self.now = datetime.now(UTC)
        self.tabs = [Tab(frame) for frame in page.frames]
        for tab in range(len(self.tabs)):
            self.draw_beside(tab)

    # ------------------------------------------------------------------------------ what happens

    def type(self, tab, at=-1):
        self.typed = f"answer {next(self.numbers)}"
        self._do(tab, at, "type", self.typed)

    def type_in_old(self, tab):
        self.type(tab, at=0)

    def leave(self, tab, at=-1):
        self._do(tab, at, "leave")

    def leave_old(self, tab):
        self.leave(tab, at=0)

    def run(self, tab):
        """The process makes what a view will be drawn from; it is drawn later."""
        self.tabs[tab].told = [self.desk.kept()]

    def draw_beside(self, tab):
        """A view is drawn while the one before it still lives."""
        here, name = self.tabs[tab], f"view {next(self.numbers)}"
        told = here.told.pop() if here.told else self.desk.kept()
        here.told = None
        here.frame.evaluate(
            "([name, start]) => draw(name, start)", [name, {"view": self.view, "kept": told}]
        )
        here.views.append(name)
        self._take()

    def draw_again(self, tab):
        """JupyterLab takes what is there away, and only then runs anything."""
        while self.tabs[tab].views:
            self._stop(tab)
        self.draw_beside(tab)

    def choose(self, tab, words):
        """Press the button with these words."""
        self._do(tab, -1, "choose", words)

    def stop_old(self, tab):
        if len(self.tabs[tab].views) > 1:
            self._stop(tab)

    def arrive(self):
        """The oldest message reaches the desk, and its answer the disk."""
        if self.on_the_way:
            view, message = self.on_the_way.pop(0)
            self.now += timedelta(seconds=1)
            self.replies.append((view, self.desk.receive(message, self.now)))

    def hear(self):
        """The oldest reply reaches its view, if that is still there."""
        if not self.replies:
            return
        view, reply = self.replies.pop(0)
        for tab in self.tabs:
            if view in tab.views:
                tab.do(view, "hear", reply)
        self._take()

    def lose(self):
        """Whatever is on the way is lost."""
        self.on_the_way.clear()
        self.replies.clear()

    def restart(self):
        """As well, and nothing on the page is ever heard again until it is drawn again."""
        self.lose()
        self.cut_off = {view for tab in self.tabs for view in tab.views}

    def wait(self, time):
        self.page.clock.run_for(time)
        self._take()

    def stored_elsewhere(self):
        """Another computer stores an answer; what is drawn from now on is drawn from it."""
        message = {"type": "keep", "id": str(uuid4()), "response": "elsewhere", "check": False}
        assert self.desk.receive(message, self.now)["type"] == "saved"
        for tab in self.tabs:
            tab.told = None

    def come_back(self, tab):
        """Somebody leaves the tab for another window, and comes back."""
        self.tabs[tab].frame.evaluate(AWAY_AND_BACK)
        self._take()

    def elsewhere(self):
        """As `stored_elsewhere`; now each tab sees it."""
        self.stored_elsewhere()
        for tab in range(len(self.tabs)):
            self.draw_again(tab)

    def heal(self):
        """Nothing is lost any more, and what was cut off is drawn again."""
        for tab, here in enumerate(self.tabs):
            while len(here.views) > 1:
                self._stop(tab)
            if here.views[0] in self.cut_off:
                self.draw_again(tab)
        for _ in range(4):
            while self.on_the_way or self.replies:
                self.arrive()
                self.hear()
            self.wait(LATER)

    # ------------------------------------------------------------------------------ what is there

    def stored(self):
        return [answer.response for answer in self.desk.store.read().answers]

    def counted(self, tab):
        """How often the page around this tab's views was told to count anew."""
        return self.tabs[tab].frame.evaluate("window.counted")

    def waiting(self):
        found = self.page.evaluate(
            "(name) => Object.keys(localStorage).filter((key) => key.includes(name))"
            ".map((key) => localStorage.getItem(key))",
            self.view["id"],
        )
        return [json.loads(one)["response"] for one in found]

    def shown(self):
        return [tab.do(tab.views[-1], "shows") for tab in self.tabs]

    def offered(self):
        """What each tab says of words that a newer answer has overtaken; "" where none were."""
        return [tab.do(tab.views[-1], "offers") for tab in self.tabs]

    def end(self):
        for tab in range(len(self.tabs)):
            while self.tabs[tab].views:
                self._stop(tab)

    def _stop(self, tab):
        self._do(tab, 0, "stop")
        self.tabs[tab].views.pop(0)

    def _do(self, tab, at, what, argument=None):
        self.tabs[tab].do(self.tabs[tab].views[at], what, argument)
        self._take()

    def _take(self):
        """What the views have sent since; and every tab has heard what the others told it."""
        for tab in self.tabs:
            tab.frame.evaluate(
                "() => new Promise((done) => { const { port1, port2 } = new MessageChannel();"
                "port1.onmessage = done; port2.postMessage(0); })"
            )
        for tab in self.tabs:
            for view in tab.views:
                for message in tab.do(view, "sent"):
                    if view not in self.cut_off:
                        self.on_the_way.append((view, message))


def open_two_tabs(page):
    """Load the page, and itself again in a frame: another tab's own scripts, one storage."""
    files = {"script.js": ("text/javascript", page_script("free_text"))}

    def serve(route):
        kind, body = files.get(route.request.url.rsplit("/", 1)[1], ("text/html", PAGE))
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    page.route("**/*", serve)
    page.clock.install()
    page.goto(ADDRESS)
    page.evaluate(
        """(address) => new Promise((loaded) => {
          const tab = document.createElement("iframe");
          tab.onload = loaded;
          tab.src = address;
          document.body.append(tab);
        })""",
        ADDRESS,
    )
    for frame in page.frames:
        frame.wait_for_function("Boolean(window.draw)")
    page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
