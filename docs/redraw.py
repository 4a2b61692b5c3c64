"""Draws the figures of the report again from a released package alone. Python's own library only.

Run with: python redraw.py RELEASE_DIR OUT_DIR [PROGRAMME.csv]

RELEASE_DIR holds figures.csv: release,group,value,phase,item,answer,count,base. A count is rounded,
or `c`, which is hidden and never zero; datapackage.json says below which number. For each figure
an SVG and a CSV with the same numbers are written. PROGRAMME.csv is the small table of
docs/survey-report.md; without it, two figures are left out. Nothing here needs the course: it can
be copied to wherever the package is.
"""

import csv
import json
import sys
from html import escape
from pathlib import Path
from textwrap import shorten

AREAS = {"DES": "Design", "PRO": "Promotion", "DEL": "Delivery", "EVA": "Evaluation"}
STEPS = ("0 Without people", "1 Told", "2 Asked", "3 Influenced", "4 Designed together", "5 Shared")
COLOURS = ("#e4e7e6", "#c5dde0", "#93c2c9", "#5a9fab", "#2a7282", "#0b4552")
CHANGES = ("improved", "same", "declined")
STAGES = ("joined", "started", "finished")
LEFT, RIGHT, ROW, BOX = 290, 690, 40, 22  # BOX: the width of what is hidden, which says nothing


class Release:
    """The tables of a release: {(group, value, phase, item): (base, {answer: count})}."""

    def __init__(self, folder):
        """Read figures.csv and the release's rules, and the codebook where there is one."""
        self.tables = {}
        about = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self.smallest = about["coprod"]["rules"]["smallest_count"]  # below it a count is hidden
        with (folder / "figures.csv").open(newline="", encoding="utf-8") as file:
            for line in csv.DictReader(file):
                name = tuple(line[part] for part in ("group", "value", "phase", "item"))
                table = self.tables.setdefault(name, (number(line["base"]), {}))
                table[1][line["answer"]] = number(line["count"])
        self.words = codebook(folder / "codebook.md")

    def of(self, phase, item):
        """What is published about one question of everybody; (None, {}) when nothing is."""
        return self.tables.get(("all", "", phase, item), (None, {}))

    def asked(self, phase):
        """What is published of a form about everybody."""
        return [item for group, _, form, item in self.tables if (group, form) == ("all", phase)]

    def work(self, area):
        """The kinds of work of an area: 1 up to the last that any form has."""
        numbers = [int(item[3:]) for *_, item in self.tables if item[:3] == area]
        return [f"{area}{n}" for n in range(1, max(numbers, default=1) + 1)]

    def items(self, phase):
        """The kinds of work that a form has, in their order."""
        found = self.asked(phase)
        return [item for area in AREAS for item in self.work(area) if item in found]

    def shows(self, phase):
        """Whether any kind of work of a form is shown for everybody."""
        return any(self.of(phase, item)[0] for item in self.items(phase))

    def has(self, phase):
        """Whether anything of a form is shown for everybody."""
        return any(self.of(phase, item)[0] for item in self.asked(phase))

    def name(self, item):
        """The question in words where the package has a codebook, else its id."""
        return self.words.get(item, item)

    def shared(self, phase, items):
        """Fewest and most per cent at step 4 or 5, and of how many; None when hidden whole."""
        low = high = whole = 0
        for item in items:
            base, counts = self.of(phase, item)
            if not base:
                return None
            known = [counts.get(step) for step in ("4", "5")]
            low += sum(one or 0 for one in known)
            high += sum(self.smallest - 1 if one is None else one for one in known)
            whole += base
        return share(low, whole), share(high, whole), whole


def number(words):
    """A published number, or None for a hidden one."""
    return int(words) if words.isdigit() else None


def codebook(path):
    """{item: question} of the release's codebook; empty without one."""
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    heads = [at for at, line in enumerate(lines) if line.startswith("### ")]
    return {lines[at][4:].strip(): next(filter(None, lines[at + 1 :]), "") for at in heads}


def share(count, base):
    """A whole per cent of published numbers, halves up; None when either is hidden."""
    return None if count is None or not base else min(100, (200 * count + base) // (2 * base))


def shown(value):
    """A number for a table; hidden is never zero."""
    return "c" if value is None else value


def text(x, y, words, anchor="start", fill="#14242b"):
    """One line of words."""
    said = escape(str(words))
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}">{said}</text>'


def short(question, most):
    """A question as a label: without its examples, and in so many signs."""
    return shorten(question.split(" (")[0], most, placeholder="…")


