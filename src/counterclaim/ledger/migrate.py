"""Bringing a database to this version's tables, in the caller's transaction.

In: a connection in a writing transaction.   Out: the same, migrated. Alembic is imported only where it has work.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from counterclaim.errors import LedgerTooNew
from counterclaim.ledger.migrations import HEAD


def revision_of(connection: Connection) -> str | None:
    """The last step that was run on a database; None = it holds no ledger's tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def check_not_newer(revision: str | None, path: str) -> None:
    """Raises LedgerTooNew for a step that this version does not know."""
    if revision is not None and revision > HEAD:
        raise LedgerTooNew(
            f"{path} was written by a later version of Counterclaim (tables {revision}, this version knows {HEAD}). "
            "Nothing was changed. Update with: pip install --upgrade counterclaim"
        )


def migrate(connection: Connection, revision: str = HEAD) -> None:
    """Run the steps up to `revision` that were not run yet. All or, if the transaction is rolled back, none."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
