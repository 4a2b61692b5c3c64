"""One form of the survey as an XLSForm: a workbook that ODK and others turn into a form.

Source: xlsform.org, "Reference". Each question keeps its id as its name, and each answer its value,
so that what comes back fits the dictionary. What the importer needs comes with each form: when it
was begun, and a receipt code.
"""

from collections.abc import Iterator
from typing import Any

from coprod_training.content.form_words import FROM_PAPER, PAPER_CODE, STEP5, asked, said
from coprod_training.content.instrument import Area, Instrument, Item, Phase
from coprod_training.content.resources import SCALE
from coprod_training.spreadsheet import Sheet, workbook_bytes
from coprod_training.survey.exports.same_bytes import same_bytes
from coprod_training.survey.imports.kinds import FORM

CONSENT = "CN1"
_SURVEY = (
    "type", "name", "label", "hint", "default", "required", "required_message",
    "relevant", "constraint", "constraint_message", "appearance", "calculation",
)  # fmt: skip
_CHOICES = ("list_name", "name", "label")
_YES_NO = "yes_no_of_the_form"
_CODES_HAVE = (
    "It has 6 letters and digits or more, with one digit at least. If there is none on the paper,"
    " leave this empty."
)
_TIMES = ("start", "end")
"""What XLSForm calls the moments when somebody opened a form and sent it."""
RECEIPT, RECEIPT_ON_PAPER = "receipt", "receipt_on_paper"
# The last 12 signs of a UUID are hexadecimal digits: 15 of three are 60 bits, which nobody guesses.
# It begins with a digit, as every code has one; `once` keeps it as it is when the form is drawn.
_NEW_RECEIPT = "once(concat('1', {}))".format(
    ", '-', ".join(f"substr(uuid(), {first}, 36)" for first in (33, 32, 32, 32))
)
_KEEP_IT = (
    "Your receipt code is ${receipt}. Write it down before you send the form: with it you can have"
    " your answers taken out, and nobody can find it for you."
)
_NO = "You said no, so nothing more is asked. Close this page. Do not send it."


def xlsform(instrument: Instrument, phase: Phase = "baseline") -> bytes:
    """The workbook (.xlsx) of one form; the same instrument gives the same bytes."""
    rows = [[row.get(name) for name in _SURVEY] for row in _survey(instrument, phase)]
    choices = [[row.get(name) for name in _CHOICES] for row in _choices(instrument, phase)]
    settings = ("form_title", "form_id", "version", "default_language")
    about = [instrument.title, f"{instrument.id}-{phase}", instrument.version, "English (en)"]
    sheets = [
        Sheet("survey", _SURVEY, rows),
        Sheet("choices", _CHOICES, choices),
        Sheet("settings", settings, [about]),
    ]
    return same_bytes(workbook_bytes(sheets))


def _survey(instrument: Instrument, phase: Phase) -> Iterator[dict[str, Any]]:
    items = instrument.asked_in(phase)
    agreed = f"${{{CONSENT}}} = '1'" if any(one.id == CONSENT for one in items) else None
    yield from ({"type": moment, "name": moment} for moment in _TIMES)
    yield {"type": "calculate", "name": FORM, "calculation": f"'{instrument.id}'"}
    if agreed:
        yield {"type": "calculate", "name": RECEIPT, "calculation": _NEW_RECEIPT}
    yield {"type": "note", "name": "intro", "label": instrument.intro}
    for area in instrument.areas:
        inside = [item for item in items if item.area == area.id]
        if not inside:
            continue
        consent = area.id == "consent"
        yield {
            "type": "begin_group", "name": f"part_{area.id}", "label": area.title,
            "relevant": None if consent else agreed, "appearance": "field-list",
        }  # fmt: skip
        yield from _before(instrument, area, inside, consent=consent)
        for item in inside:
            yield _question(item, instrument)
            if item.id == CONSENT:
                yield {"type": "note", "name": "said_no", "label": _NO,
                       "relevant": f"${{{CONSENT}}} = '0'"}  # fmt: skip
        yield {"type": "end_group"}
        if inside[-1] == _last_on_the_scale(items):
            yield from _step5(instrument, items, agreed)
    if agreed:
        yield from _receipt(agreed)


