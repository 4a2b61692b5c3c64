"""A whole module or exercise as one paper, in the order of its notebook. Reads the staff copy."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from coprod_training.activities.activity import MADE_UP
from coprod_training.content.calls import Call, calls_in
from coprod_training.content.course import Course, Variant
from coprod_training.content.draw import shown_to
from coprod_training.content.facts import Fact, load_facts
from coprod_training.content.graded_parts import REFLECTION_WORDS
from coprod_training.content.home_page import STATUS_HEADINGS
from coprod_training.content.notebook import Cell, Notebook, read_notebook
from coprod_training.content.numbers import slugs_by_number
from coprod_training.content.passages import (
    NO_NAME,
    NOT_FOR_PAPER,
    REMOVED,
    WAITING,
    WRITTEN_TOGETHER,
    paragraphs_of,
    terms_of,
)
from coprod_training.content.slot import IN_WORDS, Slot
from coprod_training.content.sources import NOT_READ, Source, linked, sources_of
from coprod_training.content.tidy import notebooks_of, slug_of
from coprod_training.errors import CoprodError
from coprod_training.paper.blocks import Block, Heading, Items, Paper, Run, Words, plain
from coprod_training.paper.forms import activity_blocks, source_runs
from coprod_training.paper.from_markdown import blocks_of

RECORDED = "The recording is in the course on screen. This is what is said in it."
CLEAR, LARGE = 14, 18
"""Points of the smallest words. Source: issue 5, large print."""
PRACTICE = (
    "Nobody marks practice. Give this sheet to your trainer if you want it typed in, so that it"
    " counts as done. A plan for your story, the self-check, your consent, a warm-up and the"
    " comparison stay with you."
)


def slug_asked_for(course: Course, asked: str) -> str:
    """The slug of a module, by slug or number, or of an exercise. Raises CoprodError."""
    by_number = slugs_by_number(course.modules)
    known = [*by_number.values(), *(one.id for one in course.assessments)]
    if asked in known or asked in by_number:
        return by_number.get(asked, asked)
    numbers = [*map(int, by_number)]
    raise CoprodError(
        f'This course has no module and no exercise called "{asked}".',
        fix=f"Give a number from {min(numbers)} to {max(numbers)}, or one of: {', '.join(known)}.",
    )


def paper_of(
    root: Path, course: Course, slug: str, *, setting: str = "", learner: str = "", large: bool
) -> Paper:
    """The paper of a module or an exercise.

    root: the folder that holds course/, modules/ and exercises/. setting: an id of course.yaml;
    "" prints every passage in all settings. learner: who it is for; an exercise that asks each
    learner different questions needs one. Raises CoprodError when something is not there.
    """
    assessment = course.assessment(slug)
    if assessment is not None and assessment.pool is not None and not learner:
        raise CoprodError(
            "Each learner gets different questions in this exercise.",
            where=slug,
            fix="Say whose it is, by the name they sign in with: --learner NAME",
        )
    settings = [one.id for one in course.info.settings]
    if setting and setting not in settings:
        raise CoprodError(
            f'This course has no setting called "{setting}".',
            fix=f"Its settings are: {', '.join(settings)}.",
        )
    notebook = _notebook(root, slug)
    maker = _PaperMaker(course, setting, learner, notebook)
    blocks = _headings_in_order(maker.blocks())
    title = next(one.text for one in blocks if isinstance(one, Heading))
    return Paper(title, LARGE if large else CLEAR, tuple(blocks))


def _notebook(root: Path, slug: str) -> Notebook:
    for path in notebooks_of(root):
        if slug in slug_of(path).values():
            return read_notebook(path)
    raise CoprodError(
        f'"{slug}" has no notebook, so there is nothing to print.',
        where=str(root),
        fix="Make it, or take it out of course.yaml.",
    )


class _PaperMaker:
    """Turns one notebook into blocks, part by part."""

    def __init__(self, course: Course, setting: str, learner: str, notebook: Notebook) -> None:
        self._course, self._setting, self._notebook = course, setting, notebook
        self._learner = learner
        slug = next(iter(slug_of(notebook.path).values()))
        assessment = course.assessment(slug)
        self._is_exercise = assessment is not None
        self._is_drawn = assessment is not None and assessment.pool is not None
        self._facts: Mapping[str, Fact] = load_facts(course.root / "facts.yaml")
        texts = [cell.source for cell in notebook.markdown()]
        self._sources = sources_of(texts, self._facts, notebook.path)

    def blocks(self) -> list[Block]:
        """Everything, from the title to the last page."""
        found: list[Block] = []
        first = next(self._notebook.markdown())
        for cell in self._notebook.cells:
            if cell.kind == "markdown" and not self._left_out(cell):
                name = next((b.text for b in reversed(found) if isinstance(b, Heading)), "")
                text = linked(cell.source, self._sources)
                found += _on_paper(blocks_of(text, self._notebook.path.parent, name))
                if cell is first:
                    found += self._about()
            elif cell.kind == "code":
                for call in calls_in(cell.source):
                    found += self._shown(call)
        return [*found, *self._help(), *_sources_list(self._sources.values())]

    def _left_out(self, cell: Cell) -> bool:
        """What is about the screen, and the draft's words, which every paper begins with."""
        words = " ".join(cell.source.split())
        status = " ".join(self._course.info.status_words.split())
        return (
            "by-hand" in cell.tags
            or words == " ".join(REFLECTION_WORDS.split())
            or (status in words and len(words) < 2 * len(status))
        )

    def _about(self) -> Iterator[Block]:
        info = self._course.info
        if heading := STATUS_HEADINGS.get(info.status):
            yield plain(heading, "label")
            yield plain(info.status_words)
        yield plain(f"{info.title}, edition {info.version}. Words: {info.licence}.", "note")
        if self._learner and self._is_drawn:
            yield plain(
                f"This sheet is for {self._learner}. Other learners have different questions.",
                "label",
            )
        names = (
            "Each activity has a name, such as ladder-sort: the same on the screen and on paper."
        )
        typed = "Answers on paper can be typed in later." if self._is_exercise else PRACTICE
        yield plain(f"{names} {typed}", "note")

    def _shown(self, call: Call) -> Iterable[Block]:
        if call.function == "activity":
            _, activity = shown_to(self._course, call.name, self._learner)
            return activity_blocks(
                activity, self._facts, self._course.info.help, level=call.level or 3
            )
        slots = {one.id: one for module in self._course.modules for one in module.slots}
        variants = {one.id: one for module in self._course.modules for one in module.variants}
        found = slots.get(call.name) if call.function == "slot" else variants.get(call.name)
        if found is None:
            raise CoprodError(
                f'This course has nothing called "{call.name}".',
                where=str(self._notebook.path),
                fix="Check its name with: coprod check",
            )
        return _slot(found) if isinstance(found, Slot) else self._variant(found)

    def _variant(self, variant: Variant) -> Iterator[Block]:
        if variant.made_up:
            yield plain(MADE_UP, "label")
        for one in self._course.info.settings:
            if self._setting in ("", one.id):
                yield Words((Run(text=f"{one.name}: ", bold=True), Run(text=variant.texts[one.id])))

    def _help(self) -> Iterator[Block]:
        help_ = self._course.info.help
        if help_.contacts:
            yield Heading(2, "Help")
            yield plain("If something here stays with you, you can talk to:")
            yield Items(tuple((Run(text=f"{one.name}: {one.how}"),) for one in help_.contacts))


