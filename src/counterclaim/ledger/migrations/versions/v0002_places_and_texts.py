"""Claims know what kind of source they have and where their places lie; articles are searched by their words.

What the new columns hold of earlier claims is taken from the readings that gave them; no mark and no hash of the log
changes by it.
"""

import json
import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROWS_AT_A_TIME = 200
# A text's words in PostgreSQL must stay under a megabyte.
PART_CHARS = 200_000
# How far from its one point what a name stands for may lie, by kind of place.
REACH_KM = {
    "site": 2.0, "town": 5.0, "island": 25.0, "district": 25.0, "canal": 50.0, "strait": 50.0, "lake": 50.0,
    "channel": 100.0, "region": 100.0, "territory": 100.0, "river": 200.0, "border": 200.0, "gulf": 200.0,
    "sea": 500.0, "country": 500.0, "continent": 3000.0, "ocean": 3000.0,
}  # fmt: skip

Json = dict[str, Any]


def upgrade() -> None:
    """Add the columns and tables, and fill them for what is there."""
    op.add_column("claim", sa.Column("source_kind", sa.Text(), nullable=True))
    op.add_column("claim", sa.Column("located", sa.Text(), nullable=True))
    _walk()
    _place()
    _article_words()
    connection = op.get_bind()
    _fill_claims(connection)
    _link_places(connection)
    _fill_words(connection)


def _walk() -> None:
    op.drop_index("ix_claim_walk", "claim")
    walked = (
        "begun ended kind side status narrator about_first about_last published_last confidence "
        "source_kind said_first said_last"
    )
    op.create_index("ix_claim_walk", "claim", ["position", *walked.split()])


