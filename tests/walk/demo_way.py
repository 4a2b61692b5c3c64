"""The demonstration as three people see it: one learns, one marks, one watches the programme.

Everything is done on the pages of a real hub, as a newcomer would do it with what was printed.
"""

import re
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from types import SimpleNamespace

from keyboard import choose, tab_to
from learner.visiting import Visit
from playwright.sync_api import TimeoutError, expect
from taking import hand_in, take_module

COMMENT = "[The trainer's comment appears here.]"
PATIENCE = 90_000
FIGURES = re.compile(r"(\d+)\s*of (\d+) who joined\s*Finished the course\s*(\d+)")


@contextmanager
def demonstration(folder, course, port):
    """`coprod demo`, until the block ends: its process, what it printed, its sign-ins by name."""
    running = subprocess.Popen(
        [sys.executable, "-m", "coprod_training.cli", "demo", "--course", str(course),
         "--folder", str(folder), "--port", str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        said = ""
        for line in running.stdout:
            said += line
            if "Ctrl+C" in line:
                break
        people = dict(re.findall(r"^  (\w+) +password: (\S+)$", said, re.MULTILINE))
        yield SimpleNamespace(
            process=running, said=said, people=people, address=f"http://127.0.0.1:{port}/"
        )
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(60)


class Person:
    """One account of the demonstration, in a browser of their own."""

    def __init__(self, demo, browser, account):
        self.page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.goto(demo.address)
        self.page.get_by_label("Your account name").fill(account)
        self.page.get_by_label("Your password").fill(demo.people[account])
        self.page.keyboard.press("Enter")


class Trainer(Person):
    """Who releases the exercise, marks it and returns it."""

    def exercises(self):
        """The list of exercises, in the trainer's JupyterLab."""
        frame = self.page.frame_locator("#coprod-exercises iframe")
        frame.get_by_role("heading", name="Exercises", level=1).wait_for()
        return frame

    def release(self, task):
        frame = self.exercises()
        release = frame.get_by_role("link", name="Set a date and release")
        release.and_(frame.locator(f"[href*='{task}']")).press("Enter")
        for part, number in (("Day", "11"), ("Month", "1"), ("Year", "2027")):
            frame.get_by_label(part).fill(number)
        frame.get_by_role("button", name="Release to learners").press("Enter")
        self._done(frame, "Open to learners.")

    def mark(self, look):
        self.page.reload()
        frame = self.exercises()
        frame.get_by_role("button", name="Collect 1 now").press("Enter")
        self._done(frame, "1 collected.")
        look("demo-trainer", self.page)
        frame.get_by_role("link", name="Mark the next one").press("Enter")
        frame.get_by_role("radio", name="2 Sound").check()
        frame.get_by_label("Comment to the learner").fill(COMMENT)
        look("demo-marking", self.page)
        frame.get_by_role("button", name="Save and finish").press("Enter")
        frame.get_by_role("button", name="Return 1 to learners").press("Enter")
        self._done(frame, "1 returned.")

    def _done(self, frame, words):
        expect(frame.locator("#job.cp-banner--ok")).to_contain_text(words, timeout=90_000)


class Learner(Person):
    """Who takes the first module and its exercise."""

    def begin(self, look):
        """The questions that a hub asks first, and the course's own."""
        self.page.get_by_role("radio", name="Sample service A").check()
        self.page.get_by_role("radio", name="Yes, count me").check()
        look("demo-begin", self.page)
        self.page.get_by_role("button", name="Go on").press("Enter")
        self.page.get_by_role("heading", name="Welcome").wait_for()
        choose(self.page, "your-setting", "Drug and alcohol", check=False)
        tab_to(self.page, ".cp-btn")
        self.page.keyboard.press("Enter")

    def learn(self, task, look):
        """The whole module, then the exercise from Start to its receipt."""
        visit = Visit(SimpleNamespace(base=self.page.url.partition("lab")[0]), self.page)
        take_module(visit)
        look("demo-lesson", self.page)
        tab_to(self.page, f"#coprod-panel a[href*='{task}']")
        self.page.keyboard.press("Enter")
        self.page.get_by_role("button", name="Start").press("Enter")
        hand_in(visit)
        look("demo-handed-in", self.page)

    def read_feedback(self, task):
        """What came back, in the course: on a hub it is there within half a minute."""
        ready = self.page.locator("#coprod-panel").get_by_text("Feedback ready")
        for _ in range(3):
            self.page.reload()
            with suppress(TimeoutError):
                ready.wait_for(timeout=PATIENCE / 3)
                break
        self.page.locator(f"#coprod-panel a[href*='{task}']").first.press("Enter")
        return self.page.frame_locator("#coprod-page iframe").get_by_text(COMMENT)


class Monitor(Person):
    """Who watches the programme, and is told of no person."""

    def figures(self):
        """(started, joined, finished) as the first page says."""
        self.page.get_by_role("link", name="Overview").press("Enter")
        said = FIGURES.search(self.page.locator(".cp-figs").inner_text())
        return tuple(map(int, said.groups()))

    def report(self, to):
        """All pages as one file; its text."""
        self.page.get_by_role("link", name="Files").press("Enter")
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name="Download the report").press("Enter")
        coming.value.save_as(to)
        return to.read_text(encoding="utf-8")


def whole_loop(demo, browser, task, report, look):
    """Three people, each in a browser of their own: learn, hand in, mark, give back, look on.

    look(name, page): where a picture is worth taking. report: where the report is saved. Gives what
    the monitor's first page said before and after, and the text of the report.
    """
    monitor = Monitor(demo, browser, "monitor")
    before = monitor.figures()
    trainer = Trainer(demo, browser, "trainer")
    trainer.release(task)
    learner = Learner(demo, browser, "learner")
    learner.begin(look)
    learner.learn(task, look)
    trainer.mark(look)
    expect(learner.read_feedback(task)).to_be_visible()
    look("demo-feedback", learner.page)
    after = monitor.figures()
    look("demo-monitor", monitor.page)
    return before, after, monitor.report(report)
