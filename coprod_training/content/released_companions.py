"""What stands beside the table of a release: the same as JSON, a codebook, a manifest, checksums.

All four follow from the table, its descriptor and the instrument, byte by byte. So whoever reads a
release can tell that nothing else has come in with them. Words that change begin with a new format
of the release: an earlier one keeps those that it was published with.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coprod_training.content.instrument import Code, Instrument
from coprod_training.disclosure.derived import share

if TYPE_CHECKING:
    from coprod_training.content.released import ReleaseInfo

TWIN, CODEBOOK, MANIFEST, SUMS = "figures.json", "codebook.md", "manifest.json", "SHA256SUMS"
COMPANIONS = (CODEBOOK, TWIN, MANIFEST, SUMS)
_CHANGES = {
    "improved": "The answer after the course is a higher step than before",
    "same": "The same step before and after",
    "declined": "A lower step. Where looking back is lower still, this is learning, not decline",
}
_LOST = "the base in `pre`, less that."
_ABOUT_LOST = (
    "about the base in `pre` less that, both rounded. Among these are people who wait to be counted"
    " in `change`."
)
_GROUPS = """\
| group | value | who |
| --- | --- | --- |
| all | empty | Everybody who answered |
| setting | PC, DAT, SMI | Primary care, drug and alcohol treatment, NHS severe mental illness |
| setting | MIXED, OTHER | More than one setting, another setting |
| region | two letters | See the list of regions below |
"""


def companions(
    info: "ReleaseInfo",
    lines: Sequence[Mapping[str, str]],
    instrument: Instrument,
    main: Mapping[str, bytes],
) -> dict[str, bytes]:
    """The files by name. lines: of the table, by column. main: the table and its descriptor."""
    files = {
        **main,
        CODEBOOK: _codebook(info, lines, instrument).encode(),
        TWIN: _twin(info, lines, instrument),
    }
    files[MANIFEST] = _manifest(info, files)
    files[SUMS] = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    ).encode()
    return {name: files[name] for name in COMPANIONS}


def _twin(info: "ReleaseInfo", lines: Sequence[Mapping[str, str]], instrument: Instrument) -> bytes:
    """The table as JSON; a hidden figure is null. share: in a hundred, from published figures."""
    tables: dict[tuple[str, ...], dict[str, Any]] = {}
    for line in lines:
        name = tuple(line[part] for part in ("group", "value", "phase", "item"))
        base, count = _figure(line["base"]), _figure(line["count"])
        table = tables.setdefault(
            name,
            {
                "group": name[0], "value": name[1], "phase": name[2], "item": name[3],
                "base": base, "answers": [],
            },
        )  # fmt: skip
        counts = _counts(instrument, line["phase"], line["item"], line["answer"])
        shown = base is not None and count is not None and counts
        table["answers"].append(
            {
                "answer": line["answer"],
                "count": count,
                "share": share(count or 0, base or 1) if shown else None,
            }
        )
    about = {"release": info.release, "instrument": info.instrument, "published": info.published}
    return _json({**about, "hidden": None, "tables": list(tables.values())})


def _manifest(info: "ReleaseInfo", files: Mapping[str, bytes]) -> bytes:
    """What the release is made of."""
    rules = info.rules
    return _json(
        {
            "release": info.release,
            "instrument": info.instrument,
            "published": info.published,
            "first_month": info.first_month,
            "last_month": info.last_month,
            "rules": {
                "smallest_count": rules.smallest_count,
                "round_to": rules.round_to,
                "smallest_base": rules.smallest_base,
                "smallest_services": rules.smallest_services,
            },
            "files": {
                name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                for name, content in sorted(files.items())
            },
        }
    )


def _codebook(
    info: "ReleaseInfo", lines: Sequence[Mapping[str, str]], instrument: Instrument
) -> str:
    shown = {line["item"] for line in lines}
    change = any(line["phase"] == "change" for line in lines)
    parts = [
        f"# Codebook of the release {info.release}",
        f"{instrument.title}, version {instrument.version} ({instrument.id}). This instrument is"
        f" marked {instrument.status}.",
        f"Answers given from {info.first_month} to {info.last_month}. People chose to answer. They"
        " do not stand for all services. Never compare versions of the survey without saying so.",
        "## How to read it",
        f"`figures.csv` has one line for each answer of each question in each group. `count` is how"
        f" many gave the answer. `base` is how many gave one that shares count. Both are rounded to"
        f" the nearest {info.rules.round_to}, each by itself, so they need not add up. `c` is"
        f" hidden: below {info.rules.smallest_count}, zero too, or the whole group is hidden. The"
        " steps are in order, but not equally far apart: never take a mean.",
        "`figures.json` says the same. `share` is the published count in a hundred of the published"
        " base. `manifest.json` lists the files; `sha256sum -c SHA256SUMS` checks them.",
        "## Groups",
        _GROUPS + "\n" + _list(code for code in instrument.code_lists.get("regions", ())),
        "## Forms",
        "`baseline` is the survey. `pre` and `post` are the course, before and after: people who"
        " take a course are not typical, so never add them to the survey.",
    ]
    if change:
        lost = _LOST if info.format == 1 else _ABOUT_LOST
        parts += [
            "`change` is the same people before and after. Always show the looking-back answers"
            " (THN, in the form `post`) beside it. How many were matched is its base. How many were"
            f" lost is {lost}",
            "\n".join(f"- `{name}`: {words}" for name, words in _CHANGES.items()),
        ]
    parts.append("## Questions")
    for item in instrument.items:
        if item.id in shown:
            codes = instrument.codes_of(item)
            parts += [f"### {item.id}", item.text, _list(codes)]
    return "\n\n".join(parts) + "\n"


def _list(codes: "Sequence[Code] | Any") -> str:
    return "\n".join(
        f"- `{code.value}`: {f'{code.label}. ' if code.label else ''}{code.text}"
        f"{' (not counted in shares)' if code.missing else ''}"
        for code in codes
    )


def _counts(instrument: Instrument, phase: str, item_id: str, answer: str) -> bool:
    """Whether shares count this answer."""
    if phase == "change":
        return True
    codes = instrument.codes_of(instrument.item(item_id))
    return any(code.value == answer and not code.missing for code in codes)


def _figure(words: str) -> int | None:
    return int(words) if words.isdigit() else None


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
