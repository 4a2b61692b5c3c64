"""Enter a contribution into the register, and move it from stage to stage."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

from coprod_training.cli.options import add_course, add_key, add_workspace
from coprod_training.plain_words import plain_line, plain_lines

# What opens the register is loaded when it is asked: every other command starts without it.

_REPLIES = {"yes": "yes", "no": "no", "talk": "talk first", "none": "no reply"}
# The same as contributions/forms has: those load more than `coprod --help` should wait for.
_FORMS = ("person", "add", "details", "note", "agree", "consent", "review")
_WAITS = ("agreement", "approval")
_WISHES = ("stop using it", "change the credit", "change the content", "pause", "delete")
_DONE = ("site", "packages", "confirmed")
_THIRD = ("none", "removed", "has their own consent")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the steps of a contribution, each with what it needs."""
    what = parser.add_subparsers(dest="what", required=True, metavar="STEP")
    form = what.add_parser("form", help="print an empty form, with what belongs where")
    form.add_argument("name", choices=_FORMS, metavar="NAME", help=", ".join(_FORMS))
    for name, words in (
        ("person", "somebody with a part in this, who gets a reference"),
        ("add", "a new contribution of somebody who has one"),
    ):
        one = what.add_parser(name, help=words)
        one.add_argument(
            "form", type=Path, metavar="FORM", help=f"{name}.yaml, filled in: see form"
        )
        if name == "person":
            one.add_argument(
                "--ref", metavar="PERSON", help="somebody who is there already, and has changed"
            )
        _common(one)

    def step(name: str, words: str) -> argparse.ArgumentParser:
        one = what.add_parser(name, help=words)
        one.add_argument("ref", metavar="REF", help="its reference, as the register lists it")
        _common(one)
        return one

    def with_form(name: str, words: str) -> argparse.ArgumentParser:
        one = step(name, words)
        one.add_argument(
            "form",
            type=Path,
            metavar="FORM",
            help="a completed form: coprod contribution form NAME",
        )
        return one

    def with_reply(one: argparse.ArgumentParser) -> None:
        one.add_argument("--reply", choices=_REPLIES, required=True, help="what they answered")

    terms = step("terms", "write their own terms, for them to answer: one HTML file")
    terms.add_argument("--to", type=Path, required=True, metavar="DIR", help="where to write it")
    terms.add_argument(
        "--details", type=Path, metavar="FILE", help="a YAML file with payment, support and so on"
    )
    ask_all = what.add_parser(
        "ask-all", help="write this quarter's four questions to everybody: one HTML file, no name"
    )
    ask_all.add_argument("--to", type=Path, required=True, metavar="DIR", help="where to write it")
    ask_all.add_argument(
        "--return-to",
        required=True,
        metavar="WORDS",
        help="whom they send it to, and how, without showing who they are",
    )
    _places(ask_all)
    answers = what.add_parser("take-answers", help="count the pages of four questions that came")
    answers.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a page that came")
    _places(answers)
    link = step("link", "the link by which they withdraw without a login")
    link.add_argument(
        "--site", required=True, metavar="URL", help="where the links are served, for contributors"
    )
    link.add_argument(
        "--try",
        dest="tried",
        action="store_true",
        help="open it, which changes nothing, and write the day down if its page opens",
    )
    with_form("note", "what was said, paid, offered or dealt with, from a completed form")
    invite = step("invite", "somebody asked them; from this day they have 7 days to decide")
    invite.add_argument(
        "--by", required=True, metavar="PERSON", help="the reference of the person who asked"
    )
    agree = with_form("agree", "their own answers to the terms: the page that came back, or a form")
    agree.add_argument(
        "--reply", choices=_REPLIES, help="what they answered; a page says it itself"
    )
    agree.add_argument(
        "--talk",
        type=_day,
        metavar="DAY",
        help="with a page: the day of the talk about being recognised",
    )
    agree.add_argument(
        "--group",
        type=int,
        default=0,
        metavar="N",
        help="with a page: how many people a group credit thanks",
    )
    with_form("consent", "their new answers; a no counts at once")
    faster = step("faster", "they asked not to wait 7 days; their choice alone")
    faster.add_argument("wait", choices=_WAITS, metavar="WAIT", help=" or ".join(_WAITS))
    for name, words in (
        ("draft", "their draft, from a file"),
        ("show", "they were shown exactly this, from a file"),
    ):
        one = step(name, words)
        one.add_argument(
            "file", type=Path, metavar="FILE", help="words or a recording, outside the repository"
        )
        one.add_argument(
            "--transcript", type=Path, metavar="FILE", help="of a recording: all that is said"
        )
        if name == "show":
            one.add_argument(
                "--to",
                type=Path,
                metavar="DIR",
                help="write a page to send them: what changed, and their yes or no",
            )
    made = step("made", "which parts of the lesson they wrote with us, as a file to show them")
    made.add_argument("part", nargs="+", metavar="PART", help="names of parts, or: module")
    made.add_argument("--to", type=Path, required=True, metavar="DIR", help="where to write it")
    approve = step("approve", "their own answer to what they were shown last")
    approve.add_argument(
        "page", type=Path, nargs="?", metavar="FILE", help="the page that they sent back"
    )
    approve.add_argument(
        "--reply", choices=_REPLIES, help="without a page: what they answered in another way"
    )
    approve.add_argument(
        "--others", choices=_THIRD, required=True, help="whether it speaks of other people"
    )
    step("review", "send it to its module's review")
    step("pass", "the review of its module has passed")
    step("due", "it has to be asked for again, or its review no longer holds")
    with_reply(with_form("renew", "asked again, they answered"))
    step("pause", "hide it, and keep its record")
    step("resume", "back to where it was before the pause")
    step("decline", "they would rather not take part; needs no reason")
    step("replace", "another contribution to its place has passed, and takes it")
    step("stop", "somebody may be at risk: stop everything, then tell the safeguarding lead")
    settle = step("settle", "the safeguarding lead knows, and next steps are agreed")
    settle.add_argument(
        "--told",
        type=_day,
        required=True,
        metavar="DAY",
        help="the day on which the safeguarding lead was told",
    )
    ask = step("ask", "write down something they asked for, to be done in time")
    ask.add_argument("wish", choices=_WISHES, metavar="WISH", help=", ".join(_WISHES))
    done = step("done", "write down that a part of what they asked for is done")
    done.add_argument("wish", choices=_WISHES, metavar="WISH", help=", ".join(_WISHES))
    done.add_argument("part", choices=_DONE, metavar="PART", help=", ".join(_DONE))
    delete = step("delete", "delete its record and words, or what a person said, on request")
    delete.add_argument(
        "--keep-payment", action="store_true", help="keep what accounts require: the payment"
    )
    step("confirmed", "they were told of a deletion in writing: delete who it was")


