"""How much of a campaign runs, and how many cases each test tried.

A sample is the same cases every time, so that a failure can be seen again. Which long stories are
told with it, and on which of two databases a test runs, is drawn by the commit
(docs/decisions/0047). A full fuzz campaign tries at least ten times as many, chosen anew each time;
a full look at every page leaves none out.
"""

import hashlib
import random
import re
import secrets
import subprocess
from collections import defaultdict
from pathlib import Path

from hypothesis import is_hypothesis_test, settings

TIMES_IN_FULL = 10
ONE_IN = 40  # of the stories marked `drawn`, this many make one in a sample
SAMPLE, IN_FULL = 40, 100  # cases of a property test that says no number of its own
_TRIED = re.compile(r"(\d+) passing, (\d+) failing")


def choose_profile(campaign):
    """Settings of every property test: `sample` or `full`. None is timed."""
    settings.register_profile("sample", derandomize=True, deadline=None, max_examples=SAMPLE)
    settings.register_profile("full", deadline=None, max_examples=IN_FULL)
    settings.load_profile(campaign)


def is_full():
    """Whether this run leaves nothing out."""
    return settings.get_current_profile_name() == "full"


def one_of(choices, name):
    """All of them in a full campaign; else the one drawn for this name, the same in each run."""
    return list(choices) if is_full() else [random.Random(name).choice(choices)]


def first_number(full):
    """Where the numbers begin by which a test draws its own cases: another one in each full run.

    Whoever draws by number says the number of a case that fails, so that it can be drawn again.
    """
    return secrets.randbelow(2**40) if full else 0


def sampled(items):
    """(kept, left out): of each test marked `sampled(n)`, n of its cases, by a seed.

    `sampled(n, always=words)`: those with these words in their ids are among the n. words: of one
    case, or a tuple with those of several.
    """
    cases = defaultdict(list)
    for item in items:
        if item.get_closest_marker("sampled"):
            cases[item.path, item.originalname].append(item)
    out = set()
    for (path, name), found in cases.items():
        marker = found[0].get_closest_marker("sampled")
        words = marker.kwargs.get("always", ())
        several = (words,) if isinstance(words, str) else words
        certain = [one for one in found if any(each in one.name for each in several)]
        others = [one for one in found if one not in certain]
        more = min(marker.args[0] - len(certain), len(others))
        kept = certain + random.Random(f"{path.name}::{name}").sample(others, more)
        out |= set(found) - set(kept)
    return [item for item in items if item not in out], [item for item in items if item in out]


def drawn(items, word):
    """(kept, left out): one in ONE_IN of the stories marked `drawn`, by a word.

    A story is a whole file so marked, whose tests often go on from each other, or one test.
    """
    stories = defaultdict(list)
    for item in items:
        for node, _ in item.iter_markers_with_node("drawn"):
            stories[node.nodeid.split("[")[0]].append(item)
            break
    order = sorted(stories, key=lambda name: hashlib.sha256(f"{word} {name}".encode()).digest())
    told = -(-len(order) // ONE_IN)  # at least one
    out = {item for name in order[told:] for item in stories[name]}
    return [item for item in items if item not in out], [item for item in items if item in out]


def either(items, word):
    """(kept, left out): of cases that differ in what `either` says of them alone, one, by a word.

    `either("sqlite")` is the mark of a case on that database; its test has one for each.
    """
    same = defaultdict(list)
    for item in items:
        if marker := item.get_closest_marker("either"):
            same[item.path.name, item.name.replace(marker.args[0], "")].append(item)
    out = set()
    for test, cases in same.items():
        kept = random.Random(f"{word} {test}").choice(cases)
        out |= {item for item in cases if item is not kept}
    return [item for item in items if item not in out], [item for item in items if item in out]


def commit():
    """The commit that is checked out; "unknown" without git."""
    asked = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short=10", "HEAD"]
    try:
        return subprocess.run(asked, capture_output=True, text=True).stdout.strip() or "unknown"
    except OSError:
        return "unknown"


def enlarge(functions, times=TIMES_IN_FULL):
    """Let each property test try that many times its own count of cases, once for each test."""
    for function in set(functions):
        if is_hypothesis_test(function):
            own = function._hypothesis_internal_use_settings
            function._hypothesis_internal_use_settings = settings(
                own, max_examples=times * own.max_examples
            )


def cases_in(statistics):
    """How many cases a property test tried, from the words that hypothesis says about it."""
    return sum(int(passing) + int(failing) for passing, failing in _TRIED.findall(statistics))
