"""Everything that the pictures may draw from: one release, its instrument, and the programme."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from coprod_training.activities.national_compare import PHASE, Figures
from coprod_training.activities.rating_grid import LOOKING_BACK
from coprod_training.content.course import Course
from coprod_training.content.instrument import Area, Code, Instrument, Item
from coprod_training.content.released import EVERYBODY, Release, read_release
from coprod_training.content.resources import SCALE, scale_areas
from coprod_training.errors import CoprodError
from coprod_training.survey.coding import REGION_ITEM, SETTING_ITEM, SETTINGS
from coprod_training.survey.dataset_folder import is_dataset
from coprod_training.survey.instruments import instruments_of
from coprod_training.survey.report.between import Between, between
from coprod_training.survey.report.programme import Programme

Group = Literal["all", "setting", "region"]
LOWER, HIGHER, SHARED = ("0", "1", "2"), ("3", "4", "5"), ("4", "5")
"""Steps at which staff decide; at which people change the outcome; at which both decide together.

Source: survey-instrument.md, section 3.
"""


@dataclass(frozen=True)
class Published:
    """One release with what is needed to read it. programme: empty without its table."""

    release: Release
    instrument: Instrument
    programme: Programme = field(default_factory=Programme)

    def figures(
        self, item: str, phase: str = PHASE, group: Group = "all", value: str = ""
    ) -> Figures | None:
        """What is published about one question; None when it has no place in the release."""
        return self.release.tables.get((group, value, phase, item))

    def areas(self) -> Iterator[tuple[Area, tuple[Item, ...], Item | None]]:
        """Each area of work: with the items on the scale, and the one that looks back at it."""
        items = self.instrument.items
        for number, area in enumerate(scale_areas(self.instrument), 1):
            rated = tuple(one for one in items if one.area == area.id and one.codes == SCALE)
            back = [one for one in items if one.id == f"{LOOKING_BACK}{number}"]
            yield area, rated, back[0] if back else None

    def steps(self) -> tuple[Code, ...]:
        """The six steps, without the answers that stand apart."""
        return tuple(one for one in self.instrument.code_lists[SCALE] if not one.missing)

    def has(self, phase: str) -> bool:
        """Whether anything of a form is shown for everybody."""
        return any(
            figures.base
            for (group, _, form, _), figures in self.release.tables.items()
            if (group, form) == (EVERYBODY, phase)
        )

    def shared(
        self, item: str, phase: str = PHASE, group: Group = "all", value: str = ""
    ) -> Between | None:
        """How many put one kind of work on a step of SHARED; None when that is hidden whole."""
        smallest = self.release.info.rules.smallest_count
        return between(self.figures(item, phase, group, value), SHARED, smallest)

    def values(self, group: Group) -> tuple[str, ...]:
        """The settings or regions that the release has, in the order of their names."""
        found = {value for kind, value, _, _ in self.release.tables if kind == group}
        return tuple(sorted(found, key=lambda value: self.name_of(group, value)))

    def name_of(self, group: Group, value: str) -> str:
        """A setting or a region in words."""
        codes = {words: code for code, words in SETTINGS.items()}
        asked = SETTING_ITEM if group == "setting" else REGION_ITEM
        wanted = codes.get(value, value) if group == "setting" else value
        item = next((one for one in self.instrument.items if one.id == asked), None)
        listed = self.instrument.codes_of(item) if item else ()
        return next((code.text for code in listed if code.value == wanted), value)


def published_of(folder: Path, course: Course) -> Published:
    """The release in `folder`, with the version of the survey that it is of.

    Raises CoprodError when there is none, or none of ours.
    """
    if is_dataset(folder):
        # Before a release is looked for: its files would be named as ones to take away.
        raise CoprodError(
            "This is a dataset, and no release.",
            where=str(folder),
            fix="Give the folder that `coprod survey release` wrote.",
        )
    refused: CoprodError | None = None
    for instrument in instruments_of(course):
        try:
            release: Release | None = read_release(folder, instrument)
        except CoprodError as error:
            refused = refused or error  # the first is of the version that the course asks now
            continue
        if release is None:
            raise CoprodError(
                "Nothing has been released here.",
                where=str(folder),
                fix="Give the folder of a release: datapackage.json and figures.csv.",
            )
        return Published(release, instrument)
    raise refused or CoprodError("The course has no survey.")