def run(asked: argparse.Namespace) -> int:
    """Do one step, and say where the contribution is now; refused in the process's words."""
    if asked.what == "form":
        from coprod_training.contributions.forms import blank

        print(blank(asked.name), end="")
        return 0
    from coprod_training.cli import contribution_steps, four_questions

    if asked.what in ("ask-all", "take-answers"):
        do = four_questions.ask_all if asked.what == "ask-all" else four_questions.take_answers
        print(*map(plain_line, do(asked)), sep="\n")
        return 0
    if asked.what in ("agree", "approve", "renew"):
        asked.reply = _REPLIES.get(asked.reply)
    for line in contribution_steps.take(asked):
        print(plain_lines(line))
    return 0


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on",
        type=_day,
        default=datetime.now(UTC).date(),
        metavar="DAY",
        help="the day on which it happened, such as 2027-01-11 (default: today)",
    )
    _places(parser)


def _places(parser: argparse.ArgumentParser) -> None:
    add_key(parser)
    add_course(parser)
    add_workspace(parser)


def _day(text: str) -> date:
    """A day that has come. Raises ArgumentTypeError for another."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write the day as 2027-01-11") from None
    if day > datetime.now(UTC).date():
        raise argparse.ArgumentTypeError(
            "this day is in the future: only write down what has already happened"
        )
    return day
