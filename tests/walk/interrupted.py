"""A learner who is interrupted: the process, the tab, the server, the network or the disk fails.

Everything that knows how a lesson looks and is opened stands in small functions here; what has to
hold is in test_faults.py.
"""

import json
import shutil
import time
from contextlib import contextmanager, suppress

import psutil
from changed_lesson import start_it, with_added_part
from lab.served import ask, prepare, released
from made_once import copied
from opened import Opened, each_kernel, held, keeping, kernels, lessons_of, opened
from playwright.sync_api import Error, TimeoutError

# Tells Python each time the page says "Saved" or shows feedback, with what was answered then; and
# how long after a press the page says that an answer waits. Set up before every page.
WATCH = """
(activity) => {
  let pressed = 0, told = '', waited = false;
  const look = () => {
    const section = document.querySelector(`section[data-activity="${activity}"]`);
    const said = section?.querySelector('textarea')?.value
      ?? section?.querySelector('input[type=radio]:checked')?.value;
    const line = section?.querySelector('.cp-save');
    const now = JSON.stringify([line?.dataset.state, line?.textContent, said]);
    if (line?.dataset.state === 'saved' && now !== told) window.acknowledged(said);
    if (section?.querySelector('.cp-fb') && now !== told) window.marked(said);
    told = now;
    const banner = document.querySelector('.cp-waiting') !== null;
    if (banner && !waited && pressed) window.waited(performance.now() - pressed);
    waited = banner;
  };
  addEventListener('input', ({ target }) => {
    pressed = performance.now();
    window.typed = target.value;
  }, true);
  new MutationObserver(look).observe(document, {
    attributes: true, attributeFilter: ['data-state'], childList: true, subtree: true });
}
"""
# "Saved" is said, and the browser holds nothing more of this activity that waits.
SETTLED = """
(activity) => document.querySelector(`section[data-activity="${activity}"] .cp-save`)
    ?.dataset.state === 'saved'
  && !Object.keys(localStorage).some((key) => key.endsWith(`:${activity}`))
"""
LESSON_IS = """() => [
  ...document.querySelectorAll('.coprod-lesson, .jp-Notebook, .cp-save')
].map(one => [one.className, one.checkVisibility(), { ...one.dataset }, one.ariaBusy])"""
ASKS = 3  # of so many answers, one asks for feedback
BLOCKED = 5500  # ms that a save is held up at most: long enough for the page to say so


def write(section, number):
    """Type new words and leave the field, which sends them at once; what was answered.

    A box that is taken away in this moment may never see them: then nothing was typed yet, as a
    person sees, and types again. What any box has seen must not be lost.
    """
    box, words = section.locator("textarea"), f"answer {number}"
    box.fill(words)
    while section.page.evaluate("window.typed") != words:
        box.fill(words)
    box.blur()
    return words


def choose(section, number):
    """Choose another option than last time, and sometimes ask for feedback; what was answered."""
    options = section.locator("input[type=radio]")
    while not (many := options.count()):  # it may be drawn again at this very moment
        options.first.wait_for(state="attached")
    option = options.nth(number % many)
    value = option.get_attribute("value")
    section.page.evaluate("window.typed = null")
    end = time.monotonic() + 60
    # Drawn again between the press and a look at it, it may have seen nothing: as in `write`.
    while section.page.evaluate("window.typed") != value and not option.is_checked():
        assert time.monotonic() < end, "the option cannot be chosen"
        with suppress(Error):
            option.check(timeout=10_000)
    if number % ASKS == 0:
        section.get_by_role("button", name="Check my answer").click()
    return value


