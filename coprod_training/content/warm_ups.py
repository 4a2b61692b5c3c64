"""What a module's warm-up may bring back from the modules before it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeVar

from coprod_training.activities import Activity
from coprod_training.activities.single_choice import SingleChoice
from coprod_training.activities.warm_up import Recall, WarmUp

BACK = 2
"""What was missed comes back this many modules later, or more. Source: curriculum.md, section 0."""


class Taught(Protocol):
    """A module (see `course.Module`), as far as warm-ups look at it."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> str:
        """The slug."""

    @property
    def title(self) -> str:
        """The title of the lesson."""

    @property
    def activities(self) -> tuple[Activity, ...]:
        """What the lesson shows."""


T = TypeVar("T", bound=Taught)


def with_earlier(modules: Sequence[T]) -> tuple[T, ...]:
    """The modules, each warm-up with all that may come back in it.

    modules: in the order they are taught. The nearest module comes first in what may come back.
    """
    titles = {module.id: module.title for module in modules}
    return tuple(
        replace(
            module,
            activities=tuple(
                _filled(activity, modules[: max(0, at + 1 - BACK)], titles)
                for activity in module.activities
            ),
        )
        for at, module in enumerate(modules)
    )


def slugs_before(modules: Sequence[Taught], slug: str) -> tuple[str, ...]:
    """The slugs of the modules taught before this one; none for what is no module."""
    slugs = [module.id for module in modules]
    return tuple(slugs[: slugs.index(slug)]) if slug in slugs else ()


def _filled(activity: Activity, back: Sequence[Taught], titles: dict[str, str]) -> Activity:
    """A warm-up with what may come back from the modules `back`; other kinds as they are."""
    if not isinstance(activity, WarmUp):
        return activity
    earlier = (one for module in reversed(back) for one in _may_come_back(module))
    wanted = [one for one, practice in earlier if not practice or one.id in activity.practice]
    own = tuple(_titled(one, titles) for one in activity.questions)
    again = tuple(_titled(one, titles) for one in wanted)
    return replace(activity, questions=own, earlier=again, comes_back="")


def _may_come_back(module: Taught) -> Iterator[tuple[Recall, bool]]:
    """The questions of one module that can be asked again, and whether each is practice."""
    for activity in module.activities:
        if isinstance(activity, WarmUp):
            yield from ((one, False) for one in activity.questions)
        elif isinstance(activity, SingleChoice) and activity.key:
            yield (
                Recall(
                    id=activity.id,
                    brings_back=module.id,
                    question=activity.question,
                    options=activity.options,
                    key=activity.key,
                    facts=activity.facts,
                ),
                True,
            )


def _titled(one: Recall, titles: dict[str, str]) -> Recall:
    return replace(one, about=titles.get(one.brings_back, ""))
