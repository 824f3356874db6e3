"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OVER: dict[str, Any] = {"sqlite_where": sa.text("ended IS NOT NULL"), "postgresql_where": sa.text("ended IS NOT NULL")}
CURRENT: dict[str, Any] = {"sqlite_where": sa.text("ended IS NULL"), "postgresql_where": sa.text("ended IS NULL")}


def upgrade() -> None:
    """Make every table, and the search over claims' words."""
    _run()
    _log()
    _article()
    _sighting()
    _reading()
    _claim()
    _dropped()
    _claim_words()


def _run() -> None:
    op.create_table(
        "run",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("finished", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_run")),
    )


def _log() -> None:
    op.create_table(
        "log",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("run", NUMBER, nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.number"], name=op.f("fk_log_run")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log")),
    )
    op.create_index(op.f("ix_log_at"), "log", ["at"], unique=False)
    op.create_index(op.f("ix_log_subject"), "log", ["subject"], unique=False)


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("begun", NUMBER, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("chars", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["begun"], ["log.number"], name=op.f("fk_article_begun")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_article")),
        sa.UniqueConstraint("id", name=op.f("uq_article_id")),
    )


def _sighting() -> None:
    op.create_table(
        "sighting",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("begun", NUMBER, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_sighting_article")),
        sa.ForeignKeyConstraint(["begun"], ["log.number"], name=op.f("fk_sighting_begun")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sighting")),
        sa.UniqueConstraint("article", "path", "url", "outlet", name=op.f("uq_sighting_article_path_url_outlet")),
    )


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("begun", NUMBER, nullable=False),
        sa.Column("ended", NUMBER, nullable=True),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("models", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_first", sa.Text(), nullable=True),
        sa.Column("published_last", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("given_published", sa.Text(), nullable=True),
        sa.Column("given_basis", sa.Text(), nullable=True),
        sa.Column("header_start", sa.Integer(), nullable=True),
        sa.Column("header_end", sa.Integer(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_reading_article")),
        sa.ForeignKeyConstraint(["begun"], ["log.number"], name=op.f("fk_reading_begun")),
        sa.ForeignKeyConstraint(["ended"], ["log.number"], name=op.f("fk_reading_ended")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_article_begun"), "reading", ["article", "begun"], unique=False)
    op.create_index(op.f("ix_reading_outlet"), "reading", ["outlet"], unique=False)
    op.create_index(op.f("ix_reading_published_first"), "reading", ["published_first"], unique=False)
    op.create_index("uq_reading_current", "reading", ["article"], unique=True, **CURRENT)


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("article", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("begun", NUMBER, nullable=False),
        sa.Column("ended", NUMBER, nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_text", sa.Text(), nullable=True),
        sa.Column("source_spans", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("narrator", sa.Boolean(), nullable=False),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("track", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published_first", sa.Text(), nullable=True),
        sa.Column("published_last", sa.Text(), nullable=True),
        sa.Column("about_first", sa.Text(), nullable=True),
        sa.Column("about_last", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("said_first", sa.Text(), nullable=True),
        sa.Column("said_last", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(precision=53), nullable=True),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("act", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("low", sa.Float(precision=53), nullable=True),
        sa.Column("high", sa.Float(precision=53), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("of_what", sa.Text(), nullable=True),
        sa.Column("of_actor", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("by_whom", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("modality", sa.Text(), nullable=True),
        sa.Column("event_type", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("trigger_words", sa.Text(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=True),
        sa.Column("targets", sa.Text(), nullable=True),
        sa.Column("happened", sa.Text(), nullable=True),
        sa.Column("places", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("horizon", sa.Text(), nullable=True),
        sa.Column("made", sa.Text(), nullable=True),
        sa.Column("likelihood_low", sa.Float(precision=53), nullable=True),
        sa.Column("likelihood_high", sa.Float(precision=53), nullable=True),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_claim_article")),
        sa.ForeignKeyConstraint(["begun"], ["log.number"], name=op.f("fk_claim_begun")),
        sa.ForeignKeyConstraint(["ended"], ["log.number"], name=op.f("fk_claim_ended")),
        sa.ForeignKeyConstraint(["reading"], ["reading.number"], name=op.f("fk_claim_reading")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_claim")),
    )
    _claim_indexes()


def _claim_indexes() -> None:
    op.create_index(op.f("ix_claim_article_position"), "claim", ["article", "position"], unique=False)
    op.create_index(op.f("ix_claim_begun"), "claim", ["begun"], unique=False)
    op.create_index("ix_claim_ended", "claim", ["ended"], unique=False, **OVER)
    op.create_index(op.f("ix_claim_id_begun"), "claim", ["id", "begun"], unique=False)
    walked = ["begun", "ended", "kind", "side", "status", "narrator", "about_first", "about_last"]
    walked += ["published_last", "confidence"]
    op.create_index("ix_claim_walk", "claim", ["position", *walked])
    for column in ("track", "source", "actor", "outlet", "measure", "event_type"):
        given = sa.text(f"{column} IS NOT NULL")
        name = f"ix_claim_{column}_position"
        op.create_index(name, "claim", [column, "position"], sqlite_where=given, postgresql_where=given)
    op.create_index("uq_claim_current", "claim", ["id"], unique=True, **CURRENT)


def _dropped() -> None:
    op.create_table(
        "dropped",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("run", NUMBER, nullable=False),
        sa.Column("begun", NUMBER, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["begun"], ["log.number"], name=op.f("fk_dropped_begun")),
        sa.ForeignKeyConstraint(["run"], ["run.number"], name=op.f("fk_dropped_run")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_dropped")),
    )
    op.create_index(op.f("ix_dropped_run"), "dropped", ["run"], unique=False)


def _claim_words() -> None:
    """Words of the sentences around claims, in every form and with or without accents; no word is left out."""
    if op.get_bind().dialect.name == "sqlite":
        # Without the sentences themselves, which the claims hold.
        op.execute(
            "CREATE VIRTUAL TABLE claim_words USING fts5"
            "(context, content='', tokenize='porter unicode61 remove_diacritics 2')"
        )
        return
    op.execute("CREATE TEXT SEARCH DICTIONARY counterclaim_stem (TEMPLATE = snowball, LANGUAGE = english)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION counterclaim (COPY = english)")
    op.execute(
        "ALTER TEXT SEARCH CONFIGURATION counterclaim "
        "ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH counterclaim_stem"
    )
    op.execute(
        "CREATE INDEX ix_claim_words ON claim USING gin (to_tsvector('counterclaim', "
        "regexp_replace(normalize(context, NFD), '[\\u0300-\\u036f]', '', 'g')))"
    )
