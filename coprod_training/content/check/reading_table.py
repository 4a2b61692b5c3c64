"""How each section of the lessons reads, for writers: a warning above the wanted age, no more."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.glossary import FILE, load_glossary
from coprod_training.content.reading_age import WANTED_AGE, Reading, readings
from coprod_training.content.shown_words import shown_words


@dataclass(frozen=True)
class Read:
    """One section of one lesson. file: the lesson's."""

    file: Path
    reading: Reading


def read_all(staff: StaffCopy) -> list[Read]:
    """Every section of every lesson that is long enough to say something about."""
    terms = [one.term for one in load_glossary(staff.root / "course" / FILE)]
    words = shown_words(staff.course) if staff.course else {}
    shown = {name: [one.text for one in found] for name, found in words.items()}
    return [Read(one.path, each) for one in staff.lessons for each in readings(one, terms, shown)]


def hard(read: list[Read]) -> list[Read]:
    """The sections above the wanted age, the hardest first."""
    found = [one for one in read if one.reading.age > WANTED_AGE]
    return sorted(found, key=lambda one: -one.reading.age)


def warning(read: list[Read]) -> str:
    """One sentence for the end of `coprod check`; "" when there is nothing to say."""
    count = len(hard(read))
    if not count:
        return ""
    noun = "section reads" if count == 1 else "sections read"
    return f"{count} {noun} above the age of {WANTED_AGE}. See which with: coprod check --reading"


def as_markdown(read: list[Read]) -> str:
    """The table of `docs/readability.md`, one block for each lesson."""
    ages = [one.reading.age for one in read]
    lines = [
        f"Median of all {len(read)} sections: **{median(ages):.1f}** years."
        f" Above {WANTED_AGE}: {len(hard(read))}.",
    ]
    for file in dict.fromkeys(one.file for one in read):
        mine = [one.reading for one in read if one.file == file]
        lines += [
            "",
            f"## {file.name}",
            "",
            f"Median: {median(one.age for one in mine):.1f} years.",
            "",
            "| Section | Sentences | Words | Age | Raw age |",
            "| --- | ---: | ---: | ---: | ---: |",
        ]
        lines += [
            f"| {one.section or 'Before the first heading'} | {one.sentences} | {one.words}"
            f" | {one.age:.1f} | {one.raw_age:.1f} |"
            for one in mine
        ]
    return "\n".join(lines) + "\n"
