"""Write the survey as forms and as its dictionary, or compare the words of two versions."""

import argparse
import json
from pathlib import Path
from typing import Any

from coprod_training.cli.options import add_course, staff_copy_of
from coprod_training.content.course import load_course
from coprod_training.content.instrument import Instrument, load_instrument
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.survey.dictionary import codebook, table_schema
from coprod_training.survey.exports.same_bytes import same_bytes
from coprod_training.survey.wording import compare


def arguments(what: Any) -> None:
    """Offer `instrument` and `compare`. what: the subparsers of `coprod survey`."""
    made = what.add_parser(
        "instrument", help="write the survey as XLSForm, form on paper, and dictionary"
    )
    made.add_argument("folder", type=Path, metavar="DIR", help="where to write the files")
    made.add_argument("--large", action="store_true", help="the form on paper in large print")
    add_course(made)
    made.set_defaults(part=_instrument)
    beside = what.add_parser(
        "compare", help="say which answers to two versions may be counted together"
    )
    beside.add_argument("old", metavar="OLD", help="such as cps-0.1, or the version's file")
    beside.add_argument("new", metavar="NEW", help="such as cps-0.2, or the version's file")
    add_course(beside)
    beside.set_defaults(part=_compare)


def instrument_files(instrument: Instrument, *, large: bool = False) -> dict[str, bytes]:
    """Everything that follows from one version, by file name; always the same bytes."""
    # Only here: nobody else needs what writes Word documents and workbooks.
    from coprod_training.paper.html import html_of
    from coprod_training.paper.survey_form import survey_paper
    from coprod_training.paper.word import word_of
    from coprod_training.survey.xlsform import xlsform

    paper = survey_paper(instrument, large=large)
    schema = json.dumps(table_schema(instrument), ensure_ascii=False, indent=2) + "\n"
    return {
        f"{instrument.id}-xlsform.xlsx": xlsform(instrument),
        f"{instrument.id}-form.html": html_of(paper).encode(),
        f"{instrument.id}-form.docx": same_bytes(word_of(paper)),
        f"codebook-{instrument.id}.md": codebook(instrument).encode(),
        f"{instrument.id}-schema.json": schema.encode(),
    }


def _instrument(asked: argparse.Namespace) -> int:
    if asked.folder.exists() and not asked.folder.is_dir():
        raise CoprodError("This is a file.", where=str(asked.folder), fix="Give a folder.")
    instrument = load_course(staff_copy_of(asked) / "course").instrument
    for name, content in instrument_files(instrument, large=asked.large).items():
        put_file_in_place(asked.folder / name, content)
        print(asked.folder / name)
    if open_ := instrument.consent_gaps():
        print("The consent text still waits for these. Agree on each, and write it into the")
        print("instrument as a new version, before anybody is asked:")
        print(*(f"  {gap}" for gap in open_), sep="\n")
    return 0


def _compare(asked: argparse.Namespace) -> int:
    """Print the comparison; 1 when anything keeps answers from being counted together."""
    old, new = (_version(asked, name) for name in (asked.old, asked.new))
    found = compare(old, new)
    print(*found.lines(), sep="\n")
    return 1 if found.not_pooled() or found.around else 0


def _version(asked: argparse.Namespace, name: str) -> Instrument:
    path = Path(name)
    if path.suffix != ".yaml":
        path = staff_copy_of(asked) / "course" / "instruments" / f"{name}.yaml"
    if not path.is_file():
        raise CoprodError(
            "There is no such version of the survey.",
            where=str(path),
            fix="Give the name of a file in course/instruments/, or the file itself.",
        )
    return load_instrument(path)
