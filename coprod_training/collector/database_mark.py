"""Tells the collector's databases from ones that were lost and laid out anew.

Each gets a random mark with its tables, which says nothing of anybody. A copy has the same one.
"""

from contextlib import closing

from sqlalchemy import inspect, select

from coprod_training.collector.database import open_database
from coprod_training.collector.database_copies import holds_tables
from coprod_training.collector.tables import about

MARK = "laid-out"


def mark_in(address: str) -> str:
    """The mark of one database, main or survey; "" for none, as until some version.

    Raises SQLAlchemyError when PostgreSQL is away.
    """
    if not holds_tables(address):
        return ""
    with closing(open_database(address)) as found, found.reading() as connection:
        if not inspect(connection).has_table(about.name):
            return ""
        wanted = select(about.c.value).where(about.c.name == MARK)
        return connection.execute(wanted).scalar() or ""
