"""What is worked out from published counts, and from nothing else.

Source: point 4. A mean or an exact share with a known number of answers gives away the answer of
one who joined. So this takes published figures only. A learner's process loads it: no numpy here.
"""

CHANGE = "change"
"""Stands for a form: the same people before and after."""
CHANGES = ("improved", "same", "declined")
"""How change is published: as these counts, and no other way. Source: point 4."""


def share(count: int, base: int) -> int:
    """A published count in a hundred of a published base, halves up; never above 100.

    The one way that the course, its reports, a release's own figures and the monitor round it.
    """
    return min(100, (200 * count + base) // (2 * base))
