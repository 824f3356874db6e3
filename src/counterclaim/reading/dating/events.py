"""Evidence from well-known events with known dates: told of, counted from, remembered; offices held, wars under way."""

import bisect
import datetime as dt
import re
from collections.abc import Iterator

from counterclaim.reading.dating.constraints import Constraint, clipped, since
from counterclaim.reading.dating.evidence import Evidence, Kind, quoted
from counterclaim.reading.timex.anchors import Anchor, Mention
from counterclaim.reading.timex.calendar import Pair, add_days, add_months, add_units, year_pair
from counterclaim.reading.timex.clauses import Located
from counterclaim.reading.timex.frame import Frame
from counterclaim.reading.timex.meaning import Meaning
from counterclaim.reading.timex.narrative import Known, anchor_of
from counterclaim.reading.timex.resolve import resolve
from counterclaim.reading.timex.words import lexicon
from counterclaim.records.when import When

_SAME_SENTENCE_CHARS = 220
_CLOSE_CHARS = 110
_NOT_IN_OFFICE = re.compile(
    r"\b(?:former|ex|then|late|past|previous|onetime|ousted|deposed|under|predecessor)\W*(?:[\w.]+\W+){0,3}\Z", re.I
)
_DEPUTY = re.compile(r"\b(?:vice|deputy|assistant)[\s-]\Z", re.I)  # "Vice President Joe Biden" is no president
_NOW = re.compile(
    r"\b(?:enter(?:s|ed|ing)?|now|into|marks?|marking|today|currently|on|after|for|approach\w*|in)\W*(?:\w+\W+){0,2}\Z",
    re.I,
)
_MORE = re.compile(r"\b(?:more than|over|at least|well over)\b", re.I)
_LESS = re.compile(r"\b(?:nearly|almost|close to|less than|under|barely)\b", re.I)
_ANNIVERSARY = re.compile(r"\b(?P<nth>\w+|\d+(?:st|nd|rd|th)) anniversary\b(?: of (?P<rest>[^.;\n]{4,80}))?", re.I)
_OF_WAR = re.compile(r"\b(?:war|invasion|conflict)\b")
_OF_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BEGAN = re.compile(r"\b(?:invad|invasion|launched)", re.I)
_UNIT_DAYS = {"W": 7.0, "2W": 14.0, "M": 30.44, "Q": 91.3, "Y": 365.25, "10Y": 3652.5}
_NOT_LONG_PAST = ((540, 0.2), (150, 0.3))  # days, weight
_LATEST_NOT_LONG_PAST = ((75, 0.3), (30, 0.3))
_TOPIC_AFTER_DAYS, _TOPIC_WEIGHT = 10, 0.6
_ROUNDED = 0.15  # of a unit
_NEVER = When.day(dt.date.max)  # what an expression that cannot be resolved stands for: no day of ours
_SENTENCE_BREAK = re.compile(r"[.!?][”\"’)]*\s+[A-Z“\"]|\n")


def told_of_events(evidence: Evidence) -> Iterator[Constraint]:
    """ "Earlier this month", "on Tuesday", "last summer" in one breath with an event whose day is known."""
    events = [m for m in evidence.mentions if m.anchor.kind != "office"]
    for located in evidence.located:
        span, m = located.expression.span, located.expression.meaning
        if located.future or not _is_relative(m):
            continue
        for mention in events:
            gap = max(mention.span.start - span.end, span.start - mention.span.end)
            if gap > _SAME_SENTENCE_CHARS or not _one_sentence(evidence.body, span.start, mention):
                continue
            pairs = _said_of(m, mention.anchor.first) if _datable(mention, evidence.body, m) else []
            if not pairs:
                continue
            # "Today", "this week" beside an event are as often about something else.
            loose = m.deictic == "0" or (m.relation == "this" and m.moved is None)
            weight = 1.0 if loose else 4.0 if gap < _CLOSE_CHARS else 2.5
            reason = f"{quoted(located)} of {mention.anchor.name} ({mention.anchor.first})"
            yield Constraint(clipped(pairs), weight, reason)


def _is_relative(m: Meaning) -> bool:
    if m.month or m.year or m.vague:
        return False
    days = m.deictic in ("0", "-1", "NIGHT", "0NI") or m.weekday is not None or m.direction == "ago"
    return days or (m.relation in ("this", "last") and (m.unit or m.season) is not None)


def _datable(mention: Mention, body: str, m: Meaning) -> bool:
    """Whether the expression may say when the anchor was: its one day, or how a war began."""
    if mention.anchor.kind == "war":
        began = _BEGAN.search(body[mention.span.start : mention.span.end])
        return bool(began) and (m.direction == "ago" or (m.relation == "last" and (m.unit or m.season) is not None))
    return mention.anchor.one_day or m.season is not None or m.unit == "Y"


def _one_sentence(body: str, start: int, mention: Mention) -> bool:
    # With the letter that opens the later of the two: a capital tells the break from an abbreviation's full stop.
    return not _SENTENCE_BREAK.search(body[min(start, mention.span.start) : max(start, mention.span.start) + 1])


