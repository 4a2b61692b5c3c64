"""One file for each provider, with who took the course. For that provider alone.

No trust's own layout of training records is known to us: these are plain columns, to be matched.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from coprod_training.collector.training_records import TrainingRecord
from coprod_training.spreadsheet import Row, csv_bytes

COLUMNS = ("Account", "Service", "Cohort", "Began", "Finished", "Modules finished", "Modules")


def training_files(records: Iterable[TrainingRecord], modules: int) -> dict[str, bytes]:
    """CSV files by name. modules: how many the course needs.

    Who has no provider is in none: services of two of them could be in one file.
    """
    by_provider = defaultdict[str, list[Row]](list)
    for one in (one for one in records if one.provider):
        by_provider[one.provider].append(
            (
                one.account,
                one.service,
                one.cohort or None,
                one.began.date().isoformat(),
                one.finished.date().isoformat() if one.finished else None,
                one.modules,
                modules,
            )
        )
    files: dict[str, bytes] = {}
    for provider, rows in sorted(by_provider.items()):
        files[_name(provider, files)] = csv_bytes(COLUMNS, rows)
    return files


def _name(provider: str, taken: Iterable[str]) -> str:
    plain = unicodedata.normalize("NFKD", provider).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "provider"
    found, number = f"training-record-{slug}.csv", 1
    while found in taken:
        number += 1
        found = f"training-record-{slug}-{number}.csv"
    return found
