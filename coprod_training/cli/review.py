"""Keep a module's review by people with lived experience, and say what it still needs."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.options import (
    add_course,
    add_key,
    add_workspace,
    module_asked_for,
    private_of,
    refuse_inside,
    staff_copy_of,
)
from coprod_training.cli.role_key import role_key
from coprod_training.content.check.staff_copy import read_staff_copy
from coprod_training.content.module_digest import module_digest
from coprod_training.errors import ContentProblems, CoprodError

if TYPE_CHECKING:
    from coprod_training.contributions.register import Held, Register
    from coprod_training.contributions.review import ModuleReview
    from coprod_training.contributions.said import Said

# What opens the register is loaded when it is asked: every other command starts without it.


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    parser.add_argument(
        "module", metavar="MODULE", help="its number or its name, such as safe-sharing"
    )
    parser.add_argument(
        "form",
        type=Path,
        nargs="?",
        metavar="FORM",
        help="what is new, filled in: see coprod contribution form review",
    )
    parser.add_argument(
        "--points",
        type=Path,
        metavar="FILE",
        help="the points.json of a pack that came back, with the author's answers so far",
    )
    parser.add_argument(
        "--from", dest="person", default="", metavar="PERSON", help="whose pack it was"
    )
    parser.add_argument(
        "--carry-over",
        action="store_true",
        help="a new edition with the same words: take over the review of the one before",
    )
    add_key(parser)
    add_course(parser)
    add_workspace(parser)


def run(asked: argparse.Namespace) -> int:
    """Keep what is new, and print what stands in the way of a pass; 1 while anything does."""
    from coprod_training.cli.review_on_record import everybody
    from coprod_training.contributions.content_store import ContentStore
    from coprod_training.contributions.reflections import not_together
    from coprod_training.contributions.register import Register
    from coprod_training.contributions.review_rules import (
        points_raised,
        why_not_passed,
        with_contributors,
    )
    from coprod_training.contributions.stages import Refused

    root = staff_copy_of(asked)
    for path in (asked.form, asked.points):
        if path is not None:
            refuse_inside(root, path)
    staff, problems = read_staff_copy(root)
    course = staff.course
    if course is None or problems:
        raise ContentProblems(problems)
    asked.module = module_asked_for(course, asked.module)
    private, today = private_of(asked), datetime.now(UTC).date()
    register = Register(private, role_key(asked.key))
    held = _held(register, asked.module, course.info.version)
    review = held.record if held else None
    today_s = module_digest(staff, course, asked.module)
    if asked.carry_over:
        review = _carried(asked, register, course.info.version, today_s, today)
    if asked.form is not None or asked.points is not None:
        before = review
        review = _changed(asked, register, review, course.info.version, today_s)
        _refuse_unknown_settings(before, review, [one.id for one in course.info.settings])
    everyone = everybody(register, ContentStore(private))
    if review is not None and asked.form is not None:
        whole = with_contributors(review, everyone)
        if alone := not_together(held.record if held else None, whole):
            raise Refused(alone, fix="Give the reference of whoever wrote it with the lead.")
    if review is not None and review != (held.record if held else None):
        if held is None:
            register.add("review", review)
        else:
            register.save(held, review)
    if review is None:
        print("Nobody with lived experience has reviewed this edition of the module yet.")
        return 1
    reasons = why_not_passed(with_contributors(review, everyone), today)
    print(f"Reviewers: {len(review.reviewers)}. Their points: {len(points_raised(review))}.")
    print(*(reasons or ["The review has passed."]), sep="\n")
    return 1 if reasons else 0


def _held(register: "Register", module: str, version: str) -> "Held | None":
    """The review of this edition; an earlier edition's stays as it is, and a new one begins."""
    for ref in reversed(register.refs("review")):
        found = register.read("review", ref)
        if (found.record.module, found.record.module_version) == (module, version):
            return found
    return None


