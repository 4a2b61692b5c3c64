"""What an author may type in a notebook."""

from datetime import UTC, datetime
from typing import Any
from weakref import WeakSet

from coprod_training.answers import AnswerStore
from coprod_training.content.answers_file import COURSE, SETTING
from coprod_training.content.course import Course, Slot, Variant
from coprod_training.content.place import Place
from coprod_training.errors import CoprodError
from coprod_training.own_activity import own_activity
from coprod_training.widgets.page import Page, open_page
from coprod_training.widgets.place import here

_variants: "WeakSet[Page]" = WeakSet()


def activity(name: str, *, level: int = 3) -> Page:
    """Show one activity, with the learner's earlier answer.

    name: of the activity, or of a place such as check-01, for which it was drawn.
    level: the heading level of its title, one below the heading it stands under.
    Raises UnknownActivity, and CourseNotFound outside a course.
    """
    place, course = here()
    own = own_activity(course, place, name, datetime.now(UTC).date())
    after = _turn_variants if name == SETTING else None
    return open_page(own.activity.kind, own.view(level), own.desk, after)


def slot(name: str, *, level: int = 3) -> Page:
    """Show the place of a contributor's own words. Until they exist it says that it is waiting."""
    _, course = here()
    found = _find_slot(course, name)
    view = {
        "id": found.id,
        "level": level,
        "prompt": found.prompt,
        "form": found.form,
        "purpose": found.purpose,
    }
    return open_page("slot", view)


def variant(name: str) -> Page:
    """Show a passage in the words of the learner's setting; the others are one press away."""
    place, course = here()
    found = _find_variant(course, name)
    page = open_page("variant", _variant_view(found, place, course))
    _variants.add(page)
    return page


def _variant_view(found: Variant, place: Place, course: Course) -> dict[str, Any]:
    chosen = AnswerStore(place.answers_of(COURSE, False)).response_to(SETTING)
    return {
        "id": found.id,
        "made_up": found.made_up,
        "chosen": chosen if chosen in found.texts else "",
        "settings": [
            {"id": s.id, "name": s.name, "text": found.texts[s.id]} for s in course.info.settings
        ],
    }


def _turn_variants() -> None:
    """Passages already on this page follow a newly chosen setting."""
    place, course = here()
    for page in list(_variants):
        page.view = _variant_view(_find_variant(course, page.view["id"]), place, course)


def _find_slot(course: Course, name: str) -> Slot:
    for module in course.modules:
        for one in module.slots:
            if one.id == name:
                return one
    raise CoprodError(f'This course has no place for a contribution called "{name}".')


def _find_variant(course: Course, name: str) -> Variant:
    for module in course.modules:
        for one in module.variants:
            if one.id == name:
                return one
    raise CoprodError(f'This course has no passage by setting called "{name}".')
