"""The tables of the main database; docs/collector-api.md says what each is for.

`learner` is the progress pseudonym everywhere. A change here needs a migration beside it, and a
test compares the two.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

PSEUDONYM, SLUG, NAME, SHA256, OWNER = 24, 100, 255, 64, 201
"""Lengths: of a pseudonym (survey/pseudonym.py), a slug, a name, a SHA-256 in hex, and of what
files belong to: a submission, or cohort and assignment with a slash between."""


class Utc(TypeDecorator[datetime]):
    """A time that goes in and comes out in UTC, also where the database knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite keeps the time as text; without a zone all of it is of one form, and sorts."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The same time, aware."""
        if value is None:
            return None
        found: datetime = value
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


main = MetaData()

learner = Table(
    "learner",
    main,
    Column("learner", String(PSEUDONYM), primary_key=True),
    Column("hub_name", String(NAME), nullable=False, unique=True),
    Column("service", String(SLUG), nullable=False),
    Column("setting", String(SLUG), nullable=False),
    Column("cohort", String(SLUG), nullable=False),
    Column("first_stored", Utc),
    Column("last_stored", Utc),
    Column("finished_modules", Integer, nullable=False),
    Column("open_module", String(SLUG), nullable=False),
    Column("finished_at", Utc),
    Index("learner_by_service", "service"),
    Index("learner_by_cohort", "cohort"),
)

# Two learners may send the same id, by chance or on purpose: neither can take the other's place.
statement = Table(
    "statement",
    main,
    Column("learner", String(PSEUDONYM), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("module", String(SLUG), nullable=False),
    Column("activity", String(SLUG), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("verb", String(NAME), nullable=False),
    Column("completion", Boolean, nullable=False),
    Column("success", Boolean),
    Column("scaled", Float),
    Column("raw", Float),
    Column("max", Float),
    Column("attempt", Integer, nullable=False),
    Column("course_version", String(SLUG), nullable=False),
    Column("said", Utc),
    Column("stored", Utc, nullable=False),
    sqlite_with_rowid=False,
)

reached = Table(
    "reached",
    main,
    Column("learner", String(PSEUDONYM), primary_key=True),
    Column("activity", String(SLUG), primary_key=True),
    Column("module", String(SLUG), nullable=False),
    Column("stored", Utc, nullable=False),
    sqlite_with_rowid=False,
)

progress = Table(
    "progress",
    main,
    Column("learner", String(PSEUDONYM), primary_key=True),
    Column("module", String(SLUG), primary_key=True),
    Column("done", Integer, nullable=False),
    Column("core_done", Integer, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("completed_at", Utc),
    Column("first_stored", Utc, nullable=False),
    Column("last_stored", Utc, nullable=False),
    sqlite_with_rowid=False,
)

cell = Table(
    "cell",
    main,
    Column("service", String(SLUG), primary_key=True),
    Column("module", String(SLUG), primary_key=True),
    Column("started", BigInteger, nullable=False),
    Column("finished", BigInteger, nullable=False),
    Column("done", BigInteger, nullable=False),
)

step = Table(
    "step",
    main,
    Column("service", String(SLUG), primary_key=True),
    Column("activity", String(SLUG), primary_key=True),
    Column("module", String(SLUG), nullable=False),
    Column("learners", BigInteger, nullable=False),
)

service = Table(
    "service",
    main,
    Column("code", String(SLUG), primary_key=True),
    Column("name", String(NAME), nullable=False),
    Column("setting", String(SLUG), nullable=False),
    Column("region", String(NAME), nullable=False),
    Column("icb", String(NAME), nullable=False),
    Column("provider", String(NAME), nullable=False),
    Column("made_up", Boolean, nullable=False),
)

cohort = Table(
    "cohort",
    main,
    Column("cohort", String(SLUG), primary_key=True),
    Column("service", String(SLUG), nullable=False),
    Column("starts", Date),
    Column("ends", Date),
)

course_activity = Table(
    "course_activity",
    main,
    Column("activity", String(SLUG), primary_key=True),
    Column("module", String(SLUG), nullable=False),
    Column("core", Boolean, nullable=False),
)

state = Table(
    "state",
    main,
    Column("learner", String(PSEUDONYM), primary_key=True),
    Column("slug", String(SLUG), primary_key=True),
    Column("bytes", BigInteger, nullable=False),
    Column("sha256", String(SHA256), nullable=False),
    Column("stored", Utc, nullable=False),
)

# Who asked for everything to be deleted: nothing is kept but when, so that what was on its way at
# that moment is not taken in afterwards.
deleted = Table(
    "deleted",
    main,
    Column("learner", String(PSEUDONYM), primary_key=True),
    Column("asked", Utc, nullable=False),
)

about = Table(
    "about",
    main,
    Column("name", String(SLUG), primary_key=True),
    Column("value", String(NAME), nullable=False),
)

release = Table(
    "release",
    main,
    Column("cohort", String(SLUG), primary_key=True),
    Column("assignment", String(SLUG), primary_key=True),
    Column("due", Utc),
    Column("released", Utc, nullable=False),
    Column("sha256", String(SHA256), nullable=False),
)

# More time that a trainer agreed with one learner.
extension = Table(
    "extension",
    main,
    Column("cohort", String(SLUG), primary_key=True),
    Column("assignment", String(SLUG), primary_key=True),
    Column("learner", String(PSEUDONYM), primary_key=True),
    Column("due", Utc, nullable=False),
)

submission = Table(
    "submission",
    main,
    Column("submission", String(32), primary_key=True),
    Column("learner", String(PSEUDONYM), nullable=False),
    Column("cohort", String(SLUG), nullable=False),
    Column("assignment", String(SLUG), nullable=False),
    Column("timestamp", Utc, nullable=False),
    Column("receipt", String(7), nullable=False),
    Column("sha256", String(SHA256), nullable=False),
    UniqueConstraint("learner", "assignment", "timestamp", name="submission_moment"),
    Index("submission_by_cohort", "cohort", "assignment"),
    Index("submission_by_receipt", "receipt"),
)

feedback = Table(
    "feedback",
    main,
    Column("submission", String(32), primary_key=True),
    Column("sha256", String(SHA256), nullable=False),
    Column("stored", Utc, nullable=False),
)

# Each content once, however many hand-ins have it: the notebook is the same in all of them.
blob = Table(
    "blob",
    main,
    Column("sha256", String(SHA256), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

release_file, submission_file, feedback_file = (
    Table(
        f"{name}_file",
        main,
        Column("owner", String(OWNER), primary_key=True),
        Column("name", String(NAME), primary_key=True),
        Column("sha256", String(SHA256), ForeignKey("blob.sha256"), nullable=False),
    )
    for name in ("release", "submission", "feedback")
)
