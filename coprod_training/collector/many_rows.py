"""Writes a batch of rows as one value: a text of JSON, which the database takes apart.

A row for each set of parameters costs the collector as much again as all the rest of a batch. This
way a batch is one short statement, the same each time, on SQLite and on PostgreSQL.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Table,
    TextClause,
    any_,
    bindparam,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import ARRAY, Boolean, Float, Integer, String

Rows = Sequence[Mapping[str, Any]]


def put_rows(
    connection: Connection, table: Table, rows: Rows, *, update: Mapping[str, str] | None = None
) -> list[tuple[Any, ...]]:
    """Insert rows; the keys of those that were written, as the database gives them.

    rows: all with the same columns, no key twice. update: what to set where the key is there
    already, in SQL that both databases know; such a row stays as it is when it is None.
    """
    if not rows:
        return []
    sqlite = connection.dialect.name == "sqlite"
    wanted = _statement(table, tuple(rows[0]), tuple((update or {}).items()), sqlite)
    sent = (
        [{name: _in_sqlite(one) for name, one in row.items()} for row in rows] if sqlite else rows
    )
    written = connection.execute(wanted, {"rows": msgspec.json.encode(sent).decode()})
    return [tuple(row) for row in written]


def among(connection: Connection, column: Column[str]) -> ColumnElement[bool]:
    """A condition: the column is one of `names`. The same words however many there are."""
    if connection.dialect.name == "sqlite":
        return column.in_(text("SELECT value FROM json_each(:names)"))
    names: BindParameter[Any] = bindparam("names", type_=ARRAY(String))
    return column == any_(names)


def among_value(connection: Connection, names: Iterable[str]) -> object:
    """What `names` is given, see `among`."""
    listed = sorted(names)
    return json.dumps(listed) if connection.dialect.name == "sqlite" else listed


@lru_cache(maxsize=64)
def _statement(
    table: Table, columns: tuple[str, ...], update: tuple[tuple[str, str], ...], sqlite: bool
) -> TextClause:
    """All names in it are those of our own tables."""
    key = ", ".join(one.name for one in table.primary_key.columns)
    names = ", ".join(f'"{name}"' for name in columns)
    if sqlite:
        values = ", ".join(_from_json(table, name) for name in columns)
        source = f"SELECT {values} FROM json_each(:rows) WHERE true"  # noqa: S608 (our own names)
    else:
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # it has no types
        kinds = ", ".join(f'"{name}" {table.c[name].type.compile(dialect)}' for name in columns)
        known = f"json_to_recordset(CAST(:rows AS json)) AS sent({kinds})"
        source = f"SELECT {names} FROM {known}"  # noqa: S608 (our own names)
    changes = ", ".join(f'"{name}" = {words}' for name, words in update)
    then = f"UPDATE SET {changes}" if update else "NOTHING"
    return text(
        f'INSERT INTO "{table.name}" ({names}) {source}'
        f" ON CONFLICT ({key}) DO {then} RETURNING {key}"
    )


def _from_json(table: Table, name: str) -> str:
    found = f"json_extract(value, '$.{name}')"
    kinds = {Boolean: "INTEGER", Integer: "INTEGER", Float: "REAL"}
    kind = next((word for one, word in kinds.items() if isinstance(table.c[name].type, one)), "")
    return f"CAST({found} AS {kind})" if kind else found


def _in_sqlite(value: Any) -> Any:
    """As SQLAlchemy's types write times and ids there. PostgreSQL takes them as JSON has them."""
    if isinstance(value, datetime):
        plain = value.astimezone(UTC).replace(tzinfo=None)
        return plain.isoformat(" ", timespec="microseconds")
    return value.hex if isinstance(value, UUID) else value
