"""G18 to G21: the course's own facts, scenarios, pages and borrowed material."""

from collections.abc import Iterable
from datetime import date

from coprod_training.contributions.gate.case import Beside, Case, Cited, Reasons


def facts_are_checked(case: Case) -> Reasons:
    """G18. Every claim cites a fact that is marked A, or was checked at its source."""
    found = [f"{place}: a claim cites no fact." for place in case.course.uncited]
    for fact in unchecked(case):
        found.append(f"{fact} is cited, and has not been checked at its source.")
    return tuple(found)


def unchecked(case: Case) -> Reasons:
    """The ids of cited facts that are not marked A and have no day of a check, in order."""
    return _unchecked(case.course.cited, case.day)


def beside_is_checked(beside: Beside) -> Reasons:
    """G18 for the course as a whole, in one line each: what no module of it cites itself."""
    found = []
    if facts := _unchecked(beside.cited, beside.day):
        found.append(
            "The survey, the glossary, the resources or a page of the whole course cite these, and"
            f" nobody has checked them at their source: {', '.join(facts)}."
        )
    closed = [name for name, on in beside.links.items() if on is None or on > beside.day]
    if closed:
        found.append(f"Nobody has opened the links of these resources: {', '.join(closed)}.")
    return tuple(found)


def _unchecked(cited: Iterable[Cited], day: date) -> Reasons:
    return tuple(
        sorted(
            one.fact
            for one in cited
            if one.confidence != "A" and (one.checked_on is None or one.checked_on > day)
        )
    )


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
        checks = {
            "by keyboard": one.keyboard_on,
            "without dragging": one.without_drag_on,
            "with its text alternative": one.text_alternative_on,
        }
        left = [name for name, on in checks.items() if on is None or on > case.day]
        if left:
            missing.setdefault(_listed(left), []).append(one.kind)
        elif not one.as_checked:
            found.append(f"{one.kind}: it changed after it was checked.")
    for checks_left, kinds in missing.items():
        found.append(f"{', '.join(kinds)}: nobody has put on record a check {checks_left}.")
    if not case.course.reading:
        found.append("There is no report on its reading level.")
    return tuple(found)


def material_of_others_is_allowed(case: Case) -> Reasons:
    """G21. For everything of others its terms are on record, and what they need was done."""
    found = []
    for one in case.course.materials:
        if not one.licence.strip():
            found.append(f"{one.name}: its terms are not on record.")
        elif one.needs and (one.met_on is None or one.met_on > case.day):
            found.append(f"{one.name}: it is not on record that this was done: {one.needs}")
    return tuple(found)


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
