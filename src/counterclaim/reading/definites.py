"""Actors that are named by what they are: numbered units of an army, and "the ministry" that was named before.

In:  a Document and the actors found by name.   Out: more Actors.
"The ministry" is the only ministry named shortly before; where several were, it is nobody: a wrong speaker is worse
than none.
"""

import bisect
import re
from collections.abc import Callable, Iterator, Sequence

from counterclaim.reading import names, register
from counterclaim.reading.document import Document
from counterclaim.records.reading import Actor
from counterclaim.records.span import Span

# How far back a definite phrase may look: two to four paragraphs of news.
REACH_CHARS = 900
_UNIT = re.compile(
    r"(?<!\w)(?:\d{1,4}(?:st|nd|rd|th|d)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)\s"
    r"(?:[A-Z][\w-]{1,30}\s){0,6}(?:[Bb]rigade|[Dd]ivision|[Rr]egiment|[Bb]attalion|Corps|Army|Fleet|[Ss]quadron)(?!\w)"
)
_OWNER = re.compile(r"(?P<words>(?:[A-Z][\w.]*[\s-]){0,2}[A-Z][\w.]*)(?:['’]s?)?\s(?:[a-z-]+\s){0,2}\Z")
_OF_OWNER = re.compile(r"\A\sof\s(?:the\s)?(?P<words>(?:[A-Z][\w.]*\s){0,4}[A-Z][\w.]*)")
_DEFINITE = re.compile(
    r"\b[Tt]he\s(?P<words>ministry|army|military|president|prime minister|premier|chancellor|foreign minister|"
    r"defence minister|defense minister|(?:news\s)?agency|newspaper|paper|broadcaster|network|channel|outlet|"
    r"think[\s-]tank|institute|group|movement|militia|alliance)(?![\w-])(?!\s(?:of|in|and)\b)"
)


def _is_ministry(actor: Actor) -> bool:
    return "Ministry" in actor.name or (actor.actor or "").endswith(("-mod", "-mfa", "-mia"))


def _kind(kind: str) -> Callable[[Actor], bool]:
    return lambda actor: actor.kind == kind


def _holds(office: str) -> Callable[[Actor], bool]:
    return lambda actor: actor.actor is not None and register.has_held(actor.actor, office)


_MATCHES: dict[str, Callable[[Actor], bool]] = {
    "ministry": _is_ministry,
    "army": _kind("military"),
    "military": _kind("military"),
    "president": _holds("president"),
    "prime minister": _holds("prime minister"),
    "premier": _holds("prime minister"),
    "chancellor": _holds("prime minister"),
    "foreign minister": _holds("foreign minister"),
    "defence minister": _holds("defence minister"),
    "defense minister": _holds("defence minister"),
    "think tank": _kind("think tank"),
    "institute": _kind("think tank"),
    "group": _kind("group"),
    "movement": _kind("group"),
    "militia": _kind("group"),
    "alliance": lambda actor: actor.actor == "nato",
}


def find_units(document: Document) -> Iterator[Actor]:
    """Find numbered units; their side is that of the country named before or after them."""
    text = document.text
    for match in _UNIT.finditer(text):
        span = Span(match.start(), match.end())
        if document.sentence_at(span.start) is None:
            continue
        side = None
        for owner in (
            _OWNER.search(text[max(0, span.start - 60) : span.start]),
            _OF_OWNER.match(text[span.end : span.end + 60]),
        ):
            side = side or (register.side_of(owner["words"]) if owner else None)
        yield Actor(span, " ".join(match.group().split()), None, "unit", side)


def find_definites(document: Document, actors: Sequence[Actor]) -> Iterator[Actor]:
    """Find definite phrases and give them the one actor shortly before them that they fit.

    Args:
        actors: in text order.
    """
    starts = [actor.span.start for actor in actors]
    for match in _DEFINITE.finditer(document.text):
        span = Span(match.start(), match.end())
        if document.sentence_at(span.start) is None or _describes(document, span):
            continue
        fits = _MATCHES.get(names.key(match["words"]), _kind("media"))
        before = []
        for i in range(bisect.bisect_left(starts, span.start) - 1, -1, -1):
            if span.start - actors[i].span.end > REACH_CHARS:
                break
            if fits(actors[i]):
                before.append(actors[i])
        actor = _only(document, span, before)
        if actor:
            yield Actor(span, actor.name, actor.actor, actor.kind, actor.side)


def _describes(document: Document, span: Span) -> bool:
    """Whether the phrase goes on: "the military official" is no army."""
    last = document.tokens(span)[-1]
    return last.head.i > last.i and last.dep_ in ("compound", "amod", "nmod", "poss", "npadvmod")


def _only(document: Document, span: Span, before: Sequence[Actor]) -> Actor | None:
    """The one actor that fits within reach, else in this sentence or the last; None where they differ."""
    if not before:
        return None
    if len({a.name for a in before}) > 1:
        here = document.sentence_index(span.start)
        before = [a for a in before if here - document.sentence_index(a.span.start) <= 1]
    return before[0] if len({a.name for a in before}) == 1 else None
