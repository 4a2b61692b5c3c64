"""What a page of one kind of activity loads: its script and the stylesheet.

A script is what all share (`page.js`, `waiting.js`, `keeping.js`, `writing.js`, `stepping.js`,
`leading.js`) and its own `static/<name>.js`, joined in that order: a page takes one module, and a
build step would put Node between a writer and a changed word.
"""

from pathlib import Path

from coprod_training.activities import kinds

STATIC = Path(__file__).parents[1] / "widgets" / "static"
_SHARED = ("page", "waiting", "keeping", "writing", "stepping", "leading")


def page_names() -> frozenset[str]:
    """Everything that can be drawn: each kind of activity, and the two that keep no answer."""
    return frozenset({*kinds(), "slot", "variant"})


def page_script(name: str) -> str:
    """The whole module of one kind: what all share first, then the kind's own part."""
    parts = (*_SHARED, name)
    return "\n".join((STATIC / f"{part}.js").read_text(encoding="utf-8") for part in parts)


def stylesheet() -> str:
    """The stylesheet of each activity: what all share first, then what some kinds need."""
    parts = ("coprod", "voice", "practice", "figures")
    return "\n".join((STATIC / f"{one}.css").read_text(encoding="utf-8") for one in parts)


def pages_stylesheet() -> str:
    """The same for the learner's and the trainer's own pages, with what only those have."""
    return "\n".join((stylesheet(), (STATIC / "pages.css").read_text(encoding="utf-8")))
