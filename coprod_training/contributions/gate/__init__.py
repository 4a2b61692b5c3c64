"""The release gate: 22 rules, and nothing that lets a module past one of them.

Each rule is a function from a `Case` to its reasons; none is what passes. `decide` asks all of
them. There is no switch to skip one, here or in a command.
Source: contribution-process.md, section 7 and its corrections.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coprod_training.contributions.gate.care_rules import (
    benefits_advice_came_first,
    contributors_are_paid,
    somebody_checked_in,
    withdrawing_works,
)
from coprod_training.contributions.gate.case import SETTLED, Beside, Case, Reasons, State
from coprod_training.contributions.gate.consent_rules import channels_are_agreed, consent_is_given
from coprod_training.contributions.gate.content_rules import (
    content_is_what_was_approved,
    credit_is_as_typed,
    other_people_are_safe,
    own_voice_is_understood,
)
from coprod_training.contributions.gate.course_rules import (
    beside_is_checked,
    everybody_can_use_it,
    facts_are_checked,
    made_up_says_so,
    material_of_others_is_allowed,
    unchecked,
)
from coprod_training.contributions.gate.review_gate_rules import (
    nothing_has_ended,
    points_have_replies,
    reviewers_are_paid,
    reviewers_pass_it,
    roles_stay_apart,
    somebody_joined_at_scope,
)
from coprod_training.contributions.gate.slot_rules import required_slots_are_filled
from coprod_training.contributions.gate.withdrawn_rules import nothing_withdrawn_is_left
from coprod_training.contributions.public import PublicGate, month
from coprod_training.contributions.review_rules import course_without

Rule = Callable[[Case], Reasons]

RULES: Mapping[str, Rule] = {
    "G01": required_slots_are_filled,
    "G02": consent_is_given,
    "G03": channels_are_agreed,
    "G04": content_is_what_was_approved,
    "G05": credit_is_as_typed,
    "G06": own_voice_is_understood,
    "G07": other_people_are_safe,
    "G08": contributors_are_paid,
    "G09": benefits_advice_came_first,
    "G10": somebody_checked_in,
    "G11": withdrawing_works,
    "G12": reviewers_pass_it,
    "G13": somebody_joined_at_scope,
    "G14": roles_stay_apart,
    "G15": points_have_replies,
    "G16": reviewers_are_paid,
    "G17": nothing_has_ended,
    "G18": facts_are_checked,
    "G19": made_up_says_so,
    "G20": everybody_can_use_it,
    "G21": material_of_others_is_allowed,
    "G22": nothing_withdrawn_is_left,
}

WHAT: Mapping[str, str] = {
    "G01": "The places that a release needs are filled",
    "G02": "Contributors said yes to this use",
    "G03": "They said yes to where it goes",
    "G04": "It is what they approved",
    "G05": "They are credited as they wish",
    "G06": "Own voice or face without a name is understood",
    "G07": "Other people are safe",
    "G08": "Contributors are paid",
    "G09": "Benefits advice came before payment",
    "G10": "Somebody checked in after drafting",
    "G11": "Withdrawing works",
    "G12": "People with lived experience pass it",
    "G13": "One of them helped to choose what it is for",
    "G14": "Nobody holds two roles that do not go together",
    "G15": "Every point of a review has a reply",
    "G16": "Reviewers are paid",
    "G17": "No review and no agreement has ended",
    "G18": "Facts are checked at their source",
    "G19": "Made-up scenarios say so, and nobody is quoted",
    "G20": "Everybody can use its pages",
    "G21": "Material of others is allowed",
    "G22": "Nothing withdrawn is left",
}

PILOT_MAY_WAIT = frozenset({"G01", "G12", "G18"})
"""What a pilot, for named testers, may still lack. Source: section 7 for G01 and G12; issue 5 for
G18, where a fact that was not checked blocks a release and not a pilot."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What every rule says of one module: its reasons by rule, none where it passes."""

    module: str
    version: str
    reasons: Mapping[str, Reasons]
    unchecked: tuple[str, ...] = ()

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """The numbers of the rules that do not pass, in order."""
        return tuple(rule for rule, reasons in self.reasons.items() if reasons)

    def stands_in_the_way(self, state: State) -> tuple[str, ...]:
        """The numbers of the rules that keep the module from being in this state."""
        if state == "draft":
            return ()
        left_out = PILOT_MAY_WAIT if state == "pilot" else frozenset()
        return tuple(rule for rule in self.blocked_by if rule not in left_out)


def decide(case: Case) -> Report:
    """Ask every rule."""
    return Report(
        module=case.module,
        version=case.version,
        reasons={number: rule(case) for number, rule in RULES.items()},
        unchecked=unchecked(case),
    )


def decide_course(
    cases: Sequence[Case], settings: Mapping[str, str], beside: Beside
) -> Mapping[str, Reasons]:
    """What is missing in the course as a whole, by rule. settings: names by id.

    beside: what no module holds, for G18.

    Source: section 4, one contribution for each setting (G01), and section 6, reviewers from each
    setting and from racialised communities (G12). Said for the course only: of one module it
    could point to a person.
    """
    spoken = {
        setting
        for case in cases
        for one in case.contributions
        if one.status in SETTLED
        for setting in one.settings
    }
    voices = [
        f"No contribution comes from the setting {name} yet."
        for setting, name in settings.items()
        if setting not in spoken
    ]
    reviews = [case.review for case in cases if case.review is not None]
    missing, racialised = course_without(reviews, tuple(settings))
    passes = [f"No reviewer speaks for the setting {settings[one]} yet." for one in missing]
    if racialised:
        passes.append("No reviewer speaks for racialised communities yet.")
    return {"G01": tuple(voices), "G12": tuple(passes), "G18": beside_is_checked(beside)}


def what_blocks(
    reports: Iterable[Report], whole: Mapping[str, Reasons], state: State
) -> Mapping[str, tuple[str, ...]]:
    """Everything that keeps a course from a state: rule numbers by module, "" for the whole."""
    found = {one.module: one.stands_in_the_way(state) for one in reports}
    left_out = {"draft": frozenset(RULES), "pilot": PILOT_MAY_WAIT}.get(state, frozenset())
    found[""] = tuple(rule for rule, reasons in whole.items() if reasons and rule not in left_out)
    return {module: rules for module, rules in found.items() if rules}


def public_gate(report: Report, case: Case) -> PublicGate:
    """What the public manifest says of it: rule numbers and a month, and no reason."""
    return PublicGate(
        module=report.module,
        version=report.version,
        gate="blocked" if report.blocked_by else "passed",
        blocked_by=report.blocked_by,
        facts_unchecked=report.unchecked,
        built=month(case.day),
    )
