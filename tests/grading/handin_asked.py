"""What the process of a learner's server says."""

import json
import os

import at_hand


def asked(course, verb, *more, learner="ann"):
    """One verb of ann's server, in a process of its own; the document that it prints."""
    home, out = course.root / "learners" / "ann", course.root / "said"
    out.unlink(missing_ok=True)
    begun = at_hand.start(
        *("-m", "coprod_training.grading.handin", verb, "--learner", learner, *more),
        out=out,
        errors=os.devnull,
        cwd=home,
        env=os.environ | {"JUPYTER_CONFIG_DIR": str(home)},
    )
    assert begun.wait() == 0
    return json.loads(out.read_text())
