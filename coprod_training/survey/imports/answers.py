"""Reads the answer to one item from its cells: a value of its list, or a reason why it is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from coprod_training.content.instrument import Item
from coprod_training.survey.imports.kinds import Kind
from coprod_training.survey.imports.plain import Cell, match_key, safe_quote, shown
from coprod_training.survey.imports.wordings import Wordings

_TICKED, _NOT_TICKED = {"y", "yes", "1", "true", "checked"}, {"n", "no", "0", "false", "unchecked"}
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_MOST_PIECES = 60


@dataclass(frozen=True)
class Misfit:
    """Why a cell is no answer. code: for counting. what: in words, without the cell's own."""

    code: str
    what: str


@dataclass(frozen=True)
class Chosen:
    """The values that were chosen, and what was written in the place of one."""

    values: tuple[str, ...] = ()
    own_words: str = ""


NOTHING = Chosen()


@dataclass
class AnswerReader:
    """Reads one item. codes: whether a cell may hold the instrument's own values.

    kind: of the tool, which says what stands for "not answered". Each text is worked out once.
    """

    words: Wordings
    item: Item
    codes: bool
    kind: Kind
    seen: dict[Cell, Chosen | Misfit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the look-ups."""
        self.answers = self.words.answers(self.item)
        self.values = self.words.values(self.item) if self.codes else {}
        offered = self.words.instrument.codes_of(self.item)
        self.alone = {code.value for code in offered if code.excludes_others}
        written = self.item.id in self.words.said.other_as_text
        self.other = self.words.other_of(self.item) if written else ""

    def read(self, cell: Cell) -> Chosen | Misfit:
        """The whole of an answer in one cell."""
        if cell is None:
            return NOTHING
        found = self.seen.get(cell)
        if found is None:
            found = self.seen[cell] = self._read(shown(cell))
        return found

    def ticked(self, cell: Cell, value: str) -> bool | Misfit:
        """Whether the one answer that a column stands for was chosen."""
        text = shown(cell)
        key = match_key(text)
        if text in self.kind.blank or key in _NOT_TICKED:
            return False
        if key in _TICKED or self.answers.get(key) == value or self.values.get(key) == value:
            return True
        return self._unknown(text)

    def together(self, values: Sequence[str]) -> Chosen | Misfit:
        """Answers that were chosen together, as the instrument allows them."""
        if not values:
            return NOTHING
        chosen = tuple(dict.fromkeys(values))
        if len(chosen) > 1 and (alone := self.alone & set(chosen)):
            texts = " and ".join(f'"{self._text_of(value)}"' for value in sorted(alone))
            return Misfit("excludes-others", f"{texts} is chosen together with others.")
        if self.item.max_choices and len(chosen) > self.item.max_choices:
            return Misfit(
                "too-many",
                f"{len(chosen)} answers are chosen, and the form allows {self.item.max_choices}.",
            )
        return Chosen(chosen)

    def _read(self, text: str) -> Chosen | Misfit:
        if text in self.kind.blank:
            return NOTHING
        return self._several(text) if self.item.type == "multiple" else self._single(text)

    def _single(self, text: str) -> Chosen | Misfit:
        value = self._value(text)
        if value is None and text[:1] in "{[":
            # SmartSurvey writes what a grid's cell is made of. One answer in it is the answer.
            found = {v for part in _QUOTED.findall(text) if (v := self._value(part)) is not None}
            value = found.pop() if len(found) == 1 else None
        if value is not None:
            return Chosen((value,))
        return Chosen((self.other,), text) if self.other else self._unknown(text)

    def _several(self, text: str) -> Chosen | Misfit:
        pieces = text.split(self.kind.between)
        while pieces and not pieces[-1].strip():
            pieces.pop()
        if len(pieces) > _MOST_PIECES:
            return self._unknown(text)
        covers = self._covers(tuple(pieces))
        if len(covers) > 1:
            return Misfit("two-readings", "the answers can be told apart in more than one way.")
        if covers:
            return self.together(covers[0])
        return self._with_own_words(pieces)

    def _covers(self, pieces: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The ways, at most two, in which answers fill the pieces: one may hold ";" itself."""
        ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in pieces)]
        for end in range(1, len(pieces) + 1):
            for start in range(end):
                if ways[start]:
                    value = self._value(self.kind.between.join(pieces[start:end]))
                    if value is not None:
                        ways[end] += [(*before, value) for before in ways[start]]
            ways[end] = ways[end][:2]
        return ways[-1]

    def _with_own_words(self, pieces: list[str]) -> Chosen | Misfit:
        """Answers of the list, and one that somebody wrote, which stands as "Other"."""
        known = [self._value(piece) for piece in pieces]
        places = [n for n, value in enumerate(known) if value is None]
        if not self.other or not places or places != [*range(places[0], places[-1] + 1)]:
            return self._unknown(self.kind.between.join(pieces))
        words = self.kind.between.join(pieces[places[0] : places[-1] + 1])
        chosen = self.together([*(value for value in known if value is not None), self.other])
        return chosen if isinstance(chosen, Misfit) else Chosen(chosen.values, shown(words))

    def _value(self, text: str) -> str | None:
        key = match_key(text)
        value = self.answers.get(key)
        return value if value is not None else self.values.get(key)

    def _text_of(self, value: str) -> str:
        offered = self.words.instrument.codes_of(self.item)
        return next(code.text for code in offered if code.value == value)

    def _unknown(self, text: str) -> Misfit:
        quoted = safe_quote(text, self.words.vocabulary)
        return Misfit("not-an-answer", f"{quoted} is not one of its answers.")
