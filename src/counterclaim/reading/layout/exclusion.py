"""All that is not the article's own, put together.

In:  an Article.   Out: Excluded stretches in text order, not overlapping, each a run of lines with one reason.

What is certain by its form (a copy of another line, a copyright notice, a byline) always goes. What is a guess from
its place and vocabulary (blurbs, lists of links) is given up when more than `MOST_LOST` of the text would go: a text
that is mostly page furniture is more likely one that was misread.
"""

from collections.abc import Iterator, Sequence

from counterclaim.reading.document import is_hard_wrapped
from counterclaim.reading.layout.bylines import bio, byline, head_byline
from counterclaim.reading.layout.lines import Line, cut_lines
from counterclaim.reading.layout.links import find_cards, find_contents, find_links
from counterclaim.reading.layout.notices import is_blurb, notice_reason
from counterclaim.reading.layout.repeats import find_repeats
from counterclaim.records.article import Article, Excluded
from counterclaim.records.span import Span

MOST_LOST = 0.5
# How many of the first and last lines left count as head and tail: enough for kicker, title, byline, date and credit;
# and for bio, credit, tags, share line and comment prompt.
_HEAD_LINES = 8
_TAIL_LINES = 8
_BIO_LINES = 5
_MOST_PROSE_ABOVE = 3  # sentences above a notice of the head: a summary or two, not the text itself
_GUESSES = frozenset(
    {
        "blurb",
        "related links",
        "related link",
        "comment prompt",
        "contact line",
        "tag list",
        "page furniture",
        "author bio",
    }
)


def find_excluded(article: Article) -> tuple[Excluded, ...]:
    """Find front matter, blurbs, doubled captions, lists of links, bylines, credits and notices.

    Out: in text order, not overlapping; lines next to each other with the same reason are one stretch. An article with
    nothing but such lines keeps them: see `MOST_LOST`.
    """
    text = article.text
    start = article.header.end if article.header else 0
    lines = cut_lines(text, start=start, blocks=is_hard_wrapped(text[start : start + 20_000]))
    reasons = _reasons(lines)
    early = head_byline(text, start)
    if sum(len(lines[i].text) for i in reasons) > MOST_LOST * sum(len(x.text) for x in lines):
        reasons = {i: r for i, r in reasons.items() if r not in _GUESSES}
    found = list(_stretches(lines, reasons))
    if early and not any(x.span.overlaps(early.span) for x in found):
        found.append(Excluded(early.span, early.reason))
    if article.header:
        found.append(Excluded(article.header, "front matter"))
    return tuple(sorted(found, key=lambda x: x.span))


def _reasons(lines: Sequence[Line]) -> dict[int, str]:
    """Why each line that goes, goes."""
    reasons = dict(find_repeats(lines))
    for line in lines:
        if line.index not in reasons and (reason := notice_reason(line, head=False, tail=False)):
            reasons[line.index] = reason
    for index, reason in list(find_links(lines, reasons)):
        if reasons.get(index) != "publication line":  # a wiki's date stands below its list of links
            reasons[index] = reason
    reasons.update(list(find_cards(lines)))
    reasons.update(list(find_contents(lines)))
    _add_blurbs(lines, reasons)
    # What is at the edge depends on what is gone already: peel until nothing more goes.
    while _peel(lines, reasons):
        pass
    return reasons


def _add_blurbs(lines: Sequence[Line], reasons: dict[int, str]) -> None:
    for line in lines:
        if line.index not in reasons and is_blurb(line):
            reasons[line.index] = "blurb"
    for order in (lines, lines[::-1]):
        near = False
        for line in order:
            if line.index not in reasons and near and is_blurb(line, near_blurb=True):
                reasons[line.index] = "blurb"
            near = reasons.get(line.index) == "blurb"


def _peel(lines: Sequence[Line], reasons: dict[int, str]) -> bool:
    """Exclude notices, bylines and bios among the first and last lines left; True if any went."""
    left = list(_ends(lines, reasons, _HEAD_LINES))
    last = list(_ends(lines[::-1], reasons, _TAIL_LINES))
    before = len(reasons)
    authors = [b.author for x in left if (b := byline(x)) and b.author]
    for place, line in enumerate(left):
        reason = notice_reason(line, head=True, tail=False) or ("byline" if byline(line) else None)
        # A notice below running text is no notice of the head.
        prose = [x for x in left[:place] if x.prose]
        if reason and len(prose) < _MOST_PROSE_ABOVE and not any(len(x.words) > 40 for x in prose):
            reasons.setdefault(line.index, reason)
    for place, line in enumerate(last):
        reason = notice_reason(line, head=False, tail=True) or ("byline" if byline(line) else None)
        if not reason and place < _BIO_LINES and bio(line, lines, authors):
            reason = "author bio"
        if reason:
            reasons.setdefault(line.index, reason)
    return len(reasons) > before


def _ends(lines: Sequence[Line], reasons: dict[int, str], most: int) -> Iterator[Line]:
    for line in lines:
        if line.index not in reasons:
            yield line
            most -= 1
            if not most:
                return


def _stretches(lines: Sequence[Line], reasons: dict[int, str]) -> Iterator[Excluded]:
    run: list[int] = []
    for i in (*sorted(reasons), -1):
        if run and (i != run[-1] + 1 or reasons[i] != reasons[run[0]]):
            yield Excluded(Span(lines[run[0]].span.start, lines[run[-1]].span.end), reasons[run[0]])
            run = []
        run.append(i)
