"""Claims on the map: GeoJSON (RFC 7946), a point for each place that a claim is about.

In:  a ledger and a filter.   Out: one FeatureCollection, piece by piece; a count of claims without a place.

A claim about a place that the gazetteer does not know has no feature: no point stands for "somewhere". Every point says
how far from it what is meant may lie. Events of one type, and figures of one measure, about one place and time stand
together, and each says how many claims tell of that (n_accounts) and of how many origins (n_independent). No front line
is merged out of several accounts.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from counterclaim.comparison.origins import origins_of
from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.flow import Ledger
from counterclaim.flow.kin import Kin
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.claim import Claim
from counterclaim.records.places import Located
from counterclaim.records.when import When
from counterclaim.records.wire import number
from counterclaim.show.excerpts import excerpt
from counterclaim.show.exports.public import Shown
from counterclaim.show.exports.sorting import in_order

# RFC 7946, 11.2: seven digits are a centimetre; GeoNames' coordinates have five.
DIGITS = 6

Json = dict[str, Any]


def pieces(ledger: Ledger, wanted: ClaimFilter, left_out: Counter[str], shown: Shown) -> Iterator[str]:
    """The file, a feature a line."""
    yield '{"type": "FeatureCollection", "features": ['
    between = "\n"
    for feature in features(ledger, wanted, left_out, shown):
        yield between + json.dumps(feature, ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def features(ledger: Ledger, wanted: ClaimFilter, left_out: Counter[str], shown: Shown) -> Iterator[Json]:
    """One feature for each place of each claim, by time, place and kind."""
    kin = Kin(ledger)
    for _, group in groupby(in_order(_placed(ledger, wanted, left_out), key=_key), key=lambda pair: _key(pair)[:-1]):
        pairs = list(group)
        told = independent = 1
        if _tell_of_one_thing(pairs[0][0]):
            claims = {claim.id: claim for claim, _ in pairs}
            family_of = kin.among({claim.article.id for claim in claims.values()})
            told, independent = len(claims), len(set(origins_of(list(claims.values()), family_of).values()))
        for claim, place in pairs:
            yield feature(shown.claim(claim), claim.located.index(place), told, independent)


def _tell_of_one_thing(claim: Claim) -> bool:
    """Whether claims with the same key as this one tell of the same: undated ones and statements need not."""
    return _time_of(claim) is not None and claim.kind in ("event", "figure")


def feature(claim: Claim, which: int, n_accounts: int, n_independent: int) -> Json:
    """One of a claim's places. Its id is the claim's; a second place's has its number behind."""
    place = claim.located[which]
    about = _time_of(claim)
    return {
        "type": "Feature",
        "id": claim.id if which == 0 else f"{claim.id}/{which + 1}",
        "geometry": {"type": "Point", "coordinates": [round(place.lon, DIGITS), round(place.lat, DIGITS)]},
        "properties": {
            "claim": claim.id,
            "kind": claim.kind,
            "status": claim.status,
            "asserted_by": None if claim.narrator else teller(claim),
            "narrator": claim.narrator,
            "side": claim.side,
            "valid_from": about.first.isoformat() if about else None,
            "valid_to": about.last.isoformat() if about else None,
            "place": place.name,
            "place_kind": place.kind,
            "relation": place.relation,
            "country": place.country,
            "geonameid": place.geonameid,
            "precision": place.ucdp,
            "radius_m": round(place.reach_km * 1000),
            "n_accounts": n_accounts,
            "n_independent": n_independent,
            "track": claim.track,
            "event_type": claim.event_type,
            "mode": claim.mode,
            "measure": claim.measure,
            "low": number(claim.low),
            "high": number(claim.high),
            "value": value_words(claim) if claim.kind == "figure" else None,
            "words": excerpt(claim),
            "outlet": claim.article.outlet,
            "published": claim.article.published.text if claim.article.published else None,
            "article": claim.article.id,
            "start": claim.span.start,
            "end": claim.span.end,
        },
    }


def _placed(ledger: Ledger, wanted: ClaimFilter, left_out: Counter[str]) -> Iterator[tuple[Claim, Located]]:
    for claim in ledger.claims(wanted):
        if not claim.located:
            left_out["no place known"] += 1
        yield from ((claim, place) for place in claim.located)


def _time_of(claim: Claim) -> When | None:
    return claim.when or claim.as_of or claim.horizon or claim.said


def _key(pair: tuple[Claim, Located]) -> tuple[str, str, float, float, str, str, str]:
    """What is told: when, where, and what kind of thing; last the claim."""
    claim, place = pair
    about = _time_of(claim)
    first, last = (about.first.isoformat(), about.last.isoformat()) if about else ("", "")
    what = claim.event_type or claim.measure or ""
    return (first, last, place.lat, place.lon, claim.kind, what, claim.id)
