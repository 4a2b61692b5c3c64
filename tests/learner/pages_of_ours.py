"""Where each page of the course is that is no lesson, from route.ts: a new one comes by itself."""

import re

from opened import ROOT
from visiting import MODULE

ROUTE = (ROOT / "coprod_training" / "lab" / "frontend" / "src" / "route.ts").read_text()
# Pages that do not stand at their name alone. Home, lessons, exercises and feedback have tests of
# their own; a page that a new learner has nothing on is looked at with nothing.
ELSEWHERE = {
    "home": [],
    "certificate": [],
    "module": [],
    "feedback": [],
    "exercise": ["exercise/there-is-none"],
    "history": ["history", f"history/{MODULE}"],
    "report": [f"report/{MODULE}/six-steps"],
}


def pages_of(route=ROUTE):
    """The addresses after #/ of the pages that the type of route.ts names."""
    names = re.findall(r"\{ page: '([a-z-]+)'", route.split("export function")[0])
    return [place for name in names for place in ELSEWHERE.get(name, [name])]


OURS = pages_of()
