"""A claim: one attributed or narrator's statement in the ledger, ready to be compared with others.

Attributions, figures, events and forecasts of a Reading each become one claim, with the article's outlet and dates.
"""

from dataclasses import dataclass

from counterclaim.records.decisions import Review
from counterclaim.records.places import Located
from counterclaim.records.span import Span, Spans
from counterclaim.records.values import Act, EventType, Measure, Modality, Quote, Side, Stage, Status, Track
from counterclaim.records.when import When


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """What a claim needs to know of the article that it stands in."""

    id: str
    path: str | None
    title: str | None
    outlet: str | None
    published: When | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement, who makes it, through whom, and where its words stand."""

    id: str
    kind: str  # statement, figure, event, forecast
    article: ArticleRef
    span: Span  # of the value itself: the content, the number, the event's clause
    text: str  # the article's words at `span`
    sentence: Span  # the sentence (or sentences) around it, to show
    context: str  # the article's words at `sentence`
    source: str | None  # resolved name, else the mention; None = nobody named ("it was reported")
    source_text: str | None  # the mention
    source_spans: Spans
    actor: str | None  # the source's id in the actor register
    side: Side | None
    narrator: bool  # the article's own voice; source is then None
    via: tuple[str, ...]
    track: Track | None
    said: When | None
    confidence: float | None
    local: str  # id within the reading (a1, f1, ...)
    source_kind: str | None = None  # official, military, analyst, witness, document, reports, media, person, body
    located: tuple[Located, ...] = ()  # the places that it is about, where the gazetteer knows them
    # statement
    cue: str | None = None
    quote: Quote | None = None
    act: Act | None = None
    # figure
    measure: Measure | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    of: str | None = None
    of_actor: str | None = None
    unit: str | None = None
    by: str | None = None
    since: When | None = None
    as_of: When | None = None
    place: str | None = None
    modality: Modality | None = None
    # event
    event_type: EventType | None = None
    mode: str | None = None
    trigger: str | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    when: When | None = None
    where: tuple[str, ...] = ()
    status: Status | None = None
    stage: Stage | None = None  # of support and sanctions
    # forecast
    horizon: When | None = None
    made: When | None = None
    likelihood: tuple[float, float] | None = None
    wording: str | None = None
    condition: str | None = None  # the words of what it hangs on
    # what people decided that made it what it is, oldest first; empty = it is as the reader made it
    reviewed: tuple[Review, ...] = ()

    def _repr_html_(self) -> str:
        """As Jupyter shows it."""
        from counterclaim.records.notebook import claim_html

        return claim_html(self)
