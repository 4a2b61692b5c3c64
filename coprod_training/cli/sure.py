"""Asks before something is deleted for good."""

from coprod_training.errors import CoprodError


def is_sure(what: str, word: str) -> bool:
    """Whether somebody typed the word. what: what would be deleted, in sentences.

    Raises CoprodError where nobody is there to answer.
    """
    print(what)
    try:
        return input(f"To delete it, type {word}: ").strip().lower() == word.lower()
    except EOFError:
        raise CoprodError(
            "Nobody is here to answer. Nothing was deleted.",
            fix="To delete it without being asked: --yes",
        ) from None
