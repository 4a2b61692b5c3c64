"""Build the survey dataset from consented self-checks, and what is made from it."""

import argparse
import os
from datetime import UTC, date, datetime
from pathlib import Path

from coprod_training.cli import (
    survey_exports,
    survey_gaps,
    survey_hub,
    survey_import,
    survey_instrument,
    survey_release,
    survey_report,
    survey_synthetic,
    survey_trace,
)
from coprod_training.cli.options import (
    add_course,
    add_workspace,
    staff_copy_of,
    workspace_of,
    workspace_there,
)
from coprod_training.cli.survey_course import as_learners_had_it, survey_course
from coprod_training.content.course import Course, load_course
from coprod_training.content.on_a_day import course_on
from coprod_training.content.place import learner_id
from coprod_training.lab.workspace import Workspace
from coprod_training.survey.code_version import made_at
from coprod_training.survey.consent import too_soon_words
from coprod_training.survey.dataset import build
from coprod_training.survey.feed import feed
from coprod_training.survey.instruments import instruments_of
from coprod_training.survey.keys import survey_key
from coprod_training.survey.retention import TakenOut, take_out_the_old
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
    survey_hub.add_options(built)
    add_course(built)
    out = what.add_parser("withdraw", help="take one person's answers out, by receipt code")
    out.add_argument("code", metavar="CODE", help="such as 7K3M-9QXT-2B4D")
    add_workspace(out)
    survey_hub.add_collector(out)
    for part in _PARTS:
        part.arguments(what)


def run(asked: argparse.Namespace) -> int:
    """Do what was asked for, and say what came of it."""
    if "part" in asked:
        return int(asked.part(asked))
    now = datetime.now(UTC)
    return _withdraw(asked, now) if asked.what == "withdraw" else _build(asked, now)


def _withdraw(asked: argparse.Namespace, now: datetime) -> int:
    # In a folder that was mistyped nobody's answers are, and their owner would be told so. On a hub
    # the answers are with the collector, and there may be no workspace.
    workspace = workspace_of(asked) if asked.collector else workspace_there(asked)
    store, key = SurveyStore(workspace.private), survey_key(workspace.private)
    here = "Here: " if asked.collector else ""
    print(f"{here}{withdraw(store, key, asked.code, now).sentence()}")
    if asked.collector:
        print(f"On the hub: {survey_hub.withdraw_there(asked.collector, asked.code)}")
    return 0


def _build(asked: argparse.Namespace, now: datetime) -> int:
    workspace = workspace_of(asked)
    store = SurveyStore(workspace.private)
    on_hub = survey_hub.is_asked_for(asked)
    course = _course(asked, workspace, on_hub, now.date())
    current, *earlier = versions = instruments_of(course)
    gone: list[TakenOut] = []
    if on_hub:
        from coprod_training.collector.survey_for_steward import take_out_the_old_there

        gone = take_out_the_old_there(survey_hub.address_of(asked), store, versions, now)
    hub = survey_hub.read_hub_if_asked(asked)
    if hub is not None:
        counted = hub.standing(current.consent_text_version)
        print(f"Answers of the hub's learners: {len(counted)}.")
        if waiting := hub.waiting(current.consent_text_version):
            print(
                f"Not counted, as they said yes to different words from the present ones:"
                f" {len(waiting)}."
            )
        if too_soon := hub.too_soon():
            print(too_soon_words(too_soon))
    else:
        key = survey_key(workspace.private)
        learners = [(learner_id(os.environ), workspace.learner)]
        report = feed(store, key, course, learners, now, earlier=earlier)
        print("Given in the course, on this machine:", *report.lines(), sep="\n")
    for out in (*gone, *take_out_the_old(store, versions, now)):
        print(out.sentence())
    text_version = current.consent_text_version
    made = made_at(now, os.environ)
    built = build(
        store,
        versions,
        asked.folder,
        made,
        text_version=text_version,
        hub=hub,
        course=course.root,
    )
    print(*built.lines(), sep="\n")
    for old in earlier:
        print(compare(old, current).sentence())
    return survey_exports.write(asked.folder, asked.forms)


def _course(asked: argparse.Namespace, workspace: Workspace, on_hub: bool, day: date) -> Course:
    """The course in whose words was asked, and in the state that its learners had."""
    if on_hub:  # nobody opens the course in a steward's workspace there
        return course_on(load_course(staff_copy_of(asked) / "course"), day)
    return as_learners_had_it(survey_course(asked, workspace), workspace, day)
