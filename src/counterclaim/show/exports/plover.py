"""Events as PLOVER 2.0 JSON Lines.

In:  a ledger and a filter.   Out: one object an event; a count of what PLOVER has no place for.

PLOVER requires a date: an undated event is left out, never dated by its article. Its sixteen types have no home for
statements and appeals, nor for CRIME, which 2.0 dropped. YIELD is RETREAT where its mode is one of RETREAT's, else
CONCEDE. `text` holds the event's clause alone, since PLOVER asks for text only where one holds the rights to it.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from counterclaim.comparison.rules.verdict import teller
from counterclaim.flow import Ledger
from counterclaim.flow.coding import party_of
from counterclaim.ledger.store import ArticleEntry, ClaimFilter
from counterclaim.records.claim import Claim
from counterclaim.records.places import Located
from counterclaim.records.values import EventType, Status
from counterclaim.show.exports.public import Shown
from counterclaim.show.exports.walking import articles_beside, entry_of
from counterclaim.version import __version__

# PLOVER 2.0 manual: quad classes, 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict. SANCTION is
# verbal in the manual's quad table and material in its own section; the table is followed.
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
    "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "SANCTION": 3,
    "PROTEST": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
RETREAT_MODES = frozenset({"withdraw", "release", "disarm", "ceasefire", "access", "resign"})
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
"""PLOVER 2.0's modes by type; a type that is not here has none."""

# The manual's resolution, 5 narrower than a city … 1 country.
_RESOLUTION = {"site": 5, "town": 4, "district": 3, "region": 2, "country": 1}

Json = dict[str, Any]


def lines(ledger: Ledger, wanted: ClaimFilter, left_out: Counter[str], shown: Shown) -> Iterator[str]:
    """One line an event, in the ledger's order."""
    if wanted.kind not in (None, "event"):
        return
    articles = articles_beside(ledger)
    for claim in ledger.claims(replace(wanted, kind="event")):
        entry = entry_of(articles, claim)
        record = event(shown.claim(claim), shown.article(entry))
        if isinstance(record, str):
            left_out[record] += 1
        else:
            yield json.dumps(record, ensure_ascii=False) + "\n"


def event(claim: Claim, article: ArticleEntry) -> Json | str:
    """One event's object, or the reason for which PLOVER has no place for it."""
    kind = plover_type(claim)
    if kind is None:
        return f"no PLOVER type: {claim.event_type}"
    if claim.when is None:
        return "no date"
    mode = [claim.mode] if claim.mode in MODES.get(kind, "").split() else []
    record: Json = {
        "id": claim.id,
        "date": claim.when.first.isoformat(),
        "enddate": claim.when.last.isoformat() if claim.when.days > 1 else None,
        "actor": [_entity(name) for name in claim.actors],
        "recipient": [_entity(name) for name in claim.targets],
        "event": [kind],
        "mode": mode,
        "quad_code": QUADS[kind],
        "event_loc": _location(claim.located[0]) if claim.located else None,
        "event_text": [claim.trigger] if claim.trigger else [],
        "text": claim.text,
        "text_info": {"start": claim.span.start, "end": claim.span.end},
        "link": article.url,
        "cite_info": _without_nothing(
            {
                "corpus": "counterclaim",
                "citation": claim.article.id,
                "url": article.url,
                "title": article.title,
                "language": article.language,
                "publication": article.outlet,
                "codebook": "PLOVER 2.0",
                "coder": "counterclaim",
                "version": __version__,
            }
        ),
        "coder": "counterclaim",
        "coded_date": article.added[:10] or None,
        "comment": f"status: {claim.status or Status.HAPPENED}; asserted by: "
        + ("the article itself" if claim.narrator else teller(claim)),
    }
    return _without_nothing(record)


def plover_type(claim: Claim) -> str | None:
    """PLOVER 2.0's name of the event's type; None where it has none."""
    if claim.event_type is EventType.YIELD:
        return "RETREAT" if claim.mode in RETREAT_MODES else "CONCEDE"
    return claim.event_type.value if claim.event_type is not None and claim.event_type in QUADS else None


# PLOVER's sectors, by the register's kinds of actor.
_SECTORS = {
    "government": "GOV",
    "state": "GOV",
    "military": "MIL",
    "unit": "MIL",
    "media": "MED",
    "group": "REB",
    "organisation": "IGO",
    "people": "CVL",
}


def _entity(name: str) -> Json:
    party = party_of(name)
    return _without_nothing(
        {
            "code": _country_code(party.actor) if party.is_state else None,
            "sector": _SECTORS.get(party.kind or ""),
            "entity_text": name,
            "identifier_text": party.actor,
        }
    )


def _country_code(actor: str | None) -> str | None:
    """The register's ids of a state and its bodies begin with the country's three letters."""
    return actor[:3].upper() if actor and len(actor.split("-", 1)[0]) == 3 else None


def _location(place: Located) -> Json:
    return _without_nothing(
        {
            "extracted_place": f"{place.relation} {place.name}" if place.relation else place.name,
            "resolved_place": place.name,
            "geonameid": place.geonameid,
            "lat": place.lat,
            "lon": place.lon,
            "province": place.name if place.kind == "region" else None,
            "city": place.name if place.kind == "town" else None,
            "country_code": place.country,
            "resolution": _RESOLUTION.get(place.kind or ""),
        }
    )


def _without_nothing(record: Json) -> Json:
    """Optional fields that hold nothing are left out, as the manual has it; required ones may be empty lists."""
    return {name: value for name, value in record.items() if value is not None}
