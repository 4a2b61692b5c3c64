"""From what stands on paper to a response, as the screen would have kept it. Pure.

A plan for one's own story, a consent and a self-check are never typed in by somebody else: the
first are the person's own, and the last goes into the survey only by their own hand.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from coprod_training.activities import Activity
from coprod_training.paper.box import Box
from coprod_training.paper.fields import Field, fields_of

Values = Mapping[str, Any]
"""By field name: an id for one box, a list of ids for many, words for everything else."""

_DATE = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4})")
_CODE = re.compile(r"\d+[A-Z]")


def can_be_typed_in(activity: Activity) -> bool:
    """Whether somebody else may type in what stands on paper."""
    return activity.kind in _RESPONSES


def response_of(activity: Activity, typed: Mapping[str, list[str]]) -> tuple[Any, str]:
    """The response, None where nothing stands on paper; and what is wrong with it, or "".

    typed: by field name, what was chosen or typed. Never raises, never quotes what was typed.
    """
    fields = fields_of(activity)
    values: dict[str, Any] = {}
    for field in fields:
        value, problem = _value(field, typed.get(field.name, []))
        if problem:
            return None, problem
        if value not in (None, "", []):
            values[field.name] = value
    if not values or not can_be_typed_in(activity):
        return None, ""
    response = _RESPONSES[activity.kind](values, fields)
    return response, activity.problem_with(response) or ""


def _value(field: Field, typed: list[str]) -> tuple[Any, str]:
    """One field's value, and what is wrong with it."""
    known = {box.id for box in field.boxes}
    words = (typed[0] if typed else "").replace("\r\n", "\n")
    match field.form:
        case "many":
            return list(dict.fromkeys(typed)), "" if set(typed) <= known else _NOT_SHOWN
        case "one":
            return words, "" if words in {"", *known} else _NOT_SHOWN
        case "number":
            return _number(words)
        case "date":
            return _day(words)
        case "path":
            return _path(words, field.boxes)
    return words if words.strip() else "", ""


_NOT_SHOWN = "Choose one of the boxes on the sheet."


def _number(words: str) -> tuple[float | int | None, str]:
    plain = words.strip().removeprefix("£")
    if not plain:
        return None, ""
    # A comma only parts thousands: 1,500 is a number, and 1,5 could be meant in two ways.
    if not re.fullmatch(r"(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.\d{1,6})?", plain, re.ASCII):
        return None, "Type a number, such as 2 or 2.5."
    plain = plain.replace(",", "")
    return (float(plain) if "." in plain else int(plain)), ""


def _day(words: str) -> tuple[str, str]:
    if not words.strip():
        return "", ""
    found = _DATE.fullmatch(words.strip())
    try:
        day, month, year = map(int, found.groups() if found else ())
        return date(year, month, day).isoformat(), ""
    except ValueError:
        return "", "Type a real date, such as 11 1 2027."


def _path(words: str, boxes: tuple[Box, ...]) -> tuple[list[str], str]:
    codes = _CODE.findall(words.upper())
    ids = {box.code: box.id for box in boxes}
    rest = re.sub(r"[\s,;.>→-]", "", _CODE.sub("", words.upper()))
    if rest or any(code not in ids for code in codes):
        return [], "Type the choices in order, such as 1A 3B."
    return [ids[code] for code in codes], ""


def _whole(values: Values, fields: tuple[Field, ...]) -> Any:
    return values[""]


def _by_name(values: Values, fields: tuple[Field, ...]) -> Any:
    return dict(values)


def _rewritten(values: Values, fields: tuple[Field, ...]) -> Any:
    return {"text": values.get("text", ""), "checks": values.get("checks", [])}


def _map(values: Values, fields: tuple[Field, ...]) -> Any:
    """A role counts once both of its questions are answered."""
    roles = [field.name.removesuffix(".say") for field in fields if field.name.endswith(".say")]
    places = {
        role: [int(values[f"{role}.say"]), int(values[f"{role}.affected"])]
        for role in roles
        if f"{role}.say" in values and f"{role}.affected" in values
    }
    return {"places": places, "change": values.get("change", "")}


def _budget(values: Values, fields: tuple[Field, ...]) -> Any:
    def of(part: str) -> dict[str, Any]:
        names = [field.name for field in fields if field.name.startswith(f"{part}.")]
        return {name.removeprefix(f"{part}."): values.get(name) for name in names}

    written = {one.name: values.get(one.name, "") for one in fields if one.form == "words"}
    return {
        **written,
        "people": values.get("people"),
        "rate": values.get("rate"),
        "times": of("times"),
        "costs": of("costs"),
    }


def _plan(values: Values, fields: tuple[Field, ...]) -> Any:
    return {field.name: values.get(field.name, "") for field in fields}


def _saved(values: Values, fields: tuple[Field, ...]) -> Any:
    return {"saved": values.get("saved", []), "date": values.get("date", "")}


_RESPONSES: dict[str, Callable[[Values, tuple[Field, ...]], Any]] = {
    "action_plan": _plan,
    "free_text": _whole,
    "multiple_choice": _whole,
    "payment_plan": _budget,
    "power_map": _map,
    "resource_finder": _saved,
    "rewrite": _rewritten,
    "scenario": _whole,
    "single_choice": _whole,
    "sort": _by_name,
    "spot_the_gap": _by_name,
}
