"""The forum's list as a table for those who organise it. Pure."""

from collections.abc import Mapping, Sequence

from coprod_training.forum.interest import JOINING_AS, Interest
from coprod_training.spreadsheet import Row

COLUMNS = (
    "name",
    "contact",
    "joining as",
    "setting",
    "region",
    "what would make it easier",
    "agreed on",
)


def rows(
    people: Sequence[Interest], settings: Mapping[str, str], regions: Mapping[str, str]
) -> list[Row]:
    """One row for each person, in words. settings, regions: the words of each code."""
    return [
        (
            one.name,
            one.contact,
            "; ".join(JOINING_AS[hat] for hat in one.joining_as) or None,
            settings.get(one.setting, one.setting) or None,
            regions.get(one.region, one.region) or None,
            one.easier or None,
            one.agreed_on.isoformat(),
        )
        for one in people
    ]
