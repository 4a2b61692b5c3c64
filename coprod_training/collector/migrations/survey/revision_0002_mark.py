"""A mark that tells these tables from ones that are laid out anew after a loss."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add a table with the mark in it; those before stay as they are."""
    about = op.create_table(
        "about",
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("value", sa.String(255), nullable=False),
    )
    op.bulk_insert(about, [{"name": "laid-out", "value": secrets.token_hex(16)}])
