"""When somebody asked for everything to be deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; those before stay as they are."""
    op.create_table(
        "deleted",
        sa.Column("learner", sa.String(24), primary_key=True),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
    )
