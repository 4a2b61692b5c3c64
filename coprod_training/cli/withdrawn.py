"""What a withdrawal did and what it could not do, and how that is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coprod_training.contributions.built_words import NOT_SEARCHED
from coprod_training.contributions.copies import Copy


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """What was done.

    cleaned: copies in which it was replaced. here: courses that are open on this machine, in which
    it was replaced as well. shut: folders that could not be changed. gone: copies that are no
    longer where they were. still_there: files in which its words were found. packs: how many of
    its packs were removed, with what came back of them. unfinished: what went wrong beside it, in
    words. in_register: whether it is recorded there. before: the day on which it was withdrawn
    already, or None.
    """

    slots: tuple[str, ...]
    cleaned: tuple[Copy, ...]
    here: tuple[Path, ...]
    shut: tuple[Path, ...]
    gone: tuple[Copy, ...]
    still_there: tuple[str, ...]
    packs: int
    unfinished: tuple[str, ...]
    in_register: bool
    before: date | None = None

    @property
    def is_out(self) -> bool:
        """Whether its words are known to stand nowhere here."""
        return not (self.shut or self.still_there or self.unfinished)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do here."""
        return self.in_register and self.is_out

    def lines(self) -> Iterator[str]:
        """What to tell, in sentences."""
        if self.before is None:
            yield "The contribution is withdrawn, and our copy of its words is deleted. No copy"
            yield "made from now on has it."
        else:
            yield f"It has been withdrawn since {self.before}. This is what was left to do:"
        if self.slots:
            yield f"Its place says that a contribution was removed: {', '.join(self.slots)}."
        for one in self.cleaned:
            yield f"Taken out of the copy in {one.folder}"
        for folder in self.here:
            yield f"Taken out of the course that is open here: {folder}"
        for folder in self.shut:
            yield f"Could not be changed, so remove it, or change it as its owner: {folder}"
        if self.packs:
            yield f"Removed here: {self.packs} of its packs, with what came back from them."
        yield from self.unfinished
        if not self.in_register:
            yield "The register does not say so yet: a keeper runs this again with --key."
        if self.cleaned or self.gone:
            yield "Cannot be called back, if somebody kept, printed or passed on a copy:"
        for one in (*self.cleaned, *self.gone):
            yield f"  edition {one.edition}, published on {one.on} as {one.state}: {one.folder}"
        if self.gone:
            yield "Those that are no longer in that place could not be changed: ask who has them."
        if self.cleaned or self.gone:
            yield "On other machines learners have copies of their own, which change when they"
            yield "next open the course: build and install the new copy today, and on a hub restart"
            yield "their servers."
        for name in self.still_there:
            yield name if name.endswith(NOT_SEARCHED) else f"Its words are still here: {name}"
        yield "Packs and wheels that were given out: make new ones, and ask partners to swap them."
        yield "Pay that was agreed is still paid."
