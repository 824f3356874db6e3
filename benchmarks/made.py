"""Made readings of realistic shape, for benchmarks and fault tests: no model, no real article.

In: a number.   Out: a Reading, always the same one for the same number. Every span slices its own words from its text.
Shape after the seeds and answer keys: 12 to 26 claims an article of 300 to 900 words, half of them statements.
"""

import datetime as dt
import random

from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Attribution, Event, Figure, Forecast, Reader, Reading, Relay, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Quote, Side, Status, Track
from counterclaim.records.when import When

DAYS = 1500  # on which the articles appear
READER = Reader("0.1.0", (("attribution", "made"), ("pipeline", "made")))

_OUTLETS = [
    f"{place} {kind}" for place in ("North", "Harbour", "Valley", "Capital") for kind in ("Post", "Wire", "Mail")
]
_SIDES = (Side.RUSSIA, Side.UKRAINE, Side.US, Side.EUROPE, Side.ANALYST, Side.OTHER)
_RANKS = ("spokesman", "minister", "general", "governor", "analyst", "envoy", "mayor")
_PLACES = [
    f"{a}{b}" for a in ("Ver", "Kolm", "Ost", "Bran", "Sel", "Tor") for b in ("ovka", "insk", "burg", "ane", "ino")
]
_FILLER = (
    "the road along the river stayed closed for a third day while repair crews waited for the shelling to end and "
    "families left for the west with what they could carry on trains that ran hours late under a grey winter sky"
).split()
_MEASURES = (Measure.KILLED, Measure.WOUNDED, Measure.TROOPS, Measure.DESTROYED, Measure.LAUNCHED, Measure.AREA)
_TYPES = (EventType.ASSAULT, EventType.CONSULT, EventType.AID, EventType.SANCTION, EventType.YIELD)
_TRACKS = (Track.STRIKES, Track.TALKS, Track.SUPPORT, Track.SUPPORT, Track.TERRITORY)


class _Maker:
    """Writes a text sentence by sentence and notes what stands in it."""

    def __init__(self, number: int, days: int) -> None:
        self.chance = random.Random(number)
        self.text = f"Dispatch {number} from {self.chance.choice(_PLACES)}.\n\n"
        self.day = dt.date(2022, 2, 24) + dt.timedelta(days=self.chance.randrange(days))
        self.attributions: list[Attribution] = []
        self.figures: list[Figure] = []
        self.events: list[Event] = []
        self.forecasts: list[Forecast] = []

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def filler(self) -> None:
        words = self.chance.choices(_FILLER, k=self.chance.randrange(15, 45))
        self.put(" ".join(words).capitalize() + "." + self.chance.choice(("\n\n", " ", " ")))

    def statement(self) -> None:
        side = self.chance.choice(_SIDES)
        rank, place = self.chance.choice(_RANKS), self.chance.choice(_PLACES)
        name = f"{rank.capitalize()} of {place} ({side})"
        source = self.put(f"A {rank} of {place}")
        self.put(" ")
        cue = self.put("said")
        self.put(" that ")
        here = f"a{len(self.attributions) + 1}"
        start = len(self.text)
        kind = self.chance.random()
        if kind < 0.45:
            self.figure(here)
        elif kind < 0.75:
            self.event(here)
        elif kind < 0.82:
            self.forecast(here)
        else:
            self.put(" ".join(self.chance.choices(_FILLER, k=12)))
        content = Span(start, len(self.text))
        self.put(". ")
        self.attributions.append(
            Attribution(
                id=here,
                source=Source((source,), source.of(self.text), name, f"{side}-{rank}", side, "official"),
                via=(Relay((source,), "Reuters"),) if self.chance.random() < 0.2 else (),
                cue=(cue,),
                content=(content,),
                quote=Quote.INDIRECT,
                act=Act.ASSERT,
                said=When.day(self.day),
                confidence=round(self.chance.uniform(0.5, 1), 3),
            )
        )

    def figure(self, attribution: str | None) -> None:
        low = float(self.chance.randrange(2, 20000))
        span = self.put(f"{low:,.0f}")
        measure = self.chance.choice(_MEASURES)
        self.put(f" were counted as {measure.replace('_', ' ')} near {self.chance.choice(_PLACES)}")
        self.figures.append(
            Figure(
                id=f"f{len(self.figures) + 1}",
                span=span,
                text=span.of(self.text),
                low=low,
                high=low if self.chance.random() < 0.7 else None,
                approximate=False,
                measure=measure,
                of="soldiers",
                unit="person",
                since=When.parse("2022-02-24"),
                as_of=When.day(self.day),
                attribution=attribution,
                rule="made",
            )
        )

    def event(self, attribution: str | None) -> None:
        at = self.chance.randrange(len(_TYPES))
        start = len(self.text)
        self.put("the brigade had ")
        trigger = self.put(("attacked", "met", "helped", "punished", "left")[at])
        place = self.chance.choice(_PLACES)
        self.put(f" {place} at dawn")
        self.events.append(
            Event(
                id=f"e{len(self.events) + 1}",
                span=Span(start, len(self.text)),
                trigger=trigger,
                type=_TYPES[at],
                actors=("the brigade",),
                targets=(place,),
                when=When.day(self.day - dt.timedelta(days=self.chance.randrange(5))),
                where=(place,),
                status=self.chance.choice(tuple(Status)),
                attribution=attribution,
                track=_TRACKS[at],
                rule="made",
            )
        )

    def forecast(self, attribution: str | None) -> None:
        span = self.put(f"{self.chance.choice(_PLACES)} would likely fall within a month")
        self.forecasts.append(
            Forecast(
                id=f"p{len(self.forecasts) + 1}",
                span=span,
                attribution=attribution,
                horizon=When.day(self.day + dt.timedelta(days=30)),
                made=When.day(self.day),
                likelihood=(0.55, 0.8),
                wording="likely",
                rule="made",
            )
        )


def made_reading(number: int, reader: Reader = READER, days: int = DAYS) -> Reading:
    """The made reading of that number; by another reader it is the same text with every confidence a little lower.

    Args:
        number: which one.
        reader: who is said to have read it.
        days: on how many days the made articles appear; fewer pack them closer.
    """
    maker = _Maker(number, days)
    for _ in range(maker.chance.randrange(6, 14)):
        maker.statement()
        maker.filler()
        if maker.chance.random() < 0.2:
            maker.event(None)
            maker.put(". ")
    article = Article(
        maker.text,
        path=f"dispatches/{number // 1000:03d}/{number:07d}.txt",
        title=f"Dispatch {number}",
        outlet=maker.chance.choice(_OUTLETS),
        language="en",
        published=Published(When.day(maker.day), "made"),
    )
    return Reading(
        article,
        reader,
        article.published,
        attributions=tuple(maker.attributions),
        figures=tuple(maker.figures),
        events=tuple(maker.events),
        forecasts=tuple(maker.forecasts),
    )
