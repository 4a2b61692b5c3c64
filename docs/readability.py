"""Writes docs/readability.md from the lessons as they are: python docs/readability.py."""

from pathlib import Path

from coprod_training.content.check.reading_table import as_markdown, read_all
from coprod_training.content.check.staff_copy import read_staff_copy

ROOT = Path(__file__).parents[1]
TABLE = Path(__file__).with_suffix(".md")
HEAD = """\
# How hard the lessons are to read

Written by `python docs/readability.py`; a test says when it is out of date. A formula counts the
words of a sentence and the syllables of a word. It cannot tell if people understand: only people
can.

The words of a section are those of the lesson and of what is in it: the questions, the options
and their feedback, the passages by setting.

Age is the Flesch-Kincaid grade + 5. A term of the glossary counts as one short word, since it is
explained where it appears; the raw age counts it as it is. The wanted age is 12 or below. Above
that, `coprod check` warns, but does not fail. Sections of fewer than three whole sentences are left
out.

"""


def table(root: Path) -> str:
    """The whole page."""
    return HEAD + as_markdown(read_all(read_staff_copy(root)[0]))


if __name__ == "__main__":
    TABLE.write_text(table(ROOT), encoding="utf-8")
