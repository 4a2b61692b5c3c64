"""What the course home and the side panel show, as `replies.ts` describes it (Course)."""

from collections.abc import Mapping, Sequence
from typing import Any

from coprod_training.content.course import Course, Module
from coprod_training.content.home_page import NOTICE, STATUS_HEADINGS, ended
from coprod_training.content.numbers import counted, numbers_of
from coprod_training.lab.certificate_words import certificate_words
from coprod_training.progress.completion import ModuleProgress, Progress
from coprod_training.progress.minutes import minutes_range, minutes_words

Json = dict[str, Any]


def summary(
    course: Course,
    progress: Progress,
    done: frozenset[str],
    paths: Mapping[str, str],
    *,
    learner: str,
    setting: str,
    started: bool,
) -> Json:
    """The whole picture for one learner.

    done: the ids of finished activities. paths: of each module's notebook, by slug. setting: the
    chosen one or "". started: whether any answer was ever kept here.
    """
    info = course.info
    rows = zip(course.modules, progress.modules, strict=True)
    numbers = numbers_of(course.modules)
    certificate = certificate_words(info, progress)
    # On every page, so that it holds no more than why there is none.
    banner = certificate["words"] if progress.given else info.certificate_off.strip()
    return {
        "title": info.title,
        "lead": _lead(course),
        "learner": learner,
        "draft": _banner(course, banner),
        "certificate": certificate,
        "settings": [{"id": s.id, "name": s.name} for s in info.settings],
        "setting": setting if setting in {s.id for s in info.settings} else "",
        "started": started,
        "progress": {
            "done": progress.done,
            "of": progress.of,
            "words": progress.words,
        },
        "next": _next(course, progress, paths),
        "modules": [
            {
                "id": module.id,
                "number": numbers[module.id],
                "place": _place(course, numbers[module.id]),
                "title": module.title,
                "path": paths.get(module.id, ""),
                **module_words(state, _time([module])),
                "minutes": _time([module]),
                "activities": [
                    {"id": a.id, "title": a.title, "done": a.id in done} for a in module.activities
                ],
            }
            for module, state in rows
        ],
        "help": {
            "contacts": [{"name": c.name, "how": c.how} for c in info.help.contacts],
            "working_days": info.help.working_days,
        },
    }


def module_words(module: ModuleProgress, minutes: str) -> dict[str, str]:
    """state, words and short of one module. Parts left out by choice do not keep it open (L14).

    minutes: of the whole module, in words.
    """
    count = f"{module.done} of {module.of} done"
    if not module.begun:
        state = "Optional" if module.optional else "Not started"
        return {"state": "not-started", "words": f"{state}, {minutes}", "short": state}
    if module.complete:
        return {"state": "done", "words": f"{count}, complete", "short": count}
    left = minutes_words(module.minutes_left)
    return {"state": "part", "words": f"{count}, about {left} left", "short": count}


def _banner(course: Course, certificate: str) -> Json | None:
    """What stands above every page; None where a released course has nothing to say."""
    info = course.info
    if info.status != "released":
        return {
            "heading": STATUS_HEADINGS[info.status],
            "words": info.status_words.strip(),
            "certificate": certificate,
        }
    if not info.notice:
        return None
    return {"heading": NOTICE, "words": info.notice, "certificate": certificate}


def _next(course: Course, progress: Progress, paths: Mapping[str, str]) -> Json | None:
    """The activity to go on with; None when all are done."""
    if progress.next is None:
        return None
    slug, activity = progress.next
    rows = zip(counted(course.modules), progress.counted, strict=True)
    number, module, state = next(
        (number, *row) for number, row in enumerate(rows, 1) if row[0].id == slug
    )
    left = minutes_words(state.minutes_left)
    return {
        "path": paths.get(slug, ""),
        "activity": activity,
        "title": next(one.title for one in module.activities if one.id == activity),
        "words": f"Module {number}, {ended(module.title)} About {left} left in this module.",
    }


def _place(course: Course, number: int) -> str:
    """Where a module stands among those that count; what is optional has the number 0."""
    return f"Module {number} of {len(counted(course.modules))}" if number else "Before module 1"


def _lead(course: Course) -> str:
    needed, exercises = counted(course.modules), len(course.assessments)
    modules = len(needed)
    words = f"{modules} {'module' if modules == 1 else 'modules'}, {_time(needed)}"
    if exercises:
        words += f", and {exercises} {'exercise' if exercises == 1 else 'exercises'} to hand in"
    return f"{words}. Do a little at a time. Everything you answer is kept."


def _time(modules: Sequence[Module]) -> str:
    """Such as "23 to 45 minutes": what completes these modules, to everything in them."""
    shortest = sum(module.minutes for module in modules)
    return minutes_range(shortest, sum(module.minutes_with_everything for module in modules))
