"""Exercises that are released, handed in and given back, with files kept by their content."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables of the exchange; those before stay as they are."""
    op.create_table(
        "release",
        sa.Column("cohort", sa.String(100), primary_key=True),
        sa.Column("assignment", sa.String(100), primary_key=True),
        sa.Column("due", _TIME),
        sa.Column("released", _TIME, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "submission",
        sa.Column("submission", sa.String(32), primary_key=True),
        sa.Column("learner", sa.String(24), nullable=False),
        sa.Column("cohort", sa.String(100), nullable=False),
        sa.Column("assignment", sa.String(100), nullable=False),
        sa.Column("timestamp", _TIME, nullable=False),
        sa.Column("receipt", sa.String(7), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.UniqueConstraint("learner", "assignment", "timestamp", name="submission_moment"),
    )
    op.create_index("submission_by_cohort", "submission", ["cohort", "assignment"])
    op.create_index("submission_by_receipt", "submission", ["receipt"])
    op.create_table(
        "feedback",
        sa.Column("submission", sa.String(32), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("stored", _TIME, nullable=False),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    for name in ("release", "submission", "feedback"):
        op.create_table(
            f"{name}_file",
            sa.Column("owner", sa.String(201), primary_key=True),
            sa.Column("name", sa.String(255), primary_key=True),
            sa.Column("sha256", sa.String(64), sa.ForeignKey("blob.sha256"), nullable=False),
        )