def _said_of(m: Meaning, day: dt.date) -> list[Pair]:
    """The publication days for which the expression, resolved, holds the event's day.

    The later the publication, the later the interval: the first such day and the last are found by halving.
    """
    # A season or a year reaches back further than a week.
    reach = 760 if m.season or m.unit in ("Y", "10Y") or m.direction == "ago" else 70

    def told(ahead: int) -> When:
        published = day + dt.timedelta(ahead)
        return resolve(m, Frame(published=(published, published))).when or _NEVER

    first = bisect.bisect_left(range(reach), day, key=lambda ahead: told(ahead).last)
    stop = bisect.bisect_right(range(reach), day, lo=first, key=lambda ahead: told(ahead).first)
    return [(day + dt.timedelta(first), day + dt.timedelta(stop - 1))] if first < stop else []


def anniversaries(evidence: Evidence) -> Iterator[Constraint]:
    """The second anniversary of the invasion is spoken of around the day, the eighth of the 2017 exodus in 2025."""
    if "anniversary" not in evidence.body.lower():
        return  # looking for the word alone spares the pattern at every word
    for found in _ANNIVERSARY.finditer(evidence.body):
        word = found["nth"].lower()
        nth = int(re.sub(r"\D", "", word)[:3] or 0) or lexicon()["ordinals"].get(word, 0)
        if not nth:
            continue
        reason = f"“{found.group()[:50]}”"
        if began := _commemorated(evidence, found):
            if day := add_months(began, 12 * nth):
                yield Constraint(clipped([(day - dt.timedelta(21), day + dt.timedelta(30))]), 2.0, reason)
        elif year := _OF_YEAR.search(found["rest"] or ""):
            # Which day of that year is not said: the anniversary may be any day of its own.
            pair = year_pair(int(year.group()) + nth)
            yield Constraint(clipped([pair] if pair else []), 2.0, reason)


def _commemorated(evidence: Evidence, found: re.Match[str]) -> dt.date | None:
    """The day of what an anniversary is of: the event named right behind it, else the war; None where neither is."""
    if found["rest"] is None:
        return evidence.wars[0].first if evidence.wars else None
    at = found.start("rest")
    near = (m.anchor.first for m in evidence.mentions if m.anchor.kind != "office" and 0 <= m.span.start - at <= 40)
    first = next(near, None)
    if first is None and evidence.wars and _OF_WAR.search(found["rest"]):
        return evidence.wars[0].first
    return first


def counted_from(evidence: Evidence) -> Iterator[Constraint]:
    """Three weeks of war, in its third week, 22 days into the invasion, the first two months of his second term."""
    offices = tuple(a for a in evidence.among if a.kind == "office")
    for located in evidence.located:
        m = located.expression.meaning
        if m.unit is None or m.unit.startswith("T") or m.vague or m.month or m.year or m.adjective:
            continue
        if m.direction and not (m.direction == "after" and m.unit in ("M", "Y")):
            continue
        pairs: dict[Pair, str] = {}
        for war in evidence.wars or (None,):
            anchor = anchor_of(located, Known(None, (war,) if war else (), offices, evidence.mentions))
            pair = _reach(m, anchor[0], located) if anchor else None
            if pair and anchor:
                pairs.setdefault(pair, anchor[0].isoformat())
        if pairs and m.count and m.unit == "Y" and not m.direction:
            # "Two years of war" is said soon after two years rather than late in the third.
            soon = [(a, a + (b - a) / 2) for a, b in pairs]
            yield Constraint(clipped(soon), 0.5, f"{quoted(located)} is a round number")
        if pairs:
            reason = f"{quoted(located)} counted from {' or '.join(dict.fromkeys(pairs.values()))}"
            yield Constraint(clipped(pairs), _counted_weight(m, located), reason)


def _counted_weight(m: Meaning, located: Located) -> float:
    if m.direction:
        return 1.0
    if m.ordinal and not m.count:
        # "In the first week of the war" may be told years later; "enters its third week" may not.
        return 4.0 if m.relation == "its" or _NOW.search(located.before[-40:]) else 0.5
    return 2.0 if m.ordinal else 4.0


def _reach(m: Meaning, start: dt.date, located: Located) -> Pair | None:
    """The days on which so much of the war or term is over."""
    assert m.unit is not None
    if m.ordinal and not m.count:
        if m.ordinal < 1:
            return None
        return _pair(add_units(start, m.ordinal - 1, m.unit), add_units(start, m.ordinal, m.unit))
    if m.count is None or m.count > 400 * (4 if m.unit == "D" else 1):
        return None
    low, high = _counts(m.count, f"{located.before[-14:]}{located.words}")
    if m.unit == "D":
        # Day counts take the first day in or leave it out.
        stop = low if high == low + 1 else high
        return _pair(add_days(start, int(low) - 1), add_days(start, int(stop) + 1))
    # Weeks, months and years are rounded when they are counted: early more often than late.
    unit_days = _UNIT_DAYS.get(m.unit)
    if unit_days is None:
        return None
    slack = max(2.0, unit_days * _ROUNDED)
    return _pair(add_days(start, low * unit_days - slack), add_days(start, high * unit_days + slack / 2))


