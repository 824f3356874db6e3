"""The forms that an agent's tools answer with. Every value carries the claim's id and the words it rests on.

In:  claims, questions, rounds, forecasts.   Out: frozen records of plain types, which the protocol describes by schema
(those that a tool returns have no slots: the protocol's library takes a slot for a default value).
"""

from dataclasses import dataclass

from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.question import Account, Question
from counterclaim.records.talks import Mention, Round
from counterclaim.records.when import When

# An agent's window is small and the texts are their outlets': words around a value, never an article.
MOST_WORDS_CHARS = 600


@dataclass(frozen=True)
class Words:
    """Where words stand, and the words: `article` and `span` find them again with the tool `article_span`."""

    article: str  # the article's id
    span: tuple[int, int]  # code points of the article's stored text, end exclusive
    text: str
    outlet: str | None
    title: str | None
    published: str | None  # ISO 8601 day or FROM/TO


@dataclass(frozen=True)
class Said:
    """One claim."""

    claim: str
    kind: str  # statement, figure, event, forecast
    who: str  # the source, or "the article itself"
    via: list[str]
    side: str | None
    said: str | None
    value: str  # the figure, the event or the statement, in a few words
    status: str | None  # of an event: happened, alleged, denied, planned, predicted, hypothetical
    confidence: float | None
    words: Words  # the sentence around it


@dataclass(frozen=True)
class Page:
    """Some claims, and where the next ones begin."""

    claims: list[Said]
    next: str | None  # give it as `after`; null = there are no more


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, without its accounts."""

    question: str
    title: str
    status: str  # reported, reported-by-n-origins, disputed, denied, superseded, confirmed; never "true"
    track: str | None
    accounts: int
    origins: int
    low: float | None
    high: float | None
    rule: str | None  # how low and high were made of the accounts


@dataclass(frozen=True)
class Questions:
    """Some questions, disputed ones first."""

    questions: list[Asked]
    next: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One account: one claim that answers the question, and the origin that it comes from."""

    origin: str  # accounts with one origin are echoes of one another and count once
    interest: str | None  # whose loss it counts, seen from the source: own, enemy, third-party
    low: float | None
    high: float | None
    since: str | None
    as_of: str | None
    claim: Said


@dataclass(frozen=True, slots=True)
class Stands:
    """How two accounts stand to one another."""

    a: str
    b: str
    relation: str
    why: str


@dataclass(frozen=True)
class Answered:
    """A question with its accounts side by side."""

    question: Asked
    accounts: list[Told]
    relations: list[Stands]


@dataclass(frozen=True, slots=True)
class Moved:
    """A demand, an offer, a refusal or an agreement."""

    party: str
    act: str
    issue: str
    claim: str
    words: Words


@dataclass(frozen=True, slots=True)
class Talked:
    """One round of talks."""

    round: str
    date: str | None
    place: str | None
    level: str | None
    parties: list[str]
    mediators: list[str]
    outcome: str | None
    status: str
    moves: list[Moved]
    mentions: list[Words]


@dataclass(frozen=True)
class Rounds:
    """Rounds of talks by date."""

    rounds: list[Talked]
    next: str | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One forecast."""

    forecast: str
    maker: str | None
    made: str | None
    horizon: str | None  # by when; null = not said
    likelihood: tuple[float, float] | None  # of the words used, after ICD 203; null = no word of likelihood
    state: str  # open, due, judged
    outcome: str | None
    claims: list[Said]
    evidence: list[str]  # ids of later claims that bear on it


@dataclass(frozen=True)
class Forecasts:
    """Forecasts in the order in which they fall due."""

    forecasts: list[Foreseen]
    next: str | None


@dataclass(frozen=True)
class Overview:
    """What the ledger holds, to begin with."""

    articles: int
    claims: int
    first: str | None  # earliest publication
    last: str | None
    sources: list[str]  # those with most claims
    outlets: list[str]
    as_of: str | None  # the day as of which the ledger is looked at; null = now


def said(claim: Claim) -> Said:
    """A claim as an agent gets it."""
    return Said(
        claim.id,
        claim.kind,
        "the article itself" if claim.narrator else teller(claim),
        list(claim.via),
        claim.side,
        iso(claim.said),
        shortened(value_words(claim)),
        claim.status,
        claim.confidence,
        words_of(claim.article, (claim.sentence.start, claim.sentence.end), claim.context),
    )


def words_of(article: ArticleRef, span: tuple[int, int], text: str) -> Words:
    """Words and where they stand; a text longer than `MOST_WORDS_CHARS` is cut, and so is its span."""
    kept = text[:MOST_WORDS_CHARS]
    end = span[0] + len(kept)
    return Words(article.id, (span[0], end), kept, article.outlet, article.title, iso(article.published))


def asked(question: Question) -> Asked:
    """A question without its accounts."""
    bounds = question.bounds
    return Asked(
        question.id,
        question.title,
        question.status,
        question.track,
        len(question.accounts),
        question.origins,
        bounds.low if bounds else None,
        bounds.high if bounds else None,
        bounds.rule if bounds else None,
    )


def answered(question: Question) -> Answered:
    """A question with its accounts and how they stand to one another."""
    relations = [Stands(r.a, r.b, r.relation, r.why) for r in question.relations]
    return Answered(asked(question), [_told(account) for account in question.accounts], relations)


def _told(account: Account) -> Told:
    claim = account.claim
    return Told(
        account.origin, account.interest, claim.low, claim.high, iso(claim.since), iso(claim.as_of), said(claim)
    )


def talked(found: Round) -> Talked:
    """A round of talks with the moves made in it."""
    return Talked(
        found.id,
        iso(found.date),
        found.place,
        found.level,
        list(found.parties),
        list(found.mediators),
        found.outcome,
        found.status,
        [Moved(m.party, m.act, m.issue, m.mention.claim, _mentioned(m.mention)) for m in found.moves],
        [_mentioned(mention) for mention in found.mentions],
    )


def foreseen(forecast: TrackedForecast) -> Foreseen:
    """A forecast with its claims."""
    return Foreseen(
        forecast.id,
        forecast.maker,
        iso(forecast.made),
        iso(forecast.horizon),
        forecast.likelihood,
        forecast.state,
        forecast.outcome,
        [said(claim) for claim in forecast.mentions],
        [item.claim.id for item in forecast.evidence],
    )


def _mentioned(mention: Mention) -> Words:
    return words_of(mention.article, (mention.span.start, mention.span.end), mention.text)


def shortened(text: str) -> str:
    """The text, cut at `MOST_WORDS_CHARS`."""
    return text if len(text) <= MOST_WORDS_CHARS else text[: MOST_WORDS_CHARS - 1] + "…"


def iso(when: When | None) -> str | None:
    """The date as it is written everywhere: a day, a month, a year or FROM/TO."""
    return when.text if when else None
