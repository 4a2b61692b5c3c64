"""The review of a module as the register has it, and whoever has a contribution beside it."""

from collections.abc import Mapping
from typing import Any

from coprod_training.contributions.register import Register
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_rules import with_contributors


def review_of(register: Register, module: str) -> ModuleReview | None:
    """The newest review of a module; None where there is none."""
    found = [register.read("review", ref).record for ref in register.refs("review")]
    newest = next((one for one in reversed(found) if one.module == module), None)
    return with_contributors(newest, everybody(register)) if newest else None


def everybody(register: Register) -> list[Mapping[str, Any]]:
    """What this key opens of each contribution: every role may see whose it is, and its stage."""
    return [register.read("contribution", ref).fields for ref in register.refs("contribution")]
