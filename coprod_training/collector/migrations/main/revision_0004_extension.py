"""More time that a trainer agreed with one learner."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table; those before stay as they are."""
    op.create_table(
        "extension",
        sa.Column("cohort", sa.String(100), primary_key=True),
        sa.Column("assignment", sa.String(100), primary_key=True),
        sa.Column("learner", sa.String(24), primary_key=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
    )
