"""What learners answered, as append-only lines beside each notebook."""

from coprod_training.answers.answer import Answer
from coprod_training.answers.desk import Desk
from coprod_training.answers.missed import as_asked
from coprod_training.answers.outcome import Outcome, outcome_of, outcomes_of
from coprod_training.answers.store import AnswerFile, AnswerStore, answers_in

__all__ = [
    "Answer",
    "AnswerFile",
    "AnswerStore",
    "Desk",
    "Outcome",
    "answers_in",
    "as_asked",
    "outcome_of",
    "outcomes_of",
]
