"""Claim-bearing numbers: what each counts, of whom, by whom, from when to when, how wide.

In:  a Document and what earlier steps found in it.   Out: Figures in text order, and the numbers seen and not kept.
The order of the figure's own steps; each step has a module: the number reader (quantities), the noun (counted), the
measure (measures), whether a claim rests on it (filters), roles, period, modality, attribution (voices).
"""

import re
from dataclasses import dataclass, replace

from counterclaim.reading.document import Document
from counterclaim.reading.figures.coordination import share_measures
from counterclaim.reading.figures.counted import Counted, find_counted
from counterclaim.reading.figures.ellipsis import carries_on, whose
from counterclaim.reading.figures.filters import Calendar, reason_no_claim
from counterclaim.reading.figures.lexicon import NONE, PEOPLE, singular_of
from counterclaim.reading.figures.measures import Read, default_measure, read_measure
from counterclaim.reading.figures.modality import read_modality
from counterclaim.reading.figures.nothing import read_nothing
from counterclaim.reading.figures.numerals import Form
from counterclaim.reading.figures.periods import Dates, Period, read_period
from counterclaim.reading.figures.quantities import read_numbers
from counterclaim.reading.figures.roles import Mentions, Places, Roles, read_roles
from counterclaim.reading.figures.voices import Voices
from counterclaim.records.article import Drop, Published
from counterclaim.records.reading import Actor, Attribution, Figure, Place, Time
from counterclaim.records.values import Measure


@dataclass(frozen=True, slots=True)
class _Kept:
    """A figure with what later figures may take from it."""

    counted: Counted
    figure: Figure
    period: Period


def find_figures(
    document: Document,
    *,
    attributions: tuple[Attribution, ...],
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    published: Published | None,
) -> tuple[tuple[Figure, ...], tuple[Drop, ...]]:
    """Find the figures of the body. Returns them in text order, and the numbers that were seen and not kept."""
    text = document.text
    quantities, none = read_numbers(text)
    quantities = tuple(sorted((*quantities, *read_nothing(text)), key=lambda q: q.span))
    dropped = [Drop(q.span.of(text), q.reason, span=q.span) for q in none if document.sentence_at(q.span.start)]
    calendar, dates, voices, mentions = (
        Calendar(times),
        Dates(text, times, published),
        Voices(attributions),
        Mentions(actors),
    )
    where = Places(places)
    kept: list[_Kept] = []
    all_counted = [c for c in (find_counted(document, quantity) for quantity in quantities) if c is not None]
    measures = share_measures(text, all_counted, [read_measure(c) for c in all_counted])
    for counted, own in zip(all_counted, measures, strict=True):
        quantity = counted.quantity
        previous = kept[-1] if kept else None
        carried = own is None and carries_on(text, counted, previous.counted if previous else None)
        reason = reason_no_claim(text, counted, own.measure if own else None, calendar)
        if carried and reason in ("small count", "names parts or parties", "definite mention"):
            reason = None
        read = own or (_carried(previous) if carried else default_measure(counted))
        if reason is None and read is None:
            reason = "nothing counted"
        if reason is not None or read is None:
            dropped.append(Drop(quantity.span.of(text), reason or "nothing counted", span=quantity.span))
            continue
        voice = voices.at(document, quantity.span)
        period = read_period(
            text,
            counted,
            measure=read.measure,
            dates=dates,
            published=published,
            attribution=voice,
            previous=previous.period if previous else None,
        )
        roles = _roles(text, counted, read, mentions, previous if carried else None)
        figure = Figure(
            id="",
            span=quantity.span,
            text=quantity.span.of(text),
            low=quantity.low,
            high=quantity.high,
            approximate=quantity.approximate,
            measure=read.measure,
            of=roles.of,
            of_actor=roles.of_actor,
            unit=_unit(text, counted, read, previous if carried else None),
            by=roles.by,
            since=period.since,
            as_of=period.as_of,
            place=where.of(counted),
            modality=read_modality(text, counted, read, voice),
            attribution=voice.id if voice else None,
            rule=f"{quantity.rule}|{read.rule}",
        )
        kept.append(_Kept(counted, figure, period))
    figures = tuple(replace(k.figure, id=f"f{n}") for n, k in enumerate(kept, 1))
    return figures, tuple(dropped)


def _carried(previous: _Kept | None) -> Read | None:
    return Read(previous.figure.measure, None, "carried from the figure before") if previous else None


def _roles(text: str, counted: Counted, read: Read, mentions: Mentions, previous: _Kept | None) -> Roles:
    if previous is None:
        return read_roles(text, counted, read, mentions)
    own = whose(counted)
    if own is None and counted.noun is None:
        return Roles(previous.figure.of, previous.figure.of_actor, previous.figure.by)
    roles = read_roles(text, counted, read, mentions)
    if own is None:
        return roles
    named = mentions.within(own.left_edge.idx, own.idx + len(own))
    actor = next((a.actor for a in named if a.actor), None)
    return Roles(text[own.left_edge.idx : own.idx + len(own)], actor, None)


_PERSONAL = frozenset(
    {
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CAPTURED,
        Measure.CASUALTIES,
        Measure.MISSING,
        Measure.DISPLACED,
        Measure.TROOPS,
        Measure.RECRUITS,
    }
)


def _unit(text: str, counted: Counted, read: Read, previous: _Kept | None) -> str | None:
    """The unit of measurement, "person" for people, else the singular of what is counted."""
    quantity = counted.quantity
    if quantity.unit is not None and quantity.unit.kind != "times":
        return f"{quantity.unit.name} per {quantity.per}" if quantity.per else quantity.unit.name
    if previous is not None and counted.noun is None:
        return previous.figure.unit
    if quantity.form in (Form.FRACTION, Form.ODDS):
        return "share"
    if quantity.form == "ratio" or _is_ratio(text, counted):
        return "person per person" if read.measure in _PERSONAL else "ratio"
    strong = text[quantity.hull.end : quantity.hull.end + 7].lower() == "-strong"
    if strong or (counted.noun_class in PEOPLE and not _is_formation(counted)):
        return "person"
    if counted.noun is None:
        if quantity.unit is not None:
            return quantity.unit.name
        return "person" if read.measure in _PERSONAL or counted.noun_class == NONE else None
    return _singular(counted)


_FOR_ONE = re.compile(r"[^.;:,]{0,60}?\bfor\s(?:every|each|one)\b", re.IGNORECASE)


def _is_ratio(text: str, counted: Counted) -> bool:
    """Whether "for one of ours" or "for every one" follows."""
    quantity = counted.quantity
    if counted.noun is None or quantity.unit is not None:
        return False
    found = _FOR_ONE.match(text, quantity.hull.end, min(quantity.hull.end + 100, counted.sentence.end_char))
    return bool(found) and counted.noun.idx - quantity.hull.end < 40


_FORMATIONS = frozenset(
    "brigade battalion regiment division company platoon unit squad army force militia crew family household".split()
)


def _is_formation(counted: Counted) -> bool:
    return counted.noun is not None and counted.noun.lemma_.lower() in _FORMATIONS


def _singular(counted: Counted) -> str:
    """The counted noun in the singular, with a compound that makes it another thing ("battalion-sized unit")."""
    noun = counted.noun
    assert noun is not None
    lemma = singular_of(noun)
    doc = noun.doc
    before = doc[max(counted.last.i + 1, noun.i - 4) : noun.i].text.lower()
    sized = re.search(r"\b[a-z]+\s?-\s?(?:sized?|strong|level)\Z", before.strip())
    return f"{sized.group()} {lemma}" if sized else lemma
