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
    asked = [tuple(_questions(module, titles)) for module in modules]
    filled = []
    for at, module in enumerate(modules):
        nearest_first = reversed(asked[: max(0, at + 1 - BACK)])
        earlier = tuple(one for some in nearest_first for one in some)
        activities = tuple(_filled(a, module.id, titles, earlier) for a in module.activities)
        filled.append(replace(module, activities=activities))
    return tuple(filled)


def slugs_before(modules: Sequence[Taught], slug: str) -> tuple[str, ...]:
    """The slugs of the modules taught before this one; none for what is no module."""
    slugs = [module.id for module in modules]
    return tuple(slugs[: slugs.index(slug)]) if slug in slugs else ()


def _filled(
    activity: Activity, slug: str, titles: dict[str, str], earlier: tuple[Recall, ...]
) -> Activity:
    if not isinstance(activity, WarmUp):
        return activity
    own = tuple(_placed(one, slug, titles) for one in activity.questions)
    return replace(activity, questions=own, earlier=earlier, comes_back="")


def _questions(module: Taught, titles: dict[str, str]) -> Iterator[Recall]:
    """Questions of one module that can be asked again elsewhere.

    An introduction of its own ties a single choice to the page where it stands.
    """
    for activity in module.activities:
        if isinstance(activity, WarmUp):
            yield from (_placed(one, module.id, titles) for one in activity.questions)
        elif isinstance(activity, SingleChoice) and activity.key and not activity.intro:
            again = Recall(
                id=activity.id,
                brings_back=module.id,
                question=activity.question,
                options=activity.options,
                key=activity.key,
                facts=activity.facts,
            )
            yield _placed(again, module.id, titles)


def _placed(one: Recall, slug: str, titles: dict[str, str]) -> Recall:
    return replace(one, home=slug, about=titles.get(one.brings_back, ""))
