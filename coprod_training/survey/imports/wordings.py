"""The words of one version of the instrument, ready to be looked up: questions, stems, answers."""

from dataclasses import dataclass
from functools import cached_property

from coprod_training.content.form_words import after, asked, words_of
from coprod_training.content.instrument import Instrument, Item, Phase
from coprod_training.survey.imports.import_map import ImportMap
from coprod_training.survey.imports.plain import match_key, words_in

PHASE: Phase = "baseline"
"""Other tools are used for the survey itself; the course's own forms are answered in the course."""
_OTHER_TEXTS = ("other", "something else")
_LIME_OTHER = "-oth-"
"""What LimeSurvey writes for "Other" where the answers are codes."""


@dataclass(frozen=True)
class Wordings:
    """One version and what a steward said of the form. Every look-up is by `match_key`."""

    instrument: Instrument
    said: ImportMap

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items of the form, by id."""
        return {item.id: item for item in self.instrument.asked_in(PHASE)}

    @cached_property
    def by_words(self) -> dict[str, str]:
        """Item ids by wording: alone, after the line that is read before it, and for not-staff.

        Our own forms have both wordings in one, and on paper the id stands before them.
        """
        found: dict[str, str] = {}
        for item in self.items.values():
            stem = self.stem_of(item)
            for text in filter(None, (item.text, item.text_not_staff, asked(item))):
                for words in (text, f"{stem} {text}", after(stem, text)):
                    found[match_key(words)] = item.id
                    found[match_key(f"{item.id}. {words}")] = item.id
        return found

    @cached_property
    def by_code(self) -> dict[str, str]:
        """Item ids as a tool may write them, in small letters."""
        return {item_id.casefold(): item_id for item_id in self.items}

    @cached_property
    def headings(self) -> dict[str, str]:
        """What the steward's map says of headings."""
        return {match_key(text): target for text, target in self.said.headings.items()}

    @cached_property
    def ignored(self) -> frozenset[str]:
        """Headings that the steward's map leaves out."""
        return frozenset(map(match_key, self.said.ignore))

    def stem_of(self, item: Item) -> str:
        """The line that is read before an item; "" when there is none."""
        return next((area.stem for area in self.instrument.areas if area.id == item.area), "")

    def before(self, item: Item) -> frozenset[str]:
        """What may stand in the heading above an item: its line, or the title of its part."""
        for area in self.instrument.areas:
            if area.id == item.area:
                return frozenset(map(match_key, filter(None, (area.stem, area.title))))
        return frozenset()

    def answers(self, item: Item) -> dict[str, str]:
        """The values of an item by its answers' words; words that two answers share are left out.

        An answer with a short name may show the name, the words, or both; our own forms put a
        step's number before them.
        """
        found: dict[str, set[str]] = {}
        for code in self.instrument.codes_of(item):
            texts = [code.text, *words_of(item, code)]
            if code.label:
                both = (f"{code.label}{sign} {code.text}" for sign in (":", ".", " –"))
                texts += [code.label, *both]
            for text in texts:
                found.setdefault(match_key(text), set()).add(code.value)
        for text, value in self.said.answers.get(item.id, {}).items():
            found[match_key(text)] = {value}
        if other := self.other_of(item):
            found[_LIME_OTHER] = {other}
        return {key: values.pop() for key, values in found.items() if len(values) == 1}

    def other_of(self, item: Item) -> str:
        """The value of an item's "Other", where people may write; "" when it has none."""
        codes = self.instrument.codes_of(item)
        return next((one.value for one in codes if match_key(one.text) in _OTHER_TEXTS), "")

    def values(self, item: Item) -> dict[str, str]:
        """The values of an item by themselves, in small letters, for a file of codes."""
        return {code.value.casefold(): code.value for code in self.instrument.codes_of(item)}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the instrument, in small letters: what a message may repeat."""
        texts = [item.text for item in self.instrument.items]
        texts += [item.text_not_staff for item in self.instrument.items]
        for codes in self.instrument.code_lists.values():
            texts += [f"{code.label} {code.text}" for code in codes]
        texts.append("true false n/a other please specify")
        return frozenset(word for text in texts for word in words_in(text))
