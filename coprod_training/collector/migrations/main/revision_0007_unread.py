"""Two columns that nobody read: the service in each statement, an activity's place in the course.

PostgreSQL forgets them at once. SQLite writes all statements anew, once: until that is done it
needs as much free disk as they take, and where that is not there, everything stays as it was.
"""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Take them away; somebody's service is in their own row, and repair makes the course's."""
    op.drop_column("statement", "service")
    op.drop_column("course_activity", "place")
