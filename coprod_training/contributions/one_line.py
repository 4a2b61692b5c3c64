"""Words on one line: what somebody typed, without the line breaks and gaps around it."""


def one_line(text: object) -> str:
    """The words with one space between them, so that two ways to break a line are the same."""
    return " ".join(str(text).split())
