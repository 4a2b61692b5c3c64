"""What two versions of the survey ask in other words, and whose answers may be counted together.

Answers are pooled only when everything that was read before answering is the same, word for word.
Nothing here decides whether two wordings mean the same: people do, and say so in a new version.
Source: survey-instrument.md, section 12: "never pool versions without a note".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coprod_training.content.instrument import Instrument, Item

State = Literal["same", "changed", "removed", "new"]


@dataclass(frozen=True)
class Change:
    """One wording beside the other. what: which words, such as "the question". "" is no words."""

    what: str
    old: str
    new: str


@dataclass(frozen=True)
class Compared:
    """One item in both versions. changes: every difference that somebody could have read."""

    item: str
    state: State
    changes: tuple[Change, ...] = ()

    @property
    def may_be_pooled(self) -> bool:
        """Whether answers from both versions may be counted together."""
        return self.state == "same"


@dataclass(frozen=True)
class Comparison:
    """Two versions. around: changed words that belong to no one item, such as the introduction.

    items: every item of either, in the order of the new one, then what was removed.
    """

    old: Instrument
    new: Instrument
    items: tuple[Compared, ...]
    around: tuple[Change, ...]

    def pooled(self) -> tuple[str, ...]:
        """The ids of the items that may be counted together."""
        return tuple(one.item for one in self.items if one.may_be_pooled)

    def not_pooled(self) -> tuple[str, ...]:
        """The ids of the items that may not."""
        return tuple(one.item for one in self.items if not one.may_be_pooled)

    def sentence(self) -> str:
        """The main point, for whoever builds a dataset with both versions in it."""
        return (
            f"Versions {self.old.version} and {self.new.version} are in separate tables."
            f" Never count together, since their words differ: {_list(self.not_pooled())}."
        )

    def lines(self) -> list[str]:
        """The comparison as Markdown, one line each."""
        said = [
            f"# {self.new.title}: version {self.old.version} beside version {self.new.version}",
            "",
            f"May be counted together: {_list(self.pooled())}.",
            f"Never counted together: {_list(self.not_pooled())}.",
        ]
        if self.around:
            said += ["", "## Around the questions", "", *map(_line, self.around)]
        for one in self.items:
            if one.state != "same":
                said += ["", f"## {one.item}: {_STATES[one.state]}", "", *map(_line, one.changes)]
        return said


def compare(old: Instrument, new: Instrument) -> Comparison:
    """Everything that differs between two versions of one survey."""
    items = [_compared(old, new, item.id) for item in new.items]
    known = {item.id for item in new.items}
    gone = [Compared(item.id, "removed") for item in old.items if item.id not in known]
    return Comparison(old, new, (*items, *gone), tuple(_around(old, new)))


def _compared(old: Instrument, new: Instrument, item_id: str) -> Compared:
    before = next((item for item in old.items if item.id == item_id), None)
    if before is None:
        return Compared(item_id, "new")
    read_then, read_now = dict(_read(old, before)), dict(_read(new, new.item(item_id)))
    names = dict.fromkeys((*read_then, *read_now))
    changes = tuple(
        Change(name, read_then.get(name, ""), read_now.get(name, ""))
        for name in names
        if read_then.get(name, "") != read_now.get(name, "")
    )
    return Compared(item_id, "changed" if changes else "same", changes)


def _read(instrument: Instrument, item: Item) -> Iterator[tuple[str, str]]:
    """All that somebody reads, or is held to, when they answer one item."""
    yield "the question", item.text
    yield "the question for people who are not staff", item.text_not_staff
    for area in instrument.areas:
        if area.id == item.area:
            yield "the words before the question", area.stem
            yield "the line under the title", area.hint
            yield "the title of its part", area.title
    codes = instrument.codes_of(item)
    yield "how it is answered", _rules(item)
    yield "the order of the answers", ", ".join(code.value for code in codes)
    for code in codes:
        words = f"{code.label}: {code.text}" if code.label else code.text
        yield f"answer {code.value}", f"{words}{_apart(code.missing, code.excludes_others)}"
    if any(code.label for code in codes):  # the steps, beside which it is explained who people are
        yield "who is meant by people", instrument.people_means


def _rules(item: Item) -> str:
    parts: list[str] = [item.type]
    parts += ["has to be answered"] if item.required else []
    parts += [f"{item.max_choices} at most"] if item.max_choices else []
    parts += [f"{item.max_characters} characters at most"] if item.max_characters else []
    parts += [f"begins at {item.default}"] if item.default else []
    return ", ".join(parts)


def _apart(missing: str, excludes: bool) -> str:
    parts = [f"left out of shares as {missing}"] if missing else []
    parts += ["excludes the others"] if excludes else []
    return f" ({', '.join(parts)})" if parts else ""


def _around(old: Instrument, new: Instrument) -> Iterator[Change]:
    pairs = {
        "the introduction": (old.intro, new.intro),
        "the check on step 5": (old.step5_check, new.step5_check),
        "the version of the consent text": (old.consent_text_version, new.consent_text_version),
        "the consent text": (_consent(old), _consent(new)),
        "the list of regions": (old.region_list_version, new.region_list_version),
        "the order of the questions that both ask": (_order(old, new), _order(new, old)),
    }
    for name, (then, now) in pairs.items():
        if then != now:
            yield Change(name, then, now)


def _consent(instrument: Instrument) -> str:
    return " ".join(f"{point.title}: {point.text}" for point in instrument.consent_points)


def _order(one: Instrument, other: Instrument) -> str:
    both = {item.id for item in other.items}
    return ", ".join(item.id for item in one.items if item.id in both)


_STATES = {
    "changed": "changed, so never counted together",
    "removed": "is no longer asked",
    "new": "was not asked before",
}


def _line(change: Change) -> str:
    def words(text: str) -> str:
        return text or "(nothing)"

    return f"- {change.what}: before: {words(change.old)} | now: {words(change.new)}"


def _list(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) or "none"
