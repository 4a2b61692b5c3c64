"""Make a certificate for a completed course, check one, or look after the key that signs them."""

import argparse
import os
from datetime import UTC, datetime
from errno import ENAMETOOLONG
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_training.cli.options import (
    add_course,
    add_workspace,
    private_of,
    staff_copy_of,
    workspace_of,
    workspace_there,
)
from coprod_training.cli.published_copy import as_unpublished, published_course
from coprod_training.content.course import Course, load_course
from coprod_training.content.place import learner_id
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.grading.counted_hand_ins import counted_hand_ins
from coprod_training.grading.kept_marks import keep_marks
from coprod_training.lab.workspace import Workspace
from coprod_training.progress.completion import progress_of
from coprod_training.progress.folders import outcomes_in

if TYPE_CHECKING:
    from coprod_training.certificates.issuer import Issuer, OldKey

# The room of certificates is loaded where it is used: it takes seconds, and nobody else needs it.


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    make = what.add_parser("make", help="write the PDF and the credential of one learner")
    make.add_argument("--name", required=True, help="the name as the learner wants to see it")
    make.add_argument(
        "--learner", metavar="NAME", help="whose sign-in name (default: who signs in here)"
    )
    make.add_argument(
        "--to", type=Path, default=Path(), metavar="DIR", help="where to write (default: here)"
    )
    make.add_argument(
        "--published",
        type=Path,
        metavar="DIR",
        help="the published copy that says it is released (default: the installed one)",
    )
    add_workspace(make)
    add_course(make)
    verify = what.add_parser("verify", help="check a certificate, without the internet")
    verify.add_argument(
        "given",
        metavar="FILE|CODE",
        help="the PDF, the credential, the text of the QR code, or a code such as 7K3M-9QXT-2B4D",
    )
    verify.add_argument(
        "--issuers",
        type=Path,
        metavar="FILE",
        help="the issuer's list of public keys (default: this workspace's)",
    )
    add_workspace(verify)
    key = what.add_parser("key", help="show who signs here, or make the key that does")
    key.add_argument("--new", metavar="ISSUER", help="make a key, for an organisation of this name")
    old = key.add_mutually_exclusive_group()
    old.add_argument(
        "--replace",
        action="store_const",
        const="retired",
        dest="old",
        help="end the key in use; what it signed until now stays good",
    )
    old.add_argument(
        "--stolen",
        action="store_const",
        const="stolen",
        dest="old",
        help="end the key in use; nothing that it signed is accepted any more",
    )
    old.add_argument(
        "--stolen-key",
        metavar="DID",
        help="the same for one key of those that are listed here; --new only for the one in use",
    )
    key.add_argument(
        "--to", type=Path, metavar="FILE", help="write the list of public keys, to give to others"
    )
    add_workspace(key)


def run(asked: argparse.Namespace) -> int:
    """Do one of the three, and say what came of it."""
    return {"make": _make, "verify": _verify, "key": _key}[asked.what](asked)


def _make(asked: argparse.Namespace) -> int:
    workspace = workspace_there(asked)
    course = published_course(asked.published, datetime.now(UTC).date())
    if course is None:
        course = as_unpublished(load_course(staff_copy_of(asked) / "course"))
    here = learner_id(os.environ)
    _refuse_unless_earned(course, workspace, asked.learner or here, here)

    from coprod_training.certificates.giving import give

    given = give(workspace.private, course.info, asked.name, datetime.now(UTC))
    for ending, content in (("pdf", given.pdf), ("json", given.credential)):
        path = asked.to / f"certificate-{given.code}.{ending}"
        put_file_in_place(path, content, mode=0o600)
        print(path)
    print(f"Its code is {given.code}. Give both files to the learner: no copy is kept here.")
    return 0


def _refuse_unless_earned(course: Course, workspace: Workspace, learner: str, here: str) -> None:
    """Raise CoprodError with the reason when this learner has no certificate of this course."""
    keep_marks(workspace.trainer)
    hand_ins = counted_hand_ins(workspace.trainer, learner)
    outcomes = outcomes_in(workspace.folder_of(learner, here), course)
    progress = progress_of(course, outcomes, hand_ins)
    if not progress.given:
        raise CoprodError(
            progress.certificate.strip(),
            fix="Nothing can be done for one learner alone. See what is needed: coprod gate"
            " --hours",
        )
    if progress.certificate:
        raise CoprodError(
            progress.certificate, where=learner, fix="See what is left with: coprod status"
        )


