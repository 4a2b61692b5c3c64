"""What is read on a form of the survey that is not answered in the course: on XLSForm and paper.

Whoever copies a form into another tool copies these words, so the importer knows them too.
"""

from coprod_training.content.instrument import Code, Item
from coprod_training.content.resources import SCALE

STEP5 = {"s5_decide": "The final decision was shared", "s5_do": "The work was shared"}
"""The two ticks of the check on step 5, word for word as on the screen (rating_grid.js)."""

FROM_PAPER = "Are you typing in a form that somebody filled in on paper?"
PAPER_CODE = "The receipt code on the paper"
"""What the XLSForm asks of whoever types in a sheet; neither is a question of the survey."""


def asked(item: Item) -> str:
    """The question, with its words for people who are not staff where there are some."""
    other = item.text_not_staff
    return f"{item.text} (If you are not staff: {other})" if other else item.text


def after(stem: str, text: str) -> str:
    """A question with the line that is read before it; one that goes on in its sentence does so."""
    if not text.startswith("…"):
        return f"{stem} {text}"
    return f"{stem.removesuffix('…')} {text.removeprefix('…')}"


def short(code: Code) -> str:
    """One step by its number and name."""
    return f"{code.value} {code.label}"


def said(code: Code, *, scale: bool) -> str:
    """One answer as it is read: steps begin with their number."""
    words = f"{code.label}: {code.text}" if code.label else code.text
    return f"{code.value} {words}" if scale and not code.missing else words


def words_of(item: Item, code: Code) -> tuple[str, ...]:
    """Every way in which our own forms write one answer of an item.

    On paper each box has the answer's value beside it, and of a step its name alone.
    """
    plain = said(code, scale=False)
    if item.codes != SCALE:
        return plain, f"{code.value} {plain}"
    return said(code, scale=True), short(code)
