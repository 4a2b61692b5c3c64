"""The words of one activity as passages, whatever its kind. Pure: from the learners' copy.

What we say after an answer, and which answer we call right, are passages too: whether a key is fair
is one of the things a reviewer is asked (contribution-process.md, section 6).
"""

from collections.abc import Iterator, Mapping
from string import ascii_uppercase
from typing import Any

from coprod_training.activities.activity import MADE_UP
from coprod_training.contributions.one_line import one_line
from coprod_training.contributions.passages import Passage

Data = Mapping[str, Any]

# What says how an activity works, and has no words for a reader.
_NO_WORDS = {
    "kind", "id", "title", "code", "minutes", "core", "made_up", "facts", "max_characters",
    "keep_order", "start", "goto", "empty_chair", "area", "phase", "groups", "practice",
    "brings_back", "ask_why", "ask_who_decided", "check_back", "value", "optional",
}  # fmt: skip  # one name a line would hide how few they are
_LABELS = {
    "question": "Question",
    "question_alternative": "The same question for people with lived experience",
    "feedback": "what we say to it",
    "hint": "hint",
    "before": "Before",
    "ours": "One way to write it",
    "document": "The document",
    "key": "the answer we call right",
    "step": "the answer we call right",
    "why": "the reason we call right",
    "who": "who decided, as we see it",
    "trust": "trust",
    "who_decides": "who decides",
    "cost": "cost",
    "debrief": "looking back",
    "keep_safe": "Where it is kept",
    "limits": "Limits",
}
_RIGHT = {"key", "step", "why", "who"}
_MAIN = ("text", "question", "title", "label", "what")
_LETTERED = {"options": "Option", "choices": "Choice", "reasons": "Reason"}
_NUMBERED = {
    "lines": "Line",
    "cards": "Card",
    "steps": "Step",
    "nodes": "Box",
    "roles": "Role",
    "questions": "Question",
    "checklist": "Check",
    "times": "Time",
    "costs": "Cost",
    "rows": "Row",
    "parts": "Part",
}


def activity_passages(activity: Data, level: int = 3) -> tuple[Passage, ...]:
    """Its title, its words in their order, and what is called right. level: of its heading."""
    here = str(activity["id"])
    title = one_line(activity["title"])
    found = [Passage(id=f"{here}/title", sort="heading", text=title, level=level)]
    if activity.get("made_up"):
        found.append(Passage(id=f"{here}/made_up", sort="label", text=MADE_UP))
    return (*found, *_Walk(activity).words(activity, here + "/", ""))


class _Walk:
    """Goes through one activity, and knows what its ids stand for."""

    def __init__(self, activity: Data) -> None:
        self._named = dict(_names(activity))

    def words(self, data: Data, here: str, name: str) -> Iterator[Passage]:
        """The passages of one part. here: how their ids begin. name: of the part, or ""."""
        main = next((one for one in _MAIN if name and isinstance(data.get(one), str)), "")
        order = [main, *(one for one in data if one != main)] if main else list(data)
        for field in order:
            value = data[field]
            if field in _RIGHT and value:
                yield self._right(here + field, _label(name, field), value)
            elif field in _NO_WORDS and field != main and not (field == "title" and name):
                continue
            elif isinstance(value, str) and value.strip():
                label = self._with_way(name, data) if field == main else _label(name, field)
                yield Passage(id=here + field, sort="words", text=one_line(value), label=label)
            elif isinstance(value, Mapping):
                yield from self.words(value, f"{here}{field}.", name)
            elif isinstance(value, list):
                yield from self._list(value, f"{here}{field}", field, name)

    def _list(self, values: list[Any], here: str, field: str, name: str) -> Iterator[Passage]:
        for at, value in enumerate(values):
            if isinstance(value, Mapping):
                nth = _nth(field, at)
                one = f"{name}, {nth[0].lower()}{nth[1:]}" if name else nth
                yield from self.words(value, f"{here}.{_id(value, at)}.", one)
            elif isinstance(value, str):
                yield Passage(id=f"{here}.{at + 1}", sort="item", text=one_line(value))

    def _right(self, id_: str, label: str, value: Any) -> Passage:
        """What is called right, by the names that a reader sees."""
        asked = value if isinstance(value, list) else [value]
        said = "; ".join(self._named.get(str(one), str(one)) for one in asked)
        return Passage(id=id_, sort="words", text=said, label=label)

    def _with_way(self, name: str, data: Data) -> str:
        """A choice of a story says where it leads."""
        goes = self._named.get(str(data.get("goto", "")), "")
        return f"{name}, leads to {goes.partition(':')[0].lower()}" if goes else name


def _names(data: Any) -> Iterator[tuple[str, str]]:
    """Each id with what a reader would call it, such as "Option A: Ask first"."""
    if isinstance(data, Mapping):
        for field, value in data.items():
            if isinstance(value, list):
                for at, one in enumerate(value):
                    if isinstance(one, Mapping):
                        said = next((one[m] for m in _MAIN if isinstance(one.get(m), str)), "")
                        named = one_line(f"{_nth(field, at)}: {said}")
                        yield str(one.get("id", one.get("value", ""))), named
                        yield from _names(one)


def _label(name: str, field: str) -> str:
    said = _LABELS.get(field, "" if field in ("intro", "text") else field.replace("_", " "))
    if not name:
        return said[:1].upper() + said[1:]
    return f"{name}, {said[:1].lower()}{said[1:]}" if said else name


def _nth(field: str, at: int) -> str:
    if field in _LETTERED:
        return f"{_LETTERED[field]} {ascii_uppercase[at % 26]}"
    return f"{_NUMBERED.get(field, field.replace('_', ' ').capitalize())} {at + 1}"


def _id(data: Data, at: int) -> str:
    return str(data.get("id", data.get("value", at + 1)))
