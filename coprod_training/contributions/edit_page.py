"""What was changed in somebody's own words, as one HTML file: they see it and answer themselves.

What comes back is read here too. It counts for exactly the words that the page showed, and whoever
did not decide has not agreed. Source: contribution-process.md, sections 3 and 5.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Literal

from coprod_training.contributions.help_contacts import Contact
from coprod_training.contributions.one_file_page import choice, one_file_page
from coprod_training.contributions.pack_opening import pack_words
from coprod_training.contributions.page_back import PageBack
from coprod_training.contributions.side_by_side import beside
from coprod_training.errors import CoprodError

SORT = "edit"
Decision = Literal["yes", "no", "talk", ""]
_DECISIONS: Mapping[str, Decision] = {"yes": "yes", "no": "no", "talk": "talk"}


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What somebody is shown. old: the words before, or None where nothing of it can be shown.

    hash: keyed, of exactly the words in `new`. title: of the module.
    """

    ref: str
    title: str
    old: str | None
    new: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class EditBack:
    """What came back. day: of their answer. faster: they do not want to wait the 7 days.

    wish: what they say should be different; "" for nothing.
    """

    decision: Decision
    day: date
    faster: bool
    wish: str = field(default="", repr=False)


def edit_page(edit: Edit, contacts: Sequence[Contact] = ()) -> str:
    """The whole file. contacts: whom they can turn to."""
    words = pack_words()["edit"]
    return one_file_page(
        title=words["title"],
        main="\n".join(_main(edit, words)),
        carried={"sort": SORT, "ref": edit.ref, "hash": edit.hash},
        shelf=f"coprod-edit-{edit.hash[:16]}",
        file=f"my-answer-{edit.ref}.html",
        save="Save my answer",
        no_script="This page cannot save in your browser. Ask us: we go through it with you.",
        contacts=contacts,
    )


def edit_back(page: PageBack, ref: str, hash: str, today: date) -> EditBack:
    """What a page that came back says. hash: of the words that they were shown last.

    Raises CoprodError when it is another page, is about other words, or gives no day that has come.
    """
    carried, said = page.carried, page.values
    if carried.get("sort") != SORT or carried.get("ref") != ref:
        raise CoprodError(
            "This page has no answer about a change to these words.",
            fix="Check its name, and the reference.",
        )
    if carried.get("hash") != hash:
        raise CoprodError(
            "This page is about different words from those that they were last shown.",
            fix="Show them the words as they are now: coprod contribution show REF FILE --to DIR",
        )
    try:
        day = date.fromisoformat(page.day)
    except ValueError:
        raise CoprodError(
            "Nothing was saved on this page.", fix="Ask for the file that their browser saved."
        ) from None
    if day > today:
        raise CoprodError(
            f"The day on this page, {day}, is in the future.",
            fix="Ask them to set the date of their computer, and to save the page again.",
        )
    return EditBack(
        decision=_DECISIONS.get(said.get("decision", ""), ""),
        day=day,
        faster=said.get("faster") == "yes",
        wish=said.get("wish", "").strip(),
    )


def _main(edit: Edit, words: Mapping[str, str]) -> Iterator[str]:
    yield f"<p>{escape(words['lead'].format(title=edit.title))}</p>"
    yield f"<p>{escape(words['time'])}</p><p>{escape(words['keeps'])}</p>"
    if edit.old is not None and edit.old.split() != edit.new.split():
        yield f"<h2>{escape(words['changes'])}</h2>"
        yield from beside(edit.old, edit.new, (words["before"], words["after"]))
    elif edit.old is not None:
        yield f"<p>{escape(words['same'])}</p>"
    yield f"<h2>{escape(words['exactly'])}</h2>"
    lines = (line for line in edit.new.split("\n") if line.strip())
    yield from (f'<p class="words">{escape(line)}</p>' for line in lines)
    yield choice("decision", words["decision"], pack_words()["edit"]["decisions"])
    yield f'<label for="wish">{escape(words["wish"])}</label>'
    yield '<textarea id="wish" data-key="wish"></textarea>'
    yield (
        '<label class="choice"><input type="checkbox" value="yes" data-key="faster"> '
        f"{escape(words['faster'])}</label>"
    )