def _verify(asked: argparse.Namespace) -> int:
    from coprod_training.certificates import issued
    from coprod_training.certificates.checking import checked_file
    from coprod_training.certificates.code import tidied
    from coprod_training.certificates.facts import uk_day_words
    from coprod_training.certificates.pdf_signature import MOST_BYTES
    from coprod_training.certificates.token import checked_token, looks_like_token

    if looks_like_token(asked.given):
        print(*checked_token(asked.given, _issuers(asked)).lines(), sep="\n")
        return 0
    if (content := _content(Path(asked.given), MOST_BYTES + 1)) is not None:
        print(*checked_file(content, _issuers(asked)).lines(), sep="\n")
        return 0
    code = tidied(asked.given)
    one = issued.found(private_of(asked), code)
    if one is None:
        print(
            f"No certificate with the code {code} was made here. It may have been made somewhere "
            "else: ask whoever issued it."
        )
        return 1
    print(
        f"A certificate with the code {code} was made here on {uk_day_words(one.at)}.",
        f"Completed: {one.course}, edition {one.edition}",
        "The list keeps no names. To check the name, give the file or the text of the QR code.",
        sep="\n",
    )
    return 0


def _content(path: Path, most: int) -> bytes | None:
    """The first bytes of a file; None for what is none, such as a code or a text that was cut."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except (FileNotFoundError, IsADirectoryError, ValueError):
        return None
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            return None
        raise


def _issuers(asked: argparse.Namespace) -> "tuple[Issuer, ...]":
    from coprod_training.certificates.issuer import issuers_in, known_issuers

    found = issuers_in(asked.issuers) if asked.issuers else known_issuers(private_of(asked))
    if not found:
        raise CoprodError(
            "No issuer is known here, so nothing can be confirmed as genuine.",
            fix="Ask whoever issued the certificate for their list of public keys, and give it "
            "with --issuers.",
        )
    return found


def _key(asked: argparse.Namespace) -> int:
    from coprod_training.certificates.issuer import as_file, drop_retired, known_issuers, make_key

    private = (workspace_there(asked) if asked.new is None else workspace_of(asked)).private
    before = known_issuers(private)
    stolen = _stolen(asked, before)
    if stolen is not None and stolen.until:
        drop_retired(private, stolen.did)
    elif asked.new is not None:
        old: OldKey = "stolen" if stolen else asked.old or ""
        issuer = make_key(private, asked.new, datetime.now(UTC), old)
        print(
            f"{issuer.name} signs certificates here from now on.",
            f"Back up {private / 'keys'} to a locked place: without it nothing more can be signed.",
            sep="\n",
        )
        if old:
            print(
                "On a hub, give it to each cohort again: coprod hub certificate-key COHORT"
                " --workspace DIR. Until then they sign with the old key, and nothing that it signs"
                " from now on is accepted."
            )
    elif asked.old or stolen:
        raise CoprodError(
            "A key is ended when the next one is made.",
            fix="Say who signs from now on, with --new and a name.",
        )
    known = known_issuers(private)
    for one in before:
        if one.did not in {issuer.did for issuer in known}:
            which, since, _ = _lines(one)
            print("Nothing that this key signed is accepted any more:", which, since, sep="\n")
    if asked.to and not known:
        raise CoprodError(
            "Nobody signs certificates here yet, so there is no list of public keys.",
            where=str(private / "keys"),
            fix="Give the workspace that has the key with --workspace, or make a first one with"
            " --new.",
        )
    if asked.to:
        put_file_in_place(asked.to, as_file(known))
        print(f"The list of public keys is in {asked.to}. It holds no secret.")
    for one in known:
        print(*_lines(one), sep="\n")
    if not known:
        print("Nobody signs certificates here yet. Make a key with --new, and the issuer’s name.")
    return 0


def _stolen(asked: argparse.Namespace, known: "tuple[Issuer, ...]") -> "Issuer | None":
    """The key that --stolen-key names; None without it. Raises CoprodError when it is not clear."""
    listed = "\n".join(line for one in known for line in _lines(one))
    if asked.stolen_key is None:
        if asked.old == "stolen" and any(one.until for one in known):
            raise CoprodError(
                f"There are several keys, and any of them can be the stolen one.\n{listed}",
                fix="Name it, as it stands here: --stolen-key did:key:… in place of --stolen.",
            )
        return None
    found = next((one for one in known if one.did == asked.stolen_key), None)
    if found is None:
        raise CoprodError(
            f"No such key is known here.\n{listed}".strip(),
            where="--stolen-key",
            fix="Copy it from the list that coprod certificate key shows.",
        )
    if found.until and asked.new is not None:
        raise CoprodError(
            "This key had ended already, so no new one takes its place.",
            where="--stolen-key",
            fix="Leave out --new. If the key in use was stolen as well, end that one next.",
        )
    return found


def _lines(one: "Issuer") -> tuple[str, str, str]:
    """A key as it is listed: whose, which, and from when to when."""
    until = f"  ended {one.until}" if one.until else "  in use"
    return f"{one.name}: {one.did}", f"  since {one.since}", until
