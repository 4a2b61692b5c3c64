"""What a keeper has at hand for a step: register, content store, a form or a file of words."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from coprod_training.cli.options import refuse_inside, staff_copy_of
from coprod_training.content.schema import structure
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.pack_shelf import AGE, for_keeper_in
from coprod_training.contributions.register import Register
from coprod_training.contributions.role_keys import RoleKey
from coprod_training.contributions.stages import Refused
from coprod_training.errors import CoprodError
from coprod_training.yamlfile import read_yaml

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What a step has at hand. root: the staff copy, which words are never read from.

    to_keep: what a step leaves for the content store. It is put there once the register has the
    record: a step that is refused there changes nothing that copies take.
    """

    asked: argparse.Namespace
    key: RoleKey
    register: Register
    store: ContentStore
    private: Path
    on: date
    to_keep: list[Callable[[], object]] = field(default_factory=list)

    @property
    def root(self) -> Path:
        """The staff copy. Raises CourseNotFound when there is none."""
        return staff_copy_of(self.asked)

    def form(self, wanted: type[T]) -> T:
        """The filled form. Raises ContentProblems with every mistake in it."""
        file = read_yaml(self.outside(self.asked.form))
        return structure(file, file.data, wanted)

    def note(self) -> Mapping[str, Any]:
        """A filled note, as plain data. Raises Refused when a day in it is still to come."""
        found = read_yaml(self.outside(self.asked.form)).data
        if not found:
            raise CoprodError(
                "This form is empty.",
                where=str(self.asked.form),
                fix="Remove the # from the lines about what has happened, and write the day.",
            )
        if not isinstance(found, dict):
            raise CoprodError(
                "This should have keys and values.",
                where=str(self.asked.form),
                fix="Begin with the empty form: coprod contribution form note",
            )
        today = datetime.now(UTC).date()
        if any(day > today for day in _days_in(found)):
            raise Refused(
                ["A day in this note is in the future. Only write down what has already happened."]
            )
        return found

    def words(self) -> bytes:
        """The words of a plain text file, or of a pack that came back.

        Raises CoprodError when it is neither, or has none.
        """
        path = self.outside(self.asked.file)
        content = path.read_bytes()
        if content.startswith(AGE):
            content = self._from_a_pack(content, path)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CoprodError(
                "This is not a plain text file.",
                where=str(path),
                fix="Save the words as plain text, UTF-8. A recording is a contribution of its own"
                " kind, with terms of its own.",
            ) from error
        if not text.strip():
            raise CoprodError("There are no words in this file.", where=str(path))
        return text.encode()

    def _from_a_pack(self, content: bytes, path: Path) -> bytes:
        said = for_keeper_in(content, self.key)
        found = [one.new for one in said if one.sort == "contribution"]
        if len(found) > 1:
            raise CoprodError(
                "More than one place is filled in this file.",
                where=str(path),
                fix="Read it with coprod merge, and put the words of one into a text file.",
            )
        return "".join(found).encode()

    def outside(self, path: Path) -> Path:
        """The path of a file that is not in the repository. Raises CoprodError when it is."""
        refuse_inside(self.root, path)
        return path


def _days_in(data: object) -> Iterator[date]:
    if isinstance(data, datetime):  # YAML has days with a time too, and Python calls both a date
        yield data.date()
    elif isinstance(data, date):
        yield data
    elif isinstance(data, str):
        with suppress(ValueError):
            yield date.fromisoformat(data)
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _days_in(value)
