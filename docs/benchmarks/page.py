"""The page of the benchmarks, docs/benchmarks.md: made from docs/benchmarks.json alone."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import machine
import plots
from figures import UNTRUSTED, Figure, spread

HEAD = """\
# Benchmarks

`make bench` measures all of this again and writes this page; nobody edits it. Its figures are in
[benchmarks.json](benchmarks.json). Ours and what others use instead are measured in the same run,
one after the other, on one machine. A figure with a least and a most behind it was measured several
times, and its words say what is judged: mostly the median. The others were measured once. Where
others left no processor free, before or after, a figure that depends on time is not judged:
{untrusted}.

{summary}
"""
TABLE = "| what | figure | least to most | target | |\n| --- | --- | --- | --- | --- |\n"
PEERS = (
    "| what | who | median | least to most | others' median through ours |\n"
    "| --- | --- | ---: | ---: | ---: |\n"
)


def is_busy(result: dict[str, Any]) -> bool:
    """Whether others kept the machine busy before or after this benchmark."""
    loads = [result[one] for one in ("load_before", "load_after") if one in result]
    return machine.is_busy(max(loads, default=0), result["machine"]["cores"])


def verdict(figure: Figure, result: dict[str, Any]) -> str:
    """What may be said of a figure of this run."""
    return figure.verdict(is_busy(result))


def figures_of(result: dict[str, Any]) -> list[Figure]:
    """The figures of one benchmark."""
    return [Figure(**one) for one in result["figures"]]


def page(results: Sequence[dict[str, Any]]) -> str:
    """All of it. results: as run_all.py keeps them, one for each benchmark."""
    judged = [
        (result["name"], one, verdict(one, result))
        for result in results
        for one in figures_of(result)
    ]
    counts = {
        sort: sum(found == sort for *_, found in judged)
        for sort in ("reached", "NOT REACHED", "not to be trusted", "not measured")
    }
    seconds = sum(one["seconds"] for one in results)
    used = sum(one["processor_seconds"] for one in results)
    summary = (
        f"Targets: {sum(one.target is not None for _, one, _ in judged)}."
        f" Reached: {counts['reached']}. Not reached: {counts['NOT REACHED']}. Not judged, at the"
        f" load there was: {counts['not to be trusted']}. Figures that could not be measured:"
        f" {counts['not measured']}."
        f" All of it took {seconds / 60:.0f} minutes, and {used / 60:.0f} of a processor."
    )
    missed = [_missed(name, one) for name, one, said in judged if said == "NOT REACHED"]
    broken = [f"- {one['name']} did not finish." for one in results if not one["ended"]]
    if missed or broken:
        summary += "\n\nNot reached:\n\n" + "\n".join(missed + broken)
    parts = [HEAD.format(untrusted=UNTRUSTED, summary=summary)]
    return "\n".join(parts + [_section(one) for one in results])


def _section(result: dict[str, Any]) -> str:
    name, found = result["name"], figures_of(result)
    of = result["machine"]
    loads = [f"{result[one]:g}" if one in result else "not known"
             for one in ("load_before", "load_after")]  # fmt: skip
    lines = [
        f"## {name.replace('_', ' ')}\n",
        f"{result['about']}\n",
        f"[{name}.py](benchmarks/{name}.py), {result['at']}, commit {result['commit']};"
        f" {of['cores']} cores, {of['memory_gb']:g} GB, Python {of['python']}, {of['system']}"
        f"{_speed(of)}."
        f" Others wanted {loads[0]} processors before and {loads[1]} after. It took"
        f" {result['seconds']:.0f} s, {result['processor_seconds']:.0f} s of the processor.\n",
        TABLE + "".join(f"{_row(one, result)}\n" for one in found),
    ]
    peers = [row for one in found if one.runs and one.peers for row in _peers(one)]
    if peers:
        lines += [_image(name, "ours and others"), PEERS + "\n".join(peers) + "\n"]
    grown = [one for one in found if len(one.points) > 1]
    if grown:
        lines.append(_image(f"{name}-curves", "how costs grow, both axes logarithms"))
        lines += ["| what | how many | cost |\n| --- | ---: | ---: |\n" + "".join(
            f"| {one.name} | {many:,.0f} | {plots.shortened(cost)} {one.unit} |\n"
            for one in grown for many, cost in one.points)]  # fmt: skip
    return "\n".join(lines)


def _speed(of: dict[str, Any]) -> str:
    """In words, of a machine as machine.py describes it; results of before have none."""
    return f", a million additions in {of['loop_ms']} ms" if "loop_ms" in of else ""


def _image(name: str, what: str) -> str:
    words = f"{name.replace('_', ' ')}: {what}; the table below has the same figures"
    return f"![{words}](pictures/bench-{name}.svg)\n"


def _missed(name: str, figure: Figure) -> str:
    """What is missing, by how much, and why."""
    why = figure.why or "Not known yet: this benchmark by itself may say more."
    short = f"{figure.short_by():.0f} % short of it" if figure.target else ""
    return f"- {name}: {figure.name}, {figure.words} ({_target(figure)}; {short}). Why: {why}"


def _target(figure: Figure) -> str:
    return f"{figure.target[0]} {figure.target[1]:g}" if figure.target else ""


def _row(figure: Figure, result: dict[str, Any]) -> str:
    said = verdict(figure, result)
    said = "" if said == "no target" else said
    wide = _between(figure.runs, figure.unit) if figure.runs else ""
    words = figure.words.replace("|", "/")
    return f"| {figure.name} | {words} | {wide} | {_target(figure)} | {said} |"


def _between(runs: Sequence[float], unit: str) -> str:
    least, _, most = spread(runs)
    return f"{plots.shortened(least)} to {plots.shortened(most)} {unit}".strip()


def _peers(figure: Figure) -> list[str]:
    ours = spread(figure.runs)[1]
    rows = []
    for who, runs in {"ours": figure.runs, **figure.peers}.items():
        share = f"{plots.shortened(spread(runs)[1] / ours)}" if ours and who != "ours" else ""
        rows.append(
            f"| {figure.name} | {who} | {plots.shortened(spread(runs)[1])} {figure.unit}"
            f" | {_between(runs, figure.unit)} | {share} |"
        )
    return rows


def write(results: Sequence[dict[str, Any]], docs: Path) -> None:
    """The page, its figures and its pictures; pictures of an earlier run go."""
    for old in (docs / "pictures").glob("bench-*.svg"):
        old.unlink()
    for result in results:
        for ending, draw in (("", plots.compared), ("-curves", plots.curves)):
            drawn = draw(result["name"], figures_of(result))
            if drawn:
                path = docs / "pictures" / f"bench-{result['name']}{ending}.svg"
                path.write_text(drawn + "\n", encoding="utf-8")
    (docs / "benchmarks.json").write_text(json.dumps(list(results), indent=1) + "\n")
    (docs / "benchmarks.md").write_text(page(results), encoding="utf-8")
