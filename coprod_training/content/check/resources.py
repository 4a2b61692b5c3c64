"""Rules for the list of resources: each can be found, can be opened, and claims no more than is so.

The file may be missing. What is written in it wrongly is told when the course is read.
"""

from collections.abc import Iterator

from coprod_training.activities.day import real_date
from coprod_training.content.check.claims import cannot_cite
from coprod_training.content.check.staff_copy import StaffCopy, resources_file, texts_of
from coprod_training.content.check.words import looks_like_speech
from coprod_training.content.facts import cited_in
from coprod_training.content.normal_form import GOOD_ID
from coprod_training.content.resources import Resource, load_resources, scale_areas
from coprod_training.errors import Problem
from coprod_training.yamlfile import Route

Mistake = tuple[Route, str, str]
WORDS = ("title", "owner", "about", "link")


def resources_are_whole(staff: StaffCopy) -> Iterator[Problem]:
    """Each resource once, with an owner, an address of a fact, and filters that there are."""
    file = resources_file(staff)
    if staff.course is None or file is None:
        return
    listed = load_resources(file.path)
    known = {
        "areas": [area.id for area in scale_areas(staff.course.instrument)],
        "settings": [setting.id for setting in staff.course.info.settings],
        "needs": [need.id for need in listed.needs],
    }
    seen: set[str] = set()
    for number, one in enumerate(listed.resources):
        found = [*_id_mistakes(one, seen), *_filter_mistakes(one, known)]
        found += [*_link_mistakes(one, staff), *_check_mistakes(one, staff)]
        seen.add(one.id)
        for inside, what, fix in found:
            line = file.line_of(("resources", number, *inside))
            yield Problem(
                path=file.path, line=line, part=f'resource "{one.id}"', what=what, fix=fix
            )


def resources_speak_in_our_words(staff: StaffCopy) -> Iterator[Problem]:
    """No mark of a fact, which is no link here, and nothing that looks like somebody's words."""
    file = resources_file(staff)
    if file is None:
        return
    for route, words in texts_of(file.data):
        if cited_in(words):
            what = "A mark such as [F017] stays as it is here, and a learner cannot follow it."
            fix = "Take it out, and list the fact in the resource's own facts."
            yield file.problem(route, what, fix)
        if looks_like_speech(words):
            what = "The words in quotation marks look like somebody's own."
            fix = "Say what is there in words of our own."
            yield file.problem(route, what, fix)


def _id_mistakes(one: Resource, seen: set[str]) -> Iterator[Mistake]:
    if not GOOD_ID.fullmatch(one.id):
        what = f'The id "{one.id}" may only have a to z, 0 to 9 and single hyphens.'
        yield ("id",), what, "Write it with those only, such as payment-guide."
    if one.id in seen:
        what = f'The id "{one.id}" is used twice.'
        yield ("id",), what, "Give this one a different id. An id is never used again."


def _filter_mistakes(one: Resource, known: dict[str, list[str]]) -> Iterator[Mistake]:
    for name, ids in known.items():
        chosen: tuple[str, ...] = getattr(one, name)
        if not chosen:
            yield (name,), f"No filter finds it: its {name} are empty.", "Name at least one."
        for at, value in enumerate(chosen):
            if value not in ids:
                what = f'"{value}" is not one of the {name}.'
                yield (name, at), what, f"The {name} are: {', '.join(ids)}."


def _link_mistakes(one: Resource, staff: StaffCopy) -> Iterator[Mistake]:
    for name in WORDS:
        if not getattr(one, name).strip():
            yield (name,), f'The key "{name}" has no words.', "Add them."
    if not one.facts:
        yield ("facts",), "It rests on no fact.", "List one, such as facts: [F008]."
    for at, fact in enumerate(one.facts):
        if why := cannot_cite(staff, fact):
            yield ("facts", at), *why
    addresses = [staff.facts[fact].url for fact in one.facts if fact in staff.facts]
    if one.link.strip() and addresses and one.link not in addresses:
        what = "The link is not the address of one of its facts."
        yield ("link",), what, "Copy the address from facts.yaml, or add the fact."


def _check_mistakes(one: Resource, staff: StaffCopy) -> Iterator[Mistake]:
    """A check is recorded where the fact is, so that nobody claims one that did not happen.

    Terms and links that nobody has looked at block a release, as facts do (`claims.cannot_cite`).
    """
    if staff.is_released:
        if not (one.licence or "").strip():
            what = "Nobody has read its terms, and the course is released."
            yield ("licence",), what, "Read them, and write down what they allow."
        if one.checked_on is None:
            what = "Nobody has opened its link, and the course is released."
            fix = "Open it, and write the day here and into facts.yaml: checked_at_source."
            yield ("checked_on",), what, fix
    if one.checked_on is None:
        return
    if real_date(one.checked_on) is None:
        yield ("checked_on",), "This is not a day.", 'Write it as "2027-01-11", or null.'
        return
    days = [
        staff.facts[fact].checked_at_source
        for fact in one.facts
        if fact in staff.facts and staff.facts[fact].url == one.link
    ]
    if one.checked_on not in days:
        what = "facts.yaml does not know of a check on this day."
        fix = "Give its fact the same day as checked_at_source, or say checked_on: null."
        yield ("checked_on",), what, fix


RULES = (resources_are_whole, resources_speak_in_our_words)
