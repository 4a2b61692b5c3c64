"""Bring in answers to the survey from Microsoft Forms, SmartSurvey, LimeSurvey or KoboToolbox."""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coprod_training.cli.options import add_course, add_workspace, workspace_of
from coprod_training.cli.survey_course import survey_course
from coprod_training.errors import CoprodError
from coprod_training.lab.workspace import Workspace
from coprod_training.plain_words import plain_line
from coprod_training.survey.imports.dates import ORDERS
from coprod_training.survey.imports.import_map import NO_MAP, find_map, refuse_misfit
from coprod_training.survey.imports.kinds import TOOLS
from coprod_training.survey.imports.open_file import open_file
from coprod_training.survey.imports.plan import keep, plan
from coprod_training.survey.imports.preview import batch_lines, kept_out_lines, preview_lines
from coprod_training.survey.imports.store import ImportStore
from coprod_training.survey.imports.understand import Asked, Understood, understand
from coprod_training.survey.instruments import instruments_of
from coprod_training.survey.keys import survey_key
from coprod_training.survey.store import SurveyStore

_MONTH = re.compile(r"20\d{2}-(0[1-9]|1[0-2])")


def arguments(what: Any) -> None:
    """Offer `import`. what: the subparsers of `coprod survey`."""
    parser = what.add_parser("import", help="bring in answers from another survey tool")
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="an .xlsx or .csv export"
    )
    parser.add_argument("--as", dest="tool", choices=TOOLS, help="the tool that wrote the file")
    parser.add_argument("--instrument", default="", metavar="ID", help="the version, as cps-0.1")
    parser.add_argument(
        "--dates", choices=ORDERS[:2], help="day or month first, where the file does not show it"
    )
    parser.add_argument(
        "--map", default="", metavar="MAP", help="an import map: its name, or the path of one"
    )
    parser.add_argument("--yes", action="store_true", help="write without asking, for scripts")
    parser.add_argument("--list", action="store_true", help="list what was brought in")
    parser.add_argument(
        "--kept-out", default="", metavar="BATCH", help="say why rows of a batch were kept out"
    )
    parser.add_argument(
        "--forget-before", default="", metavar="YYYY-MM", help="wipe rows of the months before"
    )
    add_course(parser)
    add_workspace(parser)
    parser.set_defaults(part=run)


def run(asked: argparse.Namespace) -> int:
    """Bring in a file, or say what was brought in before."""
    workspace = workspace_of(asked)
    store = SurveyStore(workspace.private)
    if asked.list or asked.kept_out:
        with store.locked():
            batches = ImportStore(store).kept()
        shown = kept_out_lines(batches, asked.kept_out) if asked.kept_out else batch_lines(batches)
        print(*map(plain_line, shown), sep="\n")
        return 0
    if asked.forget_before:
        return _forget(store, asked)
    if asked.file is None:
        raise CoprodError("No file was named.", fix="Say which: coprod survey import FILE")
    return _bring_in(asked, workspace, store)


def _bring_in(asked: argparse.Namespace, workspace: Workspace, store: SurveyStore) -> int:
    course = survey_course(asked, workspace)
    instruments = instruments_of(course)
    said = find_map(course.root, asked.map) if asked.map else NO_MAP
    for instrument in instruments:
        if asked.map and instrument.id == said.instrument:
            refuse_misfit(said, instrument, Path(asked.map))
    now = datetime.now(UTC)
    wanted = Asked(tool=asked.tool, instrument=asked.instrument, order=asked.dates, said=said)
    key = survey_key(workspace.private)
    found = understand(open_file(asked.file), instruments, wanted, key, now)
    with store.locked():
        planned = plan(found, ImportStore(store))
    print(*map(plain_line, preview_lines(found, planned)), sep="\n")
    if found.issues:
        print("\nNothing was written.")
        return 1
    if not _agreed(asked, found):
        print("Nothing was written.")
        return 1
    with store.locked():
        # Somebody may have brought in, or taken out, answers while the preview was read.
        again = plan(found, ImportStore(store))
        if again.outcomes != planned.outcomes:
            raise CoprodError("The survey store has changed in the meantime.", fix="Do this again.")
        batch = keep(found, again, ImportStore(store), now)
    if batch is None:
        print("Everything in this file was here already. Nothing was written.")
        return 0
    print(f"Written as {batch.id}.")
    print("Build the dataset again to see it there: coprod survey build DIR")
    return 0


def _agreed(asked: argparse.Namespace, found: Understood) -> bool:
    """Whether the steward says yes, after the preview; without anybody there it is a no."""
    if asked.yes:
        return True
    text = found.layout.instrument.consent_text_version
    print(f"\nThe form must have shown the consent text {text}, word for word.")
    return _says_yes("Did it, and should these answers be brought in? [y/N] ")


def _says_yes(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        print()
        return False


def _forget(store: SurveyStore, asked: argparse.Namespace) -> int:
    if not _MONTH.fullmatch(asked.forget_before):
        raise CoprodError(
            f'"{asked.forget_before}" is not a month.', fix="Write it as year and month: 2026-11."
        )
    with store.locked():
        there = ImportStore(store).rows_before(asked.forget_before)
    if not (asked.yes or _says_yes(f"Wipe {there} rows? They do not come back. [y/N] ")):
        print("Nothing was wiped.")
        return 1
    with store.locked():
        rows = ImportStore(store).forget_before(asked.forget_before)
    print(f"Rows wiped: {rows}. They leave the dataset when it is next built.")
    return 0
