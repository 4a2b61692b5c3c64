"""The tables of the survey's own database. No order over people is kept in it, and no time.

An order of arrival laid beside the times of statements would join the two pseudonyms: `turn` counts
within one pseudonym only, and there are days, never minutes.
"""

from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table

survey = MetaData()

consent_event = Table(
    "consent_event",
    survey,
    Column("pseudonym", String(24), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("state", String(10), nullable=False),
    Column("text_version", String(100), nullable=False),
    Column("receipt", String(24), nullable=False),
    Column("day", String(10), nullable=False),
    Index("consent_event_by_receipt", "receipt"),
    sqlite_with_rowid=False,
)

survey_response = Table(
    "survey_response",
    survey,
    Column("pseudonym", String(24), primary_key=True),
    Column("phase", String(10), primary_key=True),
    Column("submission_id", String(20), nullable=False, unique=True),
    Column("pair_id", String(32), nullable=False),
    Column("course_status", String(10), nullable=False),
    Column("content", JSON, nullable=False),
    sqlite_with_rowid=False,
)

status_seen = Table(
    "status_seen",
    survey,
    Column("number", Integer, primary_key=True),
    Column("status", String(10), nullable=False),
    Column("day", String(10), nullable=False),
)

about = Table(
    "about",
    survey,
    Column("name", String(100), primary_key=True),
    Column("value", String(255), nullable=False),
)
