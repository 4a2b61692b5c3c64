"""What somebody gave, in words that fit lived experience, and the CRediT role that comes nearest.

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


def role_words(given: Given, area: Area | None) -> str:
    """How it stands beside a credit, such as "Writing – original draft; design"."""
    role = CREDIT_ROLES[given] or given.capitalize()
    return f"{role}; {area}" if area else role
