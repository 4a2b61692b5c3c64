"""Pseudonyms: one learner, a name for each purpose, and nobody can join them without the keys.

HMAC-SHA256 keeps a name from being guessed by trying every login, which a plain hash would allow.
Each key serves one purpose, and each use of a key signs a text that begins with its own label, so
a value made for one use can never equal a value made for another.
Source: survey-dataset.md, "Consent and pseudonyms"; RFC 2104.
"""

import hmac
from base64 import b32encode
from dataclasses import dataclass, field
from typing import Literal, NewType

Purpose = Literal["forum", "progress", "release", "survey"]
Pseudonym = NewType("Pseudonym", str)
KeyedHash = NewType("KeyedHash", str)

BYTES_KEPT = 15
"""120 bits: no two of a million learners share one by chance (under 1 in 10^24)."""


@dataclass(frozen=True)
class Key:
    """A secret of 32 bytes and the one purpose it serves. Printing it shows the purpose only."""

    purpose: Purpose
    secret: bytes = field(repr=False)


def pseudonym_of(learner_id: str, key: Key) -> Pseudonym:
    """The learner's name for this purpose: 24 capital letters and digits (base 32)."""
    return Pseudonym(_signed(key, "pseudonym", learner_id))


def receipt_hash(receipt: str, key: Key) -> KeyedHash:
    """What the store keeps of a receipt code: enough to find it again, never the code."""
    return KeyedHash(_signed(key, "receipt", receipt))


def event_id(pseudonym: Pseudonym, answer_id: str, key: Key) -> KeyedHash:
    """The id of the consent event of one answer, so that reading it again adds nothing.

    The answer's own id is not kept: it also stands in progress statements and would join the two.
    """
    return KeyedHash(_signed(key, "consent-event", f"{pseudonym}/{answer_id}"))


def response_key(tool: str, response_id: str, moment: str, key: Key) -> KeyedHash:
    """How an answer that came through another tool is known again, in every export of it.

    moment: "started" or "done" and the minute, since two forms may count their answers alike. The
    tool's own id is not kept: whoever runs the form could look a person up by it.
    """
    return KeyedHash(_signed(key, "response", f"{tool}/{response_id}/{moment}"))


def service_pseudonym(code: str, key: Key) -> Pseudonym:
    """The name of a service that gave its code (SD6), which is kept nowhere.

    Source: survey-instrument.md, section 2.
    """
    return Pseudonym(_signed(key, "service", code))


def answers_print(name: str, said: str, key: Key) -> KeyedHash:
    """How a release knows what somebody had answered. name: the id of their row or pair.

    said: what stands for the answers. Without the key, nobody can try out which answers it is of;
    and two people who answered alike have two of them.
    """
    return KeyedHash(_signed(key, "answers", f"{name}/{said}"))


def _signed(key: Key, use: str, text: str) -> str:
    label = f"coprod-training/{key.purpose}/{use}/v1"
    # A zero byte ends the label: no text can make one label run into another.
    # JSON may hold half of a character pair, which plain UTF-8 refuses.
    words = text.encode(errors="surrogatepass")
    signed = hmac.digest(key.secret, label.encode() + b"\0" + words, "sha256")
    return b32encode(signed[:BYTES_KEPT]).decode()
