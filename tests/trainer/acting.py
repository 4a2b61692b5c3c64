"""Words that try to act, in everything a trainer's pages show, and whether a page let them."""

import random
import re
import sqlite3
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime

import made_once
from handing_in import TASK, hand_in, step
from lab.served import prepare
from payloads import KINDS, PAYLOADS
from playwright.sync_api import Error

from coprod_training.grading.second_marks import give_second, second_markings

# Before anything of a page runs: what acts calls this, and so does whatever the policy refused.
WATCH = """
window.acts = [];
window.acted = () => window.acts.push('a script');
document.addEventListener('securitypolicyviolation', event => window.acts.push(event.blockedURI));
"""
# What no page of ours has in its main part, and the words try to make.
STRANGE = (
    "script, style, link, meta, base, template, img, video, audio, iframe, object, embed, math,"
    " [onload], [onerror], [onclick], [onfocus], [onmouseover], [ontoggle], [autofocus],"
    " [href^='javascript:' i], [href^='data:' i], [action*='acted']"
)


def chosen(full):
    """All of the words, or a sample of each kind that is the same each time."""
    draw = random.Random(20261125).sample
    return PAYLOADS if full else [words for kind, some in KINDS for words in draw(kind, some)]


def learners(tried):
    """(name to sign in with, words) of each."""
    return [(f"learner-{number:03}", words) for number, words in enumerate(tried)]


def after_a_round(workspace, tried):
    """A workspace in which everybody answered, is called, and got a comment with such words."""

    def make(folder):
        prepare(folder, "trainer")
        _a_round(folder, tried)

    return made_once.copied(f"acting-{len(tried)}", make, workspace)


def _a_round(workspace, tried):
    """From the release up to the feedback."""
    step(workspace, "release", "--due", "2031-01-11T17:00:00+00:00")
    for learner, words in learners(tried):
        hand_in(workspace, learner, words)
    step(workspace, "collect")
    with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
        for learner, words in learners(tried):
            db.execute(
                "UPDATE student SET first_name = ?, last_name = ? WHERE id = ?",
                (words, words, learner),
            )
            db.execute(
                "UPDATE comment SET manual_comment = ? WHERE notebook_id IN (SELECT filled.id"
                " FROM submitted_notebook AS filled JOIN submitted_assignment AS a"
                " ON a.id = filled.assignment_id WHERE a.student_id = ?)",
                (words, learner),
            )
        db.execute(
            "UPDATE grade SET manual_score = 2, needs_manual_grade = 0 WHERE auto_score IS NULL"
        )
    step(workspace, "return")
    # Or the first marks of those that were drawn would be hidden from whoever did not give them.
    for one in second_markings(workspace / "trainer", TASK):
        give_second(workspace / "trainer", one, 0, "somebody", datetime.now(UTC))


@contextmanager
def watched(browser):
    """A page of a browser of its own, which notes whatever leaves it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.outside = []
    page.on("dialog", lambda dialog: (page.outside.append("a dialog"), dialog.dismiss()))
    page.on(
        "request",
        lambda asked: page.outside.append(asked.url) if "/acted" in asked.url else None,
    )
    yield page
    context.close()


def nothing_acts(page):
    """Whether the page that is open did only what we wrote; a pointer wanders over it, too."""
    page.mouse.move(300, 300)
    page.keyboard.press("Tab")
    return page.evaluate("window.acts") == [] and page.outside == []


def kept_as_a_file(page, address):
    """The bytes of an address that is opened as a page, of which a browser has to make a file."""
    with page.expect_download() as got, suppress(Error):
        page.goto(address)  # raises, since no page comes of it
    assert nothing_acts(page)
    return got.value.path().read_bytes()


def nothing_strange(page):
    """Whether the main part of the page has only elements of ours."""
    return page.locator(f"main :is({STRANGE})").count() == 0


def printable(words):
    """What can be seen of the words: a tab as a blank, control signs and line breaks aside."""
    seen = words.replace("\t", " ")
    return "".join(sign for sign in seen if sign not in "\x00\n").strip()


def can_be_kept(words):
    """Whether they can be an answer; one with a sign that no file should hold is left out."""
    return "\x00" not in words


def as_excel_shows(text):
    """A sign that XML cannot hold is written as _x and its number (ECMA-376, ST_Xstring)."""
    return re.sub("_x([0-9A-F]{4})_", lambda sign: chr(int(sign[1], 16)), text)


def close_together(words):
    """Without blanks and line breaks, and quotes as CSV has them: once."""
    return "".join(words.split()).replace('""', '"')
