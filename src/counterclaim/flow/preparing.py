"""What pages need of each article, made when it comes in or changes, so that no page goes through all claims.

In: a ledger's rows.   Out: rows in the same ledger: an article's events, each once however often it is told; where
they were; who speaks for whom in it, and whether it can tell of a round of talks.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import batched

from counterclaim.comparison.forecasts import scenes_of
from counterclaim.comparison.meetings import may_tell_of_rounds, spoken_for, tells_of_talks
from counterclaim.comparison.periods import period_of
from counterclaim.flow.comparing import RULES_VERSION
from counterclaim.flow.tellings import by_event
from counterclaim.ledger.comparison_rows import ComparisonRows
from counterclaim.ledger.page_rows import HappeningRow, PreparedRow, SceneRow
from counterclaim.ledger.store import Store
from counterclaim.records.claim import Claim
from counterclaim.version import __version__

# Of what is prepared and how: when that changes, all articles are prepared anew.
PREPARED_VERSION = f"{__version__} rules {RULES_VERSION} pages 1"
ARTICLES_AT_A_TIME = 100
NO_TRACK = "other"


def prepare(store: Store) -> int:
    """Prepare the articles that are new or changed; gives how many. A stop in the middle loses nothing."""
    with store.comparing() as rows:
        entry = rows.prepared_entry(PREPARED_VERSION)
        if entry is None:
            rows.unprepare_all()
            rows.set_prepared_entry(0, PREPARED_VERSION)
            entry = 0
        newest = rows.newest()
        articles = rows.changed_articles(entry) if newest > entry else []
    for batch in batched(articles, ARTICLES_AT_A_TIME):
        with store.comparing() as rows:
            _prepare(rows, batch)
    if newest > entry:
        with store.comparing() as rows:
            rows.set_prepared_entry(newest, PREPARED_VERSION)
    return len(articles)


def is_prepared(rows: ComparisonRows, *, or_behind: bool = False) -> bool:
    """Whether every article is prepared as it is now; with `or_behind` also where some have come in since."""
    entry = rows.prepared_entry(PREPARED_VERSION)
    return entry is not None and (entry >= rows.newest() or (or_behind and entry > 0))


def place_number(key: str) -> int:
    """A place's key as the rows have it."""
    return int.from_bytes(blake2b(key.encode(), digest_size=7).digest())


def closest_dated(tellings: Sequence[Claim]) -> Claim:
    """Of the tellings of one event the one under which it stands: the closest dated, the first of several."""
    return min(tellings, key=lambda claim: claim.when.days if claim.when else 1 << 30)


def _prepare(rows: ComparisonRows, articles: Sequence[int]) -> None:
    rows.unprepare(articles)
    held = rows.claims_of_articles(articles)
    prepared: list[PreparedRow] = []
    happenings: list[HappeningRow] = []
    scenes: list[SceneRow] = []
    for article in articles:
        claims = held.get(article, {})
        numbers = {claim.id: number for number, claim in claims.items()}
        told = sorted(claims.values(), key=lambda claim: (claim.span.start, claim.id))
        prepared.append(_article(article, told))
        events = [claim for claim in told if claim.kind == "event"]
        happenings += _happenings(article, events, numbers)
        scenes += _scenes(article, events, numbers)
    rows.put_prepared(prepared, happenings, scenes)


def _article(article: int, claims: Sequence[Claim]) -> PreparedRow:
    if not any(map(tells_of_talks, claims)):
        return PreparedRow(article, None, meets=False)
    people = json.dumps(sorted(spoken_for(claims)), ensure_ascii=False)
    return PreparedRow(article, people, may_tell_of_rounds(claims))


def _happenings(article: int, events: Sequence[Claim], numbers: Mapping[str, int]) -> Iterable[HappeningRow]:
    for tellings in by_event(events):
        claim = closest_dated(tellings)
        yield HappeningRow(
            claim=numbers[claim.id],
            article=article,
            id=claim.id,
            first=claim.when.first.isoformat() if claim.when else None,
            last=claim.when.last.isoformat() if claim.when else None,
            track=claim.track.value if claim.track else NO_TRACK,
            again=" ".join(other.id for other in tellings if other is not claim),
        )


def _scenes(article: int, events: Sequence[Claim], numbers: Mapping[str, int]) -> Iterable[SceneRow]:
    for claim in events:
        day = period_of(claim).day
        if day is not None:
            for key in sorted({place_number(key) for key in scenes_of(claim)}):
                yield SceneRow(key, day.isoformat(), numbers[claim.id], article)


def told_at(rows: ComparisonRows, most: int) -> Callable[[str, str], list[Claim]]:
    """The first events at a place from a day on, as comparison.forecasts.evidence_for asks for them."""

    def find(key: str, day: str) -> list[Claim]:
        numbers = rows.claims_at_place(place_number(key), day, most)
        claims = rows.claims(numbers)
        return [claims[number] for number in numbers if number in claims]

    return find
