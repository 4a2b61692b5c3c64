"""One table of a Data Package, as its descriptor names it.

Source: Data Package v2 (datapackage.org), "Data Resource".
"""

import hashlib
from typing import Any

PROFILE = "https://datapackage.org/profiles/2.0"


def csv_resource(
    name: str, title: str, path: str, content: bytes, schema: dict[str, Any]
) -> dict[str, Any]:
    """The entry of one CSV table. path: inside the package. content: its bytes, UTF-8."""
    return {
        "$schema": f"{PROFILE}/dataresource.json",
        **csv_file(name, title, path, content),
        "dialect": {"lineTerminator": "\n"},
        "schema": schema,
    }


def csv_file(name: str, title: str, path: str, content: bytes) -> dict[str, Any]:
    """The same without how the file is read: a release says no more (content/released.py)."""
    return {
        "name": name,
        "title": title,
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