def _place() -> None:
    op.create_table(
        "place",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("lat", sa.Float(precision=53), nullable=False),
        sa.Column("lon", sa.Float(precision=53), nullable=False),
        sa.Column("km", sa.Float(precision=53), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_place")),
        sa.UniqueConstraint("lat", "lon", "km", name=op.f("uq_place_lat_lon_km")),
    )
    op.create_table(
        "claim_place",
        sa.Column("claim", NUMBER, nullable=False, autoincrement=False),
        sa.Column("place", NUMBER, nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.number"], name=op.f("fk_claim_place_claim")),
        sa.ForeignKeyConstraint(["place"], ["place.number"], name=op.f("fk_claim_place_place")),
        sa.PrimaryKeyConstraint("claim", "place", name=op.f("pk_claim_place")),
    )
    op.create_index(op.f("ix_claim_place_place_claim"), "claim_place", ["place", "claim"], unique=False)


def _article_words() -> None:
    """Words of whole articles, as those of claims (0001)."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE article_words USING fts5"
            "(words, content='', tokenize='porter unicode61 remove_diacritics 2')"
        )
        return
    op.execute(
        "CREATE TABLE article_words (article bigint NOT NULL REFERENCES article (number), part integer NOT NULL, "
        "words tsvector NOT NULL, PRIMARY KEY (article, part))"
    )
    op.execute("CREATE INDEX ix_article_words ON article_words USING gin (words)")


def _fill_claims(connection: sa.Connection) -> None:
    last = 0
    readings = sa.text("SELECT number, record FROM reading WHERE number > :last ORDER BY number LIMIT :rows")
    claims = sa.text(
        "SELECT number, kind, local, sentence_start, sentence_end FROM claim WHERE reading = :reading AND article = "
        "(SELECT article FROM reading WHERE number = :reading)"
    )
    update = sa.text("UPDATE claim SET source_kind = :source_kind, located = :located WHERE number = :number")
    while rows := connection.execute(readings, {"last": last, "rows": ROWS_AT_A_TIME}).all():
        for reading in rows:
            record = json.loads(zlib.decompress(reading.record))
            said = {item["id"]: item for item in record["attributions"]}
            items = {i["id"]: i for name in ("figures", "events", "forecasts") for i in record[name]} | said
            changed = []
            for claim in connection.execute(claims, {"reading": reading.number}).all():
                item = items.get(claim.local)
                if item is None:
                    continue
                source = (item if claim.kind == "statement" else said.get(item["attribution"]) or {}).get("source")
                sentence = (claim.sentence_start, claim.sentence_end)
                places = _places(claim.kind, item, record["places"], sentence)
                located = json.dumps(places, ensure_ascii=False, separators=(",", ":")) if places else None
                kind = source.get("kind") if source else None
                if kind or located:
                    changed.append({"number": claim.number, "source_kind": kind, "located": located})
            if changed:
                connection.execute(update, changed)
        last = rows[-1].number


def _places(kind: str, item: Json, places: list[Json], sentence: tuple[int, int]) -> list[list[Any]]:
    """The places that a claim is about, as lists of their fields."""
    known = [place for place in places if place["lat"] is not None and place["lon"] is not None]
    if kind in ("figure", "event"):
        names = item["where"] if kind == "event" else [item["place"]]
        words = tuple(item["span"])
        found = []
        for name in names:
            mentions = [place for place in known if place["name"] == name]
            if mentions:
                found.append(
                    min(mentions, key=lambda p: (_gap(p["span"], sentence), _gap(p["span"], words), p["span"]))
                )
    else:
        spans = item["content"]["spans"] if kind == "statement" else [item["span"]]
        found = [p for p in known if any(s <= p["span"][0] and p["span"][1] <= e for s, e in spans)]
    names = ("name", "lat", "lon", "geonameid", "country", "kind", "relation", "radius_km", "ucdp", "acled")
    unlike: dict[tuple[Any, ...], list[Any]] = {}
    for place in found:
        key = (place["lat"], place["lon"], place.get("kind"), place.get("relation"))
        unlike.setdefault(key, [place.get(name) for name in names])
    return list(unlike.values())


def _gap(one: list[int], other: tuple[int, int]) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _link_places(connection: sa.Connection) -> None:
    numbers: dict[tuple[float, float, float], int] = {}
    last = 0
    query = sa.text(
        "SELECT number, located FROM claim WHERE located IS NOT NULL AND number > :last ORDER BY number LIMIT 500"
    )
    while rows := connection.execute(query, {"last": last}).all():
        links = set()
        for claim in rows:
            for _, lat, lon, _, _, kind, _, km, *_ in json.loads(claim.located):
                point = (float(lat), float(lon), float(km if km is not None else REACH_KM.get(kind or "town", 5.0)))
                if point not in numbers:
                    numbers[point] = len(numbers) + 1
                    connection.execute(
                        sa.text("INSERT INTO place (lat, lon, km) VALUES (:lat, :lon, :km)"),
                        {"lat": point[0], "lon": point[1], "km": point[2]},
                    )
                links.add((claim.number, numbers[point]))
        connection.execute(
            sa.text("INSERT INTO claim_place (claim, place) VALUES (:claim, :place)"),
            [{"claim": claim, "place": place} for claim, place in sorted(links)],
        )
        last = rows[-1].number


def _fill_words(connection: sa.Connection) -> None:
    last = 0
    texts = sa.text("SELECT number, text FROM article WHERE number > :last ORDER BY number LIMIT :rows")
    sqlite = connection.dialect.name == "sqlite"
    put = sa.text(
        "INSERT INTO article_words (rowid, words) VALUES (:number, :text)"
        if sqlite
        else "INSERT INTO article_words (article, part, words) VALUES (:number, :part, to_tsvector('counterclaim', "
        "regexp_replace(normalize(:text, NFD), '[\\u0300-\\u036f]', '', 'g')))"
    )
    while rows := connection.execute(texts, {"last": last, "rows": ROWS_AT_A_TIME}).all():
        for article in rows:
            text = zlib.decompress(article.text).decode("utf-8")
            if sqlite:
                connection.execute(put, {"number": article.number, "text": text})
                continue
            for part, start in enumerate(range(0, len(text), PART_CHARS)):
                connection.execute(
                    put, {"number": article.number, "part": part, "text": text[start : start + PART_CHARS]}
                )
        last = rows[-1].number
