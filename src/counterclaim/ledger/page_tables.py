"""The tables of what pages need of each article beside its claims, so that no page goes through all of them.

Like the comparison's index nothing here is a source of truth: it can be emptied and made again from the claims, is not
in the log, and keeps no history. Claims and articles are named by their row numbers.
"""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from counterclaim.ledger.tables import Number, metadata

# Up to which log entry articles are prepared.
prepared = Table(
    "prepared",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # one row, 1
    Column("entry", Number, nullable=False),
    Column("version", Text, nullable=False),  # of the rules; another version prepares all articles anew
)

# Which articles are prepared.
prepared_article = Table(
    "prepared_article",
    metadata,
    Column("article", Number, ForeignKey("article.number"), primary_key=True, autoincrement=False),
    Column("people", Text),  # JSON: who speaks for whom, of articles that tell of talks; NULL = of none
    Column("meets", Boolean, nullable=False),  # whether a mention of talks in it can be one of a round
)

# The events of each article, each once however often it is told there.
happening = Table(
    "happening",
    metadata,
    Column("claim", Number, primary_key=True, autoincrement=False),  # its closest dated telling
    Column("article", Number, nullable=False),
    Column("id", Text, nullable=False),  # the claim's
    Column("first", Text),  # ISO 8601; NULL = it has no date
    Column("last", Text),
    Column("track", Text, nullable=False),
    Column("again", Text, nullable=False),  # ids of the claims that tell of it as well in the article, with blanks
    Index(None, "article"),
    Index("ix_happening_order", "first", "last", "track", "id"),
)

# Where events happened that bear on forecasts.
scene = Table(
    "scene",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),  # of the place
    Column("day", Text, primary_key=True),  # that the event's claim is put in order by
    Column("claim", Number, primary_key=True, autoincrement=False),
    Column("article", Number, nullable=False),
    Index(None, "article"),
)

# Which claims give accounts of which questions.
answer = Table(
    "answer",
    metadata,
    Column("claim", Number, primary_key=True, autoincrement=False),
    Column("question", Number, primary_key=True, autoincrement=False),
    Index(None, "question"),
)
