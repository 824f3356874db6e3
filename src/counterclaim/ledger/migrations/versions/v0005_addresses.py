"""An index of the addresses at which articles were seen: a page's versions are found without a walk over all."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index(op.f("ix_sighting_url"), "sighting", ["url"])
