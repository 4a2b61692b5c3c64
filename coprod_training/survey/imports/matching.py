"""Matches the columns of a file to one version of the instrument, word for word.

A question whose words differ is not that question: it is reported, with the nearest one beside it,
and the file waits. The steward then says that it is another version (a new instrument file) or
that only the tool's writing differs (an import map). Source: survey-dataset.md, "an item id never
changes meaning; changed wording = new version, and versions are never silently pooled".
"""

import re
from collections.abc import Iterator

from coprod_training.activities.rating_grid import STEP5_FLAGS
from coprod_training.content.form_words import PAPER_CODE, STEP5
from coprod_training.content.instrument import Instrument, Item
from coprod_training.survey.imports.differences import changed_words, missing
from coprod_training.survey.imports.headings import Reading, read_heading, without_number
from coprod_training.survey.imports.import_map import OTHER, RECEIPT, SERVICE, ImportMap
from coprod_training.survey.imports.places import Issue, Layout, Place, Target
from coprod_training.survey.imports.plain import match_key, shortened, shown
from coprod_training.survey.imports.sheet import Heading, Table, names_of
from coprod_training.survey.imports.wordings import Wordings

_SERVICE_NAMES = {"sd6", "service code"}
_RECEIPT_NAMES = {"receipt", "receipt code", "your receipt code", "receipt_on_paper"}
_RECEIPT_NAMES.add(match_key(PAPER_CODE))
_FLAG_NAMES = {flag: flag for flag in STEP5_FLAGS}
_FLAG_NAMES |= {match_key(words): flag for flag, words in STEP5.items()}
_OTHER_NAMES = re.compile(r"(other|something else|please specify)\b.*")
_LIME_PART = re.compile(r"SQ0*(\d{1,3})", re.IGNORECASE)
_VERSION = "Add the instrument file of that version, or say in an import map that it is the same."


def match(table: Table, instrument: Instrument, said: ImportMap, vouched: bool) -> Layout:
    """How an instrument fits a file. vouched: the steward named this version.

    It never raises for a file that does not fit: `issues` then says what is in the way.
    """
    return _Matcher(table, instrument, said).layout(vouched)


