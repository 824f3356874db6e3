"""What the page of the briefing is made of: the first of each section, whatever the ledger's size.

In: a snapshot.   Out: Digest. Questions come out of the catalogue in their order; of each part of the war the first
claims in the ledger's order are looked through. Where that is not all, the sections say that there is more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from counterclaim.comparison.questions import question_order
from counterclaim.flow.catalogue import QuestionsWanted
from counterclaim.ledger.store import ClaimFilter
from counterclaim.ledger.tallies import claims_of_articles, published_between
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.question import CONTESTED, Question, QuestionStatus
from counterclaim.records.talks import Round
from counterclaim.records.values import Track
from counterclaim.show.briefing import MOST_ENTRIES, TRACKS, Material, Totals, compose
from counterclaim.show.layout import Briefing

if TYPE_CHECKING:
    from counterclaim.show.web.snapshot import Snapshot

MOST_CLAIMS = 300  # of each part of the war that are looked through, in the ledger's order
ALL_LISTED = 30  # so many articles are all listed; of more those that the page cites
_OTHERS = tuple(status for status in QuestionStatus if status not in CONTESTED)


@dataclass(frozen=True, slots=True)
class Digest:
    """The briefing as far as its page goes, and the questions in it."""

    briefing: Briefing
    questions: Mapping[str, Question]
    articles: int  # that the ledger holds


def digest_of(snapshot: "Snapshot") -> Digest:
    """The first of each section."""
    disputed = _first(snapshot, CONTESTED)
    several = [q for track in TRACKS for q in _first(snapshot, _OTHERS, track)]
    told = {track: _claims(snapshot, track) for track in TRACKS}
    claims = {claim.id: claim for claim in chain.from_iterable(told.values())}
    questions = tuple(sorted({q.id: q for q in (*disputed, *several)}.values(), key=question_order))
    # what is set beside others is told there, also where that question has no room on this page
    shown = {account.claim.id for question in questions for account in question.accounts}
    beside = snapshot.catalogue.beside_others([claim for claim in claims if claim not in shown])
    rounds = snapshot.rounds[:MOST_ENTRIES]
    forecasts = snapshot.followed(snapshot.forecasts_by_state[:MOST_ENTRIES])
    kept = tuple(claim for claim in claims.values() if claim.id not in beside)
    articles = _articles(snapshot, questions, kept, rounds, forecasts)
    counts = snapshot.question_counts.status
    contested = sum(counts[status.value] for status in CONTESTED)
    totals = Totals(
        articles=snapshot.sizes.articles,
        claims=snapshot.sizes.claims,
        sources=snapshot.sizes.sources,
        disputed=contested,
        published=published_between(snapshot.ledger.view),
        claims_of=claims_of_articles(snapshot.ledger.view, (ref.id for ref in articles)),
        beyond={
            "disputed": contested - len(disputed),
            "talks": len(snapshot.rounds) - len(rounds),
            "forecasts": len(snapshot.forecasts) - len(forecasts),
        }
        | {track.value: None for track, found in told.items() if len(found) == MOST_CLAIMS},
    )
    briefing = compose(Material(articles, kept, questions, rounds, forecasts, totals=totals))
    return Digest(briefing, {q.id: q for q in questions}, totals.articles)


def _first(snapshot: "Snapshot", statuses: tuple[QuestionStatus, ...], track: Track | None = None) -> list[Question]:
    """The first questions of some statuses; of one track only those of several accounts."""
    wanted = QuestionsWanted(
        statuses=tuple(status.value for status in statuses),
        track=track.value if track else None,
        several=track is not None,
    )
    return list(islice(snapshot.catalogue.wanted(wanted, few=MOST_ENTRIES), MOST_ENTRIES))


def _claims(snapshot: "Snapshot", track: Track) -> list[Claim]:
    """The first claims of a part of the war."""
    return list(snapshot.ledger.claims(ClaimFilter(track=track), limit=MOST_CLAIMS))


def _articles(
    snapshot: "Snapshot",
    questions: Iterable[Question],
    claims: Iterable[Claim],
    rounds: Iterable[Round],
    forecasts: Iterable[TrackedForecast],
) -> tuple[ArticleRef, ...]:
    """All articles of a small ledger; of a large one those that can be cited."""
    if snapshot.sizes.articles <= ALL_LISTED:
        return tuple(ArticleRef(e.id, e.path, e.title, e.outlet, e.published) for e in snapshot.ledger.articles())
    cited = chain(
        (account.claim.article for question in questions for account in question.accounts),
        (claim.article for claim in claims),
        (mention.article for told in rounds for mention in told.mentions),
        (move.mention.article for told in rounds for move in told.moves),
        (claim.article for forecast in forecasts for claim in forecast.mentions),
        (found.claim.article for forecast in forecasts for found in forecast.evidence),
    )
    return tuple({ref.id: ref for ref in cited}.values())
