"""What learners may have of each file. Each list names what goes out; nothing else does."""

import json
from collections.abc import Iterator
from dataclasses import MISSING, asdict, fields
from typing import Any

from coprod_training.activities import Activity
from coprod_training.content.assessment import Assessment, Pool, Question
from coprod_training.content.facts import Fact

COURSE = (
    "id", "title", "version", "status", "status_words", "certificate_off", "licence", "instrument",
    "settings", "modules", "assessments", "pass_rule", "help", "forum_terms", "activities",
    "notice", "holds", "speakers", "testers",
)  # fmt: skip  # one name a line would hide how few they are
MODULE = (
    "id", "title", "lead", "minutes", "minutes_with_everything", "outcomes", "content_note",
    "activities", "slots", "variants", "team_task", "optional",
)  # fmt: skip  # as above
# Shorter words, such as an option's id, stand in many places by chance.
SHORTEST_SECRET = 20


def public_course(data: dict[str, Any]) -> dict[str, Any]:
    """course.yaml, marked as the learners' copy."""
    return _only(data, COURSE) | {"published": True}


def public_module(data: dict[str, Any]) -> dict[str, Any]:
    """A module without its facilitator notes; its practice activities keep their keys."""
    return _only(data, MODULE)


def public_assessment(assessment: Assessment) -> dict[str, Any]:
    """An assessment's questions and points; of a rubric only the names of its levels."""
    public: dict[str, Any] = {
        "id": assessment.id,
        "title": assessment.title,
        "module": assessment.module,
        "lead": assessment.lead,
        "minutes": assessment.minutes,
        "questions": [_question(question) for question in assessment.questions],
    }
    if assessment.pool is not None:
        public["pool"] = _pool(assessment.pool)
    return public


def public_facts(facts: list[Fact]) -> dict[str, Any]:
    """facts.yaml with these facts only."""
    return {"facts": [{k: v for k, v in asdict(fact).items() if v} for fact in facts]}


def secrets_of(staff: Any, public: Any) -> list[str]:
    """The longer texts that are in the staff's data and not in the learners'."""
    out = set(texts_in(public))
    return [text for text in texts_in(staff) if len(text) >= SHORTEST_SECRET and text not in out]


def texts_in(data: Any) -> Iterator[str]:
    """Every text in plain data, with single spaces."""
    if isinstance(data, str):
        yield " ".join(data.split())
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value)


def _only(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: data[name] for name in names if name in data}


def _pool(pool: Pool) -> dict[str, Any]:
    groups = [
        {
            "module": group.module,
            "choose": group.choose,
            "questions": [_question(question) for question in group.questions],
        }
        for group in pool.groups
    ]
    return {"place": pool.place, "groups": groups}


def _question(question: Question) -> dict[str, Any]:
    public: dict[str, Any] = {"points": question.points, "activity": _activity(question.activity)}
    if question.rubric:
        public["rubric"] = [{"level": one.level, "name": one.name} for one in question.rubric]
    return public


def _activity(activity: Activity) -> dict[str, Any]:
    bare = activity.without_key()
    said = json.loads(json.dumps(asdict(bare)))  # tuples become lists, as YAML has them
    usual = {field.name: field.default for field in fields(bare) if field.default is not MISSING}
    differs = {
        name: value
        for name, value in said.items()
        if name not in usual or getattr(bare, name) != usual[name]
    }
    return {"kind": bare.kind, **differs}
