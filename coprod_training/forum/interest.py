"""The interest form of the national forum: what may be kept, and in what words it is refused. Pure.

Source of every question and rule: survey-instrument.md, section 11 (FOR1 to FOR8).
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from coprod_training.activities.free_text import words_problem

LONGEST = {"name": 200, "contact": 300, "easier": 1000}
"""Characters of each text. Ours: room enough, and no place for a story."""
JOINING_AS = {
    "lived-experience": "someone with lived experience",
    "carer": "a carer",
    "staff": "staff",
    "commissioner": "a commissioner",
    "not-say": "prefer not to say",
}
"""FOR3, by the id that is kept."""
LIVED = frozenset({"lived-experience", "carer"})
"""Kept only with a yes of its own: FOR8, explicit consent (F162)."""


@dataclass(frozen=True, kw_only=True)
class Interest:
    """What one person asked us to keep. setting, region: codes of the instrument, or "".

    joining_as: ids of JOINING_AS. agreed_on: the day of the yes, and nothing finer.
    """

    name: str
    contact: str
    joining_as: tuple[str, ...]
    setting: str
    region: str
    easier: str
    agreed_on: date


def problem_with(said: object, settings: Collection[str], regions: Collection[str]) -> str | None:
    """Why this cannot be kept, as a sentence for the person; None when it can. Takes any JSON.

    settings, regions: the codes that there are.
    """
    if not isinstance(said, dict):
        return "Fill in the form, then send it."
    for part, empty in (("name", "Give a name for us to use."), ("contact", HOW), ("easier", "")):
        words = said.get(part, "")
        if not isinstance(words, str) or (empty and not words.strip()):
            return empty or "Write in words what would make it easier."
        if problem := words_problem(words, LONGEST[part]):
            return problem
    hats = said.get("joining_as", [])
    if not isinstance(hats, list) or any(hat not in [*JOINING_AS] for hat in hats):
        return "Choose from the list how you would be joining."
    for part, known in (("setting", settings), ("region", regions)):
        if said.get(part, "") not in ("", *known):
            return f"Choose a {part} from the list, or leave it empty."
    if said.get("keep") is not True:
        return "Tick the box to agree. Without it we keep nothing."
    return None


def as_plain(interest: Interest) -> dict[str, Any]:
    """The same as JSON can hold it."""
    return asdict(interest) | {
        "joining_as": list(interest.joining_as),
        "agreed_on": interest.agreed_on.isoformat(),
    }


HOW = "Say how we may contact you: an email address, a phone number or a postal address."


def interest_from(said: Mapping[str, Any], today: date) -> Interest:
    """What is kept of a form that `problem_with` accepts.

    How somebody would be joining is left out as a whole when it says that they have lived
    experience or care for somebody, and they did not agree to that (FOR8).
    """
    hats = tuple(hat for hat in JOINING_AS if hat in said.get("joining_as", []))
    if LIVED & {*hats} and said.get("keep_lived_experience") is not True:
        hats = ()
    return Interest(
        name=said["name"].strip(),
        contact=said["contact"].strip(),
        joining_as=hats,
        setting=said.get("setting", ""),
        region=said.get("region", ""),
        easier=said.get("easier", "").strip(),
        agreed_on=today,
    )
