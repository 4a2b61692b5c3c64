"""What came of one campaign: read from pytest's own results, and kept as JSON until the report."""

import xml.etree.ElementTree as Xml
from collections import Counter
from dataclasses import asdict, dataclass, field

# What a test may count with `record_property`, and how many the issues ask for.
ASKED = {
    "faults": 1_000,  # issue 9: of saving, of every sort
    "hostile hand-ins": 60,  # issue 4
    "fuzzed answers files": 100_000,  # issue 4
    "months of releases attacked": 24,  # issue 7: the longest series; every other count adds up
}
LONGEST = {"months of releases attacked"}
MOST_NAMED = 20  # tests that did not hold, in the report


@dataclass(frozen=True)
class Outcome:
    """What came of one campaign. tests: all of them. cases: tried by the tests that ran.

    named: those that did not hold, by file and name. why: how often each reason to skip was given.
    counted: of what is asked for by number.
    """

    tests: int = 0
    cases: int = 0
    wrong: int = 0
    skipped: int = 0
    ended: bool = True
    named: list = field(default_factory=list)
    why: dict = field(default_factory=dict)
    counted: dict = field(default_factory=dict)

    @property
    def held(self):
        """How many tests ran to their end and found nothing wrong."""
        return self.tests - self.wrong - self.skipped

    @property
    def proves(self):
        """Whether the campaign came to its end, tried something, and all of it held."""
        return self.ended and self.held > 0 and self.wrong == 0

    @property
    def ran_all(self):
        """Whether it proves what it is about with nothing left out."""
        return self.proves and not self.skipped

    def row(self, name, seconds, processor, commit):
        """One row of the report. processor: seconds of one, which others' work does not stretch."""
        note = "" if self.proves else f" **{self._why()}**"
        if self.proves and self.skipped:
            note = f" (held; {self.skipped} not run, see below)"
        return (
            f"| {name}{note} | {self.tests} | {self.cases} | {self.held} | {self.wrong} "
            f"| {self.skipped} | {seconds:.0f} s | {processor:.0f} s | {commit} |"
        )

    def _why(self):
        if self.wrong:
            return "Did not hold."
        return "Everything was skipped." if self.tests and self.ended else "Did not finish."

    def as_json(self):
        """Everything; `Outcome(**it)` is the same again."""
        return asdict(self)


def outcome_in(results, code):
    """The outcome in pytest's junit XML. code: pytest's exit code; a missing file is no result."""
    try:
        tests = list(Xml.parse(results).getroot().iter("testcase"))
    except (OSError, Xml.ParseError):
        return Outcome(ended=False)
    wrong = [one for one in tests if {"failure", "error"} & {part.tag for part in one}]
    skipped = [one for one in tests if one not in wrong and one.find("skipped") is not None]
    ran = [one for one in tests if one not in skipped]
    held = [one for one in ran if one not in wrong]
    return Outcome(
        len(tests),
        sum(_cases(one) for one in ran),
        len(wrong),
        len(skipped),
        # 0: all well; 1: some tests failed, which their own lines say.
        ended=code in (0, 1),
        named=[f"{one.get('classname')}: {one.get('name')}" for one in wrong[:MOST_NAMED]],
        why=dict(Counter(one.find("skipped").get("message", "") for one in skipped)),
        counted=_counted(held),
    )


def tried(outcomes, what):
    """How many there were, in all campaigns, of something that is asked for by number."""
    counts = [one.counted[what] for one in outcomes if what in one.counted]
    return max(counts, default=0) if what in LONGEST else sum(counts)


def _cases(test):
    said = [int(one.get("value")) for one in test.iter("property") if one.get("name") == "cases"]
    return sum(said) if said else 1


def _counted(tests):
    """Of what is asked for by number: those of tests that held."""
    found = {}
    for test in tests:
        for one in test.iter("property"):
            name = one.get("name")
            if name in ASKED:
                found.setdefault(name, []).append(int(one.get("value")))
    return {name: max(all_) if name in LONGEST else sum(all_) for name, all_ in found.items()}
