"""An export of our own XLSForm as KoboToolbox writes it. Every answer is a test record.

Made from the rows of the form itself. That KoboToolbox's own exporter writes the same, sign by
sign, is in docs/decisions/0061.
"""

from io import BytesIO

from openpyxl import load_workbook

from coprod_training.survey.xlsform import xlsform

from .forms import BEGAN, INSTRUMENT, moments

OWN = (
    "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
    "_submitted_by", "__version__", "_tags", "_index",
)  # fmt: skip


def _sheets():
    book = load_workbook(BytesIO(xlsform(INSTRUMENT)))
    for name in ("survey", "choices"):
        names, *rows = book[name].iter_rows(values_only=True)
        yield [dict(zip(names, row, strict=True)) for row in rows]


SURVEY, CHOICES = _sheets()


def columns():
    """(group, question, answer of several or None) from left to right; each a row of the form."""
    group = None
    for row in SURVEY:
        if row["type"] == "begin_group":
            group = row
        elif row["type"] == "end_group":
            group = None
        else:
            yield group, row, None
            if row["type"].startswith("select_multiple"):
                answers = row["type"].split()[1]
                yield from ((group, row, one) for one in CHOICES if one["list_name"] == answers)


def label_of(question, value):
    name = question["type"].split()[1]
    found = (one for one in CHOICES if (one["list_name"], one["name"]) == (name, value))
    return next(one["label"] for one in found)


def kobotoolbox(said, *, labels=False, groups=False, multiple="both", first=BEGAN):
    """multiple: "both", "summary" (one column) or "details" (a column for each answer)."""
    what = "label" if labels else "name"
    shape = [
        (question, one)
        for _, question, one in columns()
        if one is None or multiple != "summary"
        if one is not None or multiple != "details" or "multiple" not in question["type"]
    ]
    above = {question["name"]: group for group, question, _ in columns() if group and groups}
    heads = []
    for question, one in shape:
        parts = [above[question["name"]][what]] if question["name"] in above else []
        parts += [part[what] or part["name"] for part in (question, one) if part]
        heads.append("/".join(parts))
    grid = [[*heads, *OWN]]
    for n, person in enumerate(said):
        began, done = (moment.isoformat() for moment in moments(n, first))
        own = {"start": f"{began}.123+01:00", "end": f"{done}.123+01:00"}
        own |= {"receipt": f"1abc-12ab-34cd-{n:04}", "instrument": INSTRUMENT.id}
        row = []
        for question, one in shape:
            answer = person.get(question["name"]) or own.get(question["name"], "")
            if one is not None:
                row.append(str(int(one["name"] in answer)) if answer else "")
            elif isinstance(answer, list):
                row.append(" ".join(label_of(question, v) if labels else v for v in answer))
            elif labels and answer and question["type"].startswith("select_one"):
                row.append(label_of(question, answer))
            else:
                row.append(answer)
        row += [
            f"{1000 + n}",
            f"u-{n}",
            done,
            "",
            "",
            "submitted_via_web",
            "",
            "v1",
            "",
            f"{n + 1}",
        ]
        grid.append(row)
    return grid
