"""A release with figures of every kind, made up for the tests and named as test records.

It keeps the rules of the reader, and no person answered any of it.
"""

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from random import Random

from coprod_training.activities.national_compare import Figures
from coprod_training.content.released import COLUMNS, read_release
from coprod_training.survey.report.programme import COLUMNS as OF_PROGRAMME

from .self_checks import INSTRUMENT

RECORDS = Path(__file__).parent / "release_of_test_records"
SHOWN = ("DES", "PRO", "DEL", "EVA", "FRQ", "CON")
SETTINGS, REGIONS = ("PC", "DAT", "SMI"), ("LO", "NW", "SE")


def cell(number):
    return "c" if number <= 9 else str(5 * ((number + 2) // 5))


def lines(seed=1, people=240):
    """Every line of figures.csv: by form, group and item."""
    rng = Random(seed)
    groups = [("all", "", 1.0), *(("setting", one, 0.3) for one in SETTINGS),
              *(("region", one, 0.12) for one in REGIONS)]  # fmt: skip
    for phase in ("baseline", "pre", "post"):
        for item in INSTRUMENT.items:
            if phase not in item.phases or item.type != "single":
                continue
            if not item.id.startswith((*SHOWN, "THN")):
                continue
            for group, value, share in groups:
                yield from _item(rng, phase, item, group, value, int(people * share))


def _item(rng, phase, item, group, value, people):
    codes = INSTRUMENT.codes_of(item)
    counts = dict.fromkeys((code.value for code in codes), 0)
    middle = {"baseline": 2.0, "pre": 2.3, "post": 2.9}[phase]
    steps = [code.value for code in codes if not code.missing]
    apart = [code.value for code in codes if code.missing]
    for _ in range(people):
        if apart and rng.random() < 0.1:
            counts[rng.choice(apart)] += 1
        else:
            place = min(max(round(rng.gauss(middle, 1.3) / 5 * (len(steps) - 1)), 0),
                        len(steps) - 1)  # fmt: skip
            counts[steps[place]] += 1
    base = sum(counts[one] for one in steps)
    hidden = base < 20
    for answer, count in counts.items():
        yield ("test-record", group, value, phase, item.id, answer,
               "c" if hidden else cell(count), "c" if hidden else cell(base))  # fmt: skip


def made_release(folder, seed=1, keep=lambda line: True, hidden=()):
    """Writes it into a new folder, and reads it back.

    keep: which lines of it are there. hidden: items of which no number is shown, as a real release
    has them: with a line for each answer.
    """
    folder.mkdir(parents=True)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        (*line[:6], "c", "c") if line[4] in hidden else line for line in filter(keep, lines(seed))
    )
    (folder / "figures.csv").write_bytes(out.getvalue().encode())
    return described(folder)


def described(folder, instrument=INSTRUMENT):
    """Writes the descriptor of the table that lies in this folder, and reads the release."""
    content = (folder / "figures.csv").read_bytes()
    said = json.loads((RECORDS / "datapackage.json").read_text())
    said["resources"][0] |= {"bytes": len(content),
                             "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}  # fmt: skip
    (folder / "datapackage.json").write_text(json.dumps(said))
    return read_release(folder, instrument)


OF_SETTINGS = {"PC": (75, 60, 30), "DAT": (90, 75, 40), "SMI": (20, 15, "c")}


def made_programme(path):
    """The small table beside it, with every picture in it."""
    stages = ("joined", "started", "finished")
    rows = [
        ("completion", "all", "", *one, "") for one in zip(stages, (310, 255, 150), strict=True)
    ]
    for value, numbers in OF_SETTINGS.items():
        rows += [
            ("completion", "setting", value, *one, "") for one in zip(stages, numbers, strict=True)
        ]
    rows += [
        ("coverage", "all", "", "answered", 61, 164),
        ("coverage", "region", "LO", "answered", 12, 30),
        ("coverage", "region", "EE", "answered", 0, 14),
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(OF_PROGRAMME)
    writer.writerows(rows)
    path.write_text(out.getvalue())
    return path


def changes():
    """Improved, same and declined of each kind of work, as one can hold them; by item."""
    for number, item in enumerate(i for i in INSTRUMENT.items if i.codes == "maturity"):
        counts = {"improved": 30 + 5 * (number % 4), "same": 45,
                  "declined": None if number % 3 else 15}  # fmt: skip
        yield item.id, Figures(base=90, counts=counts)


def with_change(release):
    """The release with these, for what is made from one that was read."""
    change = {("all", "", "change", item): figures for item, figures in changes()}
    return replace(release, tables={**release.tables, **change})


def with_change_written(folder):
    """Writes them into the release in this folder, and reads it back."""
    with (folder / "figures.csv").open("a", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            ("test-record", "all", "", "change", item, answer,
             "c" if count is None else count, figures.base)
            for item, figures in changes()
            for answer, count in figures.counts.items()
        )  # fmt: skip
    return described(folder)
