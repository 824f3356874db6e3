"""Claim-bearing numbers: what each counts, of whom, by whom, from when to when, how wide.

In:  a Document and what earlier steps found in it.   Out: Figures in text order, and the numbers seen and not kept.
The order of the figure's own steps; each step has a module: the number reader (quantities), the noun (counted), the
measure (measures), whether a claim rests on it (filters), roles, period, modality, attribution (voices).
"""

import itertools
import math
import re
from dataclasses import dataclass, replace

from counterclaim.reading.document import Document
from counterclaim.reading.figures.alone import read_alone
from counterclaim.reading.figures.continued import as_continued
from counterclaim.reading.figures.coordination import share_measures, share_nouns
from counterclaim.reading.figures.counted import Counted, find_counted
from counterclaim.reading.figures.defaults import UNSAID, default_measure
from counterclaim.reading.figures.ellipsis import carries_on, whose, with_antecedents
from counterclaim.reading.figures.evidence import Read
from counterclaim.reading.figures.filters import Calendar, reason_no_claim
from counterclaim.reading.figures.headlined import as_in_headline
from counterclaim.reading.figures.lexicon import NONE, OF_PEOPLE, PEOPLE, lexicon, singular_of
from counterclaim.reading.figures.measures import read_measure
from counterclaim.reading.figures.modality import read_modality
from counterclaim.reading.figures.nothing import NONE_OF_THEM, read_nothing
from counterclaim.reading.figures.numerals import Form
from counterclaim.reading.figures.parts import part_of_before, same_people, some_of_these
from counterclaim.reading.figures.periods import read_period
from counterclaim.reading.figures.quantities import read_numbers
from counterclaim.reading.figures.roles import Mentions, Places, Roles, read_roles
from counterclaim.reading.figures.sameperiod import Period
from counterclaim.reading.figures.soldiers import as_soldiers
from counterclaim.reading.figures.storytime import Dates
from counterclaim.reading.figures.voices import Voices
from counterclaim.reading.recasing import recased_lines
from counterclaim.reading.timex.clauses import body_text
from counterclaim.records.article import Drop, Published
from counterclaim.records.reading import Actor, Attribution, Figure, Place, Time


@dataclass(frozen=True, slots=True)
class _Kept:
    """A figure with what later figures may take from it."""

    counted: Counted
    figure: Figure
    period: Period


@dataclass(frozen=True, slots=True)
class _Around:
    """What earlier steps found, ready for look-up."""

    document: Document
    calendar: Calendar
    dates: Dates
    voices: Voices
    mentions: Mentions
    places: Places
    published: Published | None


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
    quantities, none = read_numbers(recased_lines(text))
    nothing = tuple(read_nothing(text))
    quantities = tuple(q for q in quantities if not any(q.span.overlaps(zero.span) for zero in nothing))  # "not one"
    quantities = tuple(sorted((*quantities, *nothing), key=lambda q: q.span))
    dropped = [Drop(q.span.of(text), q.reason, span=q.span) for q in none if document.sentence_at(q.span.start)]
    around = _Around(
        document=document,
        calendar=Calendar(times),
        dates=Dates(body_text(document), times, published),
        voices=Voices(attributions),
        mentions=Mentions(actors),
        places=Places(places),
        published=published,
    )
    counted = [c for c in (find_counted(document, quantity) for quantity in quantities) if c is not None]
    counted = [as_soldiers(c) for c in counted]
    counted = share_nouns(text, with_antecedents(text, counted))
    measures = share_measures(text, counted, [read_measure(c) for c in counted])
    kept: list[_Kept] = []
    for at, (this, own) in enumerate(zip(counted, measures, strict=True)):
        previous = _summed_up(text, kept, this) or _revised(text, kept, this) or _last_outside(text, kept, this)
        # "The toll was closer to 5,000" says what is measured and leaves unsaid of whom, as a bare number leaves both.
        silent = own is None or (previous is not None and this.noun is None and own.measure is previous.figure.measure)
        carried = silent and carries_on(text, this, previous.counted if previous else None)
        before = (previous.counted, previous.figure.measure) if previous else None
        read = (
            own
            or (_carried(previous) if carried else None)
            or (part_of_before(text, this, *before) if before else None)
        )
        read = read or default_measure(this)
        read = read or (same_people(this, previous.counted, previous.figure.unit) if previous else None)
        read = read or read_alone(text, this, before) or (some_of_these(this, previous.counted) if previous else None)
        reason = _reason_against(around, this, own, counted[at - 1] if at else None, carried=carried)
        if reason is None and read is not None:
            kept.append(_figure(around, this, read, previous, carried=carried))
        else:
            span = this.quantity.span
            dropped.append(Drop(span.of(text), reason or "nothing counted", span=span))
    voiced = as_in_headline(document, [k.figure for k in kept], attributions)
    voiced = as_continued(document, voiced, attributions)
    return tuple(replace(figure, id=f"f{n}") for n, figure in enumerate(voiced, 1)), tuple(dropped)


