"""Resolution in the order of the text: the story moves through time, and expressions hang on what was said before.

In:  Located expressions, publication.   Out: Times.
The story's time is the last day, month or year that the text named and that is past. It holds for what follows: in an
article with a publication date for the same paragraph, two sentences on, and for words that point back ("two days
later", "that spring"); in a chronicle without one, until the next date.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.reading.timex.anchors import Anchor, Mention
from counterclaim.reading.timex.calendar import Pair, add_days, day_of
from counterclaim.reading.timex.clauses import Located, is_so_long_ago, is_year_of_law
from counterclaim.reading.timex.frame import Frame, Resolved
from counterclaim.reading.timex.meaning import Meaning
from counterclaim.reading.timex.resolve import resolve
from counterclaim.records.reading import Time

# How many sentences on the story's time still holds in an article whose publication is known.
_STORY_SENTENCES = 2
_BESIDE_CHARS = 20
# A writer leaves the year out for what is at most so long ago, or so soon to come.
_NEWS_DAYS = 75
_NEWS_AHEAD_DAYS = 21
# Dates that make a chronicle, and how long before publication all of them lie.
_CHRONICLE_DATES, _LONG_OVER_DAYS = 3, 300
_OF_THE_STORY = ("that", "its", "same", "previous", "following")
_GOES_ON = re.compile(r"\s+[\w“\"‘]")
_WAR = re.compile(
    r"\A\W*(?:[a-z]+ing )?(?:of|into|since|after|from|following|before) "
    r"(?:(?:the|this|that|its|his|their|a|an|\w+[’']s|such) )?"
    r"(?:[\w’'.-]+ ){0,5}?(?P<what>war|invasion|conflict|fighting|hostilities|operation|onslaught|assault|"
    r"bombardment|resistance)\b",
    re.IGNORECASE,
)
_COUNTED_FROM = re.compile(
    r"\W*(?:\w+ing )?(?:of|into|since|after|from|following|before|the|this|that|[A-Z]\w+[’']s)\b"
)
_ENTERS = re.compile(r"\b(?:war|invasion|conflict|fighting|operation|offensive|it)\b[^.;]{0,40}\Z", re.IGNORECASE)
_TERM = re.compile(
    r"\A\W*(?:of|in|into|since) (?:his|her|(?P<name>(?:[A-Z][\w.]+ )*[A-Z]\w+)[’']s) "
    r"(?P<nth>first |second )?(?:term|presidency|administration)\b"
)
_LASTED = re.compile(
    r"\b(?:war|invasion|conflict|fighting|operation)\b[^.;]{0,50}\b(?:lasted|raged|raging|dragged on|gone on|entered)\b"
    r"[^.;]{0,20}\Z",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\b(?:until|till|to|through)\s*(?:the\s*)?\Z")
_SINCE = re.compile(r"\bsince\s*(?:the\s*)?\Z", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z]\w+\b")
_RANGE = re.compile(r".*\b(?:between|from)\s+(?:and|to|until|till|through|[-–—])\Z", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about the whole article before its expressions are resolved one by one."""

    published: Pair | None
    wars: tuple[Anchor, ...]  # the likeliest first; begun by publication, if that is known
    offices: tuple[Anchor, ...]
    mentions: tuple[Mention, ...]  # in text order
    chronicle: bool = False  # told from the story's time: nothing hangs on the writer's day


@dataclass(slots=True)
class _Story:
    """The time that the text has reached. Moved on by each dated expression."""

    pair: Pair | None = None
    sentence: int = -1
    paragraph: int = -1
    period: Pair | None = None

    def holds_at(self, located: Located, *, always: bool) -> bool:
        if self.pair is None or always:
            return self.pair is not None
        near = located.paragraph == self.paragraph and located.sentence - self.sentence <= _STORY_SENTENCES
        return near or _points_back(located.expression.meaning)


def _points_back(m: Meaning) -> bool:
    return (
        m.direction in ("later", "earlier", "before", "after")
        or m.relation in ("that", "same", "previous", "following")
        or m.of_year in _OF_THE_STORY
        or (m.ordinal == 1 and m.unit == "D" and m.count is None)
        or (m.definite and m.relation == "next")
    )


def hangs_on_writer(m: Meaning) -> bool:
    """Whether the expression is counted from the day of writing: "Tuesday", "last month", "two weeks ago"."""
    weekday = m.weekday is not None and not m.month and m.relation not in ("that", "following")
    near = m.relation in ("this", "last", "past", "next", "coming") and not m.definite and not m.year
    near = near and not (m.relation == "this" and m.unit == "D")  # "to this day"
    return m.deictic in ("1", "-1", "NIGHT", "0NI") or weekday or near or m.direction == "ago"


