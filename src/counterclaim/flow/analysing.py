"""What a ledger's claims amount to beyond its questions: echoes, framing, sources' records, positions at talks.

In: a Ledger.   Out: the records of comparison's modules of the same names.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from counterclaim.comparison.decided import judged
from counterclaim.comparison.echo_tree import Origin, origins_of_question
from counterclaim.comparison.families import Families, find_families
from counterclaim.comparison.forecasts import BEARING, MOST_READ, evidence_for, list_forecasts, with_evidence_among
from counterclaim.comparison.framing import (
    Choice,
    FramingWord,
    Verbs,
    choices_of_groups,
    verbs_of_groups,
    words_of_groups,
)
from counterclaim.comparison.meetings import people_of, tells_of_talks
from counterclaim.comparison.notes import Note, notes_of, notes_on_others
from counterclaim.comparison.parties import name_of
from counterclaim.comparison.positions import MOVES, Position, positions_of
from counterclaim.comparison.scores import Record, Score, records_of, score_of
from counterclaim.comparison.source_records import SourceRecord, records_of_sources
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.talks import find_rounds
from counterclaim.flow.asking import each_question
from counterclaim.flow.preparing import is_prepared, told_at
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.question import Question
from counterclaim.records.talks import Round
from counterclaim.records.values import EventType

if TYPE_CHECKING:
    from counterclaim.flow.ledger import Ledger


# Of more forecasts the events are gone through once: that is faster than to look up the places of each.
MOST_LOOKED_UP = 200


class Grouping(StrEnum):
    """What framing is compared between."""

    OUTLET = "outlet"
    SIDE = "side"  # of the sources, in their own words


def origins(ledger: "Ledger", question_id: str) -> tuple[Question, tuple[Origin, ...]]:
    """One question's origins, each with the tree of its echoes. Raises UnknownId."""
    question = ledger.question(question_id)
    wanted = {account.claim.article.id for account in question.accounts}
    view = ledger.view
    texts = [(_ref(question, article), view.article(article).text) for article in sorted(wanted)]
    return question, origins_of_question(question, find_families(texts))


def _ref(question: Question, article: str) -> ArticleRef:
    return next(a.claim.article for a in question.accounts if a.claim.article.id == article)


def notes_of_question(ledger: "Ledger", question: Question) -> tuple[Note, ...]:
    """What the articles of a question say of its claims' standing: not verified, corrected, retracted.

    Also what one of them takes back of another's number.
    """
    found: list[Note] = []
    claims = [account.claim for account in question.accounts]
    wanted = {claim.id for claim in claims}
    for ref in sorted({claim.article.id: claim.article for claim in claims}.values(), key=lambda ref: ref.id):
        text = ledger.view.article(ref.id).text
        own = list(ledger.claims(ClaimFilter(article=ref.id)))
        found += [note for note in notes_of(text, own) if note.claim in wanted]
        found += notes_on_others(text, ref, claims)
    return tuple(found)


def families(ledger: "Ledger") -> tuple[tuple[Families, dict[str, ArticleRef]], ...]:
    """Which articles are copies of which, with the articles themselves."""
    refs = {e.id: ArticleRef(e.id, e.path, e.title, e.outlet, e.published) for e in ledger.articles()}
    return ((ledger.families(), refs),)


def framing_words(
    ledger: "Ledger", by: Grouping = Grouping.OUTLET, wanted: ClaimFilter | None = None, most: int = 20
) -> tuple[FramingWord, ...]:
    """The words that each outlet (in its articles) or side (in its own statements) over-uses."""
    return words_of_groups(_texts(ledger, by, wanted), most)


def framing_choices(
    ledger: "Ledger", by: Grouping = Grouping.OUTLET, wanted: ClaimFilter | None = None
) -> tuple[Choice, ...]:
    """Spellings of names and words for one thing, by outlet or side."""
    return choices_of_groups(_texts(ledger, by, wanted))