def box(x, y, width, colour):
    """A bar, or a dashed box with a c for what is hidden (no colour)."""
    look = f'fill="{colour}"' if colour else 'fill="none" stroke-dasharray="4 3"'
    bar = f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="24" {look} stroke="#66757c"/>'
    return bar if colour else bar + text(x + width / 2, y + 17, "c", "middle")


def write(out, name, title, height, parts, heads, rows):
    """One figure: its picture and its numbers."""
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height:g}" role="img"'
        f' font-family="sans-serif" font-size="13"><title>{escape(title)}</title>'
        f"<desc>The numbers are in {name}.csv.</desc>"
        f'<rect width="760" height="{height:g}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
    (out / f"{name}.svg").write_text(picture, encoding="utf-8")
    with (out / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([heads, *rows])


def stacked(rows, colours, middle=0):
    """Rows of (name, values, whole) as bars side by side. middle: so many stand left of the line.

    values: per cent, None where hidden. whole: what is written at the end.
    """
    wide = [[BOX / 4 if one is None else one for one in values] for _, values, _ in rows]
    left = max((sum(one[:middle]) for one in wide), default=0)
    most = max((sum(one[middle:]) for one in wide), default=0)
    scale = (RIGHT - LEFT) / max(left + most, 1)
    parts = []
    for at, ((name, values, whole), widths) in enumerate(zip(rows, wide, strict=True)):
        y = at * ROW + 34
        x = LEFT + (left - sum(widths[:middle])) * scale
        parts.append(text(0, y + 17, short(name, 44)))
        for value, width, colour in zip(values, widths, colours, strict=True):
            parts.append(box(x, y, width * scale, None if value is None else colour))
            if value is not None and width * scale > 26:
                fill = "#fff" if colour in COLOURS[4:] else "#14242b"
                parts.append(text(x + 3, y + 17, value, fill=fill))
            x += width * scale
        parts.append(text(758, y + 17, f"of {shown(whole)}", "end"))
    return parts, len(rows) * ROW + 40


def steps(release, out):
    """What usually happens, for the survey alone: staff decide, or people change or share it."""
    rows = []
    for item in release.items("baseline"):
        base, counts = release.of("baseline", item)
        rows.append((release.name(item), [share(counts.get(s), base) for s in "012345"], base))
    parts, height = stacked(rows, COLOURS, middle=3)
    lines = [[name, *map(shown, values), shown(base)] for name, values, base in rows]
    title = "Per cent at each step: staff decide | people change it or share in it"
    heads = ["item", *STEPS, "people"]
    write(out, "steps", title, height, [text(0, 16, title), *parts], heads, lines)


def yours(release, out):
    """The same answers as columns, with a ring under each step to mark one's own."""
    parts, lines = [text(0, 16, "Per cent at each step: mark your own")], []
    items = [one for one in release.items("baseline") if release.of("baseline", one)[0]]
    for at, item in enumerate(items):
        base, counts = release.of("baseline", item)
        left, floor = (at % 3) * 253, (at // 3) * 150 + 130
        parts.append(text(left, floor - 92, short(release.name(item), 36)))
        values = [share(counts.get(step), base) for step in "012345"]
        for step, value in enumerate(values):
            x = left + step * 36
            tall = 0 if value is None else value
            if value is None:
                parts.append(box(x, floor - 24, 28, None))
            else:
                parts.append(
                    f'<rect x="{x}" y="{floor - tall}" width="28" height="{tall}"'
                    f' fill="{COLOURS[step]}" stroke="#66757c"/>'
                )
                parts.append(text(x + 8, floor - tall - 4, value))
            ring = f'<circle cx="{x + 14}" cy="{floor + 16}" r="8" fill="none" stroke="#000"/>'
            parts.append(ring)
        lines.append([release.name(item), *map(shown, values)])
    write(out, "yours", "Your own answers beside these", -(-len(items) // 3) * 150 + 30, parts,
          ["item", *STEPS], lines)  # fmt: skip


def change(release, out):
    """The same people before and after. Never shown without the answers that look back."""
    rows, lines = [], []
    for item in release.items("change"):
        base, counts = release.of("change", item)
        before, _ = release.of("pre", item)
        lost = None if base is None or before is None else max(0, before - base)
        values = [counts.get(name) for name in CHANGES]
        rows.append((release.name(item), [share(one, base) for one in values], base))
        lines.append([release.name(item), *map(shown, values), shown(base), shown(lost)])
    parts, height = stacked(rows, (COLOURS[4], COLOURS[0], COLOURS[2]))
    title = "Per cent with a higher, the same or a lower step after the course: no proof of a cause"
    heads = ["item", *CHANGES, "matched", "lost"]
    write(out, "change", title, height, [text(0, 16, title), *parts], heads, lines)


def areas(release, out):
    """Step 4 or 5 before, after, and looking back; a line where a hidden number leaves a span."""
    title = "Per cent at step 4 or 5: ring before, disc after, square looking back"
    parts, lines = [text(0, 16, title)], []
    for at, (area, name) in enumerate(AREAS.items()):
        items = release.work(area)
        found = [release.shared("pre", items), release.shared("post", items),
                 release.shared("post", [f"THN{at + 1}"])]  # fmt: skip
        if found[2] is None:  # before and after are never shown without looking back
            found = [None, None, None]
        parts.append(text(0, at * 60 + 66, name))
        parts.append(f'<path d="M170 {at * 60 + 62}H690" stroke="#d7dcda"/>')
        for kind, one in enumerate(found):
            y = at * 60 + 46 + kind * 16
            for per_cent in sorted(set(one[:2])) if one else ():
                x = 170 + 5.2 * per_cent
                fill, round_off = (("#fff", 6), (COLOURS[4], 6), (COLOURS[1], 0))[kind]
                look = f'rx="{round_off}" fill="{fill}" stroke="#000"'
                parts.append(f'<rect x="{x - 6:g}" y="{y - 6}" width="12" height="12" {look}/>')
            if one and one[0] != one[1]:
                low, high = (170 + 5.2 * per_cent for per_cent in one[:2])
                parts.append(f'<path d="M{low:g} {y}H{high:g}" stroke="#000"/>')
        spans = ["c" if one is None else f"{one[0]}-{one[1]} of {one[2]}" for one in found]
        lines.append([name, *spans])
    parts += [text(170 + 5.2 * tick, 290, f"{tick}%", "middle") for tick in range(0, 101, 25)]
    write(out, "areas", title, 300, parts, ["area", "before", "after", "looking back"], lines)


def programme(path, out):
    """Who finished, and which services answered, from the small table."""
    groups = {}
    with path.open(newline="", encoding="utf-8-sig") as file:
        for line in csv.DictReader(file):
            if (line["picture"], line["group"]) == ("completion", "region"):
                raise SystemExit("Who finished is for everybody and by setting, not by region.")
            name = (line["picture"], line["value"] or "all")
            part = (number(line["count"]), number(line["base"]))
            groups.setdefault(name, {})[line["part"]] = part
    for (picture, value), found in groups.items():
        told = [found[one][0] for one in STAGES if one in found and found[one][0] is not None]
        if picture == "completion" and told != sorted(told, reverse=True):
            raise SystemExit(f"Who finished, {value}: a part is larger than the whole.")
    for picture, wanted in (("completion", STAGES), ("coverage", ("answered",))):
        rows = [(value, found) for (kind, value), found in groups.items() if kind == picture]
        most = max((found[one][0] or 0 for _, found in rows for one in wanted), default=1) or 1
        parts, lines, y = [text(0, 16, f"{picture}: {', '.join(wanted)}")], [], 34
        for value, found in rows:
            parts.append(text(0, y + 17, value))
            for at, one in enumerate(wanted):
                count, base = found[one]
                width = BOX if count is None else (RIGHT - LEFT) * count / (base or most)
                parts.append(box(LEFT, y, width, None if count is None else COLOURS[1 + 2 * at]))
                said = f"{shown(count)} of {base}" if base else shown(count)
                parts.append(text(LEFT + width + 8, y + 17, said))
                y += 28
            y += 8
            lines.append([value, *(shown(one) for part in wanted for one in found[part])])
        heads = ["group", *(f"{one} {what}" for one in wanted for what in ("count", "base"))]
        write(out, picture, f"{picture}, by group", y + 10, parts, heads, lines)


def main(folder, out, extra=None):
    """Draw what the package has."""
    release = Release(folder)
    out.mkdir(parents=True, exist_ok=True)
    if release.shows("baseline"):
        steps(release, out)
        yours(release, out)
    looks_back = any(release.of("post", f"THN{at + 1}")[0] for at in range(len(AREAS)))
    if looks_back and release.shows("change"):
        change(release, out)
    if looks_back and release.has("pre"):
        areas(release, out)
    if extra:
        programme(extra, out)
    print(*sorted(path.name for path in out.iterdir()), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        raise SystemExit("python redraw.py RELEASE_DIR OUT_DIR [PROGRAMME.csv]")
    main(*map(Path, sys.argv[1:]))