def is_chronicle(expressions: Sequence[Located], published: Pair) -> bool:
    """Whether an article tells what was long over when it was published, and tells it from that time.

    An encyclopedia's: its dates with month and year are old, and nothing hangs on the writer's own day. Or a story's
    that says so: "On 27 November 2024, a year ago last week, …".
    """
    if any(map(is_so_long_ago, expressions)):
        return True
    named = [x.expression.meaning for x in expressions if x.expression.meaning.month and x.expression.meaning.year]
    firsts = [day_of(m.year, m.month, m.day or 1) for m in named if m.year and m.month and not m.bc]
    over = published[0] - dt.timedelta(_LONG_OVER_DAYS)
    if len(firsts) < _CHRONICLE_DATES or any(day is None or day > over for day in firsts):
        return False
    return not any(hangs_on_writer(x.expression.meaning) for x in expressions)


def resolve_all(expressions: Sequence[Located], known: Known) -> Iterator[Time]:
    """Resolve the expressions in text order."""
    found = list(_resolved(expressions, known))
    for i, (located, time) in enumerate(found):
        if located.expression.meaning.clock and time.when is None:
            yield _on_the_day_beside(
                time, located, [t for x, t in found[max(0, i - 2) : i + 3] if x.sentence == located.sentence]
            )
        else:
            yield time


def _on_the_day_beside(time: Time, clock: Located, others: Sequence[Time]) -> Time:
    """ "At 11:40 p.m. Wednesday": the hour is one of the day that stands next to it."""
    span = time.span
    near = [
        (max(t.span.start - span.end, span.start - t.span.end), t.when)
        for t in others
        if t.when is not None and t.when.days == 1 and t.kind != "DURATION"
    ]
    gap, when = min(near, key=lambda x: x[0], default=(0, None))
    if when is None or gap > _BESIDE_CHARS:
        return time
    return Time(span, f"{when.text}T{clock.expression.meaning.clock}", when, "TIME")


def _resolved(expressions: Sequence[Located], known: Known) -> Iterator[tuple[Located, Time]]:
    story = _Story()
    before: tuple[Located, Resolved] | None = None
    for located in expressions:
        meaning = located.expression.meaning
        frame = _frame(located, story, known)
        found = resolve(meaning, frame)
        if before is not None and before[1].when is not None and _ends_range(located, found, *before):
            found = resolve(meaning, replace(frame, story=(before[1].when.first, before[1].when.last)))
        before = located, found
        found = _not_after_publication(found, frame, meaning)
        if not is_year_of_law(located.before):
            _move(story, located, found, known)
        yield located, Time(located.expression.span, found.value, found.when, found.kind)


def _ends_range(located: Located, found: Resolved, start: Located, begun: Resolved) -> bool:
    """Whether the expression ends "between July and September" and has been put before the beginning."""
    m = located.expression.meaning
    if m.month is None or m.year or not found.when or not begun.when or found.when.last >= begun.when.first:
        return False
    between = located.before.rpartition(start.words)
    return bool(_RANGE.match(start.before[-12:] + " " + between[2].strip()))


def _frame(located: Located, story: _Story, known: Known) -> Frame:
    m = located.expression.meaning
    holds = story.holds_at(located, always=known.chronicle)
    if holds and known.published and not known.chronicle and not _points_back(m):
        # "On March 3" two sentences after "in 2014" belongs to 2014; after "last week" it does not need the story.
        holds = bool(story.pair and story.pair[1] < known.published[0] - dt.timedelta(300)) and not located.future
        holds = holds and m.weekday is None and not (m.month and _is_news(m, known.published))
    anchor = None
    if (
        m.unit
        and not m.month
        and (m.ordinal or m.direction in ("after", "before") or m.rule in ("duration", "ordinal unit"))
    ):
        anchor = anchor_of(located, known)
        if anchor is None and m.direction in ("after", "before") and _GOES_ON.match(located.after):
            holds = False  # "two days before the vote": the vote's day is not known
    published = known.published if not known.chronicle or hangs_on_writer(m) or m.deictic else None
    return Frame(published, story.pair if holds else None, located.future, located.present, anchor, story.period)


