"""Consent, answers, and the statuses that the course has had."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "consent_event",
        sa.Column("pseudonym", sa.String(24), primary_key=True),
        sa.Column("turn", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(40), nullable=False, unique=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("text_version", sa.String(100), nullable=False),
        sa.Column("receipt", sa.String(24), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("consent_event_by_receipt", "consent_event", ["receipt"])
    op.create_table(
        "survey_response",
        sa.Column("pseudonym", sa.String(24), primary_key=True),
        sa.Column("phase", sa.String(10), primary_key=True),
        sa.Column("submission_id", sa.String(20), nullable=False, unique=True),
        sa.Column("pair_id", sa.String(32), nullable=False),
        sa.Column("course_status", sa.String(10), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "status_seen",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
    )
