"""Lines that stand twice: doubled captions and titles, pull quotes. The first copy is the article's.

In:  Lines.   Out: (index of the line, reason) of each later copy.
"""

import re
from collections.abc import Iterator, Sequence

from counterclaim.reading.layout.lines import Line

_CREDIT = re.compile(r"[(\[][^()\[\]\n]{2,90}[)\]]\W*\Z")
# Shorter sentences may well stand twice on purpose ("No arrests have been made.").
_FAR_WORDS = 10
_NEAR_WORDS = 3
_PULL_WORDS = 8
# Looking for each quoted line in the whole text must not become quadratic in a hostile one.
_MOST_PULLS = 60
_LONGEST_TEXT_CHARS = 300_000


def find_repeats(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Later copies of lines: anywhere if they are long, next to the first copy if they are short."""
    seen: dict[str, int] = {}
    for line in lines:
        if not line.short and len(line.text) > 20_000:
            continue
        key = line.norm
        if not key:
            continue
        bare, credited = _without_credit(line)
        first = seen.get(key, seen.get(bare) if len(line.words) >= _FAR_WORDS else None)
        if first is None:
            seen[key] = line.index
            if credited:
                seen.setdefault(bare, line.index)
            continue
        near = line.index - first == 1
        if len(line.words) >= _FAR_WORDS or (near and len(line.words) >= _NEAR_WORDS):
            yield line.index, "doubled caption" if credited else "doubled line"
            if near:
                seen[key] = line.index  # a third copy in a row stands next to this one
    yield from _pull_quotes(lines)


def _without_credit(line: Line) -> tuple[str, bool]:
    """The line's words without a credit in brackets at its end, and whether it had one."""
    credit = _CREDIT.search(line.text[-120:])
    if not credit or len(line.words) < _NEAR_WORDS:
        return line.norm, False
    kept = line.text[: len(line.text) - len(credit.group())]
    return " ".join(re.findall(r"\w+(?:[’'.-]\w+)*", kept)).casefold(), True


def _pull_quotes(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Quotations set apart that stand word for word in a longer paragraph."""
    candidates = [x for x in lines if x.short and _PULL_WORDS <= len(x.words) <= 60 and x.text[0] in "“\"'‘"][
        :_MOST_PULLS
    ]
    if not candidates or sum(len(x.text) for x in lines) > _LONGEST_TEXT_CHARS:
        return
    whole = "\n".join(f" {x.norm} " for x in lines)
    for line in candidates:
        if whole.count(f" {line.norm} ") > 1 and not any(x.norm == line.norm and x.index != line.index for x in lines):
            yield line.index, "pull quote"