class _Matcher:
    def __init__(self, table: Table, instrument: Instrument, said: ImportMap) -> None:
        self.table, self.words = table, Wordings(instrument, said)
        self.issues: list[Issue] = []
        self.notes: list[str] = []
        self.coded = self.repeated = False
        self.not_checked: set[str] = set()
        self.keys = {match_key(one.question) for one in table.headings}

    def layout(self, vouched: bool) -> Layout:
        places = [Place(one, self._target(one)) for one in self.table.headings]
        if self.table.kind.tool == "kobotoolbox":
            places = _told_once(places)
        words, asked = self.words, {one.target.item for one in places}
        absent = [item for item in words.items.values() if item.id not in asked]
        unknown = [one.heading for one in places if one.target.role == "unknown"]
        issues = [*self.issues, *changed_words(unknown, absent, words), *missing(places, words)]
        if self.coded and not vouched:
            issues.append(
                Issue(
                    "The questions are given by code only, so their words cannot be compared.",
                    "Export with the words as well, or name the version with --instrument: with"
                    " it you say that questions and answers of the form are those of that version.",
                )
            )
        if self.repeated:
            self.notes.append("Questions that are there twice: the column that is filled counts.")
        if self.not_checked:
            self.notes.append(
                "The export does not hold the line that is read before these questions, so check"
                f" the form itself: {'; '.join(sorted(self.not_checked))}."
            )
        return Layout(
            table=self.table,
            instrument=words.instrument,
            said=words.said,
            places=tuple(places),
            issues=tuple(issues),
            notes=tuple(self.notes),
            coded=self.coded,
        )

    def _target(self, heading: Heading) -> Target:
        whole, key = match_key(heading.whole), match_key(heading.question)
        for said in (whole, key):
            if said in self.words.headings:
                return self._said(self.words.headings[said])
        if whole in self.words.ignored or key in self.words.ignored:
            return Target("left_out")
        return (
            self._of_the_tool(heading)
            or self._of_the_instrument(read_heading(heading, self.table.kind))
            or Target("unknown" if whole and not self._only_read(heading) else "left_out")
        )

    def _only_read(self, heading: Heading) -> bool:
        """KoboToolbox exports what is read and not answered too: columns with nothing in them."""
        filled = any(shown(line.cell(heading.index)) for line in self.table.lines)
        return self.table.kind.tool == "kobotoolbox" and not filled

    def _said(self, target: str) -> Target:
        item, _, value = target.partition("=")
        if item in STEP5_FLAGS:
            return Target("flag", item)
        if item in (SERVICE, RECEIPT):
            return Target("service" if item == SERVICE else "receipt")
        if value == OTHER:
            return Target("own_words", item)
        return Target("part", item, value) if value else self._whole(item)

    def _of_the_tool(self, heading: Heading) -> Target | None:
        kind, names = self.table.kind, {match_key(heading.question)}
        if kind.tool == "limesurvey":
            names = names_of(heading)
        if kind.tool == "kobotoolbox":
            names = {own for name in names for own in _without_group(name)}
        if heading.part:
            return None
        for role, wanted in (("id", kind.ids), ("started", kind.started), ("done", kind.done)):
            if names & set(wanted):
                return Target(role)  # type: ignore[arg-type]  # one of the three above
        if names & _SERVICE_NAMES:
            return Target("service")
        if names & _RECEIPT_NAMES:
            return Target("receipt")
        if flags := names & set(_FLAG_NAMES):
            return Target("flag", _FLAG_NAMES[flags.pop()])
        return Target("left_out") if any(map(kind.leaves_out, names)) else None

    def _of_the_instrument(self, read: Reading) -> Target | None:
        if read.code and (found := self._by_code(read)) is not None:
            return found
        if read.part:
            return self._by_words_and_part(read)
        if self.table.kind.tool == "kobotoolbox":
            return next(filter(None, map(self._by_label, _without_group(read.text))), None)
        found = self._by_words(read.text)
        if found is None and self.table.kind.tool == "msforms":
            first = without_number(read.text)
            if first is not None and match_key(first) in self.keys:
                found = self._by_words(first)
                self.repeated = self.repeated or found is not None
        return found

    def _by_words(self, text: str) -> Target | None:
        item = self.words.by_words.get(match_key(text))
        if item is None:
            return None
        stem = self.words.stem_of(self.words.items[item])
        if stem and not any(match_key(stem) in key for key in self.keys):
            self.not_checked.add(f'"{shortened(stem)}"')
        return self._whole(item)

    def _by_label(self, text: str) -> Target | None:
        above, _, below = text.rpartition("/")
        found = self._by_words(text)
        return found or (self._by_words_and_part(Reading(above, below)) if above else None)

    def _by_words_and_part(self, read: Reading) -> Target | None:
        words, above, below = self.words, match_key(read.text), match_key(read.part)
        if above in words.by_words:
            item = words.items[words.by_words[above]]
            if item.type != "multiple" and not _OTHER_NAMES.fullmatch(below):
                return None
            if item.type != "multiple":
                return Target("own_words", item.id)
            return self._part_by_words(item, read)
        if below not in words.by_words:
            return None
        item = words.items[words.by_words[below]]
        if above not in words.before(item):
            self._differs(item, read.text, words.stem_of(item), "the line before it")
        return self._whole(item.id)

    def _part_by_words(self, item: Item, read: Reading) -> Target | None:
        value = self.words.answers(item).get(match_key(read.part))
        if value is not None:
            return Target("part", item.id, value)
        if _OTHER_NAMES.fullmatch(match_key(read.part)):
            return Target("own_words", item.id)
        self._differs(item, read.part, "", "an answer")
        return None

    def _by_code(self, read: Reading) -> Target | None:
        words = self.words
        own, below = (words.by_code.get(code.casefold()) for code in (read.code, read.sub))
        if own is None and below is None:
            return None
        if own is None and below is not None:
            # A grid: the part's code is the item's.
            item = words.items[below]
            self._compare(item, read.part or read.text)
            if read.part and match_key(read.text) not in words.before(item):
                self._differs(item, read.text, words.stem_of(item), "the line before it")
            return self._whole(below)
        item = words.items[own or ""]
        self._compare(item, read.text)
        if not read.sub:
            return self._whole(item.id)
        if read.sub.casefold() == OTHER:
            return Target("own_words", item.id)
        return self._part_by_code(item, read)

    def _part_by_code(self, item: Item, read: Reading) -> Target | None:
        value = self.words.values(item).get(read.sub.casefold())
        if value is None and (place := _LIME_PART.fullmatch(read.sub)):
            said = self.words.said.parts.get(item.id, ())
            number = int(place[1])
            value = said[number - 1] if 0 < number <= len(said) else None
        if value is None and read.part:
            return self._part_by_words(item, read)
        if value is None:
            self.issues.append(
                Issue(
                    f"{item.id} has a part called {shortened(read.sub, 20)}, and the file does not"
                    " say which answer that is.",
                    "Export with the words as well, or say so under `parts` in an import map.",
                )
            )
            return None
        if read.part and self.words.answers(item).get(match_key(read.part)) != value:
            self._differs(item, read.part, "", "an answer")
        return Target("part", item.id, value)

    def _compare(self, item: Item, text: str) -> None:
        if not text:
            self.coded = True
        elif self.words.by_words.get(match_key(text)) != item.id:
            self._differs(item, text, item.text, "the question")

    def _whole(self, item_id: str) -> Target:
        kind = self.words.items[item_id].type if item_id in self.words.items else ""
        return Target("own_words" if kind == "text" else "answer", item_id)

    def _differs(self, item: Item, here: str, there: str, what: str) -> None:
        version = self.words.instrument.id
        said = f' {version} has "{shortened(there, 200)}".' if there else ""
        self.issues.append(
            Issue(
                f'{item.id}: in this file {what} is "{shortened(here, 200)}".{said}'
                f" These are not the words of {version}.",
                _VERSION,
            )
        )


def _without_group(heading: str) -> tuple[str, str]:
    """A heading as it is, and without what KoboToolbox puts before it where it exports groups."""
    return heading, heading.partition("/")[2]


def _told_once(places: list[Place]) -> list[Place]:
    """KoboToolbox writes several answers in one column, and each again in its own: those count."""
    parted = {one.target.item for one in places if one.target.role == "part"}
    return [
        Place(one.heading, Target("left_out"))
        if one.target.role == "answer" and one.target.item in parted
        else one
        for one in places
    ]


def places_by_item(layout: Layout) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """The items that have columns, each with its columns, in the order of the file."""
    found: dict[str, list[Place]] = {}
    for place in layout.places:
        if place.target.role in ("answer", "part"):
            found.setdefault(place.target.item, []).append(place)
    for item, places in found.items():
        yield item, tuple(places)
