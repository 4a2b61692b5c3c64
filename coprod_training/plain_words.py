"""Words that somebody else wrote, as a terminal may show them: none of their signs steers it.

A sign that is not seen can move the cursor, hide what stands after it or turn its letters round.
Source: ECMA-48 for the first two; Unicode Standard Annex 9 for the last.
"""

# Not shown by themselves, and needed in names of some scripts. Source: Unicode 17, section 23.2.
_JOINERS = "\u200c\u200d"


def can_be_shown(sign: str) -> bool:
    """Whether a character is seen, or joins letters that are."""
    return sign.isprintable() or sign in _JOINERS


def plain_line(text: str) -> str:
    """The text on one line: a blank stands for each character that cannot be shown."""
    return "".join(sign if can_be_shown(sign) else " " for sign in text)


def plain_lines(text: str) -> str:
    """The same for each line of a text. Each kind of line break becomes the ordinary one."""
    return "\n".join(map(plain_line, text.splitlines()))
