"""The tables of the comparison's index: what is derived from claims, so that asking does not compare everything anew.

Nothing here is a source of truth: it can be emptied and made again from the claims, is not in the log, and keeps no
history. A claim is named by its row number, so that another version of it is another one.
"""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, LargeBinary, Table, Text

from counterclaim.ledger.tables import Number, metadata

# Up to which log entry the claims are in the index.
compared = Table(
    "compared",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # one row, 1
    Column("entry", Number, nullable=False),
    Column("version", Text, nullable=False),  # of the rules; another version makes the index anew
)

# What an article is like: copies of it, and other articles of its story.
likeness = Table(
    "likeness",
    metadata,
    Column("article", Number, ForeignKey("article.number"), primary_key=True, autoincrement=False),
    Column("day", Integer, nullable=False),  # of publication, as an ordinal; -1 = not known
    Column("arrival", Text, nullable=False),  # sorts earlier articles first
    Column("signature", LargeBinary, nullable=False),
    Column("origin", Number),  # the earliest article that this one is a copy of; NULL = of none
    Column("predecessor", Number),  # the likest earlier article of its story
    Column("nearness", Float(53)),
    Index(None, "origin"),
    Index(None, "predecessor"),
)

likeness_key = Table(
    "likeness_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("article", Number, primary_key=True, autoincrement=False),
    Index(None, "article"),
)

statement_key = Table(
    "statement_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("claim", Number, primary_key=True, autoincrement=False),
    Index(None, "claim"),
)

# Two statements of one claim.
match = Table(
    "match",
    metadata,
    Column("a", Number, primary_key=True, autoincrement=False),
    Column("b", Number, primary_key=True, autoincrement=False),
    Column("relation", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("score", Float(53), nullable=False),
    Index(None, "b"),
)

# Which claims are compared with each other: figures of one series, events of one kind and place.
member = Table(
    "member",
    metadata,
    Column("block", Text, primary_key=True),
    Column("claim", Number, primary_key=True, autoincrement=False),
    Column("day", Integer, nullable=False),
    Column("place", Text),  # that a figure's surroundings give
    Index(None, "claim"),
    Index(None, "block", "day"),
)

# Blocks whose claims changed since their questions were made.
stale = Table("stale", metadata, Column("block", Text, primary_key=True))

question = Table(
    "question",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", Text, nullable=False),
    Column("block", Text, nullable=False),
    Column("standing", Integer, nullable=False),  # disputed ones first
    Column("fewer", Integer, nullable=False),  # the number of origins, below zero, so that many come first
    Column("place", Text, nullable=False),  # of its first account in the order of accounts
    Column("kind", Text, nullable=False),
    Column("track", Text),
    Column("status", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("accounts", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),  # compressed JSON: accounts and relations
    Index(None, "id"),
    Index(None, "block"),
    Index("ix_question_order", "standing", "fewer", "place", "id"),
)
