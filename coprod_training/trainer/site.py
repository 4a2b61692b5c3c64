"""Draws a trainer's page from its template. Every word that is put in is escaped."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
# Nothing from outside, no script of its own in a page, no form to anywhere else: if a learner's
# words ever got past the escaping, they still could not act.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)


@cache
def environment() -> Environment:
    """The one environment of all our templates."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def draw(template: str, **words: Any) -> str:
    """One page as HTML. words: what the template asks for."""
    return environment().get_template(template).render(**words)
