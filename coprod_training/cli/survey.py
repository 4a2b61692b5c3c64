"""Build the survey dataset from consented self-checks, and what is made of it."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.cli import (
    survey_exports,
    survey_gaps,
    survey_import,
    survey_instrument,
    survey_release,
    survey_report,
    survey_synthetic,
    survey_trace,
)
from coprod_training.cli.options import add_workspace, workspace_of
from coprod_training.content.course import load_course
from coprod_training.content.on_a_day import course_on
from coprod_training.content.place import learner_id
from coprod_training.errors import CourseNotFound
from coprod_training.survey.code_version import made_at
from coprod_training.survey.dataset import build
from coprod_training.survey.feed import feed
from coprod_training.survey.instruments import instruments_of
from coprod_training.survey.keys import load_key
from coprod_training.survey.retention import take_out_the_old
from coprod_training.survey.store import SurveyStore
from coprod_training.survey.withdraw import withdraw
from coprod_training.survey.wording import compare

_PARTS = (
    survey_exports,
    survey_gaps,
    survey_import,
    survey_instrument,
    survey_release,
    survey_report,
    survey_synthetic,
    survey_trace,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    built = what.add_parser("build", help="write the dataset as a Data Package")
    built.add_argument("folder", type=Path, metavar="DIR", help="where to write it")
    survey_exports.add_with(built)
    add_workspace(built)
    out = what.add_parser("withdraw", help="take one person's answers out, by receipt code")
    out.add_argument("code", metavar="CODE", help="such as 7K3M-9QXT-2B4D")
    add_workspace(out)
    for part in _PARTS:
        part.arguments(what)


def run(asked: argparse.Namespace) -> int:
    """Do what was asked for, and say what came of it."""
    if "part" in asked:
        return int(asked.part(asked))
    workspace = workspace_of(asked)
    store = SurveyStore(workspace.private)
    key = load_key(workspace.private, "survey")
    now = datetime.now(UTC)
    if asked.what == "withdraw":
        print(withdraw(store, key, asked.code, now).sentence())
        return 0
    # The learner's own copy: what they answered was asked in its words.
    root = workspace.learner / ".coprod" / "course"
    if not (root / "course.yaml").is_file():
        raise CourseNotFound(
            "There is no course here yet.",
            where=str(workspace.root),
            fix="Start it once with: coprod start",
        )
    course = course_on(load_course(root), now.date())
    current, *earlier = instruments_of(course)
    learners = [(learner_id(os.environ), workspace.learner)]
    report = feed(store, key, course, learners, now, earlier=earlier)
    print(*report.lines(), sep="\n")
    for out in take_out_the_old(store, [current, *earlier], now):
        print(out.sentence())
    text_version = current.consent_text_version
    made = made_at(now, os.environ)
    built = build(store, [current, *earlier], asked.folder, made, text_version=text_version)
    print(*built.lines(), sep="\n")
    for old in earlier:
        print(compare(old, current).sentence())
    return survey_exports.write(asked.folder, asked.forms)
