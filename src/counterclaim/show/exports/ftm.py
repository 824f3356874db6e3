"""Articles, actors and events as FollowTheMoney statements: "this source says this property has this value".

In:  a ledger and a filter.   Out: the statements' CSV (followthemoney 4), written without importing it.

Entities: an Article for each article; for each source that the register knows a Person, PublicBody or Organization; an
Event for each event claim, with its article as proof. FollowTheMoney has no schema for a claim or a figure; those are
in the other exports. Values are written as they are, since programs load this file, and a sign put before a value would
become part of it: do not open it in a spreadsheet.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterclaim.flow import Ledger
from counterclaim.flow.coding import party_of
from counterclaim.ledger.store import ArticleEntry, ClaimFilter
from counterclaim.records.claim import Claim
from counterclaim.records.values import Status
from counterclaim.show.exports import csvfile
from counterclaim.show.exports.public import Shown
from counterclaim.show.exports.walking import articles_beside, entry_of

COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value",
    "external", "first_seen", "last_seen", "id",
)  # fmt: skip
DATASET = "counterclaim"
# FollowTheMoney's type of each property that is written (followthemoney 4.11.2, schema/*.yaml).
TYPES = {
    "title": "string", "author": "string", "publisher": "string", "fileName": "string", "position": "string",
    "name": "name", "alias": "name", "summary": "text", "notes": "text", "location": "address",
    "sourceUrl": "url", "language": "language", "country": "country",
    "publishedAt": "date", "date": "date", "startDate": "date", "endDate": "date",
    "proof": "entity", "involved": "entity", "recordId": "string", "keywords": "string", "id": "checksum",
}  # fmt: skip
_SCHEMATA = {"person": "Person", "state": "PublicBody", "government": "PublicBody", "military": "PublicBody"}
# ISO 639-1 to the three letters that FollowTheMoney has; the reader reads English, others are kept unread.
_LANGUAGES = {"en": "eng", "uk": "ukr", "ru": "rus", "de": "deu", "fr": "fra", "es": "spa", "ar": "ara", "zh": "zho"}
MOST_ACTORS_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that statements are about."""

    id: str
    schema: str
    origin: str  # the claim or article that says so
    seen: str  # when it came into the ledger
    properties: tuple[tuple[str, str | None], ...]


def pieces(ledger: Ledger, wanted: ClaimFilter, shown: Shown) -> Iterator[str]:
    """The file, piece by piece: each article, then what its claims speak of."""
    yield from csvfile.written(COLUMNS, (row for entity in entities(ledger, wanted, shown) for row in rows(entity)))


def entities(ledger: Ledger, wanted: ClaimFilter, shown: Shown) -> Iterator[Entity]:
    """Articles, actors and events, each once. Actors are remembered up to a bound; beyond it one may come again."""
    articles = articles_beside(ledger)
    last, actors = "", set[str]()
    for claim in ledger.claims(wanted):
        article = shown.article(entry_of(articles, claim))
        if article.id != last:
            last = article.id
            yield _article(article)
        for name in (claim.source, *claim.actors, *claim.targets):
            found = _actor(name, claim, article) if name else None
            if found is not None and found.id not in actors:
                if len(actors) < MOST_ACTORS_REMEMBERED:
                    actors.add(found.id)
                yield found
        if claim.kind == "event":
            yield _event(shown.claim(claim), article)


def rows(entity: Entity) -> Iterator[tuple[str, ...]]:
    """An entity's statements; the one of "id" says that it is there."""
    for name, value in (("id", entity.id), *entity.properties):
        if not value:
            continue
        yield (
            entity.id, entity.id, name, TYPES[name], entity.schema, value, DATASET, entity.origin, "", "", "",
            entity.seen, entity.seen, statement_id(entity.id, name, value),
        )  # fmt: skip


def statement_id(entity: str, prop: str, value: str) -> str:
    """FollowTheMoney's key of a statement (Statement.make_key)."""
    return hashlib.sha1(f"{DATASET}.{entity}.{prop}.{value}".encode(), usedforsecurity=False).hexdigest()


def _article(article: ArticleEntry) -> Entity:
    published = article.published
    return Entity(
        f"cc-article-{article.id}",
        "Article",
        f"article:{article.id[:16]}",
        _seconds(article.added),
        (
            ("title", article.title),
            ("author", article.author),
            ("publisher", article.outlet),
            ("sourceUrl", article.url),
            ("language", _LANGUAGES.get(article.language or "")),
            # FollowTheMoney has no intervals but years, months and days; a wider one is left out
            ("publishedAt", published.text if published and "/" not in published.text else None),
        ),
    )


def _actor(name: str, claim: Claim, article: ArticleEntry) -> Entity | None:
    party = party_of(name)
    if party.actor is None:
        return None
    return Entity(
        f"cc-actor-{party.actor}",
        _SCHEMATA.get(party.kind or "", "Organization"),
        f"claim:{claim.id}",
        _seconds(article.added),
        (("name", party.name), ("country", party.country.lower() if party.country else None)),
    )


def _event(claim: Claim, article: ArticleEntry) -> Entity:
    when = claim.when
    exact = when is not None and "/" not in when.text
    actors = (party_of(name) for name in (*claim.actors, *claim.targets))
    return Entity(
        f"cc-event-{claim.id}",
        "Event",
        f"claim:{claim.id}",
        _seconds(article.added),
        (
            ("name", f"{claim.event_type}: {' '.join(claim.text.split())}"),
            ("date", when.text if when and exact else None),
            ("startDate", when.first.isoformat() if when and not exact else None),
            ("endDate", when.last.isoformat() if when and not exact else None),
            *(("location", place) for place in _unlike(claim.where)),
            *(("country", c.lower()) for c in _unlike(p.country for p in claim.located)),
            *(("involved", f"cc-actor-{actor}") for actor in _unlike(party.actor for party in actors)),
            ("summary", claim.text),
            ("notes", f"status: {claim.status or Status.HAPPENED}; said by: {claim.source or 'the article itself'}"),
            ("keywords", claim.track),
            ("recordId", claim.id),
            ("proof", f"cc-article-{article.id}"),
        ),
    )


def _unlike(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _seconds(moment: str) -> str:
    """To the second and without a zone, as FollowTheMoney writes moments."""
    return moment[:19]
