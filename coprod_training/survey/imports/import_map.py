"""What a steward says of one form: its words where the tool's differ, and what it leaves out.

An instrument holds the words; a map holds what cannot be told from them, and each entry is
somebody's decision. Nothing is ever matched by likeness. A map cannot change what a question asks:
a form that asks something else is another version of the instrument.
`course/instruments/import-maps/<id>.yaml`, one for each form that needs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from coprod_training.activities.rating_grid import STEP5_FLAGS
from coprod_training.content.instrument import Instrument
from coprod_training.content.schema import structure
from coprod_training.errors import ContentProblems, CoprodError, Problem
from coprod_training.survey.imports.kinds import Tool
from coprod_training.yamlfile import YamlFile, read_yaml

FOLDER = "import-maps"
SERVICE, RECEIPT = "SD6", "receipt"
"""A service code, and a receipt code: no items of the instrument, since no answer is asked."""
OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class ImportMap:
    """One form. why: how it was found that the words are the same, for whoever reads it next.

    headings: {a heading as the file has it: an item, or "RES1=a" for one answer of it, "RES1=other"
    for its written part, s5_decide, s5_do, SD6 or receipt}. ignore: headings that hold no answer to
    the instrument. not_asked: items that the form left out. answers: {item: {words in the file: the
    value in the instrument}}. answer_codes: the file holds the instrument's own values in the place
    of words. parts: {item: the values that SQ001, SQ002 and so on stand for}. other_as_text: items
    where a tool writes somebody's own words in the place of an answer.
    """

    id: str
    instrument: str
    why: str
    tool: Literal["", Tool] = ""
    headings: dict[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    answer_codes: bool = False
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    other_as_text: tuple[str, ...] = ()


NO_MAP = ImportMap(id="", instrument="", why="")


def find_map(root: Path, asked: str) -> ImportMap:
    """The map that a steward named. root: the course folder. asked: its id, or the path of a file.

    Raises ContentProblems when it has mistakes, and CoprodError when there is none.
    """
    folder = root / "instruments" / FOLDER
    for path in (folder / f"{asked}.yaml", Path(asked)):
        if path.is_file():
            return load_map(path)
    known = ", ".join(sorted(one.stem for one in folder.glob("*.yaml"))) or "none"
    raise CoprodError(
        f'There is no import map called "{asked}".',
        where=str(folder),
        fix=f"Give the path of one, or one of those that are here: {known}.",
    )


def load_map(path: Path) -> ImportMap:
    """Read one map. Raises ContentProblems with every mistake in its form."""
    file = read_yaml(path)
    return structure(file, file.data, ImportMap)


def refuse_misfit(one: ImportMap, instrument: Instrument, path: Path) -> None:
    """Raise ContentProblems when a map names what its instrument does not have."""
    file = YamlFile(path, {}, {})
    if found := [*_misfits(one, instrument, file)]:
        raise ContentProblems(found)


def _misfits(one: ImportMap, instrument: Instrument, file: YamlFile) -> Iterator[Problem]:
    items = {
        item.id: {code.value for code in instrument.codes_of(item)} for item in instrument.items
    }

    def problem(part: str, what: str) -> Problem:
        fix = f"See course/instruments/{instrument.id}.yaml."
        return Problem(path=file.path, part=part, what=what, fix=fix)

    for target in one.headings.values():
        item, _, value = target.partition("=")
        if item in (*STEP5_FLAGS, SERVICE, RECEIPT):
            continue
        if item not in items:
            yield problem("headings", f'There is no item "{item}".')
        elif value and value != OTHER and value not in items[item]:
            yield problem("headings", f'{item} has no answer "{value}".')
    for item in (*one.not_asked, *one.other_as_text):
        if item not in items:
            yield problem("not_asked and other_as_text", f'There is no item "{item}".')
    for item, values in [
        *((item, tuple(words.values())) for item, words in one.answers.items()),
        *one.parts.items(),
    ]:
        for value in values:
            if value not in items.get(item, ()):
                yield problem("answers and parts", f'{item} has no answer "{value}".')
