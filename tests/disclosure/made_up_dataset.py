"""A made-up dataset in the shape of `coprod survey build`. No row is of a person."""

import csv
import hashlib
import io
import json
import random
from pathlib import Path

from whole_consent import with_whole_consent

from coprod_training.content.instrument import load_instrument
from coprod_training.survey.coding import REGION_ITEM, SETTINGS, code_of, coded_items
from coprod_training.survey.columns import columns
from coprod_training.survey.dataset_folder import PACKAGE_NAME

ROOT = Path(__file__).parents[2]
INSTRUMENT = with_whole_consent(load_instrument(ROOT / "course" / "instruments" / "cps-0.1.yaml"))
_SETTINGS = random.Random(1).sample(list(SETTINGS.values()), k=len(SETTINGS))
REGIONS = [code.value for code in INSTRUMENT.codes_of(INSTRUMENT.item(REGION_ITEM))]


class Made:
    """People who answer, come back after the course, change their answers, and withdraw."""

    def __init__(self, seed=7):
        self.draw = random.Random(seed)
        self.rows = []

    def answer(self, many, phase="baseline", month="2027-01", status="", **fixed):
        """So many more people answer one form; returns their rows."""
        fresh = [self._row(phase, month, status, fixed) for _ in range(many)]
        self.rows += fresh
        return fresh

    def finish(self, before, month="2027-02"):
        """People who answered before the course answer after it, and are matched."""
        for one in before:
            fixed = {name: one[name] for name in ("pair_id", "setting", "region")}
            (row,) = self.answer(1, "post", month, "released", **fixed)
            for name in ("DES1", "PRO1", "DEL1", "EVA1"):
                if one[name] and int(one[name]) >= 0 and self.draw.random() < 0.6:
                    row[name] = str(min(5, int(one[name]) + self.draw.choice((0, 1, 1, 2, -1))))

    def withdraw(self, many):
        """So many rows are gone at the next build; returns their ids."""
        gone = self.draw.sample(range(len(self.rows)), many)
        ids = [self.rows[n]["submission_id"] for n in gone]
        self.rows = [row for n, row in enumerate(self.rows) if n not in set(gone)]
        return ids

    def write(self, folder):
        """The dataset as it is now."""
        names = [column.name for column in columns(INSTRUMENT)]
        names += sorted({name for row in self.rows for name in row} - set(names))
        out = io.StringIO()
        writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(self.rows, key=lambda row: row["submission_id"]))
        content = out.getvalue().encode()
        path = folder / "data" / "submission-made-up.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        listed = [{"path": "data/submission-made-up.csv", "format": "csv", "hash": digest}]
        descriptor = {"name": PACKAGE_NAME, "resources": listed}
        (folder / "datapackage.json").write_text(json.dumps(descriptor))
        return folder

    def _row(self, phase, month, status, fixed):
        hexes = "0123456789abcdef"
        setting = self.draw.choices(_SETTINGS, weights=(8, 5, 9, 4, 2))[0]
        row = {
            "submission_id": "".join(self.draw.choices(hexes, k=20)),
            "pair_id": "".join(self.draw.choices(hexes, k=32)) if phase != "baseline" else "",
            "source": "msforms" if phase == "baseline" else "course",
            "batch_id": "made-up",
            "phase": phase,
            "course_status": status,
            "instrument_version": INSTRUMENT.id,
            "region_list_version": INSTRUMENT.region_list_version,
            "completed_month": month,
            "setting": setting,
            "region": self.draw.choices(REGIONS, weights=(5, 9, 6, 7, 6, 6, 4, 2))[0],
        }
        for item in coded_items(INSTRUMENT):
            row[item.id] = self._number(item) if phase in item.phases else "-7"
        return {**row, **fixed}

    def _number(self, item):
        if self.draw.random() < 0.03:
            return ""
        codes = INSTRUMENT.codes_of(item)
        weights = [0.3 if code.missing else 1 + 2 * (n in (1, 2)) for n, code in enumerate(codes)]
        code = self.draw.choices(codes, weights=weights)[0]
        return str(code_of(INSTRUMENT, item, code.value))