def framing_verbs(ledger: "Ledger", wanted: ClaimFilter | None = None) -> tuple[Verbs, ...]:
    """By which verbs each outlet brings each party's statements."""
    return verbs_of_groups((claim.article.outlet or "(no outlet)", claim) for claim in ledger.claims(wanted))


def _texts(ledger: "Ledger", by: Grouping, wanted: ClaimFilter | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    if by is Grouping.OUTLET:
        seen: set[tuple[str, int]] = set()
        for claim in ledger.claims(wanted):
            if (place := (claim.article.id, claim.sentence.start)) not in seen:
                seen.add(place)
                found[claim.article.outlet or "(no outlet)"].append(claim.context)
    else:
        for claim in ledger.claims(wanted):
            party = source_party(claim)
            if claim.kind == "statement" and party is not None:
                found[name_of(party)].append(claim.text)
    return found


def source_records(ledger: "Ledger", wanted: ClaimFilter | None = None) -> tuple[SourceRecord, ...]:
    """What became of each source's claims, by kind."""
    return records_of_sources(each_question(ledger, wanted))


def positions(ledger: "Ledger", wanted: ClaimFilter | None = None) -> tuple[Position, ...]:
    """Who demanded, offered, refused or agreed to what, and when."""
    if wanted is not None:
        return positions_of(ledger.claims(wanted))
    return positions_of(chain.from_iterable(ledger.claims(ClaimFilter(act=act)) for act in sorted(MOVES)))


def talks(ledger: "Ledger", *, as_prepared: bool = False) -> tuple[Round, ...]:
    """Rounds of talks, from the articles that tell of any; no other is read.

    Args:
        as_prepared: take what is prepared although articles have come in since.
    """
    with ledger.store.compared() as rows:
        if ledger.view is ledger.store and is_prepared(rows, or_behind=as_prepared):
            people = people_of(pair for told in rows.people_told_of() for pair in json.loads(told))
            held = rows.claims_of_articles(rows.articles_that_meet())
            return find_rounds((claim for claims in held.values() for claim in claims.values()), people)
    told = ledger.claims(ClaimFilter(kind="event", event_type=EventType.CONSULT))
    articles = sorted({claim.article.id for claim in told if tells_of_talks(claim)})
    return find_rounds(chain.from_iterable(ledger.claims(ClaimFilter(article=article)) for article in articles))


def forecasts(ledger: "Ledger", on: dt.date) -> tuple[TrackedForecast, ...]:
    """Forecasts as people judged them, with the events that bear on them; other claims are not read."""
    return with_evidence_among(listed_forecasts(ledger, on), _bearing(ledger))


def listed_forecasts(ledger: "Ledger", on: dt.date) -> tuple[TrackedForecast, ...]:
    """The same without the events that bear on them, for which `with_evidence` looks."""
    return judged(list_forecasts(ledger.claims(ClaimFilter(kind="forecast")), on), ledger.decisions())


def with_evidence(ledger: "Ledger", listed: Sequence[TrackedForecast]) -> tuple[TrackedForecast, ...]:
    """Some forecasts with the events that bear on them: looked up by place, where the ledger is prepared for that."""
    with ledger.store.compared() as rows:
        looked_up = ledger.view is ledger.store and len(listed) <= MOST_LOOKED_UP
        if looked_up and is_prepared(rows, or_behind=True):
            find = told_at(rows, MOST_READ)
            return tuple(replace(forecast, evidence=evidence_for(forecast, find)) for forecast in listed)
    return with_evidence_among(listed, _bearing(ledger))


def _bearing(ledger: "Ledger") -> Iterator[Claim]:
    return chain.from_iterable(ledger.claims(ClaimFilter(kind="event", event_type=kind)) for kind in sorted(BEARING))


def forecast_scores(ledger: "Ledger") -> tuple[tuple[Score, ...], tuple[Record, ...]]:
    """The judged forecasts' scores, and every maker's record."""
    known = ledger.forecasts()
    return tuple(score_of(f) for f in known if f.outcome is not None), records_of(known)