def _slot(slot: Slot) -> Iterator[Block]:
    yield plain(slot.words.label if slot.words is not None else IN_WORDS, "label")
    if slot.words is not None and not slot.words.printed:
        yield plain(NOT_FOR_PAPER)
        return
    if slot.words is not None:
        if slot.words.recording is not None:
            yield plain(RECORDED, "note")
        if slot.words.parts:
            yield plain(WRITTEN_TOGETHER)
            yield Items(tuple((Run(text=one),) for one in slot.words.parts))
        for paragraph in paragraphs_of(slot.words.text):
            yield plain(paragraph)
        yield plain(slot.words.credit or NO_NAME, "note")
        yield plain(terms_of(slot.words), "note")
        return
    if slot.removed:
        yield plain(REMOVED)
        return
    yield Words((Run(text=WAITING, bold=True),))
    yield plain(f"The question we are asking: {slot.prompt}")
    if slot.form:
        yield plain(f"What we are asking for: {slot.form}", "note")
    yield plain(f"Why we ask: {slot.purpose}", "note")
    yield plain(f"Please leave out: {slot.not_to_include}", "note")


def _sources_list(sources: Iterable[Source]) -> Iterator[Block]:
    by_number = {one.number: one for one in sources}
    if by_number:
        yield Heading(2, "Sources")
        yield Items(
            tuple(
                source_runs(one.title, one.url, "" if one.checked else f" {NOT_READ}")
                for _, one in sorted(by_number.items())
            ),
            numbered=True,
        )


def _on_paper(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same without links to other files of the course; those on the same page stay."""
    for block in blocks:
        if isinstance(block, Words):
            yield Words(tuple(_outside(run) for run in block.runs), block.sort)
        elif isinstance(block, Items):
            yield replace(block, items=tuple(tuple(map(_outside, one)) for one in block.items))
        else:
            yield block


def _outside(run: Run) -> Run:
    return run if run.link.startswith(("https:", "http:", "#")) else replace(run, link="")


def _headings_in_order(blocks: Iterable[Block]) -> list[Block]:
    """No level is left out on the way down, however a notebook places its activities."""
    found: list[Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            found.append(replace(block, level=level))
        else:
            found.append(block)
    return found
