"""The figures of one moment as a file, with their words, from which a report is drawn again."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from coprod_training.errors import CoprodError
from coprod_training.monitor.watched import Watched
from coprod_training.survey.report.chart import Chart

FORM = 3
_CONVERTER = make_converter(forbid_extra_keys=True)
_CONVERTER.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
_CONVERTER.register_structure_hook(date, lambda value, _: date.fromisoformat(value))


@dataclass(frozen=True)
class Kept:
    """What a report was drawn from. change: the picture of the survey that was published then."""

    watched: Watched
    change: Chart
    form: int = FORM


def kept(watched: Watched, change: Chart) -> str:
    """All of it as JSON: also the definitions, so that old figures stand under their own words.

    It holds counts of people, and no person.
    """
    return _CONVERTER.dumps(Kept(watched, change), ensure_ascii=False, indent=1)


def read_kept(path: Path) -> Kept:
    """What `kept` wrote. Raises CoprodError for anything else, also what another version wrote."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        form = data["form"]
        if not isinstance(form, int):
            raise TypeError(form)
        if form == FORM:
            return _CONVERTER.structure(data, Kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, BaseValidationError) as error:
        raise CoprodError(
            "This is not a file of figures that a report was drawn from.",
            where=str(path),
            fix='Give one that `coprod monitor report` wrote: its name ends with ".json".',
        ) from error
    version = "an earlier" if form < FORM else "a later"
    raise CoprodError(
        f"These figures were kept in another form, by {version} version of the programme.",
        where=str(path),
        fix='Open the report that was written with them: its name ends with ".html".',
    )
