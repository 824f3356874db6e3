"""The columns of what analysis finds: origins, framing, sources' records, positions, forecasts' scores.

In: records of comparison.   Out: Listings for show.tables.
"""

from dataclasses import dataclass

from counterclaim.comparison.echo_tree import Echo
from counterclaim.comparison.framing import Choice, FramingWord, Verbs
from counterclaim.comparison.positions import Position, Stand
from counterclaim.comparison.rules.verdict import teller
from counterclaim.comparison.scores import Record
from counterclaim.comparison.source_records import SourceRecord
from counterclaim.records.claim import ArticleRef
from counterclaim.show.tables import Column, Listing


@dataclass(frozen=True, slots=True)
class Told:
    """One account in an origin's tree."""

    origin: str
    depth: int
    echo: Echo


@dataclass(frozen=True, slots=True)
class Copy:
    """One article that is a copy of another."""

    article: ArticleRef
    of: ArticleRef
    evidence: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One move in the matrix of positions."""

    position: Position
    stand: Stand


def _day(told: Told) -> str | None:
    published = told.echo.claim.article.published
    return published.text if published else None


ORIGINS: Listing[Told] = Listing(
    "origins",
    (
        Column("origin", lambda t: t.origin, "origin", style="dim"),
        Column("claim", lambda t: t.echo.claim.id, "id", style="dim"),
        Column("of", lambda t: t.echo.of),
        Column("depth", lambda t: t.depth),
        Column(
            "outlet",
            lambda t: t.echo.claim.article.outlet or t.echo.claim.article.path,
            "told by",
            lambda t: f"{'  ' * t.depth}{t.echo.claim.article.outlet or t.echo.claim.article.path or '?'}",
        ),
        Column("published", _day, "published"),
        Column("source", lambda t: t.echo.claim.source, "source", lambda t: teller(t.echo.claim), wraps=True),
        Column("credited", lambda t: t.echo.credited),
        Column("evidence", lambda t: t.echo.evidence, "had from", wraps=True),
    ),
)
COPIES: Listing[Copy] = Listing(
    "copies",
    (
        Column("article", lambda c: c.article.id, "id", lambda c: c.article.id[:12], style="dim"),
        Column("outlet", lambda c: c.article.outlet or c.article.path, "copy", wraps=True),
        Column("published", lambda c: c.article.published.text if c.article.published else None, "published"),
        Column("of", lambda c: c.of.id),
        Column("of_outlet", lambda c: c.of.outlet or c.of.path, "of", wraps=True),
        Column("evidence", lambda c: c.evidence, "evidence", wraps=True),
    ),
)
WORDS: Listing[FramingWord] = Listing(
    "words",
    (
        Column("group", lambda w: w.group, "group"),
        Column("word", lambda w: w.word, "word", style="bold"),
        Column("z", lambda w: w.z, "z", right=True),
        Column("log_odds", lambda w: w.log_odds),
        Column("count", lambda w: w.count, "here", right=True),
        Column("others", lambda w: w.others, "elsewhere", right=True),
        Column("context", lambda w: w.context, "in context", wraps=True),
    ),
)
CHOICES: Listing[Choice] = Listing(
    "choices",
    (
        Column("thing", lambda c: c.thing, "for", style="bold"),
        Column("group", lambda c: c.group, "group"),
        Column("words", lambda c: _counted(c.words), "words", wraps=True),
    ),
)
VERBS: Listing[Verbs] = Listing(
    "verbs",
    (
        Column("group", lambda v: v.group, "outlet"),
        Column("party", lambda v: v.party, "whose claims", style="bold"),
        Column("claims", lambda v: v.claims, "claims", right=True),
        *(
            Column(name, lambda v, name=name: dict(v.classes).get(name, 0), name, right=True)  # type: ignore[misc]
            for name in ("neutral", "doubt", "trust", "concession", "denial", "other")
        ),
        Column("words", lambda v: _counted(v.words), "verbs", wraps=True, spare=1),
    ),
)
RECORDS: Listing[SourceRecord] = Listing(
    "records",
    (
        Column("source", lambda r: r.source, "source", style="bold", wraps=True),
        Column("actor", lambda r: r.actor),
        Column("kind", lambda r: r.kind, "kind"),
        Column("accounts", lambda r: r.accounts, "accounts", right=True),
        Column("alone", lambda r: r.alone, "alone", right=True, spare=2),
        Column("first", lambda r: r.first, "first", right=True),
        Column("echoed", lambda r: r.echoed, "echoed", right=True, spare=1),
        Column("agreed", lambda r: r.agreed, "agreed", right=True),
        Column("contradicted", lambda r: r.contradicted, "contradicted", right=True),
        Column("by_later", lambda r: r.by_later, "by later", right=True, spare=4),
        Column("revised", lambda r: r.revised, "revised", right=True, spare=3),
    ),
)
POSITIONS: Listing[Moved] = Listing(
    "positions",
    (
        Column("party", lambda m: m.position.party, "party", style="bold"),
        Column("issue", lambda m: m.position.issue, "issue"),
        Column("date", lambda m: m.stand.when.text if m.stand.when else None, "when"),
        Column("act", lambda m: m.stand.act, "move"),
        Column("source", lambda m: m.stand.claim.source, "who", wraps=True),
        Column(
            "text", lambda m: m.stand.claim.text, "words", lambda m: " ".join(m.stand.claim.text.split()), wraps=True
        ),
        Column("claim", lambda m: m.stand.claim.id, "id", style="dim", spare=1),
        Column("changed", lambda m: m.position.changed),
    ),
)
SCORES: Listing[Record] = Listing(
    "forecasters",
    (
        Column("maker", lambda r: r.maker, "who", lambda r: r.maker or "(the articles themselves)", wraps=True),
        Column("made", lambda r: r.made, "made", right=True),
        Column("judged", lambda r: r.judged, "judged", right=True),
        Column("happened", lambda r: r.happened, "came true", right=True),
        Column("scored", lambda r: r.scored, "scored", right=True),
        Column("brier_best", lambda r: r.best, "Brier, best", lambda r: _score(r.best), right=True),
        Column("brier_worst", lambda r: r.worst, "Brier, worst", lambda r: _score(r.worst), right=True),
        Column(
            "calibration",
            lambda r: "; ".join(f"{low:.2f}-{high:.2f}: {came} of {many}" for low, high, many, came in r.bins) or None,
            "came true, by likelihood",
            wraps=True,
        ),
    ),
)


def _counted(words: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{word} {count}" for word, count in words)


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
