"""What was marked, read back from the copy of the form that ScoreAnswers filled in.

Not from the answers file: a newer hand-in may lie there already. The words come back as they were
handed in, without the entities that kept them from acting; whoever shows them escapes them anew.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from coprod_training.errors import CoprodError
from coprod_training.grading.marking import EARLIER, NO_ANSWER

# What rendering.as_html and marking.Written write; nothing that a learner wrote has a "<".
_PARAGRAPH = re.compile(r"<p><strong>([^<]*)</strong> ((?:[^<]|<br>)*)</p>")
_WORDS = re.compile(rf"<pre[^<>]*>([^<]*)</pre>(\n\n{re.escape(EARLIER)})?")


@dataclass(frozen=True, kw_only=True)
class MarkedPart:
    """One graded part. question, why and more are "" for a reflection.

    answer: "" when nothing was handed in. why: what is said about the answer. more: the rationale,
    which is stored only where no second attempt is allowed. earlier: it was given to earlier words
    of its question; the answer to a scored question says so itself.
    """

    activity: str
    by_hand: bool
    answer: str
    question: str = ""
    why: str = ""
    more: str = ""
    earlier: bool = False


def marked_parts(notebook: Mapping[str, Any]) -> Iterator[MarkedPart]:
    """The graded parts of a notebook that was graded, as JSON, in its order.

    Raises CoprodError when a part is not as this version of the course writes it.
    """
    for cell in notebook["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("grade"):
            by_hand = bool(about.get("solution"))
            yield (_written if by_hand else _scored)(str(about["grade_id"]), cell)


def _written(activity: str, cell: Mapping[str, Any]) -> MarkedPart:
    found = _WORDS.fullmatch(_joined(cell["source"]))  # a blank one is still as released
    return MarkedPart(
        activity=activity,
        by_hand=True,
        answer=html.unescape(found[1]) if found else "",
        earlier=bool(found and found[2]),
    )


def _scored(activity: str, cell: Mapping[str, Any]) -> MarkedPart:
    try:
        (output,) = cell["outputs"]
        stored = dict(_PARAGRAPH.findall(_joined(output["data"]["text/html"])))
        words = {label: html.unescape(text.replace("<br>", "\n")) for label, text in stored.items()}
        answer = words["Your answer:"]
    except (KeyError, ValueError) as error:
        raise CoprodError(
            f'The marks of "{activity}" were written by a different version of the course.',
            fix="Grade this hand-in again, then make the feedback.",
        ) from error
    return MarkedPart(
        activity=activity,
        by_hand=False,
        answer="" if answer == NO_ANSWER else answer,
        question=words.get("Question:", ""),
        why=words.get("Why:", ""),
        more=words.get("More:", ""),
        earlier=answer.endswith((EARLIER, f"({EARLIER})")),
    )


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
