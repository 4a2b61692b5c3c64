"""What of contributions and reviews may stand in the public manifest, and nothing else.

The manifest is in git, and git remembers. So it holds states, references without meaning, keyed
hashes, months, counts and rule numbers. No field takes free words: each value has a shape of its
own, or is an id of the course. A refusal names fields, and never quotes what was in them.
Source: contribution-process.md, sections 2, 5 and 10, and the correction "What git may hold",
which moved credits, impact notes and dissent out of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

import cattrs
from cattrs.errors import ForbiddenExtraKeysError

from coprod_training.contributions.exact_types import exactly
from coprod_training.contributions.record import ENDED, Contribution, Status
from coprod_training.contributions.refs import REF
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_holds import expires
from coprod_training.errors import CoprodError

GateResult = Literal["blocked", "passed"]

_SHAPES = {
    "reference": REF,
    "approved_hash": re.compile(r"[0-9a-f]{64}"),
    "review_by": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "expires": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "built": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "version": re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}"),
    "blocked_by": re.compile(r"G[0-9]{2}"),
    "facts_unchecked": re.compile(r"F[0-9]{3}"),
}


@dataclass(frozen=True, kw_only=True)
class PublicSlot:
    """One place for a contribution. reference, approved_hash: only while there is one to show.

    review_by: the month of asking again.
    """

    slot: str
    module: str
    required: bool
    status: Status
    reference: str | None = None
    approved_hash: str | None = None
    review_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class PublicReview:
    """A module's review as counts. rescoped: its history says "rescoped after a draft"."""

    module: str
    version: str
    lived_experience_reviewers: int
    joined_at_scope: int
    passed: int
    rescoped: bool
    dissent_published: bool
    expires: str | None = None


@dataclass(frozen=True, kw_only=True)
class PublicGate:
    """What the release gate said of a module, in the month in which it was asked."""

    module: str
    version: str
    gate: GateResult
    blocked_by: tuple[str, ...] = ()
    facts_unchecked: tuple[str, ...] = ()
    built: str


@dataclass(frozen=True, kw_only=True)
class PublicManifest:
    """Everything that `course/contributors/manifest.yaml` may say."""

    slots: tuple[PublicSlot, ...] = ()
    reviews: tuple[PublicReview, ...] = ()
    gates: tuple[PublicGate, ...] = ()


def public_slot(c: Contribution, *, required: bool) -> PublicSlot:
    """What the public may know of one contribution. A withdrawn or paused one points to nothing."""
    shown = "drafted" in c.reached and c.status not in {*ENDED, "paused"}
    return PublicSlot(
        slot=c.slot,
        module=c.module,
        required=required,
        status=c.status,
        reference=c.ref if shown else None,
        approved_hash=c.edits.approved_hash if shown else None,
        review_by=month(c.review_by) if shown and c.review_by else None,
    )


def public_review(review: ModuleReview) -> PublicReview:
    """What the public may know of one review: counts, and whether a dissent is shown."""
    counted = [one for one in review.reviewers if one.counts]
    ends = expires(review)
    return PublicReview(
        module=review.module,
        version=review.module_version,
        lived_experience_reviewers=len(counted),
        joined_at_scope=sum(one.at_scope for one in counted),
        passed=sum(one.passes for one in counted),
        rescoped=any(one.at_scope and one.joined_at == "rescope" for one in counted),
        dissent_published=any(one.shown for one in review.dissents),
        expires=month(ends) if ends else None,
    )


def month(day: date) -> str:
    """Year and month: the public needs no day."""
    return f"{day:%Y-%m}"


def as_plain(manifest: PublicManifest) -> dict[str, Any]:
    """The manifest as plain data, for its file: lists, words, numbers and null."""
    plain: dict[str, Any] = cattrs.Converter().unstructure(manifest)
    return {
        part: [{key: _listed(value) for key, value in one.items()} for one in found]
        for part, found in plain.items()
    }


def read_public(
    plain: object, slots: Mapping[str, str], modules: Iterable[str] = ()
) -> PublicManifest:
    """The manifest of a file. slots: each slot of the course, and the module that has it.

    modules: those without a slot, which have a review and a gate too.

    Raises CoprodError for a field that is not listed, and for a value that could be words.
    """
    try:
        manifest = _converter().structure(plain, PublicManifest)
    except Exception as error:
        # Whatever cattrs meets. Not `from error`: that one quotes the values.
        raise _refused(sorted(set(_wrong_fields(error)))) from None
    wrong = sorted(set(_wrong_shapes(manifest, slots, {*slots.values(), *modules})))
    if wrong:
        raise _refused(wrong)
    return manifest


def of_listed(plain: object, modules: Iterable[str]) -> object:
    """The manifest of a file without what it says of modules that the course does not list.

    A bundle of some modules begins with the manifest of them all, until `coprod gate --manifest`
    writes it anew. What has another shape stays, for `read_public` to refuse.
    """
    listed = frozenset(modules)

    def is_left_out(one: object) -> bool:
        return isinstance(one, Mapping) and one.get("module") not in listed

    if not isinstance(plain, Mapping):
        return plain
    return {
        part: [one for one in found if not is_left_out(one)] if isinstance(found, list) else found
        for part, found in plain.items()
    }


def _wrong_shapes(
    manifest: PublicManifest, slots: Mapping[str, str], modules: Set[str]
) -> Iterator[str]:
    for slot in manifest.slots:
        if slots.get(slot.slot) != slot.module:
            yield "slot"
    listed: tuple[PublicSlot | PublicReview | PublicGate, ...] = (
        *manifest.slots,
        *manifest.reviews,
        *manifest.gates,
    )
    for one in listed:
        if one.module not in modules:
            yield "module"
        for field in fields(one):
            value = getattr(one, field.name)
            for part in value if isinstance(value, tuple) else (value,):
                shape = _SHAPES.get(field.name)
                if shape and part is not None and not shape.fullmatch(part):
                    yield field.name
            if type(value) is int and not 0 <= value < 100:
                yield field.name


def _wrong_fields(error: BaseException) -> Iterator[str]:
    """The names of the fields that an error of cattrs is about; never a value."""
    if isinstance(error, ForbiddenExtraKeysError):
        yield from (f"{name} (not a listed field)" for name in map(str, error.extra_fields))
    for inner in getattr(error, "exceptions", ()):
        named = [str(n.name) for n in getattr(inner, "__notes__", ()) if hasattr(n, "name")]
        yield from named
        yield from _wrong_fields(inner)


def _refused(wrong: list[str]) -> CoprodError:
    return CoprodError(
        f"The public manifest may not hold this: {', '.join(wrong) or 'its whole form'}.",
        fix="It holds states, references, keyed hashes, months, counts and rule numbers only."
        " Names, amounts, contact details and words stay in the private register.",
    )


def _converter() -> cattrs.Converter:
    return exactly(cattrs.Converter(forbid_extra_keys=True))


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
