"""What a Table Schema of the dataset says of each column, without the instrument it came from.

Whatever is added to the dictionary, such as a column or a source, is known here without a change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coprod_training.errors import CoprodError

LEFT_OUT = range(-9, -5)
"""The numbers of reasons for having no answer. Source: survey-dataset.md, "On disk"."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column. values: what it may hold, with its words; None when it is no fixed list.

    number: it holds small whole numbers (int8), else texts. filled: never empty.
    pattern: a regular expression for the whole of a text; "" for none.
    """

    name: str
    title: str
    description: str
    number: bool
    values: Mapping[int | str, str] | None
    pattern: str
    filled: bool
    unique: bool

    @property
    def numbers(self) -> dict[int, str]:
        """The values of a column of numbers, with their words; none for texts."""
        return {int(value): words for value, words in (self.values or {}).items() if self.number}

    @property
    def words(self) -> dict[str, str]:
        """The values of a column of texts that is a fixed list, with their words."""
        known = self.values or {}
        return {str(value): words for value, words in known.items() if not self.number}


def fields_of(schema: Mapping[str, Any], where: str) -> tuple[Field, ...]:
    """The columns in their order. where: the file, for the message.

    Raises CoprodError when it is no Table Schema that the dataset could have.
    """
    try:
        return tuple(_field(one) for one in schema["fields"])
    except (KeyError, TypeError, ValueError) as error:
        raise CoprodError(
            "The dictionary in this file is not one of the survey dataset.",
            where=where,
            fix="Build the dataset again: coprod survey build DIR",
        ) from error


def _field(one: Mapping[str, Any]) -> Field:
    rules = one.get("constraints", {})
    listed = {each["value"]: each["label"] for each in one.get("categories", ())}
    return Field(
        name=one["name"],
        title=one.get("title", ""),
        description=one.get("description", ""),
        number={"integer": True, "string": False}[one["type"]],
        values=listed or None,
        pattern=rules.get("pattern", ""),
        filled=rules.get("required", False),
        unique=rules.get("unique", False),
    )
