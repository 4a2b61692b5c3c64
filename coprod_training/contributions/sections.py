"""The sections of a record in the register, and which roles may read each.

A role is holding a key: a section is sealed to the keys of its roles, and to nobody else. The
keeper reads everything, and so is the one who runs the gate.
Source: contribution-process.md, section 2 (who sees the private register), and issue 6.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Literal, get_args, get_type_hints

from cattrs import Converter
from cattrs.preconf.json import JsonConverter, make_converter

from coprod_training.contributions.exact_types import exactly
from coprod_training.contributions.person import Person
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.review import ModuleReview
from coprod_training.errors import CoprodError

Role = Literal["contributor contact", "keeper", "lead", "data protection contact"]
ROLES: tuple[Role, ...] = get_args(Role)

Kind = Literal["contribution", "person", "review"]
Record = Contribution | Person | ModuleReview


@dataclass(frozen=True)
class Section:
    """Some fields of a record, and the roles that may read them."""

    fields: tuple[str, ...]
    readers: frozenset[Role]


CONTACT: Role = "contributor contact"
KEEPER: Role = "keeper"
LEAD: Role = "lead"
PROTECTION: Role = "data protection contact"

SECTIONS: Mapping[Kind, Mapping[str, Section]] = {
    "contribution": {
        "stage": Section(
            (
                "slot",
                "module",
                "module_version",
                "kind",
                "made",
                "given",
                "area",
                "status",
                "reached",
                "paused_from",
                "person",
                "asked_by",
                "third_parties",
                "off_limits_followed_on",
                "edits",
                "review_by",
            ),
            frozenset(ROLES),
        ),
        "terms": Section(
            (
                "age",
                "said_in_writing",
                "says_about_health",
                "consents",
                "attribution",
                "route_sent",
                "route_tested",
                "may_be_asked_again",
                "if_unreachable",
            ),
            frozenset({KEEPER, PROTECTION}),
        ),
        "payment": Section(("payment", "benefits_advice"), frozenset({KEEPER, PROTECTION})),
        "support": Section(
            ("perspective", "settings", "off_limits", "access_needs_met", "support", "safety"),
            frozenset({CONTACT, KEEPER}),
        ),
        "requests": Section(("requests",), frozenset({CONTACT, KEEPER, PROTECTION})),
        "impact": Section(("impact_note",), frozenset({KEEPER, LEAD})),
    },
    "person": {
        "identity": Section(("name", "reach"), frozenset({CONTACT, KEEPER, PROTECTION})),
        "needs": Section(("access_needs",), frozenset({CONTACT, KEEPER})),
        "ties": Section(("ties", "ties_asked_on"), frozenset({KEEPER, PROTECTION})),
    },
    "review": {
        "review": Section(
            (
                "module",
                "module_version",
                "author",
                "lead",
                "contributors",
                "reviewers",
                "points",
                "dissents",
                "settlements",
                "changes",
                "reflections",
                "facts_checked_on",
                "signed_on",
                "reviewed_digest",
                "light_check_on",
            ),
            frozenset({KEEPER, LEAD, PROTECTION}),
        ),
    },
}

CLASSES: Mapping[Kind, type[Record]] = {
    "contribution": Contribution,
    "person": Person,
    "review": ModuleReview,
}


def section_of(kind: Kind, field: str) -> str:
    """The section that has this field. KeyError when the record has no such field."""
    for name, section in SECTIONS[kind].items():
        if field in section.fields:
            return name
    raise KeyError(field)


def to_plain(kind: Kind, name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of one section as plain data for JSON."""
    hints = _hints(kind)
    return {
        field: _converter().unstructure(fields[field], hints[field])
        for field in SECTIONS[kind][name].fields
    }


def from_plain(kind: Kind, name: str, plain: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of one section; one that an older record lacks is as in a new record.

    Raises CoprodError for a value that does not fit, and never quotes it.
    """
    try:
        return _from_plain(kind, name, plain)
    except Exception:  # whatever cattrs meets: it quotes values, so nothing of it is passed on
        what = f'The section "{name}" of a record has something that does not fit there.'
    raise CoprodError(what, fix="Put back the register from your backup.")


def _from_plain(kind: Kind, name: str, plain: Mapping[str, Any]) -> dict[str, Any]:
    hints, known = _hints(kind), _when_new(kind)
    return {
        field: _converter().structure(plain[field], hints[field])
        if field in plain
        else known[field]
        for field in SECTIONS[kind][name].fields
        if field in plain or field in known
    }


def structured(kind: Kind, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of any section, from what a person typed.

    Raises CoprodError that names the fields which do not fit, and never quotes what was in them.
    """
    hints, made, wrong = _hints(kind), {}, []
    for field, value in plain.items():
        try:
            made[field] = _typed().structure(value, hints[field])
        except Exception:  # whatever cattrs meets: it quotes values, so nothing of it is passed on
            wrong.append(field)
    if wrong:
        raise CoprodError(
            f"The value does not fit: {', '.join(sorted(wrong))}.",
            fix="Compare it with the empty form: coprod contribution form NAME. Write yes and no in"
            " quotes.",
        )
    return made


@cache
def _converter() -> JsonConverter:
    return make_converter(forbid_extra_keys=True)


@cache
def _typed() -> Converter:
    """For what a person typed."""
    return exactly(make_converter(forbid_extra_keys=True))


def _when_new(kind: Kind) -> dict[str, Any]:
    """What a field that has a default holds in a new record."""
    made: Any = CLASSES[kind]
    return {
        one.name: one.default if one.default_factory is MISSING else one.default_factory()
        for one in fields(made)
        if (one.default, one.default_factory) != (MISSING, MISSING)
    }


@cache
def _hints(kind: Kind) -> dict[str, Any]:
    return get_type_hints(CLASSES[kind])
