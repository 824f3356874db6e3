"""Which readings ended: asked for whenever claims are compared, and without an index a walk over all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OVER = sa.text("ended IS NOT NULL")


def upgrade() -> None:
    """Add the index, as claims have one."""
    op.create_index("ix_reading_ended", "reading", ["ended"], sqlite_where=OVER, postgresql_where=OVER)