def _summed_up(text: str, kept: list[_Kept], this: Counted) -> _Kept | None:
    """The first figure of the sentence, on which a total counts: "36 killed, 150 hurt, bringing the total to 2,119"."""
    before = list(itertools.takewhile(lambda k: k.counted.sentence.start == this.sentence.start, reversed(kept)))
    if not before:
        return None
    between = text[before[0].counted.quantity.span.end : this.quantity.span.start]
    return before[-1] if len(between) < _SUM_CHARS and _SUMMING.search(between) else None


_SUMMING = re.compile(
    r"\b(?:bringing|taking|raising|pushing|brings|brought|raised|took|pushed)\s(?:the|its|their)\s(?:\w+\s){0,2}"
    r"(?:total|toll|tally|number|count)\b"
)
_SUM_CHARS = 120


def _revised(text: str, kept: list[_Kept], this: Counted) -> _Kept | None:
    """The figure that a revision is of: "2,783 killed and 100 missing; the figure was later raised to 2,907"."""
    value = this.quantity.value_low
    if not value or not _REVISING.search(
        text, max(this.sentence.start_char, this.quantity.hull.start - 60), this.quantity.hull.start
    ):
        return None
    plain = [k for k in kept[-_ASIDES:] if k.counted.quantity.unit is None and k.counted.quantity.value_low]
    near = [k for k in plain if k.counted.sentence.end >= this.sentence.start]
    return min(near, key=lambda k: abs(math.log(value / (k.counted.quantity.value_low or value))), default=None)


_REVISING = re.compile(
    r"\b(?:the|that|this|its)\s(?:figure|number|total|toll|count)\s(?:\w+\s){0,3}?"
    r"(?:revised|raised|corrected|lowered|increased|cut|updated|rose|rise|risen|fell|fallen)\b[^.;:]*\Z"
)


def _last_outside(text: str, kept: list[_Kept], this: Counted) -> _Kept | None:
    """The figure before, past those in brackets that are closed by now: "5,000 men (3 brigades), then 7,000"."""
    for one in reversed(kept[-_ASIDES:]):
        between = text[one.counted.quantity.span.end : this.quantity.span.start]
        if len(between) > _ASIDE_CHARS or between.count(")") <= between.count("("):
            return one
    return kept[-1] if kept else None


_ASIDES, _ASIDE_CHARS = 4, 80  # figures in one pair of brackets, and the length of their text


# These only hold where the number says nothing of its own; one that carries on a figure does.
_WEAK_REASONS = frozenset({"small count", "names parts or parties", "definite mention"})


def _reason_against(
    around: _Around, this: Counted, own: Read | None, before: Counted | None, *, carried: bool
) -> str | None:
    text = around.document.text
    reason = reason_no_claim(text, this, own.measure if own else None, around.calendar)
    if reason is None and _converts(text, this, before):
        return "conversion of the one before"
    return None if carried and reason in _WEAK_REASONS else reason


def _figure(around: _Around, this: Counted, read: Read, previous: _Kept | None, *, carried: bool) -> _Kept:
    """The figure with its roles, period, voice and modality. Its id is given at the end, by text order."""
    text, quantity = around.document.text, this.quantity
    voice = around.voices.at(around.document, quantity.span)
    period = read_period(
        text,
        this,
        read.measure,
        dates=around.dates,
        published=around.published,
        attribution=voice,
        previous=previous.period if previous else None,
        beside=previous.period if previous and _is_beside(this, read, previous) else None,
        goes_on=previous.period if previous and _shares_paragraph(text, this, previous) else None,
        whole=previous.period if previous and _is_part(this, previous) else None,
    )
    first = previous if carried else None
    roles = _roles(text, this, read, around.mentions, first)
    unit = _unit(text, this, read, first)
    figure = Figure(
        id="",
        span=quantity.span,
        text=quantity.span.of(text),
        low=_in_percent(quantity.low) if unit == _SHARE else quantity.low,
        high=_in_percent(quantity.high) if unit == _SHARE else quantity.high,
        approximate=quantity.approximate,
        measure=read.measure,
        of=roles.of,
        of_actor=roles.of_actor,
        unit="percent" if unit == _SHARE else unit,
        by=roles.by,
        since=period.since,
        as_of=period.as_of,
        place=around.places.of(this),
        modality=read_modality(text, this, read, voice),
        attribution=voice.id if voice else None,
        rule=f"{quantity.rule}|{read.rule}",
    )
    return _Kept(this, figure, period)


