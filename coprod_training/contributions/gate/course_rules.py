"""G18 to G21: the course's own facts, scenarios, pages and borrowed material."""

from collections.abc import Iterable
from datetime import date

from coprod_training.contributions.gate.case import Beside, Case, Cited, Drawn, Material, Reasons
from coprod_training.contributions.months import still_open


def facts_are_checked(case: Case) -> Reasons:
    """G18. Every claim cites a fact that is marked A, or was checked at its source."""
    found = [f"{place}: a claim cites no fact." for place in case.course.uncited]
    for fact in unchecked(case):
        found.append(f"{fact} is cited, and has not been checked at its source.")
    return tuple(found)


def unchecked(case: Case) -> Reasons:
    """The ids of facts that the module cites and nobody has checked by its day, in order."""
    return facts_to_check(case.course.cited, case.day)


def beside_is_checked(beside: Beside) -> Reasons:
    """G18 for the course as a whole, in one line each: what no module of it cites itself."""
    found = []
    if facts := facts_to_check(beside.cited, beside.day):
        found.append(
            "The survey, the glossary, the resources or a page of the whole course cite these, and"
            f" nobody has checked them at their source: {', '.join(facts)}."
        )
    if closed := links_to_open(beside):
        found.append(f"Nobody has opened the links of these resources: {', '.join(closed)}.")
    return tuple(found)


def facts_to_check(cited: Iterable[Cited], day: date) -> tuple[str, ...]:
    """The ids of facts that are not marked A and were not checked by that day, in order."""
    return tuple(
        sorted(
            one.fact for one in cited if one.confidence != "A" and still_open(one.checked_on, day)
        )
    )


def links_to_open(beside: Beside) -> tuple[str, ...]:
    """The resources whose link nobody had opened by that day, by name."""
    return tuple(name for name, on in beside.links.items() if still_open(on, beside.day))


def made_up_says_so(case: Case) -> Reasons:
    """G19. Made-up scenarios carry their label; nobody is quoted who is no contributor."""
    course = case.course
    found = [f"{place}: a made-up scenario has no label." for place in course.unlabelled]
    found += [
        f"{place}: words in quotation marks are not a contributor's." for place in course.quoted
    ]
    return tuple(found)


def everybody_can_use_it(case: Case) -> Reasons:
    """G20. Pages work by keyboard and without dragging, pictures have words, ages are known."""
    found = [f"{place}: there is no text alternative." for place in case.course.no_text_alternative]
    missing: dict[str, list[str]] = {}
    for one in case.course.drawn:
        if left := page_checks_left(one, case.day):
            missing.setdefault(_listed(left), []).append(one.kind)
        elif not one.as_checked:
            found.append(f"{one.kind}: it changed after it was checked.")
    for checks_left, kinds in missing.items():
        found.append(f"{', '.join(kinds)}: nobody has put on record a check {checks_left}.")
    if not case.course.reading:
        found.append("There is no report on its reading level.")
    return tuple(found)


def page_checks_left(page: Drawn, day: date) -> list[str]:
    """How nobody had tried this kind of page by that day, each in words."""
    checks = {
        "by keyboard": page.keyboard_on,
        "without dragging": page.without_drag_on,
        "with its text alternative": page.text_alternative_on,
    }
    return [name for name, on in checks.items() if still_open(on, day)]


def material_of_others_is_allowed(case: Case) -> Reasons:
    """G21. For everything of others its terms are on record, and what they need was done."""
    return tuple(
        f"{one.name}: {reason}"
        for one in case.course.materials
        if (reason := why_not_allowed(one, case.day))
    )


def why_not_allowed(one: Material, day: date) -> str:
    """Why something of others may not be used on that day; "" where it may."""
    if not one.licence.strip():
        return "its terms are not on record."
    if one.needs and still_open(one.met_on, day):
        return f"it is not on record that this was done: {one.needs}"
    return ""


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