def _before(
    instrument: Instrument, area: Area, inside: list[Item], *, consent: bool
) -> Iterator[dict[str, Any]]:
    """What is read before the questions of one screen."""
    points = instrument.consent_points if consent else ()
    for number, point in enumerate(points, 1):
        yield {"type": "note", "name": f"consent_{number}", "label": f"{point.title}. {point.text}"}
    people = instrument.people_means if any(one.codes == SCALE for one in inside) else ""
    if words := " ".join(filter(None, (area.stem, area.hint, people))):
        yield {"type": "note", "name": f"before_{area.id}", "label": words}


def _question(item: Item, instrument: Instrument) -> dict[str, Any]:
    row: dict[str, Any] = {"name": item.id, "label": asked(item)}
    if item.default:
        row["default"] = item.default
    if item.required:
        row |= {"required": "yes", "required_message": "We need an answer to this one."}
    if item.type == "text":
        most = item.max_characters
        said_most = f"Use {most} characters at most."
        return row | {"type": "text", "appearance": "multiline", "hint": said_most,
                      "constraint": f"string-length(.) <= {most}",
                      "constraint_message": said_most}  # fmt: skip
    if item.type == "multiple":
        return row | {"type": f"select_multiple {item.codes}"} | _limits(item, instrument)
    return row | {"type": f"select_one {item.codes}"}


def _limits(item: Item, instrument: Instrument) -> dict[str, str]:
    """How many may be ticked, and what excludes all others."""
    rules, words = [], []
    if item.max_choices:
        rules.append(f"count-selected(.) <= {item.max_choices}")
        words.append(f"Choose {item.max_choices} at most.")
    for code in instrument.codes_of(item):
        if code.excludes_others:
            rules.append(f"(not(selected(., '{code.value}')) or count-selected(.) = 1)")
            words.append(f"{code.text} cannot be chosen with another answer.")
    if not rules:
        return {}
    return {"constraint": " and ".join(rules), "constraint_message": " ".join(words)}


def _step5(
    instrument: Instrument, items: tuple[Item, ...], agreed: str | None
) -> Iterator[dict[str, Any]]:
    """The check on step 5, asked once when any work was put there."""
    top = " or ".join(f"${{{item.id}}} = '5'" for item in items if item.codes == SCALE)
    relevant = f"({agreed}) and ({top})" if agreed else top
    yield {"type": "begin_group", "name": "part_step_5", "label": "Step 5", "relevant": relevant}
    yield {"type": "note", "name": "before_step_5", "label": instrument.step5_check}
    for name, label in STEP5.items():
        yield {"type": f"select_one {_YES_NO}", "name": name, "label": label}
    yield {"type": "end_group"}


def _receipt(agreed: str) -> Iterator[dict[str, Any]]:
    """The code that the consent text promises; of a form on paper, the one that stands there."""
    yield {"type": "begin_group", "name": "part_receipt", "label": "Your receipt code",
           "relevant": agreed, "appearance": "field-list"}  # fmt: skip
    yield {"type": "note", "name": "before_receipt", "label": _KEEP_IT}
    yield {"type": f"select_one {_YES_NO}", "name": "from_paper", "label": FROM_PAPER,
           "default": "0"}  # fmt: skip
    yield {"type": "text", "name": RECEIPT_ON_PAPER, "label": PAPER_CODE,
           "relevant": "${from_paper} = '1'", "hint": _CODES_HAVE,
           "constraint": "regex(., '^[0-9A-Za-z -]*[0-9][0-9A-Za-z -]*$')"
           " and string-length(.) >= 6", "constraint_message": _CODES_HAVE}  # fmt: skip
    yield {"type": "end_group"}


def _last_on_the_scale(items: tuple[Item, ...]) -> Item | None:
    return next((item for item in reversed(items) if item.codes == SCALE), None)


def _choices(instrument: Instrument, phase: Phase) -> Iterator[dict[str, str]]:
    used = dict.fromkeys(item.codes for item in instrument.asked_in(phase) if item.codes)
    for name in used:
        for code in instrument.code_lists[name]:
            label = said(code, scale=name == SCALE)
            yield {"list_name": name, "name": code.value, "label": label}
    if SCALE in used:
        yield {"list_name": _YES_NO, "name": "1", "label": "Yes"}
        yield {"list_name": _YES_NO, "name": "0", "label": "No"}
