"""Mark the lines of a document that something is wrong with, and say what."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import Activity, Example, Feedback, Mistake, Option, twice


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line. key: the id of the reason that fits; "" where nothing is wrong with the line."""

    id: str
    text: str
    key: str = ""
    feedback: str = ""


@dataclass(frozen=True, kw_only=True)
class SpotTheGap(Activity):
    """Mark lines, each with a reason.

    response: {line id: reason id} of the marked lines; "" while no reason is chosen yet.
    document: its title. reasons: what can be said about a line, in the order shown. ask: the words
    before the number of a line, where its reason is chosen.
    """

    kind: ClassVar[str] = "spot_the_gap"

    document: str
    reasons: tuple[Option, ...]
    lines: tuple[Line, ...]
    ask: str = "What is wrong with line"

    def problem_with(self, response: object) -> str | None:
        """Known lines with known reasons, at least one."""
        if not isinstance(response, dict):
            return "Mark the lines of the document."
        lines, reasons = {one.id for one in self.lines}, {"", *(one.id for one in self.reasons)}
        if any(line not in lines for line in response):
            return "One of these lines is no longer here."
        if any(
            not isinstance(reason, str) or reason not in reasons for reason in response.values()
        ):
            return "Choose one of the reasons shown."
        return None if response else "Mark at least one line."

    def complete(self, response: Any) -> bool:
        """Every marked line has its reason."""
        return self.problem_with(response) is None and all(response.values())

    def score(self, response: Any) -> float | None:
        """The share of gaps found, less one for each marked line that is fine; never below 0.

        A gap found with another reason counts half. That is our own rule: seeing that something is
        wrong is worth something. The penalty is the one of `multiple_choice`, so that marking
        everything does not pay.
        """
        gaps = self._gaps()
        if not gaps:
            return None
        found = sum(
            1.0 if response[line] == gaps[line] else 0.5 for line in response if line in gaps
        )
        return max(0.0, (found - len(set(response) - set(gaps))) / len(gaps))

    def feedback(self, response: Any) -> Feedback:
        """How many were found, and the words of each marked line; lines left alone stay unsaid."""
        notes = tuple(
            (one.id, one.feedback) for one in self.lines if one.id in response and one.feedback
        )
        gaps = self._gaps()
        if not gaps:
            return Feedback("Your marks are kept", "", notes=notes)
        found, fine = set(response) & set(gaps), set(response) - set(gaps)
        other = [line for line in found if response[line] != gaps[line]]
        if len(found) == len(gaps) and not fine and not other:
            return Feedback("Yes", f"You found all {len(gaps)}, each with its reason.", True, notes)
        text = [f"You found {len(found)} of the {len(gaps)}."]
        if other:
            text.append(f"We would give {_lines(len(other))} a different reason.")
        if fine:
            text.append(f"We see nothing wrong with {_lines(len(fine))} that you marked.")
        whole = len(found) == len(gaps) and not fine
        return Feedback("Nearly" if whole else "Not quite", " ".join(text), False, notes)

    def text_of(self, response: Any) -> str:
        """Each marked line and its reason, one a line."""
        reasons = {one.id: one.text for one in self.reasons}
        return "\n".join(
            f"{one.text} – {reasons.get(response[one.id], 'no reason chosen')}"
            for one in self.lines
            if one.id in response
        )

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The document and the reasons, as they stand: a document has an order."""
        return {
            "document": self.document,
            "ask": self.ask,
            "reasons": [{"id": one.id, "text": one.text} for one in self.reasons],
            "lines": [{"id": one.id, "text": one.text} for one in self.lines],
            "checks": bool(self._gaps()),
        }

    def without_key(self) -> Self:
        """No line says what is wrong with it."""
        lines = tuple(replace(one, key="", feedback="") for one in self.lines)
        return replace(self, lines=lines)

    def problems(self) -> list[Mistake]:
        """Ids that appear twice, keys that are no reason, lines without words of their own."""
        found: list[Mistake] = []
        for part in ("lines", "reasons"):
            if twice([one.id for one in getattr(self, part)]):
                found.append(((part,), "Two of these have the same id.", "Give each its own."))
        known = {one.id for one in self.reasons}
        for number, line in enumerate(self.lines):
            if line.key and line.key not in known:
                what = f'There is no reason "{line.key}".'
                found.append((("lines", number, "key"), what, "Use the id of a reason."))
            if self._gaps() and not line.feedback:
                what = "This line has no feedback."
                found.append((("lines", number), what, "Say why it is a gap, or why it is fine."))
        used = {line.key for line in self.lines}
        for number, reason in enumerate(self.reasons):
            if self._gaps() and reason.id not in used:
                what = "This reason fits no line."
                found.append((("reasons", number), what, "Give it a line, or take it out."))
        return found

    def missing_key(self) -> list[Mistake]:
        """No line has anything wrong with it."""
        if self._gaps():
            return []
        return [((), "No line has a key, so nothing can be marked.", "Add key: a reason's id.")]

    @classmethod
    def example(cls) -> Example:
        """Two gaps in four lines."""
        activity = cls(
            id="example-spot",
            title="An invitation",
            question="Which lines leave something out, and what?",
            document="Come to our planning day",
            reasons=(
                Option(id="no-pay", text="It does not say if people are paid"),
                Option(id="no-choice", text="It does not say what can still change"),
            ),
            lines=(
                Line(id="when", text="It is on the first Monday of May.", feedback="A clear day."),
                Line(
                    id="time",
                    text="We ask for six hours of your time.",
                    key="no-pay",
                    feedback="Six hours are work. Payment belongs in this line.",
                ),
                Line(
                    id="plan",
                    text="We will show you our plan.",
                    key="no-choice",
                    feedback="People need to know if the plan is open.",
                ),
                Line(id="lunch", text="There is lunch.", feedback="Good to know beforehand."),
            ),
        )
        others: tuple[Any, ...] = (
            {"time": ""},
            {"time": "no-choice", "plan": "no-choice"},
            {"lunch": "no-pay", "time": "no-pay"},
        )
        refused: tuple[Any, ...] = (
            {},
            {"nothing": "no-pay"},
            {"time": "nothing"},
            {"time": None},
            {"time": ["no-pay"]},
            ["time"],
            "time",
            None,
            3,
        )
        return Example(activity, {"time": "no-pay", "plan": "no-choice"}, others, refused)

    def _gaps(self) -> dict[str, str]:
        return {one.id: one.key for one in self.lines if one.key}


def _lines(count: int) -> str:
    return "one line" if count == 1 else f"{count} lines"
