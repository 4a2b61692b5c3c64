"""Which question comes back in a warm-up: one that this learner missed earlier.

Missed: the first answer that the learner had checked was not right, and the question has not come
back right in another warm-up since. Putting it right at once, with our reason in view, is not yet
remembering it. Source: curriculum.md, section 0 ("misses come back two modules later").
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from coprod_training.activities import Activity
from coprod_training.activities.warm_up import Recall, WarmUp
from coprod_training.answers.answer import Answer
from coprod_training.answers.store import AnswerStore


def as_asked(activity: Activity, own: AnswerStore, before: Iterable[Path]) -> Activity:
    """A warm-up with the questions that this learner gets; other kinds come back as they are.

    own: the answers of its module. before: the answers files of the modules before, read only
    when nothing has been answered yet: from then on, the questions stay. Raises NewerRecord, see
    `AnswerStore.read`.
    """
    if not isinstance(activity, WarmUp):
        return activity
    kept = own.read().latest(activity.id)
    same = activity.keeps_asking(kept.response) if kept else None
    if same is not None:
        return same
    answers = [answer for path in before for answer in AnswerStore(path).read().answers]
    return replace(activity, comes_back=next(iter(missed(activity.earlier, answers)), ""))


def missed(questions: Iterable[Recall], answers: Sequence[Answer]) -> list[str]:
    """The ids of the questions that were missed and have not come back right, in their order."""
    in_time = sorted(answers, key=lambda answer: answer.at)
    return [one.id for one in questions if _is_missed(one, in_time)]


def _is_missed(question: Recall, in_time: Sequence[Answer]) -> bool:
    """Looks at the first checked answer in each place where the question was asked."""
    firsts: dict[str, bool] = {}
    for answer in in_time:
        chosen = _chosen(question, answer)
        if chosen is not None and answer.activity not in firsts:
            firsts[answer.activity] = chosen == question.key
    return bool(firsts) and not any(firsts.values())


def _chosen(question: Recall, answer: Answer) -> str | None:
    """The option that this answer had checked, or None; only options that are still there."""
    response = answer.response
    if answer.activity == question.id:
        option = question.option(response) if answer.checked else None
    elif isinstance(response, dict) and question.id in _list(response.get("checked")):
        chosen = response.get("chosen")
        option = question.option(chosen.get(question.id)) if isinstance(chosen, dict) else None
    else:
        return None
    return option.id if option else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
