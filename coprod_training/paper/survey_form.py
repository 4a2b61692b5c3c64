"""The survey as a form on paper: read on a screen, printed, and filled in with a pen.

Whoever types the answers in needs no key: each box has the number or letter of the dictionary.
"""

from collections.abc import Iterator

from coprod_training.content.form_words import STEP5, after, short
from coprod_training.content.instrument import Area, Instrument, Item, Phase
from coprod_training.content.resources import SCALE
from coprod_training.paper.blocks import (
    Block,
    Boxes,
    Form,
    Heading,
    Lines,
    Paper,
    Run,
    Table,
    Words,
    plain,
)
from coprod_training.paper.pages import CLEAR, LARGE

CHARACTERS_A_LINE = 60  # of handwriting, across the page
_NO = "If you tick No, stop here. Nothing is kept, so do not hand this form in."
_CODE = (
    "Think of a code that nobody else would guess: 8 to 12 letters and digits, with one digit at"
    " least. No birthday, name or phone number. Write it here, and on a piece of paper that you"
    " keep. With it you can have your answers taken out."
)
_HOW = (
    "Tick one box for each question, unless it says more. You can leave out any question except"
    " those marked: we need an answer to this one."
)


def survey_paper(
    instrument: Instrument, phase: Phase = "baseline", *, large: bool = False
) -> Paper:
    """The form of one phase. large: in large print."""
    title = f"{instrument.title}: paper form"
    blocks = (Heading(1, title), *_opening(instrument), *_parts(instrument, phase))
    return Paper(title, LARGE if large else CLEAR, blocks)


def _opening(instrument: Instrument) -> Iterator[Block]:
    note = f"Version {instrument.version} ({instrument.id})."
    if instrument.status == "reconstructed":
        note += " A draft to be changed and approved, which nobody has tested yet."
    yield plain(note, "note")
    yield plain(instrument.intro)
    yield plain(_HOW)


def _parts(instrument: Instrument, phase: Phase) -> Iterator[Block]:
    items = instrument.asked_in(phase)
    rated = [item for item in items if item.codes == SCALE]
    for area in instrument.areas:
        inside = [item for item in items if item.area == area.id]
        if not inside:
            continue
        if rated and inside[0] == rated[0]:
            yield from _steps(instrument, rated[0])
        yield Heading(2, area.title)
        yield from _before(instrument, area)
        for item in inside:
            yield _question(instrument, area, item)
        if rated and inside[-1] == rated[-1]:
            yield from _step5(instrument)
    if any(item.id == "CN1" for item in items):
        yield Heading(2, "Your receipt code")
        yield Form("Receipt code", (plain(_CODE), Lines(1)))


def _before(instrument: Instrument, area: Area) -> Iterator[Block]:
    if area.id == "consent":
        for point in instrument.consent_points:
            yield Words((Run(text=f"{point.title}: ", bold=True), Run(text=point.text)))
    if area.stem:
        yield plain(area.stem)
    if area.hint:
        yield plain(area.hint, "note")


def _steps(instrument: Instrument, item: Item) -> Iterator[Block]:
    """The scale in full, once, before the first question that uses it."""
    codes = instrument.codes_of(item)
    yield Heading(2, "The steps")
    yield plain(f"The next questions have the same answers. {instrument.people_means}".strip())
    rows = tuple(((Run(text=short(code)),), (Run(text=code.text),)) for code in codes if code.label)
    yield Table("What each answer means", ("Answer", "What usually happened"), rows)


def _question(instrument: Instrument, area: Area, item: Item) -> Form:
    scale = item.codes == SCALE
    inside: list[Block] = []
    if item.text_not_staff:
        inside.append(plain(f"If you are not staff: {item.text_not_staff}"))
    if item.required:
        inside.append(plain("We need an answer to this one.", "note"))
    if item.type == "text":
        inside.append(Lines(-(-item.max_characters // CHARACTERS_A_LINE)))
    else:
        inside.append(_boxes(instrument, item, scale=scale))
    inside += [plain(words, "note") for words in _more(instrument, item)]
    # A question that begins in the middle of a sentence needs its beginning to be heard with it.
    asked = after(area.stem, item.text) if item.text.startswith("…") else item.text
    return Form(f"{item.id}. {asked}", tuple(inside))


def _boxes(instrument: Instrument, item: Item, *, scale: bool) -> Boxes:
    """One box for each answer. On the scale the short names do: the table has the rest."""
    codes = instrument.codes_of(item)
    if scale:
        return Boxes(tuple((code.value, code.label or code.text) for code in codes), short=True)
    words = ((code.value, f"{code.label}: {code.text}" if code.label else code.text)
             for code in codes)  # fmt: skip
    return Boxes(tuple(words))


def _more(instrument: Instrument, item: Item) -> Iterator[str]:
    if item.max_choices:
        yield f"Tick {item.max_choices} at most."
    alone = [code.text for code in instrument.codes_of(item) if code.excludes_others]
    if alone:
        yield f"Tick these only on their own: {'; '.join(alone)}."
    if item.id == "CN1":
        yield _NO
    elif item.type == "consent":
        yield "If you tick nothing, the answer is No."
    if item.type == "text":
        yield f"Write about {item.max_characters} characters at most."


def _step5(instrument: Instrument) -> Iterator[Block]:
    yield Heading(2, "Only if you ticked 5 anywhere")
    yield plain(instrument.step5_check)
    for words in STEP5.values():
        yield Form(words, (Boxes((("1", "Yes"), ("0", "No")), short=True),))