def _counts(count: float, words: str) -> tuple[float, float]:
    """How many units may be over: "nearly" and "more than" move the range."""
    if _MORE.search(words):
        return count, count + max(1, count / 4)
    if _LESS.search(words):
        return count - max(count / 5, 0.25), count
    return count, count + 1


def _pair(first: dt.date | None, last: dt.date | None) -> Pair | None:
    return (first, last) if first and last and first <= last else None


def offices_held(evidence: Evidence) -> Iterator[Constraint]:
    """Somebody is called by an office: it was written within a term, or after one if "former" stands before it."""
    terms: dict[str, list[Anchor]] = {}
    for a in evidence.among:
        if a.kind == "office":
            terms.setdefault(a.name, []).append(a)
    for name, rows in terms.items():
        spans = [m.span for m in evidence.mentions if m.anchor.name == name]
        spans = [s for s in spans if not _DEPUTY.search(evidence.body[max(0, s.start - 40) : s.start])]
        holding = [s for s in spans if not _NOT_IN_OFFICE.search(evidence.body[max(0, s.start - 40) : s.start])]
        if holding:
            pairs = [(a.first, a.last or dt.date.max) for a in rows]
            words = evidence.body[holding[0].start : holding[0].end]
            yield Constraint(clipped(pairs), 1.0, f"“{words}” holds the office")
        elif spans:
            ended = min((a.last for a in rows if a.last), default=None)
            if ended:
                yield Constraint(since(ended), 0.7, f"{name} has held the office")


def events_known(evidence: Evidence) -> Iterator[Constraint]:
    """An event that is spoken of has happened; news speaks of what is not long past."""
    seen: set[str] = set()
    told = [m.anchor for m in evidence.mentions if m.anchor.kind == "event"]
    if told:
        last = max(told, key=lambda a: a.first)
        for days, weight in _LATEST_NOT_LONG_PAST:
            recent = add_days(last.first, days)
            if recent:
                yield Constraint(clipped([(last.first, recent)]), weight, f"{last.name} is the latest known event")
    for mention in evidence.mentions:
        anchor = mention.anchor
        if anchor.kind not in ("event", "memory") or anchor.name in seen:
            continue
        seen.add(anchor.name)
        words = " ".join(evidence.body[mention.span.start : mention.span.end].split())
        yield Constraint(since(anchor.first), 1.2, f"“{words}” is past ({anchor.first})")
        if anchor.kind == "memory":
            continue
        for days, weight in _NOT_LONG_PAST:
            recent = add_days(anchor.first, days)
            if recent:
                yield Constraint(clipped([(anchor.first, recent)]), weight, f"“{words}” is not long past")


def topics_present(evidence: Evidence) -> Iterator[Constraint]:
    """What the text speaks of as a present matter was one for some weeks: a bill that hangs, a town under attack."""
    for mention in evidence.topics:
        topic = mention.anchor
        last = add_days(topic.last, _TOPIC_AFTER_DAYS) if topic.last else None
        if last:
            words = " ".join(evidence.body[mention.span.start : mention.span.end].split())
            reason = f"“{words}” was in the news from {topic.first} to {topic.last}"
            yield Constraint(clipped([(topic.first, last)]), _TOPIC_WEIGHT, reason)


def war_under_way(evidence: Evidence) -> Iterator[Constraint]:
    """One of the wars that the text may be about has begun, and is not over for long."""
    if evidence.wars:
        names = " or ".join(w.name for w in evidence.wars[:3])
        pairs = [(w.first, x) for w in evidence.wars if (x := add_days(w.last or dt.date(9000, 1, 1), 365))]
        yield Constraint(clipped(pairs), 1.5, f"it speaks of {names}")


def weekdays_after(evidence: Evidence) -> Iterator[Constraint]:
    """ "Thursday" is the day of a known event; a later "Friday" in the past is the day after, not six days before."""
    known: tuple[int, dt.date, Located] | None = None
    events = [m for m in evidence.mentions if m.anchor.kind in ("event", "memory") and m.anchor.one_day]
    for located in evidence.located:
        m = located.expression.meaning
        if m.weekday is None or m.month or located.future or m.relation:
            continue
        if known is None:
            start = located.expression.span.start
            days = [
                x.anchor.first
                for x in events
                if abs(x.span.start - start) <= _SAME_SENTENCE_CHARS and _one_sentence(evidence.body, start, x)
            ]
            known = next(((m.weekday, d, located) for d in days if d.weekday() == m.weekday), None)
            continue
        ahead = (m.weekday - known[0]) % 7
        if 0 < ahead <= 3:
            day = known[1] + dt.timedelta(ahead)
            reason = f"{quoted(located)} after {quoted(known[2])}"
            yield Constraint(clipped([(day, day + dt.timedelta(6))]), 0.9, reason)


KINDS: tuple[Kind, ...] = (
    told_of_events,
    anniversaries,
    counted_from,
    offices_held,
    events_known,
    topics_present,
    war_under_way,
    weekdays_after,
)