def _is_beside(this: Counted, read: Read, previous: _Kept) -> bool:
    """Whether the figure before is another account of the same thing in the same breath."""
    answers = this.quantity.rule == NONE_OF_THEM
    same = previous.counted.sentence.start == this.sentence.start and previous.figure.measure is read.measure
    return answers or same


def _is_part(this: Counted, previous: _Kept) -> bool:
    """Whether "of them" makes this a part of the figure before, in one sentence and without a verb of its own."""
    doc = this.sentence.doc
    told = any(t.pos_ == "AUX" for t in doc[this.after : min(this.after + 3, this.sentence.end)])
    return this.antecedent is not None and previous.counted.sentence.start == this.sentence.start and not told


def _shares_paragraph(text: str, this: Counted, previous: _Kept) -> bool:
    start, end = previous.figure.span.end, this.quantity.span.start
    return end - start < _PARAGRAPH and "\n" not in text[start:end]


_PARAGRAPH = 300  # characters from one figure to the next that goes on with its total
_OPENING = re.compile(r"\s?(?:\(|/|,?\sor\s)(?:about\s|some\s|around\s|US)?\s?")


def _converts(text: str, counted: Counted, before: Counted | None) -> bool:
    """Whether the number only puts the one before into another unit or currency: "25 miles (40 km)"."""
    unit, other = counted.quantity.unit, before.quantity.unit if before else None
    if before is None or unit is None or other is None or unit.kind != other.kind or unit.name == other.name:
        return False
    return bool(_OPENING.fullmatch(text[before.quantity.hull.end : counted.quantity.span.start][:20]))


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


# A part told as a fraction ("a fifth", "one in seven"): put in percent, so that it meets what is told in percent.
_SHARE = "share"


def _in_percent(share: float | None) -> float | None:
    return round(share * 100, 1) if share is not None else None


def _unit(text: str, counted: Counted, read: Read, previous: _Kept | None) -> str | None:
    """The unit of measurement, "person" for people, else the singular of what is counted."""
    quantity = counted.quantity
    if quantity.unit is not None and quantity.unit.kind != "times":
        return f"{quantity.unit.name} per {quantity.per}" if quantity.per else quantity.unit.name
    if quantity.form in (Form.FRACTION, Form.ODDS):
        return _SHARE
    if previous is not None and counted.noun is None:
        return previous.figure.unit
    if quantity.form == "ratio" or _is_ratio(text, counted):
        return "person per person" if read.measure in OF_PEOPLE else "ratio"
    strong = text[quantity.hull.end : quantity.hull.end + 7].lower() == "-strong"
    if strong or (counted.noun_class in PEOPLE and not _is_formation(counted)):
        return "person"
    if counted.noun is not None and counted.noun.lemma_.lower() in lexicon().outcome and read.measure in OF_PEOPLE:
        return "person"  # "40 deaths"
    if counted.noun is None:
        if quantity.unit is not None:
            return quantity.unit.name
        if read.rule == UNSAID:
            return None
        if counted.antecedent is not None and counted.noun_class not in PEOPLE:
            return _singular(counted.antecedent)
        return "person" if read.measure in OF_PEOPLE or counted.noun_class == NONE else None
    return _singular(counted)


_FOR_ONE = re.compile(r"[^.;:,]{0,60}?\bfor\s(?:every|each|one)\b", re.IGNORECASE)


def _is_ratio(text: str, counted: Counted) -> bool:
    """Whether "for one of ours" or "for every one" follows."""
    quantity = counted.quantity
    if quantity.unit is not None:
        return False
    found = _FOR_ONE.match(text, quantity.hull.end, min(quantity.hull.end + 100, counted.sentence.end_char))
    return bool(found) and (counted.noun is None or counted.noun.idx - quantity.hull.end < 40)


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
