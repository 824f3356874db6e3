"""Claims know how far support or sanctions have got, and what a forecast hangs on.

What the new columns hold of earlier claims is taken from the readings that gave them; no mark and no hash of the log
changes by it.
"""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ROWS_AT_A_TIME = 200


def upgrade() -> None:
    """Add the columns, and fill them for what is there."""
    op.add_column("claim", sa.Column("stage", sa.Text(), nullable=True))
    op.add_column("claim", sa.Column("condition", sa.Text(), nullable=True))
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    last = 0
    readings = sa.text("SELECT number, record FROM reading WHERE number > :last ORDER BY number LIMIT :rows")
    update = sa.text(
        "UPDATE claim SET stage = :stage, condition = :condition WHERE reading = :reading AND kind = :kind AND "
        "local = :local AND article = (SELECT article FROM reading WHERE number = :reading)"
    )
    while rows := connection.execute(readings, {"last": last, "rows": ROWS_AT_A_TIME}).all():
        changed = []
        for reading in rows:
            record = json.loads(zlib.decompress(reading.record))
            for kind, name, field in (("event", "events", "stage"), ("forecast", "forecasts", "condition")):
                changed += [
                    {"stage": None, "condition": None, field: item[field]}
                    | {"reading": reading.number, "kind": kind, "local": item["id"]}
                    for item in record[name]
                    if item.get(field)
                ]
        if changed:
            connection.execute(update, changed)
        last = rows[-1].number
