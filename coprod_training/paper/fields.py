"""What can be filled in of one activity. Pure.

One list makes the form on paper and the page on which an answer is typed in from paper, so that a
letter means the same on both.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count, product
from random import Random
from string import ascii_uppercase
from typing import Any, Literal

from coprod_training.activities import Activity
from coprod_training.content.form_words import STEP5
from coprod_training.paper.box import Box, View
from coprod_training.paper.story import story


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing to fill in.

    name: where its value goes in the response; "" when it is the whole of it. label: "" when the
    activity's question says it already. form: one box, many boxes, words, a number, a date, or a
    path through a story, written as the codes of the choices made. lines: to write on, on paper.
    """

    name: str
    label: str
    form: Literal["one", "many", "words", "number", "date", "path"]
    boxes: tuple[Box, ...] = ()
    hint: str = ""
    lines: int = 0


YES_NO = (Box(code="Yes", id="1", text=""), Box(code="No", id="0", text=""))
SHORT, LONG = 2, 8  # lines


def public_view(activity: Activity) -> dict[str, Any]:
    """What paper may show of an activity. Its order is the same on every sheet."""
    seed = Random(f"paper\0{activity.id}")  # noqa: S311 (an order, not a secret)
    return activity.without_key().view(seed)


def fields_of(activity: Activity) -> tuple[Field, ...]:
    """The fields of one activity, in the order of the sheet; none for a kind without a form."""
    made = _FIELDS.get(activity.kind)
    return made(public_view(activity)) if made else ()


def lettered(options: Iterable[Mapping[str, str]]) -> tuple[Box, ...]:
    """Options with a letter each: A to Z, then AA, AB and so on, without an end."""
    codes = ("".join(letters) for n in count(1) for letters in product(ascii_uppercase, repeat=n))
    return tuple(
        Box(code=code, id=one["id"], text=one["text"])
        for one, code in zip(options, codes, strict=False)
    )


def _single_choice(view: View) -> tuple[Field, ...]:
    return (Field(name="", label="", form="one", boxes=lettered(view["options"])),)


def _multiple_choice(view: View) -> tuple[Field, ...]:
    return (Field(name="", label="", form="many", boxes=lettered(view["options"])),)


def _free_text(view: View) -> tuple[Field, ...]:
    lines = max(LONG, min(24, view["max_characters"] // 160))
    return (Field(name="", label="", form="words", lines=lines),)


def _sort(view: View) -> tuple[Field, ...]:
    steps = tuple(
        Box(code=one["value"], id=one["value"], text=_with(one["label"], one["what"]))
        for one in view["steps"]
    )
    cards = view["cards"]
    found = [Field(name=one["id"], label=one["text"], form="one", boxes=steps) for one in cards]
    for part, question in (("who", "Who made the final decision?"), ("why", view["why_question"])):
        if view[part]:
            boxes = lettered(view[part])
            found += [
                Field(
                    name=f"{one['id']}.{part}",
                    label=one["text"],
                    form="one",
                    boxes=boxes,
                    hint=question,
                )
                for one in cards
            ]
    return tuple(found)


def _rating_grid(view: View) -> tuple[Field, ...]:
    found = [
        Field(
            name=row["id"],
            label=_question(row),
            form="one",
            boxes=_row_boxes(row),
            hint=_with(part["title"], part["stem"]),
        )
        for part in view["parts"]
        for row in part["rows"]
    ]
    if any(row["scale"] for part in view["parts"] for row in part["rows"]):
        found += [
            Field(name=name, label=label, form="one", boxes=YES_NO, hint=view["step5_check"])
            for name, label in STEP5.items()
        ]
    return tuple(found)


def _row_boxes(row: Mapping[str, Any]) -> tuple[Box, ...]:
    """The steps of the scale have their own numbers; what stands apart has letters."""
    choices = row["choices"]
    named = [
        {"id": one["value"], "text": _with(one["label"], one["text"])}
        for one in choices
        if one["set_apart"] or not row["scale"]
    ]
    steps = tuple(
        Box(code=one["value"], id=one["value"], text=_with(one["label"], one["text"]))
        for one in choices
        if row["scale"] and not one["set_apart"]
    )
    return (*steps, *lettered(named))


def _question(row: Mapping[str, Any]) -> str:
    other = row["text_not_staff"]
    return f"{row['text']} (If you are not staff: {other})" if other else str(row["text"])


def _spot_the_gap(view: View) -> tuple[Field, ...]:
    reasons = lettered(view["reasons"])
    return tuple(
        Field(name=one["id"], label=f"{number}. {one['text']}", form="one", boxes=reasons)
        for number, one in enumerate(view["lines"], 1)
    )


def _rewrite(view: View) -> tuple[Field, ...]:
    checks = lettered(view["checklist"])
    return (
        Field(name="text", label="After: your version", form="words", lines=LONG),
        Field(name="checks", label="Tick what your version does.", form="many", boxes=checks),
    )


def _power_map(view: View) -> tuple[Field, ...]:
    found = []
    for part, question in (("affected", "How affected?"), ("say", "How much say?")):
        scale = tuple(
            Box(code=str(at), id=str(at), text=words) for at, words in enumerate(view[part])
        )
        found += [
            Field(
                name=f"{one['id']}.{part}",
                label=one["text"],
                form="one",
                boxes=scale,
                hint=question,
            )
            for one in view["roles"]
        ]
    change = Field(name="change", label=view["change_question"], form="words", lines=LONG)
    return (*found, change)


def _story_plan(view: View) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=one["id"],
            label=f"{one['title']}. {one['question']}"
            + (" (You can leave this out.)" if one["optional"] else ""),
            form="one" if one["options"] else "words",
            boxes=lettered(one["options"]),
            hint=one["hint"],
            lines=0 if one["options"] else SHORT + 1,
        )
        for one in view["steps"]
    )


