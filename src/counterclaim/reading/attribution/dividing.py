"""What two cues were both given, divided between them: each quotation to the cue beside it, each clause to its own.

In:  Candidates with the head token of their cue, in text order of their contents.   Out: the same ones, divided.
"""

import bisect
import re
from dataclasses import replace
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate, minus
from counterclaim.records.span import Span, Spans, hull

Found = tuple[Any | None, Candidate]

# Characters by which two finds of one quotation may differ at either end: its marks.
PART_SLACK = 2
# How many finds before and behind one may share its sentence.
MOST_BESIDE = 4
JOINED = re.compile(r",?\s+(?:and|but|while|whereas)\b")


def each_its_own(found: list[Found]) -> list[Found]:
    """Leave a quotation to the cue beside it: of "“A,” X told Y. “B,” he added." the encoder gives both to "added"."""
    owners = [(hull(one.content), one.cue) for _, one in found if one.cue and len(one.content) == 1]
    starts = [whole.start for whole, _ in owners]
    out: list[Found] = []
    for anchor, one in found:
        if one.cue and len(one.content) > 1:
            kept = tuple(s for s in one.content if not _has_nearer_cue(s, one.cue, owners, starts))
            one = replace(one, content=kept or one.content)
        out.append((anchor, one))
    return out


def _has_nearer_cue(part: Span, own: Spans, owners: list[tuple[Span, Spans]], starts: list[int]) -> bool:
    at = bisect.bisect_left(starts, part.start - PART_SLACK)
    while at < len(owners) and owners[at][0].start <= part.start + PART_SLACK:
        whole, cue = owners[at]
        if cue != own and abs(whole.end - part.end) <= PART_SLACK and _gap(part, cue) < _gap(part, own):
            return True
        at += 1
    return False


def parted(text: str, found: list[Found]) -> list[Found]:
    """Part "A, according to P, and B, Q says": A is P's and B is Q's, where either was given both."""
    out = list(found)
    for i, (anchor, last) in enumerate(found):
        if not last.cue or last.cue[0].start < last.content[-1].end:
            continue
        for j in range(max(0, i - MOST_BESIDE), min(len(found), i + MOST_BESIDE)):
            first = found[j][1]
            if not first.rule.endswith("according to") or not first.source or not first.cue:
                continue
            reach = hull((*first.cue, *first.source))
            before, after = _around(last.content, reach)
            if before and after and JOINED.match(text, reach.end):
                out[i] = (anchor, replace(last, content=after))
                out[j] = (found[j][0], replace(first, content=_around(first.content, reach)[0] or before))
    return out


def without_reporters(text: str, found: list[Found]) -> list[Found]:
    """Cut the reporter behind it off a content: "A, the paper reports" of "officials believe A, the paper reports"."""
    out = list(found)
    for i, (anchor, inner) in enumerate(found):
        if not inner.cue:
            continue
        for _, outer in found[max(0, i - MOST_BESIDE) : i + MOST_BESIDE]:
            if not outer.cue or not outer.source or not any(s.covers(inner.cue[0]) for s in outer.content):
                continue
            tail = hull((*outer.source, *outer.cue))
            last = inner.content[-1]
            behind = last.covers(tail) and text[last.start : tail.start].rstrip().endswith(",")
            if behind and not any(map(str.isalnum, text[tail.end : last.end])):
                out[i] = (anchor, replace(inner, content=(*inner.content[:-1], Span(last.start, tail.start))))
    return out


def _around(content: Spans, hole: Span) -> tuple[Spans, Spans]:
    """What of a content stands before a stretch of text, and what behind it."""
    rest = minus(content, (hole,))
    return tuple(s for s in rest if s.end <= hole.start), tuple(s for s in rest if s.start >= hole.end)


def _gap(part: Span, cue: Spans) -> int:
    return min(max(s.start - part.end, part.start - s.end, 0) for s in cue)
