"""Takes one answer from the page, puts it on the disk, and only then says so.

Pure but for the store: the page's messages come in as data, the replies go out as data.

page → here   {"type": "keep", "id", "response", "check", "known", "wording", "words"}: known are
              the ids of all answers that this one comes after; wording is that of the view the
              page was drawn from, and words what was chosen there says. Pages from before these
              were asked for send none of them
              {"type": "look"}
here → page   {"type": "saved", "id", "kept"}
              {"type": "overtaken", "id", "kept"}: nothing was kept; the newest is one that the
              page does not know, so its writer says which of the two stays (docs/decisions/0057)
              {"type": "refused", "id", "problem"}: sending it again would not help
              {"type": "failed", "id", "problem"}: try again
              {"type": "newest", "kept"}: kept as of now, or None
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from coprod_training.activities import Activity
from coprod_training.answers.answer import Answer
from coprod_training.answers.store import AnswerStore
from coprod_training.errors import CoprodError
from coprod_training.stored_time import stored_exactly

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")  # as Activity.fingerprint makes it


@dataclass(frozen=True)
class Desk:
    """Where answers to one activity are handed over. graded: feedback waits for the trainer."""

    activity: Activity
    store: AnswerStore
    graded: bool

    def receive(self, message: Any, now: datetime) -> dict[str, Any]:
        """Keep what the page sent; the reply says what became of it. Never raises."""
        name = str(message.get("id", "")) if isinstance(message, dict) else ""
        try:
            if isinstance(message, dict) and message.get("type") == "look":
                return {"type": "newest", "kept": self.kept()}
            return {"type": "saved", "id": name, "kept": self._keep(message, now)}
        except _Overtaken as error:
            return {"type": "overtaken", "id": name, "kept": self._for_page(error.newest)}
        except _DoesNotFit as error:
            return {"type": "refused", "id": name, "problem": str(error)}
        except CoprodError as error:
            return {"type": "failed", "id": name, "problem": error.sentences}
        except OSError as error:
            return {"type": "failed", "id": name, "problem": _disk(error)}

    def kept(self) -> dict[str, Any] | None:
        """The newest kept answer as the page needs it, or None."""
        answer = self.store.read().latest(self.activity.id)
        return self._for_page(answer) if answer else None

    def _keep(self, message: Any, now: datetime) -> dict[str, Any]:
        if not isinstance(message, dict) or not _is_uuid(message.get("id")):
            raise _DoesNotFit("The page and the course do not match. Load the page again.")
        response, check = message.get("response"), message.get("check") is True
        problem = self.activity.problem_with(response)
        if problem:
            raise _DoesNotFit(problem)
        earlier = [a for a in self.store.read().answers if a.activity == self.activity.id]
        known = next((a for a in earlier if a.id == message["id"]), None)
        if known is None and earlier and _overtakes(earlier[-1], message.get("known")):
            raise _Overtaken(earlier[-1])
        question, text = self._as_shown(message)
        answer = known or Answer(
            id=message["id"],
            activity=self.activity.id,
            response=response,
            at=stored_exactly(now),
            attempt=sum(a.checked for a in earlier) + check,
            checked=check,
            question=question,
            text=text,
        )
        self.store.add(answer)
        # One that is sent again may have been overtaken since it was kept.
        return self._for_page(earlier[-1] if known else answer)

    def _as_shown(self, message: dict[str, Any]) -> tuple[str, str]:
        """The fingerprint of the wording that was answered, and the answer in words.

        The course may have been mended since the page was drawn. Its words of today were not the
        ones on the page then: what the page does not tell, and is no own words, stays empty.
        """
        now, response = self.activity.fingerprint(), message["response"]
        shown = message.get("wording")
        if shown == now or not (isinstance(shown, str) and _FINGERPRINT.fullmatch(shown)):
            return now, self.activity.text_of(response)
        said = message.get("words") or response
        return shown, said if isinstance(said, str) else ""

    def _for_page(self, answer: Answer) -> dict[str, Any]:
        fits = self.activity.problem_with(answer.response) is None
        changed = answer.question != self.activity.fingerprint()
        kept: dict[str, Any] = {
            "id": answer.id,
            "response": answer.response if fits else None,
            "at": answer.at,
            "attempt": answer.attempt,
            "checked": answer.checked,
            "wording": answer.question,
            "changed": changed and bool(answer.question or answer.text),
            "earlier": answer.text if changed else "",
        }
        if answer.checked and fits and not changed and not self.graded:
            feedback = self.activity.feedback(answer.response)
            kept["feedback"] = {
                "heading": feedback.heading,
                "text": feedback.text,
                "right": feedback.right,
                "notes": [list(note) for note in feedback.notes],
                "good": list(feedback.good),
            }
        return kept


class _DoesNotFit(CoprodError):
    """Raised when sending the same answer again could not help."""


class _Overtaken(Exception):
    """Raised when a newer answer is kept, which was not on the page that sent this one."""

    def __init__(self, newest: Answer) -> None:
        self.newest = newest
        super().__init__()


def _overtakes(newest: Answer, known: object) -> bool:
    return isinstance(known, list) and newest.id not in known


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def _disk(error: OSError) -> str:
    if error.errno == 28:  # ENOSPC
        return "The disk is full. Your answer is kept in this browser until there is room."
    return "The answer could not be written to the disk. It is kept in this browser."
