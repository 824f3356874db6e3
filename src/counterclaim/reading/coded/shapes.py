"""What ACLED's and UCDP's rows have in common once it is known which cell says what.

In:  Cells and a Coded: what a data set's module finds in them.   Out: a Reading.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from counterclaim.reading import register
from counterclaim.reading.coded.cells import Cell, Cells
from counterclaim.records.article import Article, Drop, Published
from counterclaim.records.reading import Attribution, Event, Figure, Place, Reader, Reading, Relay, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Quote, Status, Track
from counterclaim.records.when import When

CODED = "coded: "
"""How the rule of a row's event begins; behind it stands the name of ACLED's sub-event, where the row gives it."""

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_YEARS = range(1000, 9000)  # outside of them days cannot be counted on from, and nothing is coded
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%d-%b-%y", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Dead:
    """A number of dead, with the lines that give it."""

    lines: Span
    low: float | None
    high: float | None
    of: str | None = None  # whom it counts, in the row's words


@dataclass(frozen=True, slots=True)
class Coded:
    """What a row says, in the cells that say it. None and empty: it does not say."""

    type: EventType | None = None
    mode: str | None = None
    track: Track | None = None
    rule: str = ""
    trigger: str | None = None  # column
    when: When | None = None
    actors: tuple[str, ...] = ()  # who takes part
    targets: tuple[str, ...] = ()  # to whom it is done, where the data set says so
    place: str | None = None  # column
    place_kind: str | None = None
    ucdp: int | None = None
    acled: int | None = None
    dead: tuple[Dead, ...] = ()
    source: str | None = None  # column
    via: str | None = None  # column
    told: str | None = None  # column of what the source is said to say; None = the coded cells
    said: When | None = None
    published: Published | None = None
    dropped: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A data set's columns and how its rows are read."""

    name: str  # "ACLED": whose columns they are, not whose rows
    columns: tuple[str, ...]
    telling: frozenset[str]  # columns that no other file has together
    leading: tuple[str, ...]  # what an event's claim shows, in one stretch at the head of the text
    mapped: frozenset[str]  # columns that claims have a place for, or that repeat another's
    code: Callable[[Cells], Coded] = field(repr=False)

    @property
    def title(self) -> str:
        """The first line of every row's text."""
        return f"Row in the columns of {self.name}"


def reading_of(article: Article, cells: Cells, coded: Coded, shape: Shape, reader: Reader) -> Reading:
    """The row's Reading: one event, its dead, and who says so where the row names a source."""
    stretch = cells.lines(shape.leading)
    said = _attribution(cells, coded, stretch)
    where = cells.words(coded.place) if coded.place else None
    place = _place(cells, coded)
    attribution = said.id if said else None
    event = None
    trigger = cells.of.get(coded.trigger or "")
    if coded.type is not None and stretch is not None and trigger is not None:
        event = Event(
            id="e1",
            span=stretch,
            trigger=trigger.span,
            type=coded.type,
            mode=coded.mode,
            actors=coded.actors,
            targets=coded.targets,
            when=coded.when,
            where=(where,) if where else (),
            status=Status.ALLEGED if said else Status.HAPPENED,
            attribution=attribution,
            track=coded.track,
            rule=coded.rule,
        )
    figures = (
        Figure(
            id=f"f{number}",
            span=dead.lines,
            text=dead.lines.of(article.text),
            low=dead.low,
            high=dead.high,
            approximate=False,
            measure=Measure.KILLED,
            of=dead.of,
            of_actor=actor.id if dead.of and (actor := known(dead.of)) else None,
            unit="person",
            as_of=coded.when,
            place=where,
            attribution=attribution,
            rule="coded",
        )
        for number, dead in enumerate(coded.dead, 1)
    )
    return Reading(
        article=article,
        reader=reader,
        published=article.published,
        attributions=(said,) if said else (),
        figures=tuple(figures),
        events=(event,) if event else (),
        places=(place,) if place else (),
        dropped=coded.dropped,
    )


def _attribution(cells: Cells, coded: Coded, stretch: Span | None) -> Attribution | None:
    cell = cells.of.get(coded.source or "")
    told = cells.of.get(coded.told or "")
    content = told.span if told else stretch
    if cell is None or content is None:
        return None
    found = register.lookup(cell.words)
    via = cells.of.get(coded.via or "")
    return Attribution(
        id="a1",
        source=Source(
            spans=(cell.span,),
            text=cell.words,
            name=found.name if found else None,
            actor=found.id if found else None,
            side=found.side if found else None,
        ),
        via=(Relay((via.span,), via.words),) if via else (),
        cue=(),
        content=(content,),
        quote=Quote.INDIRECT,
        act=Act.ASSERT,
        said=coded.said,
        confidence=1.0,  # that the row names this source; nothing is said of how good it is
        rule=f"column {coded.source}",
    )


def _place(cells: Cells, coded: Coded) -> Place | None:
    cell = cells.of.get(coded.place or "")
    lat, lon = cells.number("latitude"), cells.number("longitude")
    if cell is None:
        return None
    is_point = lat is not None and lon is not None and -90 <= lat <= 90 and -180 <= lon <= 180
    country = known(cells.words("country") or "")
    return Place(
        span=cell.span,
        name=cell.words,
        lat=lat if is_point else None,
        lon=lon if is_point else None,
        country=country.country if country else None,
        kind=coded.place_kind,
        ucdp=coded.ucdp,
        acled=coded.acled,
    )


def known(name: str) -> register.RegisteredActor | None:
    """Who a coded name is: "Military Forces of Ukraine (2019-)" without the years."""
    return register.lookup(name) or register.lookup(_IN_BRACKETS.sub("", name).strip())


def day_of(cell: Cell | None) -> dt.date | None:
    """A cell's day: ISO, also with a time behind it, or day, month in words, year. None where it is none."""
    if cell is None:
        return None
    for form, words in (("%Y-%m-%d", cell.words[:10]), *((form, cell.words) for form in _WRITTEN)):
        try:
            day = dt.datetime.strptime(words, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
        return day if day.year in _YEARS else None
    return None


def class_of(cells: Cells, column: str, classes: Mapping[int, object]) -> int | None:
    """A cell's class, where it is one of those that the codebook knows."""
    value = cells.number(column)
    return int(value) if value is not None and value in classes else None


def unread(cells: Cells, column: str, reason: str, detail: str = "") -> Drop:
    """That a cell's words were looked at and made nothing of."""
    cell = cells.of[column]
    return Drop(cell.words, reason, detail, cell.line)
