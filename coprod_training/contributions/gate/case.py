"""What the release gate looks at: one module, in one build, on one day, as plain data.

Whoever calls the gate fills it in from the course, the register and the content store
(`cli/gate_case.py`). A rule reads it and returns its reasons, in words, with no person named and
nothing quoted. Source: contribution-process.md, section 7.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from coprod_training.contributions.consent import Channel
from coprod_training.contributions.people import Roles, Ties
from coprod_training.contributions.record import Contribution, Status
from coprod_training.contributions.review import ModuleReview

Reasons = tuple[str, ...]
State = Literal["draft", "pilot", "released"]

SHOWN: frozenset[Status] = frozenset({"passed", "released", "review due"})
"""Where a contribution may be read by everybody. Nothing before its module's review has passed."""

SHOWN_TO_TESTERS: frozenset[Status] = SHOWN | {"approved by contributor", "module review"}
"""Where a pilot, for named testers, may show it: its contributor has approved it."""

LEFT: frozenset[Status] = frozenset({"declined", "withdrawn"})
"""Who declined or withdrew: nobody writes to them again."""

SETTLED: frozenset[Status] = frozenset({"passed", "released"})
"""What fills a required slot. Source: rule G01; `released` is a step after `passed`."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One slot of the module. undecided: what nobody has settled of what is asked and offered."""

    slot: str
    required: bool
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Held:
    """What the content store holds of one contribution.

    newest_hash: of the newest version; of parts of the lesson, as they are there today.
    approved_is_there: whether the approved bytes can be read, and are what they were. text: the
    words of what is approved; of a recording its transcript. lacks: why no page can show it as it
    is, in words. credit: the words that the build shows. traces: what the file itself carries of
    its maker, such as "a place". known: words of the register that would give the person away;
    never shown, never logged.
    """

    newest_hash: str | None
    approved_is_there: bool
    text: str = field(default="", repr=False)
    lacks: str = ""
    credit: str = field(default="", repr=False)
    traces: tuple[str, ...] = ()
    known: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, kw_only=True)
class Cited:
    """One fact that the module rests on. checked_on: the day at its source, or None."""

    fact: str
    confidence: str
    checked_on: date | None


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One kind of page that the module draws, and what is on record about it.

    as_checked: whether its script is still the one that was checked.
    """

    kind: str
    as_checked: bool = False
    keyboard_on: date | None = None
    without_drag_on: date | None = None
    text_alternative_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Material:
    """Something of others that the module uses. needs: what its owner asks for.

    licence: what its terms allow, once read; "" until then. met_on: the day on which what it
    needs was seen to be so, such as a permission in writing.
    """

    name: str
    needs: str
    licence: str = ""
    met_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Course:
    """What the module itself holds, as the course's own check finds it.

    placeholders: parts that wait to be written with contributors. uncited, unlabelled, quoted:
    places of claims without a fact, of made-up scenarios without their label, and of words in
    quotation marks that no contributor said. no_text_alternative: places of pictures without one.
    reading: the reading age of each section, by its heading. plain: words with a capital letter
    that point to nobody, such as short forms that the glossary explains. digest: of every word
    that a review of the module is about.
    """

    cited: tuple[Cited, ...] = ()
    placeholders: tuple[str, ...] = ()
    uncited: tuple[str, ...] = ()
    unlabelled: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    no_text_alternative: tuple[str, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    reading: Mapping[str, float] = field(default_factory=dict)
    materials: tuple[Material, ...] = ()
    plain: frozenset[str] = frozenset()
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What the course holds beside its modules: its survey, glossary, list of resources, and pages.

    cited: facts that these rest on. links: the day on which somebody opened each resource, by name.
    """

    day: date
    cited: tuple[Cited, ...] = ()
    links: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One module before the gate.

    wording: the version of the terms in use. channels: where this build goes. filled: the
    references of what stands in this build. held, ties: by reference of a contribution.
    withdrawn: the references of what was withdrawn. found: files of this build in which words of
    something withdrawn stand, and None when nobody has looked. copied: files of the course itself
    in which words stand that belong in a contributor's place alone.
    """

    module: str
    version: str
    day: date
    wording: str
    channels: tuple[Channel, ...]
    places: tuple[Place, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    filled: frozenset[str] = frozenset()
    held: Mapping[str, Held] = field(default_factory=dict)
    ties: Mapping[str, Ties] = field(default_factory=dict)
    roles: Roles | None = None
    review: ModuleReview | None = None
    course: Course = field(default_factory=Course)
    withdrawn: frozenset[str] = frozenset()
    found: tuple[str, ...] | None = None
    copied: tuple[str, ...] = ()

    @property
    def required(self) -> frozenset[str]:
        """The ids of the slots that a release needs."""
        return frozenset(one.slot for one in self.places if one.required)

    @property
    def shown(self) -> tuple[Contribution, ...]:
        """What stands in this build, or would: the rules on consent and content are about these."""
        return tuple(
            one for one in self.contributions if one.status in SHOWN or one.ref in self.filled
        )

    @property
    def worked_on(self) -> tuple[Contribution, ...]:
        """Whatever somebody has drafted, whether or not it is used: work is paid in any case."""
        return tuple(one for one in self.contributions if "drafted" in one.reached)


def about(c: Contribution, reason: str) -> str:
    """A reason with the slot that it is about; never with a person or a word of theirs."""
    return f"{c.slot}: {reason}"
