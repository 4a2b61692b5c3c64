"""Leaves a slow package out of a process that has no use for it.

jsonschema, which everything of Jupyter loads, uses rfc3987_syntax to check addresses with letters
outside ASCII. Loading it takes 2 s and 15 MB; where it is missing, jsonschema does without that
check. Nothing here has such addresses, and a learner waits for each of these processes.
"""

import sys


def leave_out_slow_imports() -> None:
    """Call this before anything of Jupyter or nbgrader is loaded."""
    # Python takes None for "cannot be imported".
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # documented use
