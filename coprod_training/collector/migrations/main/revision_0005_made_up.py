"""Whether a service on the list is made up.

Databases made by commits d088f70 to 8e5d350 have the column: it stood in their first revision.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column where it is missing; the list itself is read anew at each start."""
    there = {one["name"] for one in sa.inspect(op.get_bind()).get_columns("service")}
    if "made_up" not in there:
        column = sa.Column("made_up", sa.Boolean, nullable=False, server_default=sa.false())
        op.add_column("service", column)
