"""The files of a release, as bytes: the same tables give the same files."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict

from coprod_training.content.instrument import Instrument
from coprod_training.content.released import (
    COLUMNS,
    DESCRIPTOR,
    FORMAT,
    PACKAGE_NAME,
    TABLE,
    ReleaseInfo,
    Rules,
)
from coprod_training.content.released_companions import companions
from coprod_training.disclosure.cells import HIDDEN
from coprod_training.disclosure.decide import Tables
from coprod_training.disclosure.protect import ProtectedTable
from coprod_training.disclosure.settings import Settings
from coprod_training.survey.data_resource import PROFILE, csv_file

_FIELDS = {
    "release": "The release, by the day on which it was published",
    "group": "all, setting or region",
    "value": "Which setting or region; empty for all",
    "phase": "baseline, pre, post, or change: the same people before and after",
    "item": "The question",
    "answer": "The answer, or improved, same, declined",
    "count": "How many gave it, rounded; c is hidden",
    "base": "How many gave an answer that shares count, rounded by itself; c is hidden",
}


def info_of(
    day: str, months: tuple[str, str], instrument: Instrument, settings: Settings, *, coded: bool
) -> ReleaseInfo:
    """What a release says of itself. day: YYYY-MM-DD, which is its name as well."""
    return ReleaseInfo(
        format=FORMAT,
        release=day,
        instrument=instrument.id,
        published=day,
        first_month=months[0],
        last_month=months[1],
        rules=Rules(
            smallest_count=settings.smallest_count,
            round_to=settings.round_to,
            smallest_base=settings.base_needed(coded),
            smallest_services=settings.smallest_services if coded else 0,
        ),
    )


def files_of(
    info: ReleaseInfo,
    tables: Mapping[str, Tables],
    options: Mapping[str, tuple[str, ...]],
    instrument: Instrument,
) -> dict[str, bytes]:
    """Every file by name. tables, options: by question id, such as "baseline/DES1".

    Raises TypeError for what has not come through disclosure control.
    """
    lines = [
        line
        for question, groups in tables.items()
        for table in groups.values()
        for line in _lines(info, question, table, options[question])
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    table_file = out.getvalue().encode()
    main = {DESCRIPTOR: _descriptor(info, table_file, instrument), TABLE: table_file}
    return {**main, **companions(info, lines, instrument, main)}


def _lines(
    info: ReleaseInfo, question: str, table: ProtectedTable, options: tuple[str, ...]
) -> list[dict[str, str]]:
    """One line for each option, all of them (point 3)."""
    if not isinstance(table, ProtectedTable):
        raise TypeError("Only protected tables are released.")
    phase, item = question.split("/")
    kind, value = table.group
    return [
        {
            "release": info.release,
            "group": kind,
            "value": value,
            "phase": phase,
            "item": item,
            "answer": option,
            "count": _figure(count),
            "base": _figure(table.base),
        }
        for option, count in zip(options, table.counts, strict=True)
    ]


def _figure(count: int | None) -> str:
    return HIDDEN if count is None else str(count)


def _descriptor(info: ReleaseInfo, table: bytes, instrument: Instrument) -> bytes:
    fields = [
        {"name": name, "type": "string", "description": words} for name, words in _FIELDS.items()
    ]
    title = f"{instrument.title}, version {instrument.version}"
    data = {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": PACKAGE_NAME,
        "title": f"{instrument.title}: released figures of {info.published}",
        "description": "Rounded numbers of large groups. Small numbers and small groups are hidden."
        " See codebook.md.",
        "created": f"{info.published}T00:00:00Z",
        "coprod": asdict(info),
        "resources": [
            {
                **csv_file("figures", title, TABLE, table),
                "schema": {"fields": fields, "missingValues": []},
            }
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
