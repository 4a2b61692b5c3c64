"""A list of resources that is filtered, and from which a few are saved. No machine scores it."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from random import Random
from typing import Any, ClassVar, Self

from coprod_training.activities.activity import Activity, Example, Feedback, Mistake, twice
from coprod_training.activities.day import real_date
from coprod_training.day_words import weekday_words

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 80


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One choice of a filter: an area, a setting, or something that somebody needs help with."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """One resource as the page shows it.

    areas, settings, needs: ids of the filters that it fits. licence and checked: whole sentences.
    """

    id: str
    title: str
    owner: str
    about: str
    areas: tuple[str, ...]
    settings: tuple[str, ...]
    needs: tuple[str, ...]
    link: str
    licence: str
    checked: str


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A list that is still to be supplied, so that nobody takes ours for the whole."""

    title: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ResourceFinder(Activity):
    """Save some resources. response: {"saved": [ids], "date": "YYYY-MM-DD" or ""}.

    save: how many at most; so many make it whole. check_back: a date is asked for as well.
    area, need: the filters that stand there at first; "" is all.
    resources, areas, settings, needs, note, waiting: filled from resources.yaml, course.yaml and
    the instrument, never written in a module's file.
    """

    kind: ClassVar[str] = "resource_finder"
    scored: ClassVar[bool] = False

    save: int = 2
    check_back: bool = False
    area: str = ""
    need: str = ""
    resources: tuple[Found, ...] = ()
    areas: tuple[Filter, ...] = ()
    settings: tuple[Filter, ...] = ()
    needs: tuple[Filter, ...] = ()
    note: str = ""
    waiting: Waiting = field(default_factory=Waiting)

    def problem_with(self, response: object) -> str | None:
        """Not more than may be saved, each once, and a date that there is.

        A resource that has left the list stays accepted: an answer outlives its resource.
        """
        if not isinstance(response, dict) or not set(response) <= {"saved", "date"}:
            return "Choose from the resources shown."
        saved, day = response.get("saved"), response.get("date", "")
        if not isinstance(saved, list) or not all(map(_is_id, saved)):
            return "Choose from the resources shown."
        if twice(saved):
            return "Save each resource once."
        if len(saved) > self.save:
            return f"Save {self.save} at most. Take one out first."
        if not isinstance(day, str) or (day and real_date(day) is None):
            return "Give a real date, such as 11 1 2027."
        return None

    def complete(self, response: Any) -> bool:
        """As many as may be saved, with the date where one is asked for."""
        return self.problem_with(response) is None and not self._open(response)

    def score(self, response: Any) -> float | None:
        """Never: what helps is for the learner to say."""
        return None

    def feedback(self, response: Any) -> Feedback:
        """What is still open, and when to look again."""
        still = self._open(response)
        done = "You have saved what you came for."
        day = real_date(response.get("date", ""))
        notes = (("date", f"Look again on {weekday_words(day)}."),) if day else ()
        text = f"Still open: {'; '.join(still)}." if still else done
        return Feedback("Your choices are kept", text, notes=notes)

    def text_of(self, response: Any) -> str:
        """One line for each saved resource, then the date."""
        found = {one.id: f"{one.title} ({one.owner})" for one in self.resources}
        lines = [found.get(name, _no_longer_listed(name)) for name in response["saved"]]
        day = real_date(response.get("date", ""))
        return "\n".join([*lines, *([f"Look again on {weekday_words(day)}."] if day else [])])

    def fingerprint(self) -> str:
        """Without the list: a longer one, or other filters, leave the question as it was."""
        lists: dict[str, Any] = {"resources": (), "areas": (), "settings": (), "needs": ()}
        bare = replace(self, **lists, note="", waiting=Waiting(), area="", need="")
        return Activity.fingerprint(bare)

    def view(self, shuffle: Random) -> dict[str, Any]:
        """The list in its own order. What is the learner's own is added by `own_view`."""
        return {
            "resources": [asdict(one) for one in self.resources],
            "areas": [asdict(one) for one in self.areas],
            "settings": [asdict(one) for one in self.settings],
            "needs": [asdict(one) for one in self.needs],
            "area": self.area,
            "need": self.need,
            "note": self.note,
            "waiting": asdict(self.waiting),
            "save": self.save,
            "check_back": self.check_back,
            "setting": "",
            "self_check": None,
            "gaps": None,
            "leads": [],
        }

    def without_key(self) -> Self:
        """The same: there is no key."""
        return self

    def problems(self) -> list[Mistake]:
        """Nothing to find, nothing to save, or a first filter that there is not."""
        return [*self._mistakes()]

    @classmethod
    def example(cls) -> Example:
        """Two resources, one for each area."""
        group = Found(
            id="a-group",
            title="A group that meets",
            owner="An organisation",
            about="People share what works.",
            areas=("design", "delivery"),
            settings=("smi",),
            needs=("others",),
            link="https://example.org/group",
            licence="Read it there, and do not copy from it.",
            checked="Link not checked yet.",
        )
        guide = replace(
            group, id="a-guide", title="A guide to forms", areas=("design",), needs=("start",)
        )
        activity = cls(
            id="example-finder",
            title="Find what helps",
            question="Which two would help you next?",
            check_back=True,
            resources=(group, guide),
            areas=(Filter(id="design", text="Design"), Filter(id="delivery", text="Delivery")),
            settings=(Filter(id="smi", text="NHS severe mental illness"),),
            needs=(
                Filter(id="start", text="Making a start"),
                Filter(id="others", text="Learning from other services"),
            ),
            note="We read public copies of these pages.",
            waiting=Waiting(title="Another list: waiting", text="It is still to be supplied."),
        )
        right = {"saved": ["a-group", "a-guide"], "date": "2027-01-11"}
        others: tuple[Any, ...] = (
            {"saved": [], "date": ""},
            {"saved": ["a-guide"]},
            {"saved": ["one-that-left"], "date": ""},
        )
        refused: tuple[Any, ...] = (
            {},
            {"saved": "a-guide"},
            {"saved": ["A guide"]},
            {"saved": [7]},
            {"saved": ["a-guide", "a-guide"]},
            {"saved": ["a", "b", "c"]},
            {"saved": ["a-guide"], "date": "2027-02-31"},
            {"saved": ["a-guide"], "date": None},
            {"saved": ["a-guide"], "more": ""},
            ["a-guide"],
            "a-guide",
            None,
        )
        return Example(activity, right, others, refused)

    def _open(self, response: dict[str, Any]) -> list[str]:
        missing = self.save - len(response["saved"])
        still = [f"{missing} more to save"] if missing else []
        return [*still, *(["a date"] if self.check_back and not response.get("date") else [])]

    def _mistakes(self) -> Iterator[Mistake]:
        if not self.resources:
            yield (), "There are no resources to find.", "Add them to course/resources.yaml."
        if self.save < 1:
            yield ("save",), "Nothing could be saved.", "Give 1 or more."
        for name, chosen, known in (
            ("area", self.area, self.areas),
            ("need", self.need, self.needs),
        ):
            ids = [one.id for one in known]
            if chosen and self.resources and chosen not in ids:
                what = f'The list has no {name} "{chosen}".'
                yield (name,), what, f"They are: {', '.join(ids)}."


def _is_id(value: object) -> bool:
    """Whether it could be the id of a resource, of now or of an earlier list."""
    return isinstance(value, str) and len(value) <= _LONGEST_ID and bool(_ID.fullmatch(value))


def _no_longer_listed(name: str) -> str:
    words = name.replace("-", " ")
    return f"{words[:1].upper()}{words[1:]} (no longer in the list)"
