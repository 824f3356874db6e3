"""A ledger made by hand: a strike that two outlets tell and a third denies; figures, a forecast, hostile words."""

import pytest

from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Attribution, Event, Figure, Forecast, Place, Reader, Reading, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Quote, Side, Status, Track
from counterclaim.records.when import When

BRANOVKA = {"geonameid": 900001, "lat": 48.7311, "lon": 37.5678, "country": "UA", "kind": "town", "ucdp": 1, "acled": 1}
UKRAINE = {"geonameid": 690791, "lat": 49.0, "lon": 32.0, "country": "UA", "kind": "country", "ucdp": 6, "acled": 3}
READER = Reader("0.1.0", (("made", "by hand"),))


class Dispatch:
    """An article whose words are pointed at by themselves."""

    def __init__(self, text, published, **meta):
        self.text, self.meta = text, meta
        self.published = Published(When.parse(published), "given") if published else None
        self.parts = {"attributions": [], "figures": [], "events": [], "forecasts": [], "places": []}

    def at(self, words):
        start = self.text.index(words)
        return Span(start, start + len(words))

    def place(self, name, **where):
        self.parts["places"].append(Place(self.at(name), name, **where))
        return self

    def said(self, source, cue, content, *, kind="official", side=None, name=None, actor=None, act=Act.ASSERT):
        self.parts["attributions"].append(
            Attribution(
                f"a{len(self.parts['attributions']) + 1}",
                Source((self.at(source),), source, name, actor, side, kind),
                (),
                (self.at(cue),),
                (self.at(content),),
                Quote.INDIRECT,
                act,
                None,
                0.9,
            )
        )
        return self

    def event(self, clause, trigger, kind=EventType.ASSAULT, rule="assault.strike", **more):
        more.setdefault("status", Status.ALLEGED)
        when = more.pop("when", None)
        self.parts["events"].append(
            Event(
                f"e{len(self.parts['events']) + 1}",
                self.at(clause),
                self.at(trigger),
                kind,
                when=When.parse(when) if when else None,
                track=Track.STRIKES,
                rule=rule,
                **more,
            )
        )
        return self

    def figure(self, words, low, high, **more):
        more = {"measure": Measure.KILLED, "of": "people", "unit": "person", **more}
        self.parts["figures"].append(
            Figure(f"f{len(self.parts['figures']) + 1}", self.at(words), words, low, high, False, **more)
        )
        return self

    def forecast(self, words, horizon, attribution=None):
        self.parts["forecasts"].append(
            Forecast("p1", self.at(words), attribution, When.parse(horizon), None, (0.55, 0.8), "likely")
        )
        return self

    def reading(self):
        article = Article(self.text, published=self.published, language="en", **self.meta)
        return Reading(article, READER, self.published, **{name: tuple(found) for name, found in self.parts.items()})


def dispatches():
    first = (
        Dispatch(
            "The governor said Russian forces struck a market in Branovka on Friday, killing 12 people. "
            "Moscow will likely strike again by June.",
            "2024-05-04",
            outlet="Valley Post",
            title="Market hit; 12 dead",
            url="https://valley.example/market",
            author="A. Reporter",
            path="/home/somebody/valley.txt",
        )
        .place("Branovka", **BRANOVKA)
        .said("The governor", "said", "Russian forces struck a market in Branovka on Friday, killing 12 people")
        .event(
            "Russian forces struck a market in Branovka on Friday",
            "struck",
            mode="aerial",
            attribution="a1",
            actors=("Russian forces",),
            targets=("people",),
            when="2024-05-03",
            where=("Branovka",),
        )
        .figure("12", 12.0, 12.0, attribution="a1", place="Branovka")
        .forecast("Moscow will likely strike again by June", "2024-06")
    )
    second = (
        Dispatch(
            "At least 15 people died when Russian forces shelled Branovka, an aid agency said.",
            "2024-05-05",
            outlet="Harbour Wire",
            title="Toll rises",
        )
        .place("Branovka", **BRANOVKA)
        .said("an aid agency", "said", "At least 15 people died when Russian forces shelled Branovka", kind="body")
        .event(
            "Russian forces shelled Branovka",
            "shelled",
            mode="heavy-weapons",
            attribution="a1",
            actors=("Russian forces",),
            targets=("people",),
            when="2024-05-03",
            where=("Branovka",),
        )
        .figure("At least 15", 15.0, None, attribution="a1")
    )
    third = (
        Dispatch(
            "The Kremlin denied that its forces struck Branovka. Officials met in Ukraine.",
            "2024-05-06",
            outlet="North Mail",
        )
        .place("Branovka", **BRANOVKA)
        .place("Ukraine", **UKRAINE)
        .said("The Kremlin", "denied", "its forces struck Branovka", side=Side.RUSSIA, act=Act.DENY)
        .event(
            "its forces struck Branovka",
            "struck",
            attribution="a1",
            status=Status.DENIED,
            when="2024-05-03",
            where=("Branovka",),
        )
        .event(
            "Officials met in Ukraine",
            "met",
            EventType.CONSULT,
            rule="consult.meet",
            where=("Ukraine",),
            when="2024-05-06",
            status=Status.HAPPENED,
        )
    )
    hostile = Dispatch(
        '=HYPERLINK("http://evil","x") said the <script>alert(\'1\')</script> mayor.\u2028A \'+1 plan; a|b.',
        None,
        outlet="@SUM(1+1)",
        title='-2+3; "quoted", and\nbroken',
    ).said("mayor", "said", '=HYPERLINK("http://evil","x")', name="+ the mayor\t")
    return [d.reading() for d in (first, second, third, hostile)]


@pytest.fixture(scope="session")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("exports") / "war.ledger"
    with Ledger.open(path) as opened:
        for reading in dispatches():
            opened.store.add(reading, claims_of(reading))
    with Ledger.open(path, create=False, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def dispatch_readings():
    return dispatches()
