"""What an author may type in a notebook."""

from datetime import UTC, datetime
from weakref import WeakSet

from coprod_training.content.answers_file import SETTING
from coprod_training.content.passages import slot_view, variant_view
from coprod_training.own_activity import chosen_setting, own_activity
from coprod_training.widgets.page import Page, open_page
from coprod_training.widgets.place import here
from coprod_training.widgets.recording import send_recording

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
    """Show the place of a contribution. Until there is one it says that it is waiting."""
    _, course = here()
    page = open_page("slot", slot_view(course, name, level))
    send_recording(page, name)
    return page


def variant(name: str) -> Page:
    """Show a passage in the words of the learner's setting; the others are one press away."""
    place, course = here()
    page = open_page("variant", variant_view(course, name, chosen_setting(place)))
    _variants.add(page)
    return page


def _turn_variants() -> None:
    """Passages already on this page follow a newly chosen setting."""
    place, course = here()
    for page in list(_variants):
        page.view = variant_view(course, page.view["id"], chosen_setting(place))
