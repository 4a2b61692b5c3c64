"""Alembic runs this to change the tables; the connection comes from collector/database.py."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    # SQLite too: we begin its transactions ourselves, so a change is whole or not there.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
