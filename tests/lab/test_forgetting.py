"""After "delete everything", nothing that a learner said is anywhere in the workspace."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from getpass import getuser
from uuid import uuid4

import pytest
from answering import RECEIPT, response_to, write
from opened import STAFF, coprod, opened
from served import TASK, ask, nbgrader, released

from coprod_training.content.course import load_course
from coprod_training.content.digest import content_digest
from coprod_training.content.notebook import read_notebook
from coprod_training.content.upgrade import read_shipped
from coprod_training.grading.extensions import FOLDER, give
from coprod_training.grading.flags import FlagBook
from coprod_training.lab.my_data import survey_pseudonym

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
COURSE = load_course(STAFF / "course")
WORDS = "PLANTED-reflection-9f3e"
NOTE = "PLANTED-note-of-a-worry-88be"
PLANTED_BY = "PLANTED-who-agreed-41cd"
COMMENT = "PLANTED-comment-about-them-77aa"
FORUM = "PLANTED-for-the-forum-90ab"
IN_A_LESSON, IN_A_PICTURE = "PLANTED-in-a-lesson-3c1d", "PLANTED-in-a-picture-7b20"
REPORT, REPLY = "PLANTED-report-5d21", "PLANTED-reply-to-them-19bc"


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """A workspace in which one learner has done all there is to do; what was planted; replies."""
    workspace = tmp_path_factory.mktemp("forget") / "coprod"
    planted = [WORDS, COMMENT, REPORT, REPLY, RECEIPT, PLANTED_BY, NOTE, FORUM]
    planted += [IN_A_LESSON, IN_A_PICTURE]
    released(workspace)
    with opened(workspace) as server:
        for slug, activity in COURSE.activities():
            if COURSE.assessment(slug) is None:
                planted.append(str(uuid4()))
                message = {"type": "keep", "id": planted[-1], "check": True}
                message["response"] = response_to(activity, WORDS)
                reply = ask(server, f"api/activities/{activity.id}", "POST", message)
                assert reply.data["type"] == "saved", (activity.id, reply.data)
        ask(server, f"api/exercises/{TASK}/start", "POST", {})
        folder = workspace / "learner" / "exercises" / TASK
        for question in COURSE.assessment(TASK).questions:
            planted.append(str(uuid4()))
            write(folder, TASK, question.activity, WORDS, planted[-1])
        handed_in = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {})
        assert handed_in.status == 200, handed_in.content
        interest = {"name": "Test", "contact": FORUM, "keep": True}
        assert ask(server, "api/forum", "POST", interest).status == 200
        report = ask(
            server, "api/reports", "POST", {"page": "home", "section": "top", "words": REPORT}
        ).data
        coprod(
            *("inbox", "--workspace", workspace, "reply", report["id"]),
            *("--status", "changed", "--words", REPLY),
        )
        mark(workspace)
        more_time(workspace)
        flag(workspace)
        coprod("survey", "build", workspace.parent / "dataset", "--workspace", workspace)
        planted.append(survey_pseudonym(workspace / "private", getuser()))
        change_a_lesson(workspace / "learner" / "modules")
        ask(server, "api/exercises")  # the feedback comes into the learner's folder
        before = found(workspace, planted)
        records = lines_about_them(workspace / "trainer" / ".coprod")
        seen = ask(server, "api/my-data")
        files = {end: ask(server, f"my-data.{end}") for end in ("json", "csv")}
        told = ask(server, "api/reports").data
        deleted = ask(server, "api/my-data", "DELETE")
        after = {path: ask(server, f"api/{path}") for path in ("my-data", "course", "exercises")}
        left = found(workspace, planted)
    return {
        "workspace": workspace, "planted": planted, "before": before, "seen": seen, "files": files,
        "told": told, "deleted": deleted, "after": after, "left": left,
        "records": records,
    }  # fmt: skip


def change_a_lesson(modules):
    """Write into a lesson in place; an own picture was kept when the course brought one."""
    lesson = min(modules.glob("*.ipynb"))
    notebook = json.loads(lesson.read_text())
    notebook["cells"][0]["source"].append(IN_A_LESSON)
    lesson.write_text(json.dumps(notebook))
    (modules / "steps (my copy 2026-11-23).png").write_bytes(IN_A_PICTURE.encode())


def mark(workspace):
    """Grade, comment and return, as a trainer does."""
    coprod("grade", TASK, "--workspace", workspace)
    with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
        db.execute("UPDATE comment SET manual_comment = ?", (COMMENT,))
        db.execute("UPDATE grade SET manual_score = 2, needs_manual_grade = 0")
    nbgrader(workspace, "trainer", "generate_feedback", TASK)
    nbgrader(workspace, "trainer", "release_feedback", TASK)
    coprod("status", "--workspace", workspace)


def more_time(workspace):
    """What a trainer agreed with the learner."""
    give(
        workspace / "trainer",
        workspace / "exchange" / "coprod",
        TASK,
        getuser(),
        datetime(2031, 1, 1, tzinfo=UTC),
        by=PLANTED_BY,
        now=datetime.now(UTC),
    )


def flag(workspace):
    """What the person named for safeguarding has dealt with."""
    book, now = FlagBook(workspace / "private"), datetime.now(UTC)
    about = {"assignment": TASK, "activity": "words", "handed_in": "", "words": WORDS}
    one = book.raise_flag(learner=getuser(), note=NOTE, by="tom", now=now, **about)
    book.close(one.id, "Rang them.", "sam", now)


def lines_about_them(folder):
    """How many lines of the trainer's records, whatever their files are called, are about them."""
    lines = [line for file in folder.glob("*.jsonl") for line in file.read_text().splitlines()]
    return sum(json.loads(line).get("learner") == getuser() for line in lines)


