"""The ledger's tables, shared by all backends. Columns that people filter and sort on are typed; the rest is JSON.

Nothing is ever overwritten: a reading or a claim that no longer holds gets the number of the log entry that ended it,
and stays. `begun` and `ended` are numbers of log entries, so the ledger as it stood at any entry is a filter.
Days are ISO 8601 text (2022-03-11), moments ISO 8601 in UTC. Compressed columns are zlib.
The migrations make these tables; a test holds the two together.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

CURRENT, OVER = text("ended IS NULL"), text("ended IS NOT NULL")

# Small columns that people put conditions on, beside those that have an index of their own.
WALKED = (
    "begun",
    "ended",
    "kind",
    "side",
    "status",
    "narrator",
    "about_first",
    "about_last",
    "published_last",
    "confidence",
    "source_kind",
    "said_first",
    "said_last",
    "speaker",
)

# The last days of what a claim says that may lie behind the day of its publication.
DAYS_BEHIND = ("about_last", "said_last", "published_last")
AHEAD = text(" OR ".join(f"{column} > published_first" for column in DAYS_BEHIND))

metadata = MetaData(naming_convention=NAMES)

Number = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts rows only in a column called INTEGER

run = Table(
    "run",
    metadata,
    Column("number", Number, primary_key=True),
    Column("started", Text, nullable=False),
    Column("finished", Text),  # NULL = still running, or ended before its time
    Column("version", Text, nullable=False),
    Column("counts", Text),  # JSON object: what was kept, unchanged, dropped by reason
)

log = Table(
    "log",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("run", Number, ForeignKey("run.number")),
    Column("act", Text, nullable=False),
    Column("subject", Text, nullable=False),  # what it is about: an article's id
    Column("content", Text, nullable=False),  # SHA-256 of what was written
    Column("hash", Text, nullable=False),  # SHA-256 of this entry and of the hash before it
    Column("who", Text),  # the person or the program that made the change; NULL = written before this was noted
    Index(None, "at"),
    Index(None, "subject"),
)

article = Table(
    "article",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),  # SHA-256 of the text
    Column("begun", Number, ForeignKey("log.number"), nullable=False),
    Column("text", LargeBinary, nullable=False),  # compressed UTF-8
    Column("chars", Integer, nullable=False),
)

sighting = Table(
    "sighting",
    metadata,
    Column("number", Number, primary_key=True),
    Column("article", Number, ForeignKey("article.number"), nullable=False),
    Column("begun", Number, ForeignKey("log.number"), nullable=False),
    Column("path", Text, nullable=False),  # empty = not known; NULL would make every row unique
    Column("url", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    UniqueConstraint("article", "path", "url", "outlet"),
    Index(None, "url"),
)

# The bytes that articles were made of, each once. Where they are the text itself in UTF-8, as with plain text files,
# `data` is NULL and the text of the article with this very id stands for them.
original = Table(
    "original",
    metadata,
    Column("number", Number, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("begun", Number, ForeignKey("log.number"), nullable=False),
    Column("bytes", BigInteger, nullable=False),  # how many, before compression
    Column("data", LargeBinary),  # compressed
)

# Which bytes an article was made of where it was seen, how its text was got out of them, and by which version.
custody = Table(
    "custody",
    metadata,
    Column("number", Number, primary_key=True),
    Column("sighting", Number, ForeignKey("sighting.number"), nullable=False),
    Column("original", Number, ForeignKey("original.number"), nullable=False),
    Column("begun", Number, ForeignKey("log.number"), nullable=False),
    Column("how", Text, nullable=False),
    Column("version", Text, nullable=False),
    UniqueConstraint("sighting", "original"),
)

reading = Table(
    "reading",
    metadata,
    Column("number", Number, primary_key=True),
    Column("article", Number, ForeignKey("article.number"), nullable=False),
    Column("begun", Number, ForeignKey("log.number"), nullable=False),
    Column("ended", Number, ForeignKey("log.number")),
    Column("version", Text, nullable=False),
    Column("models", Text, nullable=False),  # JSON object
    Column("path", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("author", Text),
    Column("url", Text),
    Column("language", Text),
    Column("published", Text),  # of the reading: metadata, else the text's own evidence
    Column("published_first", Text),
    Column("published_last", Text),
    Column("basis", Text),
    Column("given_published", Text),  # of the article: metadata only
    Column("given_basis", Text),
    Column("header_start", Integer),
    Column("header_end", Integer),
    Column("claims", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),  # compressed JSON of docs/data-format.md
    Index(None, "article", "begun"),
    Index(
        "uq_reading_current",
        "article",
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    ),
    Index(None, "outlet"),
    Index(None, "published_first"),
    Index(None, "begun"),
    Index("ix_reading_ended", "ended", sqlite_where=OVER, postgresql_where=OVER),
)

# Every source that claims name, once, to search the names in without walking the claims.
speaker = Table(
    "speaker",
    metadata,
    Column("number", Number, primary_key=True),
    Column("mark", String(32), nullable=False, unique=True),  # SHA-256, shortened, of source and mention as they are
    Column("name", Text, nullable=False),  # both in lower case, one a line
)

claim = Table(
    "claim",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", String(17), nullable=False),
    Column("article", Number, ForeignKey("article.number"), nullable=False),
    Column("reading", Number, ForeignKey("reading.number"), nullable=False),  # the one that first gave it
    Column("begun", Number, ForeignKey("log.number"), nullable=False),
    Column("ended", Number, ForeignKey("log.number")),
    Column("position", BigInteger, nullable=False),  # publication day, article, place in the text (rows.py)
    Column("mark", String(16), nullable=False),  # SHA-256, shortened, of what the claim says: tells a revision
    Column("kind", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("context", Text, nullable=False),
    Column("source", Text),
    Column("source_text", Text),
    Column("source_spans", Text),  # JSON; here and below NULL = empty
    Column("actor", Text),
    Column("side", Text),
    Column("narrator", Boolean, nullable=False),
    Column("via", Text),  # JSON
    Column("track", Text),
    Column("outlet", Text),
    Column("published_first", Text),
    Column("published_last", Text),
    Column("about_first", Text),  # the days that the claim is about: an event's, a figure's, a forecast's, else said
    Column("about_last", Text),
    Column("said", Text),
    Column("said_first", Text),
    Column("said_last", Text),
    Column("confidence", Float(53)),
    Column("local", Text, nullable=False),
    Column("cue", Text),
    Column("quote", Text),
    Column("act", Text),
    Column("measure", Text),
    Column("low", Float(53)),
    Column("high", Float(53)),
    Column("approximate", Boolean, nullable=False),
    Column("of_what", Text),
    Column("of_actor", Text),
    Column("unit", Text),
    Column("by_whom", Text),
    Column("since", Text),
    Column("as_of", Text),
    Column("place", Text),
    Column("modality", Text),
    Column("event_type", Text),
    Column("mode", Text),
    Column("trigger_words", Text),
    Column("actors", Text),  # JSON
    Column("targets", Text),  # JSON
    Column("happened", Text),  # an event's `when`
    Column("places", Text),  # JSON, an event's `where`
    Column("status", Text),
    Column("horizon", Text),
    Column("made", Text),
    Column("likelihood_low", Float(53)),
    Column("likelihood_high", Float(53)),
    Column("wording", Text),
    Column("source_kind", Text),
    Column("located", Text),  # JSON: each place that it is about, as a list of the fields of Located
    Column("speaker", Number),  # no foreign key: every one costs each claim a look-up; `verify` checks it
    Column("reviewed", Text),  # JSON: what people decided that made the claim what it is; NULL = nobody did
    Column("stage", Text),  # of support and sanctions
    Column("condition", Text),  # the words of what a forecast hangs on
    Index(
        "uq_claim_current",
        "id",
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    ),
    Index(None, "id", "begun"),
    Index(None, "begun"),
    Index("ix_claim_ended", "ended", sqlite_where=OVER, postgresql_where=OVER),
    Index(None, "article", "position"),
    # The walk in the ledger's order: what is common is found soon on it, and what is rare is passed over without
    # touching the rows, ten times as wide.
    Index("ix_claim_walk", "position", *WALKED),
    # The same of the few that look ahead: claims about days from some day on are published since, or among these.
    Index("ix_claim_ahead", "position", *WALKED, sqlite_where=AHEAD, postgresql_where=AHEAD),
    # One index for each condition that names a thing: a page of a rare one is found at once. Only over the rows that
    # have a value, since every index costs each claim a random page.
    *(
        Index(
            None,
            column,
            "position",
            sqlite_where=text(f"{column} IS NOT NULL"),
            postgresql_where=text(f"{column} IS NOT NULL"),
        )
        for column in ("track", "speaker", "actor", "outlet", "measure", "event_type")
    ),
    Index(
        "ix_claim_reviewed",
        "position",
        sqlite_where=text("reviewed IS NOT NULL"),
        postgresql_where=text("reviewed IS NOT NULL"),
    ),
)

decision = Table(
    "decision",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", String(17), nullable=False, unique=True),
    Column("begun", Number, ForeignKey("log.number"), nullable=False),
    Column("ended", Number, ForeignKey("log.number")),  # taken back
    Column("act", Text, nullable=False),
    Column("subject", Text, nullable=False),
    # The one article that it is about, which may come in later than the decision. NULL = it is about none, or several.
    Column("article", String(64)),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("record", Text, nullable=False),  # JSON of docs/review.md
    Index(None, "begun"),
    Index(None, "subject"),
    Index(
        "ix_decision_article",
        "article",
        sqlite_where=text("article IS NOT NULL"),
        postgresql_where=text("article IS NOT NULL"),
    ),
)

# Every point on the map that some claim is about, once: few, so that a circle is laid over them and not over claims.
place = Table(
    "place",
    metadata,
    Column("number", Number, primary_key=True),
    Column("lat", Float(53), nullable=False),
    Column("lon", Float(53), nullable=False),
    Column("km", Float(53), nullable=False),  # how far from there what is meant may lie
    UniqueConstraint("lat", "lon", "km"),
)

claim_place = Table(
    "claim_place",
    metadata,
    Column("claim", Number, ForeignKey("claim.number"), primary_key=True, autoincrement=False),
    Column("place", Number, ForeignKey("place.number"), primary_key=True, autoincrement=False),
    Index(None, "place", "claim"),
)

drop = Table(
    "dropped",
    metadata,
    Column("number", Number, primary_key=True),
    Column("run", Number, ForeignKey("run.number"), nullable=False),
    Column("begun", Number, ForeignKey("log.number"), nullable=False),
    Column("item", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Index(None, "run"),
)

# The tables of what is derived from claims, in modules of their own; imported here so that `metadata` is whole.
import counterclaim.ledger.comparison_tables  # noqa: E402
import counterclaim.ledger.page_tables  # noqa: E402, F401
