"""The Parquet mirror of one table: the same rows and codes, in a fraction of the time to read."""

import io
import json
from typing import Any

from coprod_training.survey.optional import needed
from coprod_training.survey.wide.package import Package, Resource


def parquet_bytes(package: Package, resource: Resource, table: Any) -> bytes:
    """The table as Parquet (zstd). table: pyarrow Table. The same table gives the same bytes.

    Titles and the words of each code go with it, as metadata of each column.
    """
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    made = []
    for field in resource.fields:
        kind = table.schema.field(field.name).type
        words = {str(value): said for value, said in (field.values or {}).items()}
        about = {"title": field.title, "description": field.description}
        if words:
            about["values"] = json.dumps(words, ensure_ascii=False)
        made.append(arrow.field(field.name, kind, nullable=not field.filled, metadata=about))
    whole = {"package": package.name, "title": package.title, "source_sha256": resource.sha256}
    out = io.BytesIO()
    parquet.write_table(
        table.cast(arrow.schema(made, metadata=whole)), out, compression="zstd", version="2.6"
    )
    return out.getvalue()
