"""What a keeper has at hand for a step: register, content store, a form or a file of words."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from mimetypes import guess_type
from pathlib import Path
from typing import Any, TypeVar

from coprod_training.cli.options import refuse_inside, staff_copy_of
from coprod_training.content.schema import structure
from coprod_training.contributions.content_store import ContentStore, Media
from coprod_training.contributions.register import Register
from coprod_training.contributions.stages import Refused
from coprod_training.errors import CoprodError
from coprod_training.yamlfile import read_yaml

T = TypeVar("T")
TEXT: Media = "text"
AUDIO: Media = "audio"
FILM: Media = "film"
PICTURE: Media = "picture"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What a step has at hand. root: the staff copy, which words are never read from."""

    asked: argparse.Namespace
    register: Register
    store: ContentStore
    private: Path
    on: date

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
                "Nothing is written in this form.",
                where=str(self.asked.form),
                fix="Take the # off the lines that have happened, and write the day.",
            )
        if not isinstance(found, dict):
            raise CoprodError("Keys and values belong here.", where=str(self.asked.form))
        today = datetime.now(UTC).date()
        if any(day > today for day in _days_in(found)):
            raise Refused(["A day in this note is still to come. Write down what has happened."])
        return found

    def words(self) -> bytes:
        """The words of a file. Raises CoprodError when there are none."""
        path = self.outside(self.asked.file)
        content = path.read_bytes()
        if not content.decode(errors="replace").strip():
            raise CoprodError("There are no words in this file.", where=str(path))
        return content

    def media(self) -> Media:
        """What sort of file it is, by its ending; text where that says nothing else."""
        kind = (guess_type(self.asked.file)[0] or "text/plain").partition("/")[0]
        return {"audio": AUDIO, "video": FILM, "image": PICTURE}.get(kind, TEXT)

    def outside(self, path: Path) -> Path:
        """The path of a file that is not in the repository. Raises CoprodError when it is."""
        refuse_inside(self.root, path)
        return path


def _days_in(data: object) -> Iterator[date]:
    if isinstance(data, date):
        yield data
    elif isinstance(data, str):
        with suppress(ValueError):
            yield date.fromisoformat(data)
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _days_in(value)
