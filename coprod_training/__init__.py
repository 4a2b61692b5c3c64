"""Embedding co-production in IPS services: what a lesson may show.

`activity`, `slot` and `variant` load the widgets when first called, so that commands which never
draw anything stay quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_training.widgets.shown import activity, slot, variant

__version__ = "0.1.0"
__all__ = ["activity", "slot", "variant"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("coprod_training.widgets.shown"), name)
    raise AttributeError(f"coprod_training has no {name}")