def found(workspace, planted):
    """Which planted words stand in which files, looked for as bytes."""
    hits = {}
    for path in workspace.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            for words in planted:
                if words.encode() in content:
                    hits.setdefault(words, []).append(path.relative_to(workspace).as_posix())
    return hits


def test_everything_planted_was_really_there(everything):
    assert set(everything["before"]) == set(everything["planted"])
    places = {path.split("/")[0] for paths in everything["before"].values() for path in paths}
    assert {"learner", "trainer", "exchange", "private"} <= places
    assert "trainer/gradebook.db" in everything["before"][COMMENT]


def test_nothing_is_left_but_the_event_that_ends_consent(everything):
    left = dict(everything["left"])
    pseudonym = everything["planted"][-1]

    assert left.pop(pseudonym, []) == ["private/survey/consent.jsonl"]
    assert left == {}


def test_lessons_are_again_as_the_course_shipped_them(everything):
    learner = everything["workspace"] / "learner"
    digests = {
        f"modules/{path.name}": content_digest(read_notebook(path))
        for path in (learner / "modules").glob("*.ipynb")
    }

    assert digests.items() <= read_shipped(learner).now.items()
    assert len(digests) == len(COURSE.modules)


def test_no_date_of_their_own_is_left_in_the_exchange(everything):
    exchange = everything["workspace"] / "exchange" / "coprod"

    assert [*(exchange / FOLDER).iterdir()] == []


def test_one_audit_line_says_that_it_was_done_and_no_more(everything):
    (line,) = (everything["workspace"] / "private" / "audit.jsonl").read_text().splitlines()
    record = json.loads(line)

    assert record["event"] == "learner data deleted"
    assert record["hand_ins"] == record["marked"] == record["reports"] == record["forum"] == 1
    assert record["survey_rows"] == record["exercises"] == 1
    assert getuser() not in line
    assert (everything["workspace"] / "private" / "audit.jsonl").stat().st_mode & 0o077 == 0


def test_the_learner_is_told_and_starts_anew(everything):
    told = everything["deleted"].data["words"]
    assert told.startswith("Everything that was held about you")
    assert "If you said yes or no to the survey data, that stays there" in told
    assert everything["after"]["my-data"].data["answers"] == []
    assert everything["after"]["course"].data["started"] is False
    assert everything["after"]["course"].data["progress"]["done"] == 0
    (exercise,) = everything["after"]["exercises"].data
    assert (exercise["state"], exercise["receipt"]) == ("open", None)


def test_my_data_counts_each_kind_of_record(everything):
    rows = {row["what"]: row["count"] for row in everything["seen"].data["rows"]}

    activities = [slug for slug, _ in COURSE.activities() if COURSE.assessment(slug) is None]
    assert rows["Answers in lessons"] == f"{len(activities)} answers"
    assert rows["Exercises you handed in"] == "1 hand-in"
    assert rows["Marks"] == "1 marked exercise"
    assert rows["More time"] == "1 exercise"
    assert rows["Notes that something is not right"] == "1 note"
    assert rows["Self-check answers in the survey data"] == "1 row"
    assert rows["Each yes or no to the survey data"] == "1 answer"
    assert rows["Feedback you received"] == "1 page"
    (records,) = (count for what, count in rows.items() if what.startswith("Records of marking"))
    assert records == f"{everything['records']} records"
    assert everything["records"] > 3


def test_the_files_to_keep_hold_the_words(everything):
    as_json, as_csv = everything["files"]["json"], everything["files"]["csv"]

    for reply, name in ((as_json, "my-data.json"), (as_csv, "my-data.csv")):
        assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert WORDS.encode() in reply.content
    assert as_json.data["survey"][0]["values"]["DES1"] == 2
    assert as_json.data["reports"][0]["reply"] == REPLY
    (consent,) = as_json.data["consent"]
    assert consent["said"] == "yes"
    (feedback,) = as_json.data["feedback"]
    assert feedback["exercise"] == TASK
    assert COMMENT in feedback["words"]


def test_what_stays_with_others_is_named_and_not_handed_out(everything):
    """A worry about somebody's safety, who agreed to more time, and the name in the survey data."""
    as_json = everything["files"]["json"].content
    rows = [row["what"] for row in everything["seen"].data["rows"]]

    assert "Worries of a trainer about somebody's safety" in rows
    for words in (NOTE, PLANTED_BY, everything["planted"][-1]):
        assert words.encode() not in as_json


def test_a_report_is_answered(everything):
    (report,) = everything["told"]

    assert (report["status"], report["reply"]) == ("Changed", REPLY)
