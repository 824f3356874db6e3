"""Lists that lead away from the article: related stories, most read, cards of title, date and teaser.

In:  Lines.   Out: (index, reason) of the lines of such lists.
Such lists carry dates and figures of other articles, often years off, so they are worth finding even without a heading:
by the cadence of date lines each below a title, or by a run of headlines at the end.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from counterclaim.reading.layout.lines import Line
from counterclaim.reading.layout.registers import related

REASON = "related links"
CARDS_REASON = "related items"
# A card is title (often twice), date, teaser, label: at most this many lines from one date to the next.
_CARD_LINES = 8
# A list starts after the article: this many lines of prose stand before it, or it has a heading.
_PROSE_BEFORE = 3
_HEADLINE_RUN = 3
# Two posts are no list yet where each has its headline; the first clock and the last are not told apart from these.
_CONTENTS_LINES, _HEADING_WORDS = 4, 4
CONTENTS_REASON = "contents list"
_CLOCK_LINE = re.compile(
    r"\W*\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?|\slocal\stime)?(?:\s\d+\s\w+\sago)?\W*"
)
_HEADLINE_WORDS = range(5, 21)


def find_links(lines: Sequence[Line], gone: Collection[int]) -> Iterator[tuple[int, str]]:
    """Lines of lists of links that their place and shape suggest. `gone`: lines that are excluded already."""
    found: set[int] = set()
    for first, last in _headed(lines, gone):
        found.update(range(first, last + 1))
    found.update(_headline_run(lines, found | set(gone)))
    yield from ((i, REASON) for i in sorted(found))


def find_contents(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The list of posts above a live blog: times and headlines that take turns, no sentence between them."""
    for first in (x.index for x in lines if is_clock(x)):
        if first >= 2 and is_clock(lines[first - 2]):
            continue  # inside a list that began above
        last = first
        while last + 2 < len(lines) and is_clock(lines[last]) and lines[last + 1].title_like:
            last += 2
        rows = last - first  # the last clock stands over the first post of the blog itself
        if rows >= _CONTENTS_LINES:
            headed = first > 0 and len(lines[first - 1].words) <= _HEADING_WORDS and lines[first - 1].title_like
            yield from ((i, CONTENTS_REASON) for i in range(first - headed, last))


def is_clock(line: Line) -> bool:
    """Whether the line is the time of a post and nothing more: "14.20 GMT"."""
    return bool(_CLOCK_LINE.fullmatch(line.text))


def find_cards(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Lines of cards of title, date and teaser. A heading, or titles that stand twice, make them certain."""
    for first, last, sure in _cards(lines):
        yield from ((i, CARDS_REASON if sure else REASON) for i in range(first, last + 1))


def _is_head(line: Line) -> bool:
    register = related()
    return line.title_like_or_colon and len(line.words) <= register.max_words and bool(register.heads.search(line.text))


def _is_date(line: Line) -> bool:
    return len(line.text) <= 60 and bool(related().date.search(line.text))


def _cards(lines: Sequence[Line]) -> Iterator[tuple[int, int, bool]]:
    """Stretches of two or more cards; each has a date alone on its line, with a title right above it."""
    dates = [x.index for x in lines if _is_date(x) and x.index and _title_above(lines, x.index) is not None]
    runs: list[list[int]] = []
    for at in dates:
        if runs and at - runs[-1][-1] <= _CARD_LINES:
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        first = _title_above(lines, run[0])
        assert first is not None  # only dates with a title above are in a run
        headed = first > 0 and _is_head(lines[first - 1])
        doubled = any(lines[i - 1].norm == lines[i - 2].norm for i in run if i >= 2)
        prose = sum(x.prose for x in lines[:first])
        if len(run) + headed + doubled < 2 or (prose < _PROSE_BEFORE and not headed):
            continue
        # The last card is as long as the longest before it; with one card only, up to its label.
        tail = max((b - a for a, b in pairwise(run)), default=_CARD_LINES - 2) - 2
        yield first - headed, _end_of_card(lines, run[-1], tail), headed or doubled


def _title_above(lines: Sequence[Line], date: int) -> int | None:
    """The index of the first line of the title right above the date line; None if there is no title."""
    at = date
    while at > 0 and date - at < 3 and lines[at - 1].title_like and not _is_date(lines[at - 1]):
        if related().label.search(lines[at - 1].text) or _is_head(lines[at - 1]):
            break
        at -= 1
    return at if at < date else None


def _end_of_card(lines: Sequence[Line], date: int, most: int) -> int:
    """The last line of the card whose date stands at `date`; a label or a "view all" line closes it."""
    last = date
    for line in lines[date + 1 : date + 1 + max(most, 1)]:
        last = line.index
        if related().label.search(line.text):
            break
    while (
        last + 1 < len(lines)
        and len(lines[last + 1].words) <= 8
        and re.match(r"\W*(?:view|see|show|load|all|more)\b", lines[last + 1].text, re.I)
    ):
        last += 1
    return last


def _headed(lines: Sequence[Line], gone: Collection[int]) -> Iterator[tuple[int, int]]:
    """A heading and the titles below it; to the end of the text where titles and teasers take turns."""
    at = 0
    while at < len(lines):
        if not _is_head(lines[at]):
            at += 1
            continue
        last = _end_of_list(lines, at, gone)
        # In the middle of an article the run of titles may end with the next section's heading: leave that one.
        if last + 1 < len(lines) and last - at > 1 and len(lines[last].words) <= 6 and lines[last].text[0].isalnum():
            last -= 1
        if last > at or last == len(lines) - 1:
            yield at, last
        at = last + 1


def _end_of_list(lines: Sequence[Line], head: int, gone: Collection[int]) -> int:
    """The last line of the list below the heading: titles, dates, and paragraphs between two titles (teasers)."""
    last, at = head, head + 1
    while at < len(lines):
        line = lines[at]
        titled = line.title_like and not line.quoted and not line.text.endswith(".") and not is_clock(line)
        linked = titled or _is_date(line) or at in gone
        after_title = last == at - 1 and at - 1 > head
        teaser = after_title and (at + 1 == len(lines) or lines[at + 1].title_like or at + 1 in gone)
        if not linked and not (teaser and sum(x.prose for x in lines[:head]) >= _PROSE_BEFORE):
            break
        last = at
        at += 1
    return last


def _headline_run(lines: Sequence[Line], gone: set[int]) -> Iterator[int]:
    """Headlines without a heading, three or more in a row at the end of the text."""
    run: list[int] = []
    for line in reversed(lines):
        if line.index in gone:
            continue
        if not _is_headline(line):
            break
        run.append(line.index)
    if len(run) >= _HEADLINE_RUN and sum(x.prose for x in lines[: run[-1]]) >= _PROSE_BEFORE:
        yield from run


def _is_headline(line: Line) -> bool:
    if not line.title_like or line.closed or line.quoted or len(line.words) not in _HEADLINE_WORDS:
        return False
    long = [w for w in line.words if len(w) >= 4]
    return sum(w[0].isupper() for w in long) >= 0.7 * len(long) and not re.search(r"\b\d+\W*\Z", line.text)
