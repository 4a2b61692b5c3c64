"""What the page of one activity is given to draw, wherever it is drawn."""

from random import Random
from typing import Any

from coprod_training.activities import Activity
from coprod_training.content.course import Course
from coprod_training.content.facts import load_facts
from coprod_training.content.place import Place


def activity_view(
    course: Course, activity: Activity, place: Place, *, level: int, graded: bool
) -> dict[str, Any]:
    """The kind's own view, with what all kinds share. Never a key, never feedback.

    level: the heading level of the title, one below the heading it stands under.
    graded: a trainer marks it, so the page offers no check.
    """
    seed = Random(f"{place.learner}\0{activity.id}")  # noqa: S311 (an order, not a secret)
    facts = load_facts(course.root / "facts.yaml")
    cited = [facts[f] for f in dict.fromkeys(f for _, f in activity.citations()) if f in facts]
    help_ = course.info.help
    return activity.view(seed) | {
        "id": activity.id,
        "kind": activity.kind,
        "title": activity.title,
        "question": activity.question,
        "wording": activity.fingerprint(),
        "intro": activity.intro,
        "minutes": activity.minutes,
        "made_up": activity.made_up,
        "level": level,
        "place": place.key,
        "sources": [{"text": fact.source, "url": fact.url} for fact in cited],
        "help": {
            "contacts": [{"name": c.name, "how": c.how} for c in help_.contacts],
            "working_days": help_.working_days,
        },
        "graded": graded,
    }
