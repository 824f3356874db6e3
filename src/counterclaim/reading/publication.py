"""When an article was published, from the text's own evidence. Never today's date, never a date of the page's own.

In:  a Document.   Out: Published, or None where the text does not tell.
How: dating/evidence turns words into constraints (intervals with a reason), dating/constraints finds where they agree.
"""

import datetime as dt

from counterclaim.reading.dating import dates, events, officials
from counterclaim.reading.dating.constraints import FIRST_DAY, Agreement, Constraint, agree
from counterclaim.reading.dating.evidence import Evidence
from counterclaim.reading.document import Document
from counterclaim.reading.layout.datelines import Beside, DateLine, is_own, read_date_line, read_opening
from counterclaim.reading.layout.lines import cut_lines
from counterclaim.reading.timex.anchors import spoken_of
from counterclaim.reading.timex.clauses import body_text, locate
from counterclaim.records.article import Published
from counterclaim.records.when import When

# Wider than this and the evidence does not tell: a year of dates still fixes the year of "in March", two years do not.
WIDEST_DAYS = 400
# An expression more or less beyond this number changes nothing, and a chronicle has thousands.
_MOST_EXPRESSIONS = 400
_MOST_REASONS = 4
# One sure piece (a counted week, a date line) is enough; a single old date with its year is not, unless others agree.
_ENOUGH_ALONE = 0.9
_ENOUGH_CONFIRMED = 0.3
_ENOUGH_TOGETHER = 1.5
_MOST_CANDIDATES = 4
_HEAD_LINES, _TAIL_LINES, _MOST_PROSE_BEFORE, _A_CHRONICLE = 10, 8, 2, 3
# Excluded stretches whose dates may be the article's; a related link's are another's.
_DATED = frozenset({"publication line", "byline", "copyright notice", "credit line", "reprint notice"})
_NEAR_DAYS, _TOLERANCE = 400, 1e-6
_BEFORE_FRAME = dt.timedelta(60)


def find_published(document: Document) -> Published | None:
    """The interval of publication and what says so; None where the text says nothing.

    Out: the interval is as narrow as the evidence allows, `basis` quotes the words that narrow it.
    """
    evidence = _evidence(document)
    constraints = [c for kind in (*dates.KINDS, *events.KINDS, *officials.KINDS) for c in kind(evidence)]
    found = agree(_once(constraints), widest_days=WIDEST_DAYS)
    if found is None or not _closes(found):
        return None
    return Published(When.between(*found.pair), _basis(found))


def _evidence(document: Document) -> Evidence:
    body = body_text(document)
    named = spoken_of(body)
    located = locate(document)[:_MOST_EXPRESSIONS]
    opening = _opening(document)
    lines = _date_lines(document)
    return Evidence(
        located=located,
        opening=opening,
        lines=lines,
        among=named.anchors,
        mentions=named.mentions,
        topics=named.topics,
        wars=named.wars,
        body=body,
        text=document.text,
    )


def _opening(document: Document) -> DateLine | None:
    """The dateline before the first words; title, summary and byline may stand above it."""
    lines = cut_lines(document.text, start=document.article.header.end if document.article.header else 0)
    told = 0  # lines of running text so far: a summary may stand above, not a whole article
    for line in lines[:_HEAD_LINES]:
        if told >= _MOST_PROSE_BEFORE:
            return None
        begins = line.text[:1].isupper() or line.text[:1].isdigit()
        if begins and (found := read_opening(document.text, line.span.start)):
            return found
        told += line.prose
    return None


def _date_lines(document: Document) -> tuple[DateLine, ...]:
    """The lines at the head that state a date, labelled ones at the tail, and the year of a copyright line.

    Three dates or more that stand alone on their lines are the headings of a chronicle, not the article's own.
    """
    lines = cut_lines(document.text, start=document.article.header.end if document.article.header else 0)
    others = [x.span for x in document.excluded if x.reason not in _DATED]
    found: list[DateLine] = []
    told = 0  # lines of running text so far
    for line in lines:
        at_head = line.index < _HEAD_LINES and told < _MOST_PROSE_BEFORE
        at_tail = line.index >= len(lines) - _TAIL_LINES
        told += at_head and line.prose
        if not (at_head or at_tail) or any(line.span.overlaps(x) for x in others):
            continue
        # Below the text a date without a label counts only where nothing else states one.
        alone = not found
        found += [
            stated
            for stated in read_date_line(line)
            if at_head or stated.beside is Beside.COPYRIGHT or is_own(stated, head=alone)
        ]
    bare = [x for x in found if x.beside is Beside.NOTHING and not x.labelled]
    return tuple(x for x in found if x not in bare or len(bare) < _A_CHRONICLE)


def _once(constraints: list[Constraint]) -> list[Constraint]:
    """Each interval once, with its greatest weight: a date named ten times is one piece of evidence."""
    best: dict[object, Constraint] = {}
    for c in constraints:
        # Days that come round each year are the same where the first and the last are: a hundred need no comparing.
        key = (len(c.pairs), c.pairs[0], c.pairs[-1]) if c.pairs else None
        if key is not None and (key not in best or best[key].weight < c.weight):
            best[key] = c
    return list(best.values())


def _closes(found: Agreement) -> bool:
    """Whether enough says that publication was not later: what only says "after" would leave it open.

    A date that comes round each year closes nothing by itself; it may confirm what does, and it closes where a term of
    office or a war leaves it one year.
    """
    last = found.pair[1]
    near = last + dt.timedelta(_NEAR_DAYS)
    closing = [c for c in found.kept if c.closes and any(a <= last <= b <= near for a, b in c.pairs)]
    frame = [c.pairs[0] for c in found.kept if len(c.pairs) == 1]
    first_of_frame = max((a for a, _ in frame), default=FIRST_DAY + _BEFORE_FRAME)
    last_of_frame = min((b for _, b in frame), default=dt.date.max)

    def candidates(c: Constraint) -> int:
        # A date of before the frame, whose year of use reaches into it, is no other reading of the same words.
        return sum(first_of_frame - _BEFORE_FRAME <= a <= last_of_frame and first_of_frame <= b for a, b in c.pairs)

    single = _TOLERANCE + sum(c.weight for c in closing if len(c.pairs) <= _MOST_CANDIDATES or candidates(c) == 1)
    return single >= _ENOUGH_ALONE or (
        single >= _ENOUGH_CONFIRMED and sum(c.weight for c in closing) >= _ENOUGH_TOGETHER
    )


def _basis(found: Agreement) -> str:
    """The reasons that narrow the interval most, in words."""
    first, last = found.pair

    def narrows(c: Constraint) -> int:
        pair = next(p for p in c.pairs if p[0] <= last and first <= p[1])
        return abs((pair[0] - first).days) + abs((pair[1] - last).days)

    reasons = sorted(found.kept, key=lambda c: (narrows(c) > 90, -c.weight, narrows(c)))
    return "; ".join(dict.fromkeys(c.reason for c in reasons[:_MOST_REASONS]))
