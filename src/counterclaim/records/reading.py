"""What one article says: the frozen results of reading it, tied to the words they rest on.

Every id (`a1`, `f1`, `e1`, `p1`) is unique within its Reading, numbered in text order. Values: records/values.py.
"""

from dataclasses import dataclass, field

from counterclaim.records.article import Article, Drop, Excluded, Published
from counterclaim.records.span import Span, Spans
from counterclaim.records.values import Act, EventType, Measure, Modality, Quote, Side, Stage, Status, Track
from counterclaim.records.when import When


@dataclass(frozen=True, slots=True)
class Source:
    """Who a claim is attributed to, as the article words it."""

    spans: Spans
    text: str  # the mention; a pronoun stays a pronoun
    name: str | None = None  # who that is after resolution within the article, in full form; None = not resolved
    actor: str | None = None  # id in the actor register
    side: Side | None = None
    kind: str | None = None  # official, military, analyst, witness, document, media, reports, person, body
    named: bool = True  # False: "a US official", "some analysts"


@dataclass(frozen=True, slots=True)
class Relay:
    """One who passed a claim on; the nearest to the source comes first."""

    spans: Spans
    name: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content in an article: who says (source), the words that say so (cue), what is said (content)."""

    id: str
    source: Source | None  # None: attributed to nobody named ("it was reported")
    via: tuple[Relay, ...]
    cue: Spans  # may be empty: a quotation that follows its speaker's introduction
    content: Spans
    quote: Quote
    act: Act
    said: When | None
    confidence: float  # 0..1: how likely it is that content and source are both right
    rule: str = ""  # what found it: "encoder", a rule's name, or both
    withheld: str | None = None  # why no claim is made of it ("declined to say"); None: it is one
    speech: Spans = ()  # all that was said, where this is one claim of several in it; given at the longest of them


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text, kept as wide as the words leave it ("at least 40": low 40, high None)."""

    id: str
    span: Span
    text: str
    low: float | None  # inclusive; None = no lower bound given
    high: float | None  # inclusive; None = no upper bound given
    approximate: bool  # "about", "some", "nearly"
    measure: Measure
    of: str | None = None  # what is counted, in the article's words
    of_actor: str | None = None
    unit: str | None = None  # person, square mile, USD, ...
    by: str | None = None  # who did it to them
    since: When | None = None
    as_of: When | None = None
    place: str | None = None
    modality: Modality = Modality.ASSERTED
    attribution: str | None = None  # id of the attribution it stands in; None = the narrator's
    rule: str = ""  # which rule read it


@dataclass(frozen=True, slots=True)
class Event:
    """Something said to have happened, to be happening or to be going to happen."""

    id: str
    span: Span  # the clause
    trigger: Span
    type: EventType
    mode: str | None = None  # PLOVER 2.0 mode: aerial, drone, heavy-weapons, ...
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    when: When | None = None
    where: tuple[str, ...] = ()
    status: Status = Status.HAPPENED
    attribution: str | None = None
    track: Track | None = None
    rule: str = ""
    stage: Stage | None = None  # of support and sanctions: how far they have got
    same_as: str | None = None  # id of the first event of the article that tells the same; None: told here first


@dataclass(frozen=True, slots=True)
class Forecast:
    """A statement about what was then the future."""

    id: str
    span: Span
    attribution: str | None
    horizon: When | None  # by when; None = no time given
    made: When | None
    likelihood: tuple[float, float] | None = None  # ICD 203 range, 0..1
    wording: str | None = None  # the likelihood words themselves
    rule: str = ""
    condition: str | None = None  # the words of what it hangs on ("if the port stays closed")


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its TIMEX3 value and the interval that it stands for."""

    span: Span
    value: str | None  # TIMEX3; None = recognised, not resolvable
    when: When | None
    kind: str = "DATE"  # DATE, TIME, DURATION, SET


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place, with its GeoNames entry where it is known.

    With a `relation` that says a distance and a direction, the point is where the words lead, not the named place's.
    """

    span: Span
    name: str
    geonameid: int | None = None
    lat: float | None = None  # degrees, WGS 84
    lon: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    kind: str | None = None  # town, region, country, river, border, ...
    relation: str | None = None  # "near", "12 km south of"; None = in it
    radius_km: float | None = None  # the place meant lies within it; None = as wide as the place itself
    ucdp: int | None = None  # UCDP's where_prec, 1 to 7, derived from kind and relation
    acled: int | None = None  # ACLED's geo_precision, 1 to 3, derived likewise


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of somebody who acts or speaks, with the register's entry where it is known."""

    span: Span
    name: str
    actor: str | None = None  # id in the actor register; None = a name, linked within the article only
    kind: str | None = None  # state, government, military, person, organisation, media, ...
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """What read the article, so that every value says which code and models made it."""

    version: str
    models: tuple[tuple[str, str], ...]  # (name, version), sorted


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says. Pure: the same article, settings and models give the same Reading."""

    article: Article
    reader: Reader
    published: Published | None  # metadata if there is any, else the text's own evidence, else None
    excluded: tuple[Excluded, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    dropped: tuple[Drop, ...] = field(default=())

    def _repr_html_(self) -> str:
        """As Jupyter shows it."""
        from counterclaim.records.notebook import reading_html

        return reading_html(self)
