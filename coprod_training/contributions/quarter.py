"""The four questions that contributors are asked each quarter, as one HTML file that names nobody.

Everybody gets the same file, so what comes back cannot say whose it is. Source:
contribution-process.md, section 7, "What the gate cannot do".
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from html import escape

from coprod_training.contributions.one_file_page import choice, one_file_page
from coprod_training.contributions.pack_opening import pack_words
from coprod_training.contributions.page_back import PageBack
from coprod_training.day_words import day_words
from coprod_training.errors import CoprodError

SORT = "quarter"
TO_TAKE_IN = timedelta(days=14)
"""Between the day that a page names and the end of its quarter: somebody takes in what came."""


def quarter_of(day: date) -> str:
    """Such as 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def last_day(quarter: str) -> date:
    """The last day of a quarter, such as 2026-Q4: what is taken in later is not counted."""
    year, month = int(quarter[:4]), 3 * int(quarter[-1])
    return date(year, month, monthrange(year, month)[1])


def send_by(quarter: str) -> date:
    """The day that its page asks for: what was sent by then can be taken in before the last day."""
    return last_day(quarter) - TO_TAKE_IN


def questions() -> Mapping[str, str]:
    """Each question by its name, which stays."""
    return dict(pack_words()["quarter"]["questions"])


def choices() -> Mapping[str, str]:
    """Each answer that can be given, by its name, which stays."""
    return dict(pack_words()["quarter"]["choices"])


def quarter_page(quarter: str, return_to: str) -> str:
    """The whole file. return_to: whom to send it to, and how."""
    words = pack_words()["quarter"]
    until = day_words(send_by(quarter))
    main = [
        f"<p>{escape(words[name].format(return_to=return_to, until=until))}</p>"
        for name in ("lead", "nameless", "keeps")
    ]
    main += [choice(name, question, choices()) for name, question in questions().items()]
    return one_file_page(
        title=words["title"],
        main="\n".join(main),
        carried={"sort": SORT, "quarter": quarter},
        shelf=f"coprod-quarter-{quarter}",
        file=f"four-questions-{quarter.lower()}.html",
        save="Save my answers",
        no_script="This page cannot save in your browser. Use another one, or leave it: you do not"
        " have to answer.",
    )


def quarter_back(page: PageBack, quarter: str) -> Mapping[str, str]:
    """The answers that were given, by question; what was left open is none.

    quarter: the one that is counted, so that pages of a whole year never count as one quarter's.
    Raises CoprodError for another page, or one that nobody answered.
    """
    known = choices()
    if page.carried.get("sort") != SORT:
        raise CoprodError("This page holds no answers to the four questions.")
    if page.carried.get("quarter") != quarter:
        raise CoprodError("This page is of another quarter: only this quarter's are counted.")
    said = {name: page.values.get(name, "") for name in questions()}
    answers = {name: value for name, value in said.items() if value in known}
    if not answers:
        raise CoprodError("Nobody has answered on this page.")
    return answers
