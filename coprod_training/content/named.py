"""A module or an exercise is called what its file is called: answers are kept under this name."""

from typing import Protocol, TypeVar

from coprod_training.errors import ContentProblems
from coprod_training.yamlfile import YamlFile


class Named(Protocol):
    """What a file of its own is about."""

    @property
    def id(self) -> str:
        """Its name."""


T = TypeVar("T", bound=Named)


def named(file: YamlFile, thing: T, slug: str) -> T:
    """The same thing. Raises ContentProblems when its id is not the name of its file.

    slug: the name of the file, without its ending.
    """
    if thing.id != slug:
        raise ContentProblems(
            [
                file.problem(
                    ("id",),
                    what=f'The id is "{thing.id}", but the file is called "{slug}".',
                    fix="Make them the same. Answers are kept under this name.",
                )
            ]
        )
    return thing
