"""One activity as a form on paper. Pure: from the activity's public view, never from its key."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from coprod_training.activities import Activity
from coprod_training.activities.activity import MADE_UP
from coprod_training.content.course import Help
from coprod_training.content.facts import Fact
from coprod_training.content.fill import TO_BE_SET
from coprod_training.paper.blocks import (
    Block,
    Boxes,
    Form,
    Heading,
    Items,
    Lines,
    Run,
    Runs,
    Table,
    Words,
    plain,
)
from coprod_training.paper.fields import LONG, Field, fields_of, public_view
from coprod_training.paper.story import story

BOX = "☐"
_NO_NAMES = "Do not name anyone, or describe a person so that others could know them."
_WHO_READS = (
    "Nobody reads private notes. Handed-in work is read within {days}; "
    "nobody reads it as you write."
)
"""Word for word as beneath every box on the screen: widgets/static/writing.js."""
_HOW = {
    "single_choice": "Tick one box.",
    "multiple_choice": "Tick as many boxes as you choose.",
    "sort": "Tick one box for each card.",
    "rating_grid": "Tick one box for each question. You can leave any out.",
    "spot_the_gap": "Tick a reason where something is wrong. Leave the other lines without a tick.",
    "warm_up": "Tick one box for each question. What we think of each is on the screen only.",
    "power_map": "Roles only, never names. Tick one box for each role.",
    "scenario": "Start at box 1. Choose, then go to the box named beside your choice.",
}
_ABOUT_KIND = {
    "story_plan": "This plan is yours. Keep this page safe. Nobody types it in for you.",
    "consent": (
        "This page is for reading. Only you can say yes, and only in the course. Until then the"
        " answer is no."
    ),
    "national_compare": (
        "This part is on the screen only. It compares your own self-check with published figures."
    ),
}


def activity_blocks(
    activity: Activity, facts: Mapping[str, Fact], help_: Help, *, level: int
) -> tuple[Block, ...]:
    """The whole form. level: of its heading. facts: by id, for its sources.

    help_: who reads what is written, and who to turn to; printed beneath every place to write.
    """
    view = public_view(activity)
    found: list[Block] = [Heading(level, activity.title), plain(_name(activity), "note")]
    if activity.made_up:
        found.append(plain(MADE_UP, "label"))
    if view.get("placeholder"):
        found.append(plain("Placeholder, to be replaced with contributors", "label"))
    if activity.intro:
        found.append(plain(activity.intro))
    inside = [*_before(activity, view), *_filled_in(activity), *_after(activity, help_)]
    found.append(Form(activity.question, tuple(inside)))
    return (*found, *_sources(activity, facts))


def _name(activity: Activity) -> str:
    """Such as "Activity M1-A2 · ladder-sort. About 8 minutes."."""
    minutes = f"About {activity.minutes:g} minutes" if activity.minutes > 1 else "About a minute"
    return f"Activity {' · '.join(filter(None, (activity.code, activity.id)))}. {minutes}."


def _before(activity: Activity, view: Mapping[str, Any]) -> Iterator[Block]:
    """What is read before anything is filled in."""
    if other := view.get("question_alternative"):
        yield plain(f"If you have lived experience, another way to ask this: {other}")
        yield plain("Answer either one. We do not ask which.", "note")
    if words := view.get("people_means"):
        yield plain(words, "note")
    if words := view.get("before"):
        yield plain("Before", "label")
        yield plain(words, "quote")
    if words := view.get("document"):
        yield plain(words, "label")
    if activity.kind == "consent":
        for point in view["points"]:
            yield Words((Run(text=f"{point['title']}: ", bold=True), Run(text=point["text"])))
        yield Items(tuple((Run(text=row["text"]),) for row in view["rows"]))
    if words := _ABOUT_KIND.get(activity.kind):
        yield plain(words, "note")
    for role in view.get("roles", ()):
        if role["if_little_say"]:
            yield plain(f"{role['text']}, with no say or little say? {role['if_little_say']}")
    if words := _HOW.get(activity.kind):
        yield plain(words, "note")
    if activity.kind == "scenario":
        for number, text, turns in story(view):
            yield Words((Run(text=f"Box {number}. ", bold=True), Run(text=text)))
            if turns:
                yield Boxes(tuple((box.code, f"{box.text} → Go to box {to}.") for box, to in turns))
            else:
                yield plain("Your path ends here.", "note")


def _after(activity: Activity, help_: Help) -> Iterator[Block]:
    """What stands beneath every place to write. Source: curriculum.md, Safeguarding."""
    if not any(field.form == "words" for field in fields_of(activity)) and not _bare(activity):
        return
    days = help_.working_days or TO_BE_SET
    days = f"{days} working {'day' if days == '1' else 'days'}"
    yield plain(_NO_NAMES, "note")
    yield plain(_WHO_READS.format(days=days), "note")
    if help_.contacts:
        yield plain("If you need to talk to somebody:", "note")
        yield Items(tuple((Run(text=f"{one.name}: {one.how}"),) for one in help_.contacts))


def _bare(activity: Activity) -> bool:
    """Whether paper knows no form for its kind, and gives it lines to write on."""
    return not fields_of(activity) and activity.kind not in _ABOUT_KIND


def _filled_in(activity: Activity) -> Iterator[Block]:
    """The fields; those that are answered the same way stand together in one table."""
    fields = fields_of(activity)
    if _bare(activity):
        yield Lines(LONG)
    said = ""
    for (form, _, hint), alike in groupby(fields, lambda one: (one.form, one.boxes, one.hint)):
        together = list(alike)
        if form in ("one", "number") and len(together) > 1:
            yield from _legend(together[0])
            yield _table(together, hint or "Boxes to tick")
        else:
            for field in together:
                yield from _alone(field, "" if hint == said else hint)
                said = hint


def _legend(field: Field) -> Iterator[Block]:
    if any(box.text for box in field.boxes):
        yield Items(
            tuple((Run(text=f"{box.code} ", bold=True), Run(text=box.text)) for box in field.boxes)
        )


def _table(fields: list[Field], name: str) -> Table:
    how = "Tick one" if fields[0].boxes else "Write a number"
    # A space that does not break keeps a box and its letter on one line.
    ticks = "   ".join(f"{BOX}\u00a0{box.code}" for box in fields[0].boxes) or "………………"
    return Table(
        name,
        ("", how),
        tuple(((Run(text=field.label),), (Run(text=ticks),)) for field in fields),
    )


def _alone(field: Field, hint: str) -> Iterator[Block]:
    if hint:
        yield plain(hint, "note")
    if field.boxes and field.form != "path":
        if field.label:
            yield Words((Run(text=field.label, bold=True),))
        yield Boxes(tuple((box.code, box.text) for box in field.boxes))
    else:
        yield Lines(max(1, field.lines), field.label)


def _sources(activity: Activity, facts: Mapping[str, Fact]) -> Iterator[Block]:
    ids = (one for _, one in activity.citations())
    cited = {(facts[one].source, facts[one].url): None for one in ids if one in facts}
    if cited:
        yield plain("Sources of this activity", "label")
        yield Items(tuple(source_runs(title, url) for title, url in cited))


def source_runs(title: str, url: str, more: str = "") -> Runs:
    """A source with its address in sight: paper has no links to follow."""
    words: Iterable[Run] = (
        Run(text=f"{title}{': ' if url else ''}"),
        Run(text=url, link=url),
        Run(text=more),
    )
    return tuple(run for run in words if run.text)
