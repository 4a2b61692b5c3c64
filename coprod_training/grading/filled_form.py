"""A released form with one learner's marks and words put in, as the text of a notebook. Pure.

The form is written out once, with gaps; each hand-in then costs only what stands in the gaps. The
text is what nbformat writes for the same notebook.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coprod_training.grading.marking import Mark, Written

# Stands where something is put in. No form has it: a control character is no text of a lesson.
_GAP = "\x00"
_IN_JSON = json.dumps(_GAP)
_DEPTH = "   "  # a cell's own keys are this far in


@dataclass(frozen=True)
class GradedCell:
    """One graded part. by_hand: a written answer, which a person marks. points: the most.

    activity: its name in nbgrader. Where questions are drawn, that is a place such as check-01.
    """

    activity: str
    by_hand: bool
    points: float


class FormText:
    """One released notebook after nbgrader's own cleaning."""

    def __init__(self, notebook: Mapping[str, Any]) -> None:
        """Write it out with its gaps. notebook: as JSON, long texts as lists of lines."""
        cells: list[dict[str, Any]] = []
        graded: list[GradedCell] = []
        released: list[Any] = []
        for cell in notebook["cells"]:
            about = cell["metadata"].get("nbgrader", {})
            if not about.get("grade"):
                cells.append(cell)
                continue
            by_hand = bool(about.get("solution"))
            graded.append(GradedCell(str(about["grade_id"]), by_hand, float(about["points"])))
            released.append(cell["source"])
            gap = {"source": _GAP} if by_hand else {"outputs": _GAP, "execution_count": 1}
            cells.append({**cell, **gap})
        self.cells = tuple(graded)
        self._released = tuple(released)
        self._between = _written({**notebook, "cells": cells}).split(_IN_JSON)

    def filled(self, answers: Mapping[str, Mark | Written]) -> str:
        """The whole text. answers: for each graded part its mark, or the words that were written.

        Without words a written part stays as it was released.
        """
        text = [self._between[0]]
        for cell, released, after in zip(
            self.cells, self._released, self._between[1:], strict=True
        ):
            answer = answers[cell.activity]
            if isinstance(answer, Mark):
                put_in: Any = [_output(answer)]
            else:
                put_in = answer.source().splitlines(keepends=True) if answer.text else released
            text += [_written(put_in).replace("\n", f"\n{_DEPTH}"), after]
        return "".join(text) + "\n"


def _output(mark: Mark) -> dict[str, Any]:
    return {
        "output_type": "execute_result",
        "metadata": {},
        "execution_count": 1,
        "data": {
            "text/plain": [repr(mark.points)],
            "text/html": mark.html.splitlines(keepends=True),
        },
    }


def _written(data: Any) -> str:
    """As nbformat writes it. Source: nbformat, v4/nbjson.py."""
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": "))
