"""The index of claims' words knows values and months as well; claims that look ahead have an index of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Columns whose values are words of the index, as their names without "_" and the value.
FACETS = "kind track actor side outlet measure event_type status act source_kind".split()
MONTH = "{least}({greatest}(substr(published_first, 1, 7), '1700-01'), '2417-09')"


def upgrade() -> None:
    """Make the index of words anew out of the claims; add the other indexes."""
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_words()
    else:
        _postgres_words()
    walked = (
        "begun ended kind side status narrator about_first about_last published_last confidence "
        "source_kind said_first said_last speaker"
    )
    ahead = sa.text("about_last > published_first OR said_last > published_first OR published_last > published_first")
    op.create_index(
        "ix_claim_ahead", "claim", ["position", *walked.split()], sqlite_where=ahead, postgresql_where=ahead
    )
    op.create_index(op.f("ix_reading_begun"), "reading", ["begun"])


def _word(column: str) -> str:
    return column.replace("_", "")


def _sqlite_words() -> None:
    op.execute("DROP TABLE claim_words")
    # Without the sentences themselves and their lengths: nothing is ranked by them.
    op.execute(
        "CREATE VIRTUAL TABLE claim_words USING fts5"
        "(context, facets, content='', columnsize=0, tokenize='porter unicode61 remove_diacritics 2')"
    )
    values = " || ' ' || ".join(f"coalesce('{_word(name)}' || {name}, '')" for name in [*FACETS, "narrator"])
    month = MONTH.format(least="min", greatest="max")
    op.execute(
        f"INSERT INTO claim_words (rowid, context, facets) SELECT number, context, {values} || ' month' || "
        f"replace(coalesce({month}, 'undated'), '-', '') FROM claim"
    )


def _postgres_words() -> None:
    op.execute("DROP INDEX ix_claim_words")
    values = ", ".join(f"'{_word(name)}' || {name}" for name in FACETS)
    month = MONTH.format(least="least", greatest="greatest")
    op.execute(
        "CREATE INDEX ix_claim_words ON claim USING gin (to_tsvector('counterclaim', "
        "regexp_replace(normalize(context, NFD), '[\\u0300-\\u036f]', '', 'g')), "
        f"array_remove(ARRAY[{values}, CASE WHEN narrator THEN 'narrator1' ELSE 'narrator0' END, "
        f"CASE WHEN published_first IS NULL THEN 'monthundated' ELSE 'month' || replace({month}, '-', '') END], NULL))"
    )
