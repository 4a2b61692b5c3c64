"""Which commit a campaign ran at: a result is of what was tried, and of nothing that came since."""

import subprocess

# Written by the proof itself, also while another campaign runs.
OWN = ("docs/proof.json", "docs/proof.md")


def commit_of(root):
    """The commit that is checked out, and whether files differ from it; "unknown" without git."""
    head = _git(root, "rev-parse", "--short=10", "HEAD")
    if not head:
        return "unknown"
    others = [f":(exclude){name}" for name in OWN]
    changed = _git(root, "status", "--porcelain", "--", ".", *others)
    return f"{head}, with changes" if changed else head


def commit_since(before, root):
    """The commit of a campaign that has ended. before: what `commit_of` gave when it began."""
    now = commit_of(root)
    return before if now == before else f"{before}, changed meanwhile"


def _git(root, *words):
    git = ["git", "-C", str(root), *words]
    try:
        return subprocess.run(git, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""