def _payment_plan(view: View) -> tuple[Field, ...]:
    def numbers(part: str, hint: str) -> list[Field]:
        return [
            Field(name=f"{part}.{one['id']}", label=one["text"], form="number", hint=hint)
            for one in view[part]
        ]

    def written(beside: str) -> list[Field]:
        lines = [one for one in view["lines"] if one["beside"] == beside]
        return [
            Field(name=one["id"], label=one["label"], form="words", lines=SHORT) for one in lines
        ]

    return (
        Field(name="people", label="How many people", form="number"),
        Field(name="rate", label="Pounds an hour", form="number", hint=view["rate_hint"]),
        *written("rate"),
        *numbers("times", "Hours of time. For each person, in total."),
        *numbers("costs", "Other costs in pounds. In total, for everybody."),
        Field(
            name="advice",
            label="How will people get benefits advice?",
            form="words",
            hint=view["advice_hint"],
            lines=SHORT + 1,
        ),
        *written("advice"),
    )


def _action_plan(view: View) -> tuple[Field, ...]:
    labels = view["labels"]
    hints = {"partner": view["partner_hint"]}
    words = tuple(
        Field(name=name, label=labels[name], form="words", hint=hints.get(name, ""), lines=SHORT)
        for name in ("situation", "action", "partner")
    )
    when = Field(
        name="date", label=labels["date"], form="date", hint="For example, 11 1 2027.", lines=1
    )
    return (*words, when)


def _warm_up(view: View) -> tuple[Field, ...]:
    return tuple(
        Field(name=one["id"], label=one["question"], form="one", boxes=lettered(one["options"]))
        for one in view["questions"]
    )


def _resource_finder(view: View) -> tuple[Field, ...]:
    boxes = lettered(
        {
            "id": one["id"],
            "text": f"{one['title']}, {one['owner']}. {one['about']} {one['link']}",
        }
        for one in view["resources"]
    )
    hint = f"Tick up to {view['save']}."
    saved = Field(name="saved", label="", form="many", boxes=boxes, hint=hint)
    if not view["check_back"]:
        return (saved,)
    return (saved, Field(name="date", label="I look again on", form="date", lines=1))


def _scenario(view: View) -> tuple[Field, ...]:
    boxes = tuple(box for _, _, turns in story(view) for box, _ in turns)
    hint = "Write the choices you made, in order, such as 1A 3B."
    return (Field(name="", label="Your way", form="path", boxes=boxes, hint=hint, lines=1),)


def _with(label: str, words: str) -> str:
    return ": ".join(part for part in (label, words) if part)


_FIELDS: dict[str, Callable[[View], tuple[Field, ...]]] = {
    "action_plan": _action_plan,
    "free_text": _free_text,
    "multiple_choice": _multiple_choice,
    "payment_plan": _payment_plan,
    "power_map": _power_map,
    "rating_grid": _rating_grid,
    "resource_finder": _resource_finder,
    "rewrite": _rewrite,
    "scenario": _scenario,
    "single_choice": _single_choice,
    "sort": _sort,
    "spot_the_gap": _spot_the_gap,
    "story_plan": _story_plan,
    "warm_up": _warm_up,
}