def _carried(
    asked: argparse.Namespace, register: "Register", version: str, digest: str, on: date
) -> "ModuleReview":
    from coprod_training.contributions.review_form import carried_over

    every = [register.read("review", ref).record for ref in register.refs("review")]
    mine = [one for one in every if one.module == asked.module]
    if not mine or any(one.module_version == version for one in mine):
        raise CoprodError(
            "There is no earlier review to take over."
            if not mine
            else "This edition of the module already has its own review.",
            fix="See what it says: coprod review MODULE",
        )
    return carried_over(mine[-1], version, digest, on)


def _changed(
    asked: argparse.Namespace,
    register: "Register",
    review: "ModuleReview | None",
    version: str,
    digest: str,
) -> "ModuleReview":
    from coprod_training.cli.points_told import told
    from coprod_training.contributions.review_form import reviewed
    from coprod_training.contributions.review_points import with_points
    from coprod_training.contributions.said import said_in
    from coprod_training.contributions.shown_points import as_agreed, without_answer
    from coprod_training.yamlfile import read_yaml

    if asked.form is not None:
        given = read_yaml(asked.form).data
        if not isinstance(given, dict):
            raise CoprodError(
                "This should have keys and values.",
                where=str(asked.form),
                fix="Begin with the empty form: coprod contribution form review",
            )
        _refuse_deleted(register, given)
        review = reviewed(review, given, asked.module, version, digest)
    if review is None or (asked.points is not None and review.reviewer(asked.person) is None):
        raise CoprodError(
            "These points are not from anybody who reviews the module.",
            fix="Enter the reviewer first, and give their reference with --from.",
        )
    if asked.points is None:
        return review
    said = said_in(asked.points.read_bytes())
    _refuse_deleted(register, [asked.person])
    _refuse_another_persons(asked, register, said)
    today = datetime.now(UTC).date()
    made = with_points(review, without_answer(said), asked.person, today)
    now = as_agreed(review, made, said, asked.person)
    for line in told(review, now, said, asked.person):
        print(line)
    return now


def _refuse_unknown_settings(
    before: "ModuleReview | None", review: "ModuleReview", known: Iterable[str]
) -> None:
    """Raise CoprodError for a setting that the course does not have: it would count for none."""
    held = [word for one in before.reviewers for word in one.settings] if before else []
    given = {word for one in review.reviewers for word in one.settings}
    if unknown := sorted(given.difference(known, held)):
        raise CoprodError(
            f"The course has no setting that is called {', '.join(unknown)}.",
            where="settings",
            fix=f"Write some of: {', '.join(known)}. Leave the list empty if they do not say.",
        )


def _refuse_deleted(register: "Register", given: object) -> None:
    """Raise CoprodError where what is entered names somebody who had everything deleted.

    Their review would count again, with nothing of what they asked for left to see.
    """
    from coprod_training.contributions.to_confirm import Confirmations

    waiting = Confirmations(register.folder.parent).waiting()
    gone = {one.person for one in waiting if one.ref == one.person}
    if named := sorted(gone.intersection(_texts_in(given))):
        raise CoprodError(
            f"Everything about {', '.join(named)} was deleted, as they asked.",
            fix="Leave them out. If they want to take part again, enter them as a new person.",
        )


def _texts_in(given: object) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        yield from (text for value in given.values() for text in _texts_in(value))
    elif isinstance(given, list):
        yield from (text for value in given for text in _texts_in(value))


def _refuse_another_persons(
    asked: argparse.Namespace, register: "Register", said: "Iterable[Said]"
) -> None:
    """Raise CoprodError for points of a pack that was made for somebody else's contribution.

    Of a pack without `--for` nobody knows whose it was, so the keeper's word stands.
    """
    from coprod_training.contributions.pack_shelf import PackShelf

    shelf = PackShelf(register.folder.parent / "packs")
    names = dict.fromkeys(one.ref.rpartition("-")[0] for one in said)
    known = register.refs("contribution")
    for ref in dict.fromkeys(map(shelf.whose, names)):
        if ref not in known:
            continue
        if register.read("contribution", ref).fields.get("person") != asked.person:
            raise CoprodError(
                "These points are another person's: their pack was made for the contribution"
                f" {ref}.",
                where=str(asked.points),
                fix="Give the reference of whoever that contribution is from with --from.",
            )
