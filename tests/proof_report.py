"""The report of the campaigns: what was asked for by number, every campaign, what did not hold."""

from proof_coverage import ASKED as PERCENT
from proof_outcome import ASKED, Outcome, tried

COUNTS = ("tests", "cases", "held", "did not hold", "skipped")
COLUMNS = ("campaign", *COUNTS, "time", "processor", "commit")
HEAD = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"
ABOUT = """\
# Proof

`make proof` runs every fault, attack, accessibility, disclosure and round-trip campaign in full and
writes this page and `proof.json`; nobody edits them. A test is one case unless it tries more. What
is skipped here was not tried on this machine, and proves nothing. Where a browser's own processes
or storage matter it is the whole of Chromium; else its headless shell, the same engine without a
window.
"""


def report(kept, names, covered, of="", minutes=None):
    """The page. kept: by campaign, as proof_store.py has it. names: of all campaigns, in order.

    covered: by package, as proof_coverage.py gives it. of: the commit at which it was measured.
    minutes: of the last run of all of it.
    """
    done = {name: Outcome(**kept[name]["outcome"]) for name in names if name in kept}
    parts = [ABOUT, _summary(kept, done, names), _machines(kept, done)]
    if minutes is not None:
        parts += [
            f"The last run of all of it took {minutes} minutes, several campaigns at a time.\n"
        ]
    parts += ["## What is asked for by number\n", _asked(done)]
    rows = [
        one.row(name, kept[name]["seconds"], kept[name]["processor"], kept[name]["commit"])
        for name, one in done.items()
    ]
    parts += ["## Every campaign\n", "\n".join([HEAD, *rows]) + "\n"]
    parts += ["## How much of the code the tests go through\n", _covered(covered, of)]
    wrong = [f"- {name}: {line}" for name, one in done.items() for line in one.named]
    if wrong:
        parts += ["## What did not hold\n", "\n".join(wrong) + "\n"]
    why = [f"- {name}: {many} × {reason}" for name, one in done.items()
           for reason, many in one.why.items()]  # fmt: skip
    if why:
        parts += ["## What was skipped\n", "\n".join(why) + "\n"]
    return "\n".join(parts)


def _summary(kept, done, names):
    missing = [name for name in names if name not in done]
    proving = sum(one.proves for one in done.values())
    whole = sum(one.ran_all for one in done.values())
    said = (
        f"{proving} of {len(names)} campaigns held; {whole} of them ran every case. They tried"
        f" {sum(one.cases for one in done.values()):,} cases in"
        f" {sum(one.tests for one in done.values()):,} tests:"
        f" {sum(one.held for one in done.values()):,} tests held,"
        f" {sum(one.wrong for one in done.values())} did not,"
        f" {sum(one.skipped for one in done.values())} were skipped. All of them used"
        f" {sum(kept[name]['processor'] for name in done) / 60:.0f} minutes of a processor.\n"
    )
    return said + (f"\nNot run: {'; '.join(missing)}.\n" if missing else "")


def _machines(kept, done):
    runs = sorted({(kept[name]["at"], kept[name]["commit"], kept[name]["machine"])
                   for name in done})  # fmt: skip
    lines = [f"- {at}, commit {commit}, {machine}" for at, commit, machine in runs]
    return "Run:\n\n" + "\n".join(lines) + "\n" if lines else ""


def _asked(done):
    lines = ["| what | asked for | tried, and held |\n| --- | ---: | ---: |"]
    for what, many in ASKED.items():
        found = tried(done.values(), what)
        short = "" if found >= many else " **Too few.**"
        lines.append(f"| {what} | {many:,} | {found:,}{short} |")
    return "\n".join(lines) + "\n"


def _covered(covered, of):
    if not covered:
        return "Not measured: `make coverage` does.\n"
    lines = ["`make coverage` measures it, by itself, as that takes long. Asked for:\n"
             f"{PERCENT} % of lines and branches together. Measured at commit {of},\n"
             "over the sample that `make test` runs, with every long story of grading. Code that\n"
             "a killed process went through is not counted.\n",
             "| package | lines | branches | both |\n| --- | ---: | ---: | ---: |"]  # fmt: skip
    for name, one in covered.items():
        short = "" if one.enough else " **Too little.**"
        counts = " | ".join(f"{done:,} of {all_:,}" for done, all_ in (one.lines, one.branches))
        lines.append(f"| {name} | {counts} | {one.percent:.1f} %{short} |")
    return "\n".join(lines) + "\n"
