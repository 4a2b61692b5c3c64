"""The name of one published figure, such as baseline.DES1.2@setting=PC: short enough to type."""

import re
from dataclasses import dataclass

from coprod_training.content.released import EVERYBODY, GROUPS
from coprod_training.errors import CoprodError

_NAME = re.compile(
    r"(?P<phase>[a-z]+)\.(?P<item>[A-Z]+[0-9]+)(?:\.(?P<answer>[A-Za-z0-9]+))?"
    r"(?:@(?P<group>[a-z]+)=(?P<value>[A-Z]+))?"
)


@dataclass(frozen=True, kw_only=True)
class FigureName:
    """One figure of a release. answer: "" for the whole question. value: "" for everybody."""

    phase: str
    item: str
    answer: str = ""
    group: str = EVERYBODY
    value: str = ""

    def __str__(self) -> str:
        """As it is typed."""
        answer = f".{self.answer}" if self.answer else ""
        group = f"@{self.group}={self.value}" if self.value else ""
        return f"{self.phase}.{self.item}{answer}{group}"


def figure_name(words: str) -> FigureName:
    """What somebody typed as a name. Raises CoprodError for what is none."""
    found = _NAME.fullmatch(words)
    if found is None or (found["group"] or EVERYBODY) not in GROUPS:
        raise CoprodError(
            f'"{words}" is not the name of a figure.',
            fix="It is a form, a question, and perhaps an answer and a group: "
            "baseline.DES1, baseline.DES1.2 or baseline.DES1.2@setting=PC.",
        )
    return FigureName(
        phase=found["phase"],
        item=found["item"],
        answer=found["answer"] or "",
        group=found["group"] or EVERYBODY,
        value=found["value"] or "",
    )