def _is_news(m: Meaning, published: Pair) -> bool:
    """Whether a date without a year falls just before publication: then it is this year's, whatever year came before.

    "It has been besieged since May 2024. It was shelled on March 27", published on 28 March 2025.
    """
    if m.year or m.of_year or m.month is None:
        return False
    last = published[1]
    for year in (last.year, last.year - 1):
        day = day_of(year, m.month, m.day or 1)
        if day is not None and last - dt.timedelta(_NEWS_DAYS) <= day <= last + dt.timedelta(_NEWS_AHEAD_DAYS):
            return (published[1] - published[0]).days <= _NEWS_DAYS
    return False


def anchor_of(located: Located, known: Known) -> Pair | None:
    """The dated event that the expression counts from: a mention right after it, the war, a term of office."""
    end, m = located.expression.span.end, located.expression.meaning
    war = (known.wars[0].first, known.wars[0].first) if known.wars else None
    if (m.relation == "its" and _ENTERS.search(located.before[-60:])) or _LASTED.search(located.before[-110:]):
        return war
    # "the weeks after | Russia's invasion": the preposition may be part of the expression.
    after = f" {m.direction}{located.after}" if m.direction else located.after
    if not _COUNTED_FROM.match(after[:40]):
        return None
    term = _TERM.match(after[:80])
    if term:
        return _term(term, located.before, known)
    for mention in known.mentions:
        if mention.anchor.kind != "office" and end <= mention.span.start <= end + 60:
            return mention.anchor.first, mention.anchor.first
    return war if _WAR.match(after[:90]) else None


def _term(term: re.Match[str], before: str, known: Known) -> Pair | None:
    """When the term began of the person named, or of the last one of the sentence who holds an office."""
    nth = {"first ": 1, "second ": 2}.get(term["nth"] or "", 0)
    names = _NAME.findall(term["name"] or before)[::-1]
    for name in names:
        terms = [o for o in known.offices if name in o.name.split()]
        if not terms:
            continue
        begun = [o for o in terms if known.published is None or o.first <= known.published[1]]
        chosen = next((o for o in terms if o.term == nth), begun[-1] if begun else None)
        return (chosen.first, chosen.first) if chosen else None
    return None


def _not_after_publication(found: Resolved, frame: Frame, meaning: Meaning) -> Resolved:
    """A date later than publication stands only where its words say so: the year, or the future."""
    if found.when is None or frame.published is None or frame.future or found.when.first <= frame.published[1]:
        return found
    said = (
        meaning.year
        or (meaning.relation in ("next", "coming") and not _is_of_story(meaning))
        or meaning.deictic == "1"
        or meaning.moved == "later"
        or (
            frame.present
            and meaning.day is not None
            and found.when.first <= frame.published[1] + dt.timedelta(_NEWS_AHEAD_DAYS)
        )
    )
    if meaning.direction in ("later", "after") or _is_of_story(meaning):
        return Resolved(None, None, found.kind)  # "two weeks later", told as past: not after the writer's own day
    return found if said else Resolved(found.value, None, found.kind)


def _is_of_story(m: Meaning) -> bool:
    """ "The following day", "the next day": counted from the story's time, not from the writer's."""
    return m.relation == "following" or (m.relation == "next" and m.definite and not (m.count or m.plural or m.vague))


def _move(story: _Story, located: Located, found: Resolved, known: Known) -> None:
    m = located.expression.meaning
    if found.when is None:
        return
    pair = (found.when.first, found.when.last)
    if found.kind == "DURATION":
        story.period = pair
        return
    if _UP_TO.search(located.before[-20:]):
        return  # an end that the story has not reached
    if not known.chronicle and _SINCE.search(located.before[-20:]):
        return  # a beginning that lies behind the story
    if m.deictic or located.future or m.unit in ("10Y", "100Y") or m.decade or m.century:
        return
    if known.chronicle and _is_aside(m, located, story, pair):
        return
    story.period = pair
    story.pair, story.sentence, story.paragraph = pair, located.sentence, located.paragraph


def _is_aside(m: Meaning, located: Located, story: _Story, pair: Pair) -> bool:
    """A look back or ahead in a chronicle that leaves the story where it is: "(1914-1918)", "since 1905"."""
    if story.pair is None or m.month or not m.year:
        return False
    opened = located.before.rstrip().endswith(("(", "-", "–", "of the", "since"))
    inside = pair[0] <= story.pair[0] <= pair[1]
    far_ahead = add_days(story.pair[1], 365 * 8)
    return opened or inside or bool(far_ahead and pair[0] > far_ahead)
