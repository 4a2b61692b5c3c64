"""A mark that tells these tables from ones that are laid out anew after a loss."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Write it; what is there stays as it is."""
    about = sa.table("about", sa.column("name"), sa.column("value"))
    op.bulk_insert(about, [{"name": "laid-out", "value": secrets.token_hex(16)}])
