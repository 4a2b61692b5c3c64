"""Statements, and what follows from them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "learner",
        sa.Column("learner", sa.String(24), primary_key=True),
        sa.Column("hub_name", sa.String(255), nullable=False, unique=True),
        sa.Column("service", sa.String(100), nullable=False),
        sa.Column("setting", sa.String(100), nullable=False),
        sa.Column("cohort", sa.String(100), nullable=False),
        sa.Column("first_stored", _TIME),
        sa.Column("last_stored", _TIME),
        sa.Column("finished_modules", sa.Integer, nullable=False),
        sa.Column("open_module", sa.String(100), nullable=False),
        sa.Column("finished_at", _TIME),
    )
    op.create_index("learner_by_service", "learner", ["service"])
    op.create_index("learner_by_cohort", "learner", ["cohort"])
    op.create_table(
        "statement",
        sa.Column("learner", sa.String(24), primary_key=True),
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("module", sa.String(100), nullable=False),
        sa.Column("activity", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("verb", sa.String(255), nullable=False),
        sa.Column("completion", sa.Boolean, nullable=False),
        sa.Column("success", sa.Boolean),
        sa.Column("scaled", sa.Float),
        sa.Column("raw", sa.Float),
        sa.Column("max", sa.Float),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("course_version", sa.String(100), nullable=False),
        sa.Column("said", _TIME),
        sa.Column("stored", _TIME, nullable=False),
        sa.Column("service", sa.String(100), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reached",
        sa.Column("learner", sa.String(24), primary_key=True),
        sa.Column("activity", sa.String(100), primary_key=True),
        sa.Column("module", sa.String(100), nullable=False),
        sa.Column("stored", _TIME, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "progress",
        sa.Column("learner", sa.String(24), primary_key=True),
        sa.Column("module", sa.String(100), primary_key=True),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("core_done", sa.Integer, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("completed_at", _TIME),
        sa.Column("first_stored", _TIME, nullable=False),
        sa.Column("last_stored", _TIME, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cell",
        sa.Column("service", sa.String(100), primary_key=True),
        sa.Column("module", sa.String(100), primary_key=True),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("finished", sa.BigInteger, nullable=False),
        sa.Column("done", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "step",
        sa.Column("service", sa.String(100), primary_key=True),
        sa.Column("activity", sa.String(100), primary_key=True),
        sa.Column("module", sa.String(100), nullable=False),
        sa.Column("learners", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "service",
        sa.Column("code", sa.String(100), primary_key=True),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("setting", sa.String(100), nullable=False),
        sa.Column("region", sa.String(255), nullable=False),
        sa.Column("icb", sa.String(255), nullable=False),
        sa.Column("provider", sa.String(255), nullable=False),
    )
    op.create_table(
        "cohort",
        sa.Column("cohort", sa.String(100), primary_key=True),
        sa.Column("service", sa.String(100), nullable=False),
        sa.Column("starts", sa.Date),
        sa.Column("ends", sa.Date),
    )
    op.create_table(
        "course_activity",
        sa.Column("activity", sa.String(100), primary_key=True),
        sa.Column("module", sa.String(100), nullable=False),
        sa.Column("core", sa.Boolean, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
    )
    op.create_table(
        "state",
        sa.Column("learner", sa.String(24), primary_key=True),
        sa.Column("slug", sa.String(100), primary_key=True),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("stored", _TIME, nullable=False),
    )
    op.create_table(
        "about",
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("value", sa.String(255), nullable=False),
    )
