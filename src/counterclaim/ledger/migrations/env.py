"""Alembic's way in: run the steps on the connection, and in the transaction, of whoever opens the ledger."""

from alembic import context

from counterclaim.ledger.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
