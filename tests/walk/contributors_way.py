"""The way of somebody who is asked for their words for the first time, and never saw the course.

They meet pages alone: terms, a review pack, an edit, and at last the link by which they take
everything back. What a keeper types between them is typed here as well. It is all a test record, in
a copy of the course: nobody was asked for anything.
"""

import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import yaml
from opened import COPROD, ROOT, coprod, free_port

from coprod_training.contributions.pack_opening import places
from coprod_training.contributions.record import SAYINGS

SLOT, MODULE = "m3-s1", "3"
COMMENT = "test record: this could be shorter."
WORDS = "test record: what I would say in my own words."
EDITED = "test record: what I would say, in my own words."
CREDIT = "test record: a name they chose"


class Keeper:
    """Somebody who looks after contributions, with a copy of the course and a workspace."""

    def __init__(self, folder):
        self.folder, self.key = folder, folder / "keeper.key"
        self.course, self.workspace = folder / "course-copy", folder / "coprod"
        for name in ("course", "modules", "exercises"):
            shutil.copytree(ROOT / name, self.course / name)
        said = coprod("register", "key", self.key)
        public = re.search(r"age1\w+", said)[0]
        coprod("register", "give", "keeper", public, "--key", self.key, *self._workspace())
        self.ref = ""

    def types(self, *words):
        """One command, with the key and the places that every command takes."""
        return coprod(*words, "--key", self.key, "--course", self.course, *self._workspace())

    def step(self, name, *words):
        return self.types("contribution", name, self.ref, *words)

    def file(self, content, name="form.yaml"):
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else yaml.safe_dump(content))
        return path

    def _workspace(self):
        return "--workspace", self.workspace


def asked_for_their_words(keeper):
    """Everything before the first page: who they are, what they were told, and the question."""
    then = datetime.now(UTC).date() - timedelta(days=20)
    who = {"name": "Test Record", "reach": "test record"}
    person = keeper.types("contribution", "person", keeper.file(who))[:16]
    add = {"slot": SLOT, "person": person, "kind": "text", "given": "story"}
    keeper.ref = keeper.types("contribution", "add", keeper.file(add))[:16]
    keeper.step("link", "--site", "https://example.org")  # sent before anybody agrees
    told = {
        "age": "18 or over",
        "said_in_writing": {one: str(then) for one in SAYINGS},
        "route_sent": str(then),
        "payment": {"amount": 1, "what_for": "test record", "offered_on": str(then)},
        "support": {"contact": "test record"},
    }
    keeper.step("note", keeper.file(told))
    keeper.step("invite", "--by", person[::-1], "--on", then)
    details = keeper.file({name: f"test record, {gap}" for name, gap in places().items()})
    return details.rename(keeper.folder / "details.yaml"), then


def saved(page, button, path):
    """Press the button by keyboard, and keep the file that the browser saves."""
    page.get_by_role("button", name=button).focus()
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    waiting.value.save_as(path)
    return path


def opened(page, path):
    page.goto(path.as_uri())
    page.wait_for_selector("body.ready")


def answers_terms(page, keeper, details, look):
    """They read their terms, say yes to the module, the website and downloads, and agree."""
    keeper.step("terms", "--details", details, "--to", keeper.folder)
    opened(page, keeper.folder / f"terms-{keeper.ref}.html")
    for name in ("use", "course site", "downloaded notebooks"):
        page.locator(f"[data-key='answer.{name}'][value='yes']").focus()
        page.keyboard.press("Space")
    page.locator("[data-key='credit'][value='chosen']").check()
    page.locator("[data-key='display_text']").fill(CREDIT)
    look("contributor-terms", page.get_by_role("heading", level=2).nth(2))
    page.locator("[data-key='decision'][value='yes']").focus()
    page.keyboard.press("Space")
    return saved(page, "Save my answers", keeper.folder / "my-terms.html")


def writes_in_a_pack(page, keeper, details, look):
    """They comment on a passage, and write their own words in the place that is theirs."""
    keeper.types("pack", MODULE, "--for", keeper.ref, "--details", details, "--to", keeper.folder)
    opened(page, keeper.folder / f"safe-sharing-pack-{keeper.ref}.html")
    place = page.locator("div.passage").filter(has=page.locator("details")).nth(70)
    place.locator("summary").focus()
    page.keyboard.press("Enter")
    place.locator("textarea").first.fill(COMMENT)
    look("contributor-pack", place)
    page.get_by_label(f"Your own words for {SLOT.upper()}").fill(WORDS)
    return saved(page, "Save my comments", keeper.folder / "my-pack.html")


def answers_an_edit(page, keeper, look):
    """They see what was changed in their words, and say yes to exactly these."""
    keeper.step("show", keeper.file(EDITED, "words.txt"), "--to", keeper.folder)
    opened(page, keeper.folder / f"edit-{keeper.ref}.html")
    look("contributor-edit", page.get_by_role("heading", level=1))
    page.locator("[data-key='decision'][value='yes']").focus()
    page.keyboard.press("Space")
    page.locator("[data-key='faster']").focus()
    page.keyboard.press("Space")
    return saved(page, "Save my answer", keeper.folder / "my-answer.html")


@contextmanager
def links_served(keeper):
    """The service behind withdrawal links, as an operator starts it; its address."""
    site = f"http://127.0.0.1:{free_port()}"
    port = site.rpartition(":")[2]
    where = ["--course", str(keeper.course), "--workspace", str(keeper.workspace)]
    serving = subprocess.Popen([*COPROD, "withdraw", "--serve", port, *where], stdout=sys.stderr)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{site}/nothing", timeout=5).close()
            except urllib.error.HTTPError as reply:
                reply.close()
                break  # it answers, with its own "nothing here"
            except OSError:
                time.sleep(0.1)
        else:
            raise AssertionError("nothing answers where the links are served")
        yield site
    finally:
        serving.terminate()
        serving.wait(20)


def takes_it_back(page, keeper, look):
    """They open the link that they were sent, with no login, and press the one button."""
    with links_served(keeper) as site:
        link = keeper.step("link", "--site", site).split()[0]
        page.goto(link)
        look("contributor-withdraw", page.get_by_role("heading", level=1))
        page.keyboard.press("Tab")  # first "Leave this page", then the one button
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Your words are withdrawn").wait_for(timeout=60_000)


def whole_way(page, folder, look):
    """From the question to the last page. look(name, at): called where there is most to see.

    Returns the keeper, what a merge of the pack said, and the words that were approved.
    """
    keeper = Keeper(folder)
    details, talk = asked_for_their_words(keeper)
    agreed = keeper.step("agree", answers_terms(page, keeper, details, look), "--talk", talk)
    assert "terms agreed" in agreed
    pack = writes_in_a_pack(page, keeper, details, look)
    merged = coprod("merge", pack, "--key", keeper.key, "--workspace", keeper.workspace)
    theirs = next((keeper.workspace / "private" / "packs").rglob("for-the-keeper.*"))
    keeper.step("draft", theirs)
    page_back = answers_an_edit(page, keeper, look)
    approved = keeper.step("approve", page_back, "--others", "none")
    takes_it_back(page, keeper, look)
    return keeper, merged, approved
