"""Gives one learner a certificate: makes both files, and puts the code on the list. Keeps neither.

`python -m coprod_training.certificates.giving` does it for a trainer's page, whose server neither
loads this room nor holds its key. It reads one line of JSON, {"private": "…", "course": "…",
"name": "…"}: a command line could be read by others on the machine. It prints {"ok": true, "code":
"…", "pdf": "base64", "credential": "base64"}, or {"ok": false, "words": "…"}.
"""

import json
import os
import sys
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from coprod_training.certificates import issued
from coprod_training.certificates.code import new_code
from coprod_training.certificates.facts import Facts, wished_name
from coprod_training.certificates.issuer import NoKey, load_signing
from coprod_training.certificates.making import certificate_of
from coprod_training.content.course import CourseFile, load_course
from coprod_training.content.place import on_a_hub
from coprod_training.errors import CoprodError, in_words

# There, who reads it has no terminal, and a key that is made anywhere else changes nothing.
NO_KEY_ON_A_HUB = (
    "This cohort has no key to sign certificates with yet. Ask whoever runs this hub to give it"
    " one: docs/certificates.md, On a hub, says what they type."
)


@dataclass(frozen=True)
class Given:
    """Both files of a certificate, and its code."""

    code: str
    pdf: bytes
    credential: bytes


def give(private: Path, course: CourseFile, name: str, now: datetime) -> Given:
    """Make a certificate. Whether it has been earned is decided by whoever calls this.

    private: the workspace's private folder. name: as typed. now: UTC. Raises CoprodError when the
    name cannot stand on one, no font here can show it, there is no key to sign with, or it was made
    at a time that has not come yet: no check would accept what it signed.
    """
    facts = Facts(
        code=new_code(),
        name=wished_name(name),
        course_id=course.id,
        course=course.title,
        edition=course.version,
        at=now,
        percent=course.pass_rule.objective_percent,
        level=course.pass_rule.reflection_level,
    )
    signing = load_signing(private)
    if not signing.issuer.held_the_key_at(now):
        raise CoprodError(
            "The clock of this machine says a time before the key for certificates was made.",
            fix="Put the clock right. If it was wrong when the key was made, make a new one:"
            " coprod certificate key --new … --replace",
        )
    made = certificate_of(facts, signing)
    issued.note(private, facts)
    return Given(facts.code, made.pdf, made.credential)


def answer(asked: IO[str]) -> dict[str, Any]:
    """What a page is told. Never raises: a trainer reads a sentence."""
    try:
        told = json.loads(asked.readline())
        course = load_course(Path(told["course"])).info
        done = give(Path(told["private"]), course, told["name"], datetime.now(UTC))
    except NoKey as error:
        words = NO_KEY_ON_A_HUB if on_a_hub(os.environ) else error.sentences
        return {"ok": False, "words": words}
    except Exception as error:
        return {"ok": False, "words": in_words(error).sentences}
    files = {"pdf": done.pdf, "credential": done.credential}
    encoded = {name: b64encode(content).decode() for name, content in files.items()}
    return {"ok": True, "code": done.code, **encoded}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(sys.stdin)) + "\n")
