"""The comparison's index: what articles are like, which claims are compared, the questions that they answer."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables, empty: the index is made when it is first asked for."""
    op.create_table(
        "compared",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compared")),
    )
    _articles()
    _statements()
    _blocks()
    _questions()


def _articles() -> None:
    op.create_table(
        "likeness",
        sa.Column("article", NUMBER, autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("arrival", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("origin", NUMBER, nullable=True),
        sa.Column("predecessor", NUMBER, nullable=True),
        sa.Column("nearness", sa.Float(53), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_likeness_article")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_likeness")),
    )
    op.create_index(op.f("ix_likeness_origin"), "likeness", ["origin"])
    op.create_index(op.f("ix_likeness_predecessor"), "likeness", ["predecessor"])
    op.create_table(
        "likeness_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "article", name=op.f("pk_likeness_key")),
    )
    op.create_index(op.f("ix_likeness_key_article"), "likeness_key", ["article"])


def _statements() -> None:
    op.create_table(
        "statement_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "claim", name=op.f("pk_statement_key")),
    )
    op.create_index(op.f("ix_statement_key_claim"), "statement_key", ["claim"])
    op.create_table(
        "match",
        sa.Column("a", NUMBER, autoincrement=False, nullable=False),
        sa.Column("b", NUMBER, autoincrement=False, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_match")),
    )
    op.create_index(op.f("ix_match_b"), "match", ["b"])


def _blocks() -> None:
    op.create_table(
        "member",
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("block", "claim", name=op.f("pk_member")),
    )
    op.create_index(op.f("ix_member_claim"), "member", ["claim"])
    op.create_index(op.f("ix_member_block_day"), "member", ["block", "day"])
    op.create_table(
        "stale",
        sa.Column("block", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("block", name=op.f("pk_stale")),
    )


def _questions() -> None:
    op.create_table(
        "question",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("standing", sa.Integer(), nullable=False),
        sa.Column("fewer", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("track", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_id"), "question", ["id"])
    op.create_index(op.f("ix_question_block"), "question", ["block"])
    op.create_index("ix_question_order", "question", ["standing", "fewer", "place", "id"])