def lose_the_tab(page):
    """The browser's process for this page ends in the middle of whatever it does."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash", timeout=2000)
    page.close()


class Learner:
    """A person who answers, is interrupted, comes back, and goes on."""

    def __init__(self, context, workspace, route, activity, answers, answer, changed=False):
        """Open the lesson. route: after the #. answers: the file's name. answer: write or choose.

        context: the browser's. changed: the lesson is no longer what the course shipped, so a
        process of its own draws it and keeps its answers; otherwise the server does.
        acknowledged: what the page called saved. early: feedback shown before its answer was on
        the disk. waits: milliseconds from a press to "not saved yet".
        """
        self.context, self.workspace, self.route = context, workspace, route
        self.activity, self.answers, self._answer = activity, answers, answer
        self.changed, self.crashes = changed, False
        self.acknowledged, self.early, self.waits = [], [], []
        self.context.expose_function("acknowledged", lambda said: self.acknowledged.append(said))
        self.context.expose_function("marked", self._marked)
        self.context.expose_function("waited", lambda after: self.waits.append(after))
        self.context.add_init_script(f"({WATCH})({json.dumps(activity)})")
        self.server = Opened(workspace)
        self.open()

    @property
    def section(self):
        return self.page.locator(f"section[data-activity='{self.activity}']")

    def open(self):
        self.page = self.context.new_page()
        self.console = []
        self.page.on("console", lambda one: self.console.append(one.text[:200]))
        self.page.goto(f"{self.server.address}#/{self.route}?at={self.activity}")
        if self.changed:
            start_it(self.page)
        try:
            self.section.wait_for(timeout=60_000)
        except TimeoutError as error:
            raise AssertionError(self.how_it_stands()) from error

    def answer(self, number):
        """Give one answer, also when the course draws its page again at that very moment."""
        return self._answer(self.section, number)

    def wait_until_saved(self):
        self.page.wait_for_function(SETTLED, arg=self.activity, timeout=60_000)
        self.page.locator(".cp-waiting").wait_for(state="detached")

    def how_it_stands(self):
        """What to look at when an answer does not come through: the page, processes, the server."""
        with suppress(Error, OSError):
            lines = [
                one.get_attribute("data-state") for one in self.section.locator(".cp-save").all()
            ]
            waiting = self.page.locator(".cp-waiting").all_inner_texts()
            states = [one["execution_state"] for one in kernels(self.server)]
            shown = self.page.locator("body").inner_text()[:600]
            lesson = self.page.evaluate(LESSON_IS)
            said = "".join(self.server.lines[-20:])
            return f"{lines} {waiting} {states}\n{lesson}\n{self.console}\n{shown}\n{said}"
        return "neither the page nor the server answers"

    def stored(self, checked=False):
        """What the disk holds of this activity, oldest first. checked: those with feedback."""
        files = [*(self.workspace / "learner").rglob(self.answers)]
        lines = map(json.loads, files[0].read_text().splitlines()) if files else ()
        return [
            line["response"]
            for line in lines
            if line["activity"] == self.activity and (line["checked"] or not checked)
        ]

    # ------------------------------------------------------------------------------- the faults

    def kernel_killed(self):
        """The page stays open and has to mend itself."""
        for process in self.lessons():
            process.kill()

    def kernel_restarted(self):
        self._until_done("POST", "/restart")

    def kernel_culled(self):
        self._until_done("DELETE")

    def _until_done(self, method, action=""):
        """Ask Jupyter for a fault of each process, until it came about.

        It knows a process a moment after it began; and the page may replace one at any time.
        """
        end = time.monotonic() + 60
        self.lessons()
        while not each_kernel(self.server, method, action):
            assert time.monotonic() < end, f"{method} was done to no lesson's process"
            time.sleep(0.1)
            self.lessons()

    @contextmanager
    def save_blocked(self):
        """What keeps the answers takes nothing for a while, then goes on."""
        with held(*self.keepers()):
            yield

    @contextmanager
    def disk_full(self):
        """Nothing more can be written for a while: no file may grow."""
        keepers = self.keepers()
        for process in keepers:
            process.rlimit(psutil.RLIMIT_FSIZE, (0, psutil.RLIM_INFINITY))
        yield
        for process in keepers:
            with suppress(psutil.NoSuchProcess):  # gone by itself since; a new one has no limit
                process.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))

    @contextmanager
    def network_gone(self):
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)

    def answer_while(self, fault, number):
        """Give one answer while a fault holds up its save, and see that the page says so.

        The page is whole first: what the fault before it broke is drawn again by the very process
        that is held up now. Where a new process took the answer all the same, it has to be stored.
        """
        self.page.locator(".jp-Notebook[aria-busy]").wait_for(state="detached", timeout=60_000)
        self.section.locator("textarea, input").first.wait_for(timeout=60_000)
        before = len(self.waits)
        with getattr(self, fault)():
            given = self.answer(number)
            end = time.monotonic() + BLOCKED / 1000
            while len(self.waits) == before and time.monotonic() < end:
                self.page.wait_for_timeout(100)
            words = "".join(self.page.locator(".cp-waiting").all_inner_texts())
            said = len(self.waits) > before and "One answer is not saved yet." in words
            said = said or self.stored()[-1:] == [given]
        assert said, f"answer {number}, {fault}: nothing said that it waits, but {words!r}"
        return given

    def tab_killed(self):
        """In turn: its process ends in the middle of whatever it does, and it is closed."""
        self.crashes = not self.crashes
        lose_the_tab(self.page) if self.crashes else self.page.close()
        self.open()

    def page_reloaded(self):
        self.page.reload()
        if self.changed:
            start_it(self.page)

    def server_killed(self):
        """The page stays open while the server is gone, and when it is back."""
        port = self.server.port
        self.server.kill()
        time.sleep(1)
        self.server = Opened(self.workspace, port=port)

    def server_and_tab_killed(self):
        port = self.server.port
        self.server.kill()
        self.page.close()
        self.server = Opened(self.workspace, port=port)
        self.open()

    def keepers(self):
        return self.lessons() if self.changed else [keeping(self.server)]

    def lessons(self):
        """The processes behind the page; a fault that met none would prove nothing."""
        end = time.monotonic() + 30
        while not (found := lessons_of(self.server)):
            assert time.monotonic() < end, "no lesson is running"
            with suppress(Error):  # after a quiet time it starts with the next thing one does
                self.section.dispatch_event("pointerdown", timeout=1000)
            time.sleep(0.1)
        return found

    def _marked(self, said):
        if said not in self.stored(checked=True):
            self.early.append(said)


def with_changed_lesson(workspace, lesson):
    """A workspace in which somebody has added a part to a lesson."""
    prepare(workspace, "learner")
    notebook = workspace / "learner" / lesson
    with_added_part(notebook, notebook, "1 + 1")


def with_exercise(workspace, task):
    """A workspace in which a trainer has released an exercise and the learner has started it."""

    def start(folder):
        released(folder, task)
        with opened(folder) as server:
            assert ask(server, f"api/exercises/{task}/start", "POST").status == 200
        for log in folder.rglob("*.log"):
            log.unlink()  # it names this folder
        shutil.rmtree(folder / "jupyter" / "learner" / "runtime")  # as this does, and is over

    return copied(f"started-{task}", start, workspace)
