"""Forms that a keeper fills in, and what they make of a record.

A form changes what is noted about a contribution, never its stage: that follows from its steps.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from coprod_training.contributions.consent import CHANNELS, Channel, Consent, Consents
from coprod_training.contributions.given import Area, Given
from coprod_training.contributions.people import Tie
from coprod_training.contributions.record import UNDER_18, Attribution, Contribution, Kind
from coprod_training.contributions.sections import SECTIONS, section_of, structured, to_plain
from coprod_training.errors import CoprodError

FORMS = ("person", "add", "details", "note", "agree", "consent", "review")

NOTED = (
    "age", "said_in_writing", "says_about_health", "attribution", "route_sent", "route_tested",
    "if_unreachable", "payment", "benefits_advice", "perspective", "settings", "off_limits",
    "off_limits_followed_on", "may_be_asked_again", "third_parties", "access_needs_met",
    "support", "impact_note",
)  # fmt: skip  # one name a line would hide what is not among them
"""What a note may say. Stage, days of stages, consents, approvals and requests have steps."""


@dataclass(frozen=True, kw_only=True)
class PersonForm:
    """person.yaml."""

    name: str = field(repr=False)
    reach: str = field(default="", repr=False)
    access_needs: str = field(default="", repr=False)
    ties: dict[str, frozenset[Tie]] = field(default_factory=dict, repr=False)
    ties_asked_on: date | None = None


def changed_person(before: Mapping[str, Any], form: PersonForm) -> dict[str, Any]:
    """What a form changes of somebody who is there already; what it leaves empty stays.

    before: what the key opens of them. Ties and their day go together: the day on which somebody
    was asked is about those ties and no others, and a day without ties says that there are none.
    """
    named = {name: getattr(form, name) for name in ("name", "reach", "access_needs")}
    given: dict[str, Any] = {name: words for name, words in named.items() if words.strip()}
    if form.ties or form.ties_asked_on is not None:
        given |= {"ties": form.ties, "ties_asked_on": form.ties_asked_on}
    return {
        name: value for name, value in given.items() if name not in before or before[name] != value
    }


@dataclass(frozen=True, kw_only=True)
class AddForm:
    """add.yaml. person: their reference."""

    slot: str
    person: str
    kind: Kind = "text"
    given: Given = "story"
    area: Area | None = None
    says_about_health: bool = True


@dataclass(frozen=True, kw_only=True)
class AnswersForm:
    """consent.yaml, and the terms in agree.yaml. ends: where one yes ends before `until`.

    until: only a yes needs it, and Consent refuses one without it.
    """

    answered_on: date
    wording: str
    answers: dict[str, bool]
    until: date | None = None
    use_for: str = ""
    ends: dict[str, date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AgreeForm:
    """agree.yaml."""

    terms: AnswersForm
    credit: Attribution
    review_by: date


def blank(name: str) -> str:
    """An empty form, with what belongs where."""
    return Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")


def answered(before: Consents, form: AnswersForm) -> Consents:
    """The answers with those of the form in their place; what it does not name stays.

    Raises CoprodError for a question that the terms do not ask.
    """
    unknown = sorted({*form.answers, *form.ends} - {*_QUESTIONS, *CHANNELS})
    if unknown:
        raise CoprodError(
            f"The terms do not ask this: {', '.join(unknown)}.",
            fix=f"They ask: {', '.join((*_QUESTIONS, *CHANNELS))}.",
        )
    new = {name: _consent(form, name, yes) for name, yes in form.answers.items()}
    named: dict[str, Any] = {
        _QUESTIONS[name]: one for name, one in new.items() if name in _QUESTIONS
    }
    channels: dict[Channel, Consent] = {one: new[one] for one in CHANNELS if one in new}
    use_for = form.use_for.strip() or before.use_for
    return replace(before, use_for=use_for, channels={**before.channels, **channels}, **named)


def noted(c: Contribution, given: Mapping[str, Any]) -> Contribution:
    """The record with what a note says; what the note does not name stays.

    A yes is to the words that were there: words that change without a new day have none.
    Raises CoprodError for a field that is not noted, for a value that does not fit, and for
    somebody under 18, whom nobody asks.
    """
    if given.get("age") == UNDER_18:
        raise CoprodError("Nobody under 18 is asked for their words.", fix="Leave out age.")
    wrong = sorted(set(map(str, given)) - set(NOTED))
    if wrong:
        raise CoprodError(
            f"A note does not change this: {', '.join(wrong)}.",
            fix="A stage follows from the steps, answers from a consent form."
            " The lines of a note: coprod contribution form note",
        )
    every = {name: getattr(c, name) for name in _fields()}
    before = {name: to_plain("contribution", _section(name), every)[name] for name in given}
    merged = {name: laid_over(before[name], value) for name, value in given.items()}
    return _without_old_yes(c, replace(c, **structured("contribution", merged)), given)


def in_record_words(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a note says, by the names of the record: the forms say `credit`, as people do.

    Raises CoprodError where a note has both names.
    """
    if "credit" not in given:
        return given
    if "attribution" in given:
        raise CoprodError("This note has a credit twice.", fix="Leave out attribution.")
    return {"attribution" if name == "credit" else name: one for name, one in given.items()}


def _without_old_yes(
    before: Contribution, now: Contribution, given: Mapping[str, Any]
) -> Contribution:
    old, new = before.impact_note, now.impact_note
    note = given.get("impact_note")
    dated = isinstance(note, Mapping) and "approved_on" in note
    if old is not None and new is not None and old.text != new.text and not dated:
        now = replace(now, impact_note=replace(new, approved_on=None))
    if before.off_limits != now.off_limits and "off_limits_followed_on" not in given:
        now = replace(now, off_limits_followed_on=None)
    return now


def _fields() -> tuple[str, ...]:
    return tuple(name for one in SECTIONS["contribution"].values() for name in one.fields)


def _section(name: str) -> str:
    return section_of("contribution", name)


def laid_over(before: Any, given: Any) -> Any:
    """Given values in the place of earlier ones; keys that are not given stay."""
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, Mapping):
        known = before if isinstance(before, Mapping) else {}
        return {**known, **{key: laid_over(known.get(key), one) for key, one in given.items()}}
    return [laid_over(None, one) for one in given] if isinstance(given, list) else given


def _consent(form: AnswersForm, name: str, yes: bool) -> Consent:
    if not yes:
        return Consent(on=form.answered_on)
    until = form.ends.get(name, form.until)
    return Consent(yes=True, on=form.answered_on, wording=form.wording, until=until)


_QUESTIONS = {
    "use": "use",
    "health": "special_category",
    "reuse licence": "reuse_licence",
    "ai": "ai",
}
