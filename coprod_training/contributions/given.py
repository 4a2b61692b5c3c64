"""What somebody gave: in plain words for readers, and the CRediT role that comes nearest for data.

The four areas are those in which the course asks how far co-production goes.
Source: features.md, A3; CRediT, ANSI/NISO Z39.104-2022.
"""

from collections.abc import Mapping
from typing import Literal

Given = Literal["story", "challenge", "decision", "test", "review", "co-teaching"]
Area = Literal["design", "promotion", "delivery", "evaluation"]

CREDIT_ROLES: Mapping[Given, str] = {
    "story": "Writing – original draft",
    "challenge": "Conceptualization",
    "decision": "Methodology",
    "test": "Validation",
    "review": "Writing – review & editing",
    "co-teaching": "",
}
"""CRediT has no role for teaching: then it is named as what it is."""


IN_WORDS: Mapping[Given, str] = {
    "story": "told of their experience",
    "challenge": "questioned what was there",
    "decision": "took part in deciding",
    "test": "tried it out",
    "review": "reviewed it",
    "co-teaching": "taught with us",
}


def role_words(given: Given, area: Area | None) -> str:
    """How it stands beside a credit, such as "told of their experience; design"."""
    return f"{IN_WORDS[given]}; {area}" if area else IN_WORDS[given]
