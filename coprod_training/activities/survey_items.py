"""Items of the survey instrument, as the kinds that show them need them. It is no kind itself."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer of an item. set_apart: not a step, such as "Not relevant".

    not_staff: after it, rows are asked in the words for people who are not staff.
    """

    value: str
    text: str
    label: str = ""
    set_apart: bool = False
    not_staff: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One item. scale: its answers are the steps of the maturity scale.

    text_not_staff: the same question for people who are not staff; "" when `text` fits everybody.
    """

    id: str
    text: str
    choices: tuple[Choice, ...]
    required: bool = False
    scale: bool = False
    text_not_staff: str = ""

    def said(self, value: str | None) -> str:
        """An answer in words: a step as number and name; "" when it is none of the answers."""
        for choice in self.choices:
            if choice.value == value:
                if choice.set_apart or not choice.label:
                    return choice.label or choice.text
                return f"{choice.value} {choice.label}"
        return ""

    def step(self, value: str | None) -> int | None:
        """The number of a step; None when there is no answer, or one that is no step."""
        steps = [choice.value for choice in self.choices if not choice.set_apart]
        return steps.index(value) if value in steps else None


@dataclass(frozen=True, kw_only=True)
class Part:
    """One screen of items."""

    id: str
    title: str
    rows: tuple[Row, ...]
    stem: str = ""
    hint: str = ""
