"""What pages need of each article beside its claims, and which claims answer which questions."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables, empty, and have the questions made anew: both are filled when claims are next compared."""
    op.create_table(
        "prepared",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared")),
    )
    op.create_table(
        "prepared_article",
        sa.Column("article", NUMBER, autoincrement=False, nullable=False),
        sa.Column("people", sa.Text(), nullable=True),
        sa.Column("meets", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_prepared_article_article")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_prepared_article")),
    )
    op.create_table(
        "happening",
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("last", sa.Text(), nullable=True),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("again", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_happening")),
    )
    op.create_index(op.f("ix_happening_article"), "happening", ["article"])
    op.create_index("ix_happening_order", "happening", ["first", "last", "track", "id"])
    op.create_table(
        "scene",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "claim", name=op.f("pk_scene")),
    )
    op.create_index(op.f("ix_scene_article"), "scene", ["article"])
    op.create_table(
        "answer",
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.Column("question", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("claim", "question", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_question"), "answer", ["question"])
    op.execute("DELETE FROM compared")
