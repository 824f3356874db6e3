"""Original bytes and how they were obtained; people's decisions; who made a change; sources searchable by name."""

import hashlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROWS_AT_A_TIME = 5000


def upgrade() -> None:
    """Add tables and columns; give every claim the number of its source's name."""
    op.add_column("log", sa.Column("who", sa.Text(), nullable=True))
    _original()
    _custody()
    _decision()
    _speaker()


def _original() -> None:
    op.create_table(
        "original",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("begun", NUMBER, nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["begun"], ["log.number"], name=op.f("fk_original_begun")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_original")),
        sa.UniqueConstraint("sha256", name=op.f("uq_original_sha256")),
    )


def _custody() -> None:
    op.create_table(
        "custody",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("sighting", NUMBER, nullable=False),
        sa.Column("original", NUMBER, nullable=False),
        sa.Column("begun", NUMBER, nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["begun"], ["log.number"], name=op.f("fk_custody_begun")),
        sa.ForeignKeyConstraint(["original"], ["original.number"], name=op.f("fk_custody_original")),
        sa.ForeignKeyConstraint(["sighting"], ["sighting.number"], name=op.f("fk_custody_sighting")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_custody")),
        sa.UniqueConstraint("sighting", "original", name=op.f("uq_custody_sighting_original")),
    )


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("begun", NUMBER, nullable=False),
        sa.Column("ended", NUMBER, nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("article", sa.String(length=64), nullable=True),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["begun"], ["log.number"], name=op.f("fk_decision_begun")),
        sa.ForeignKeyConstraint(["ended"], ["log.number"], name=op.f("fk_decision_ended")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decision")),
        sa.UniqueConstraint("id", name=op.f("uq_decision_id")),
    )
    op.create_index(op.f("ix_decision_begun"), "decision", ["begun"])
    op.create_index(op.f("ix_decision_subject"), "decision", ["subject"])
    given = sa.text("article IS NOT NULL")
    op.create_index("ix_decision_article", "decision", ["article"], sqlite_where=given, postgresql_where=given)


def _speaker() -> None:
    op.create_table(
        "speaker",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_speaker")),
        sa.UniqueConstraint("mark", name=op.f("uq_speaker_mark")),
    )
    op.add_column("claim", sa.Column("speaker", NUMBER, nullable=True))
    op.add_column("claim", sa.Column("reviewed", sa.Text(), nullable=True))
    # Before the claims are touched: an index that is not there need not follow.
    op.drop_index("ix_claim_source_position", "claim")
    op.drop_index("ix_claim_walk", "claim")
    _number_speakers(op.get_bind())
    walked = (
        "begun ended kind side status narrator about_first about_last published_last confidence "
        "source_kind said_first said_last speaker"
    )
    op.create_index("ix_claim_walk", "claim", ["position", *walked.split()])
    for name, columns, column in (
        ("ix_claim_speaker_position", ["speaker", "position"], "speaker"),
        ("ix_claim_reviewed", ["position"], "reviewed"),
    ):
        given = sa.text(f"{column} IS NOT NULL")
        op.create_index(name, "claim", columns, sqlite_where=given, postgresql_where=given)


def _number_speakers(connection: sa.Connection) -> None:
    """Claims in the order of their numbers, some thousand at a time; memory grows with the different names alone."""
    page = sa.text(
        "SELECT number, source, source_text FROM claim WHERE number > :last "
        "AND (source IS NOT NULL OR source_text IS NOT NULL) ORDER BY number LIMIT :many"
    )
    add = sa.text("INSERT INTO speaker (number, mark, name) VALUES (:number, :mark, :name)")
    put = sa.text("UPDATE claim SET speaker = :speaker WHERE number = :number")
    numbers: dict[str, int] = {}
    last = 0
    while rows := connection.execute(page, {"last": last, "many": ROWS_AT_A_TIME}).all():
        new: list[dict[str, Any]] = []
        numbered: list[dict[str, Any]] = []
        for row in rows:
            source, mention = row.source or "", row.source_text or ""
            mark = hashlib.sha256(f"{source}\n{mention}".encode()).hexdigest()[:32]
            if mark not in numbers:
                numbers[mark] = len(numbers) + 1
                new.append({"number": numbers[mark], "mark": mark, "name": f"{source}\n{mention}".lower()})
            numbered.append({"number": row.number, "speaker": numbers[mark]})
        if new:
            connection.execute(add, new)
        connection.execute(put, numbered)
        last = rows[-1].number
    if numbers and connection.dialect.name == "postgresql":  # which counts on from what it gave out itself
        connection.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('speaker', 'number'), {len(numbers)})"))
