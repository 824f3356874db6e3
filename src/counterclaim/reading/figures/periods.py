"""Over which time a figure counts: since when, and as of when it was so.

In:  Counted, the article's time expressions, its publication date, who says it when.   Out: Period.
"As of April", "on March 2", "since the invasion", "over the same period"; else the day of saying, else publication.
When wars began is general knowledge (`timex/data/anchors.csv`).
"""

import re
from dataclasses import replace

from counterclaim.reading.figures.clauses import Tense, is_of_another_clause, is_of_what_is_told_beside, tense_of
from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.sameperiod import Period, in_another_year, shares_period
from counterclaim.reading.figures.storytime import Dates
from counterclaim.records.article import Published
from counterclaim.records.reading import Attribution
from counterclaim.records.span import Span
from counterclaim.records.values import Measure
from counterclaim.records.when import When

_AS_OF = re.compile(r"\bas\sof\s(?:the\s)?(?:end\sof\s|early\s|late\s|mid-?)?\Z", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b[^.;,]{0,60}\Z", re.IGNORECASE)
_SINCE_WAR = re.compile(
    r"\bsince\s(?:(?:the\s)?(?:start|beginning|outbreak|onset|launch|first\sdays?)\sof\s)?"
    r"(?:(?:the|its|his|this|their|a)\s)?(?:[\w’'-]+\s){0,4}?"
    r"(?:invasion|war|conflict|fighting|hostilities|special\smilitary\soperation"
    r"|(?:full-scale|ground)\s(?:assault|offensive))\b"
    r"|\bsince\s(?!(?:\w+\s){0,3}(?:offensive|siege|ceasefire|truce|blockade|talks|protests|operation|campaign|incursion)\s)"
    r"(?:\w+\s){1,4}(?:invaded|began|started"
    r"|launched\s(?:its|the|his)\s[\w\s-]{0,30}(?:invasion|war|assault|offensive))",
    re.IGNORECASE,
)
# "between 18 and 22 February", "from 1988 to 1994": the first is since when, the second as of when.
_FROM = re.compile(r"\b(?:between|from)\s\Z", re.IGNORECASE)
_UNTIL = re.compile(r"\s?(?:to|and|until|till|through|[-–—])\s?(?=\w)", re.IGNORECASE)
_BEGAN = re.compile(
    r"\b(?:war|conflict|fighting|uprising|insurgency|siege|offensive|campaign|operation|coup|crisis|bombardment)\b[^.;]{0,40}?"
    r"\b(?:erupted|began|begun|started|broke\sout|launched)\s(?:(?:in|on|early|late|at|the|end|of)\s){0,3}\Z",
    re.IGNORECASE,
)
# "over the past week", "this year", "the first three months of 2013": a total counted from the first day on.
_STRETCH = re.compile(
    r"(?:over\s)?(?:the\s)?(?:past|last|previous)\s(?:[\w-]+\s){1,3}?(?:hours|days|nights|weeks|months|years|decades)\b"
    r"|(?:the\s)?past\s(?:day|week|month|year|decade)\b|this\s(?:week|month|year)\b"
    r"|(?:the\s)?(?:first|opening)\s(?:\w+\s){0,3}?(?:days|weeks|months|years|half|quarter)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\bso\sfar\s(?:in\s)?\Z", re.IGNORECASE)
_SINCE_THEN = re.compile(r"\bsince\s(?:then|that\s(?:day|date|time))\b", re.IGNORECASE)
# "the death toll of the war", "in two years of fighting": since it began.
_OF_WAR = re.compile(
    r"\b(?:toll|losses|casualties|deaths|dead)\s(?:of|in|from)\s(?:the|this|its|his)\s(?:[\w’'-]+\s){0,2}?"
    r"(?:war|conflict|invasion)\b"
    r"|\b(?:bringing|taking|raising|brought|took)\s(?:its|their|his|total)\s(?:total\s|combined\s)?losses\b"
    r"|\b(?:in|over|after|during)\s(?:[\w-]+\s){1,3}(?:years|months|weeks|days)\sof\s(?:war|fighting|conflict)\b",
    re.IGNORECASE,
)
_BEGINNING = re.compile(r"(?:the\s(?:very\s)?)?(?:beginning|start|outset)\sof\b", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\s\Z", re.IGNORECASE)
_YEAR_OR_MONTH = re.compile(r"(?:[A-Z][a-z]+\s)?\d{4}\Z")
# What is there at a time, or measured at once, has no first day.
_NO_TOTAL = frozenset({Measure.TROOPS, Measure.DISTANCE, Measure.DURATION})
# Goes on from a day named before: "Hours later", "that evening".
_SAME_DAY = re.compile(
    r"\b(?:(?:minutes|hours|moments)\s(?:later|earlier|afterwards?)|(?:later|earlier)\sthat\s(?:day|night|evening|morning)"
    r"|(?:the|that)\s(?:same|very)\s(?:day|evening|night|morning|afternoon))\b",
    re.IGNORECASE,
)
_DAY_WORDS = (" same ", " very ", "later", "earlier", "afterward")  # one stands in every match of it: spares the search
# A time on the other side of these belongs to another statement.
_BORDER = re.compile(
    r";|,?\sand\sthat\s|\b(?:has|have|had)\s(?:\w+\s)?since\b|\bsince[,.;]|,?\s(?:up|down)\sfrom\s|,?\scompared\s(?:with|to)\s|,\sagainst\s|\smore\sthan\s(?=a\s|last\s)|,?\sbut\s|,\s(?:or\s)?(?:(?:about|nearly|almost|roughly)\s)?(?:half|an?\s(?:third|quarter|fifth|tenth))\s(?:of\s)?(?=its|their|the|what)|,\s(?:while|whereas|though|although|bringing|taking|raising|pushing)\s|[.!?][”\"]?\s"
)
_LOOK_BEYOND = 6
# "46 percent below that of a year earlier": the time of what the figure is compared with.
_COMPARED = re.compile(r"\b(?:that|those|levels?)\s(?:of|in|from)\s\Z")
# "not since March 2, when 40 were killed": the figure is of that day.
_WHEN = re.compile(r",?\swhen\b", re.IGNORECASE)
_REACH = 400  # characters on either side of the number that are looked at


def read_period(
    text: str,
    counted: Counted,
    measure: Measure,
    *,
    dates: Dates,
    published: Published | None,
    attribution: Attribution | None,
    previous: Period | None,
    beside: Period | None,
    goes_on: Period | None = None,
    whole: Period | None = None,
) -> Period:
    """The period of one figure.

    Args:
        previous: the period of the figure before, which "over the same period" refers to.
        beside: the period of a figure of the same thing in the same sentence, which holds where nothing else is said.
        goes_on: that of the last figure of the paragraph, from whose first day "12,000 have been hurt" counts too.
        whole: that of the figure of the same sentence that this one is a part of ("9,000 of them killed").
    """
    number = counted.quantity.span
    start = max(counted.sentence.start_char, number.start - _REACH)
    end = min(counted.sentence.end_char, number.end + _REACH)
    near = [(span, when) for span, when in dates.within(start, end) if not span.overlaps(number)]
    opening = [(span, when) for span, when in near if _opens(text, start, span, number)]
    since = None if measure is Measure.DURATION else _since(text, opening, dates, start, end)
    if since is None and measure not in _NO_TOTAL:
        since = _of_war(text, dates, start, end)
    standing: When | None = None
    words = text[start:end].lower()
    if previous is not None and shares_period(text, start, end):
        if moved := in_another_year(text, number.end, end, previous):
            return moved
        since, standing = since or previous.since, previous.as_of
    elif any(map(words.__contains__, _DAY_WORDS)) and _SAME_DAY.search(text, start, end):
        standing = dates.day_before(start)
    close = [row for row in near if row not in opening and not _is_apart(text, row[0], number)]
    close = [row for row in close if not _COMPARED.search(text, max(start, row[0].start - 16), row[0].start)]
    told = [(span, when) for span, when in close if _may_hold(counted, span, when, published)]
    nearest = _nearest(text, number, told)
    if nearest is not None and since is None and measure not in _NO_TOTAL and _is_stretch(text, nearest[0]):
        until = published.when if published is not None and nearest[1].last >= published.when.first else None
        return Period(When.day(nearest[1].first), until or When.day(nearest[1].last), said=True)
    as_of = _capped(nearest[1] if nearest else None, published) or standing
    if as_of is not None:
        return Period(since, as_of, said=True)
    if whole is not None and told == close:
        return replace(whole, since=since or whole.since)
    if beside is not None and beside.said and told == close and not _counts_on(text, counted):
        return replace(beside, since=since or beside.since)
    if since is None and goes_on is not None and measure in _FLOWS and tense_of(counted) is Tense.PERFECT:
        since = goes_on.since
    return _undated(counted, measure, since, dates, published, attribution)


def _undated(
    counted: Counted,
    measure: Measure,
    since: When | None,
    dates: Dates,
    published: Published | None,
    attribution: Attribution | None,
) -> Period:
    """The period of a figure whose sentence names none: of the story, the paragraph or the report, else of saying."""
    start = counted.sentence.start_char
    tense = tense_of(counted)
    told = dates.around(counted.quantity.span.start) if tense not in (Tense.PRESENT, Tense.PERFECT) else None
    if told is not None:
        return Period(since, told)
    report = dates.of_report(start) if since is None and measure not in _NO_TOTAL else None
    if report is not None:
        return Period(When.day(report.first), When.day(report.last))
    spoken = attribution.said if attribution is not None else None
    if since is None and tense is Tense.PAST:
        spoken = dates.of_paragraph(_part_start(counted)) or spoken
    return Period(since, spoken or (published.when if published is not None else None))


def _part_start(counted: Counted) -> int:
    """Where the number's part of its sentence begins: "they hit a church on Sunday; nine died there"."""
    before = counted.sentence.doc[counted.sentence.start : counted.first.i]
    part = next((token.idx for token in reversed(before) if token.text == ";"), counted.sentence.start_char)
    return int(part)


def _counts_on(text: str, counted: Counted) -> bool:
    """Whether the number's own clause says since when: it runs to the day of writing whatever stood before."""
    hull = counted.quantity.hull
    end = min(counted.sentence.end_char, hull.end + _CLAUSE_CHARS)
    start = max(counted.sentence.start_char, hull.start - _CLAUSE_CHARS)
    return bool(_COUNTS_SINCE.search(text, hull.end, end) or _HAS_SINCE.search(text, start, hull.start))


_CLAUSE_CHARS = 80
# "has since raised the toll to 35", "puts the present number nearer 7,000"
_HAS_SINCE = re.compile(
    r"\b(?:(?:has|have)\s(?:\w+\s)?since|(?:present|current)\s(?:number|figure|strength|total|toll))\b[^.;]*\Z"
)
_COUNTS_SINCE = re.compile(r"\A[^.;,]*\bsince\b")


_FLOWS = frozenset(
    {
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CAPTURED,
        Measure.CASUALTIES,
        Measure.DISPLACED,
        Measure.RECRUITS,
        Measure.DESTROYED,
        Measure.SHOT_DOWN,
        Measure.LAUNCHED,
        Measure.TARGETS_HIT,
        Measure.SORTIES,
        Measure.AREA,
    }
)


def _opens(text: str, start: int, span: Span, number: Span) -> bool:
    """Whether the expression says since when: "since March 2", "from 1988 to …", "the war, which began in April".

    "Since 53 were killed in November" and "not since March 2, when 40 were killed" give the day of the killing instead.
    """
    if number.end < span.start and _is_apart(text, span, number):
        return False  # "100 must come each day; none has come since 28 June"
    since = _SINCE.search(text, max(start, span.start - 70), span.start)
    if since:
        inside = since.start() < number.start < span.start
        when = _WHEN.match(text, span.end)
        return not inside and not (when and when.end() <= number.start and "," not in text[when.end() : number.start])
    if _FROM.search(text, max(start, span.start - 12), span.start) and _UNTIL.match(text, span.end):
        return True
    if _AFTER.search(text, max(start, span.start - 6), span.start) and _YEAR_OR_MONTH.match(text, span.start, span.end):
        return True
    began = _BEGAN.search(text, max(start, span.start - 90), span.start)
    return bool(began and span.end < number.start)


def _since(text: str, opening: list[tuple[Span, When]], dates: Dates, start: int, end: int) -> When | None:
    """ "Since March 2", "since the invasion"; the war's known day where both are said of one time."""
    named = _beginning(text, *opening[0]) if opening else None
    if named is None and (then := _SINCE_THEN.search(text, start, end)):
        return dates.day_before(then.start())
    if "since" not in text[start:end].lower() or not _SINCE_WAR.search(text, start, end):
        return named
    war = dates.war_began()
    return war if war is not None and (named is None or named.overlaps(war)) else named


def _beginning(text: str, span: Span, when: When) -> When:
    """ "Since the beginning of the year" is since its first day; what is so called otherwise is a third of it."""
    return When.day(when.first) if _BEGINNING.match(text, span.start, span.end) else when


def _of_war(text: str, dates: Dates, start: int, end: int) -> When | None:
    """When the war began, for a figure that the sentence calls the war's."""
    return dates.war_began() if _OF_WAR.search(text, start, end) else None


def _is_stretch(text: str, span: Span) -> bool:
    """Whether the expression names a stretch of time from its first day to its last."""
    return bool(_STRETCH.match(text, span.start, span.end) or _SO_FAR.search(text, max(0, span.start - 12), span.start))


def _is_apart(text: str, span: Span, number: Span) -> bool:
    first, last = min(span.end, number.end), max(span.start, number.start)
    if number.end < span.start and text.count(")", first, last) > text.count("(", first, last):
        return True  # the number stands in brackets that close before the time
    # A border may look at the words behind it: "a million more than | last year".
    return any(border.end() <= last for border in _BORDER.finditer(text, first, last + _LOOK_BEYOND))


def _nearest(text: str, number: Span, near: list[tuple[Span, When]]) -> tuple[Span, When] | None:
    """ "As of" wins; then the nearest expression of the sentence."""
    for span, when in near:
        words = span.of(text).lower()
        if words.startswith("as of") or _AS_OF.search(text, max(0, span.start - 24), span.start):
            return span, when
    if not near:
        return None
    return min(near, key=lambda p: (_is_past_and(text, p[0], number), abs(p[0].start - number.start), p[0].start))


def _is_past_and(text: str, span: Span, number: Span) -> bool:
    """Whether "and" parts an earlier time from the number: "12 in March and 40 in May"."""
    return span.end < number.start and bool(_AND.search(text, span.end, number.start))


_AND = re.compile(r"\sand\s")


def _capped(when: When | None, published: Published | None) -> When | None:
    """What runs on past publication is told as of that; what is all to come keeps its day."""
    if when is None or published is None or when.last <= published.when.last or when.first > published.when.last:
        return when
    return When.between(min(when.first, published.when.last), published.when.last)


def _may_hold(counted: Counted, span: Span, when: When, published: Published | None) -> bool:
    """Whether a time of the sentence may be that of the number, by the tense in which the number is told.

    What is so now, or has happened by now, is of no past time of another clause; only what is to come is of the future.
    """
    if published is None:
        return True
    if when.first > published.when.last:
        tense = tense_of(counted)
        return tense not in (Tense.PAST, Tense.PERFECT) and not is_of_another_clause(counted, span)
    if when.last >= published.when.first:
        return True
    if is_of_what_is_told_beside(counted, span):
        return False
    tense = tense_of(counted)
    return tense not in (Tense.PRESENT, Tense.PERFECT) or not is_of_another_clause(counted, span)
