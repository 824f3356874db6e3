"""Who wrote it: bylines at the head, the author's few words about themselves at the tail.

In:  Lines, or the head of the text.   Out: the span and the names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.reading.layout.lines import Line
from counterclaim.records.span import Span

_PART = r"(?:[A-Z][\w’'-]+\.?|[A-Z]\.|de|di|da|van|von|der|den|al|el|bin|ibn|la|le)"
NAME = rf"[A-Z][\w’'-]+\.?(?:[ -]{_PART}){{0,3}} ?[A-Z][\w’'-]+|[A-Z]{{2,}}(?: [A-Z]{{2,}}){{1,3}}"
_NAMES = rf"(?:{NAME})(?:(?:(?:, (?:{NAME})){{0,6}},?) (?:and|&) (?:{NAME}))?"
# "By A. Name", "By A. Name, Outlet", "A. Name | Outlet | date": whole lines. Days and months are no names.
_BYLINE = re.compile(
    r"\A[\W_]*(?:(?:[Ss]tory |[Aa]nalysis |[Ww]ritten |[Rr]eported |[Oo]pinion |[Cc]ommentary )?"
    r"(?:[Bb]y|BY)\b:?\s+|Author:\s*)"
    rf"(?P<names>{_NAMES}|[Tt]he Associated Press|[A-Z][\w’'. -]{{2,40}} [Ss]taff)"
    rf"(?P<rest>(?:\s*[,|/•·–—-]\s*|\s+(?:for|in|at|of)\s+|\s*\().{{0,90}})?\W*\Z"
)
# "(A. Name, Outlet) The president ..." before the first sentence.
_BRACKETED = re.compile(
    rf"\A\s*[(\[](?:[Bb]y )?(?P<names>{_NAMES})(?:, ?| for | [-–—|/] ?)(?P<outlet>[A-Z][^()\[\]\n]{{1,60}})[)\]]"
)
_NOT_A_NAME = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Spring|Summer|Autumn|Winter|Night|Dawn|Air|Sea|Land|Force|Contrast|Then|Now)\b"
)
_ROLE = (
    r"(?:reporter|correspondent|editor|editor-in-chief|writer|journalist|columnist|contributor|fellow|analyst|"
    r"professor|lecturer|researcher|scholar|author|co-author|photographer|photojournalist|producer|host|commentator|blogger|freelancer|"
    r"freelance|veteran|historian|economist|student|candidate|consultant|founder|co-founder|director|chair|"
    r"bureau chief|expert|"
    r"advis[eo]r|lawyer|activist|teacher|intern|president|officer|strategist|specialist|diplomat|ambassador|publisher|staff)"
)
_BIO = re.compile(
    r"\A[\W_]*(?:About the [Aa]uthors?:?\s*)?"
    rf"(?P<names>(?:(?:Dr|Prof|Professor|Col|Gen|Lt|Maj|Sir|Ambassador)\.? )?{_NAMES})"
    rf",?(?: (?:PhD|Ph\.D\.|MD),?)? (?:is|are|was|has been|works as|serves as|has worked as) "
    rf"(?:(?:currently|also|now) )?(?:an?|the|[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){{0,5}}[’']s?)\b"
    rf"[^.]{{0,200}}?\b{_ROLE}s?\b(?P<rest>[^.]*)"
)
_WRITES = re.compile(
    rf"\A[\W_]*(?P<names>{_NAMES}) (?:writes (?:about|on|for)|covers|reports (?:on|from|for)|teaches|"
    r"has (?:covered|reported|written) (?:on|about|for|from)?|lives (?:in|and)|tweets)\b(?P<rest>.*)"
)
_FOR = re.compile(
    r"\b(?:for|at|of|with)\s+(?P<outlet>(?:[Tt]he )?[A-Z][\w’'&.-]*"
    r"(?: (?:of |for |and |the |in |on |& )?[A-Za-z][\w’'&-]*){0,7}?)"
    r"(?=\s*(?:[,.;(]|and\b|where\b|who\b|based\b|in\b|\Z))"
)
_BIO_WORDS = 110


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote the article, as the text names them; None = it does not."""

    span: Span
    author: str | None
    outlet: str | None
    reason: str  # byline, author bio


def head_byline(text: str, start: int) -> Byline | None:
    """A byline in brackets before the first sentence."""
    found = _BRACKETED.match(text[start : start + 240])
    if not found or _NOT_A_NAME.search(found["names"]):
        return None
    lead = len(found.group()) - len(found.group().lstrip())
    span = Span(start + lead, start + found.end())
    return Byline(span, found["names"].strip(), found["outlet"].strip(), "byline")


def byline(line: Line) -> Byline | None:
    """A line that is a byline from end to end."""
    if len(line.text) > 200 or len(line.words) > 24 or (line.text.endswith((".", "!", "?")) and len(line.words) > 12):
        return None
    found = _BYLINE.match(line.text)
    if not found or _NOT_A_NAME.search(found["names"]):
        return None
    rest = (found["rest"] or "").strip(" ,|/•·–—-()")
    outlet = re.split(r"\s*[|/•·]\s*|,\s|\s[–—-]\s", rest)[0] if rest else None
    if outlet and re.search(r"\d|\b(?:Writer|Correspondent|Reporter|Editor|Updated|Published|Staff)\b", outlet, re.I):
        outlet = None
    names = found["names"].title() if found["names"].isupper() else found["names"]
    return Byline(line.span, names, outlet or None, "byline")


def bio(line: Line, lines: Sequence[Line], authors: Sequence[str]) -> Byline | None:
    """A line near the end in which the outlet introduces the author.

    A person of whom the article itself speaks is no author: the family name must not stand elsewhere, but in a byline.
    """
    if not line.short or len(line.words) > _BIO_WORDS:
        return None
    found = _BIO.match(line.text) or _WRITES.match(line.text)
    if not found:
        return None
    names = found["names"]
    family = names.split()[-1]
    known = any(family in a for a in authors)
    if not known and sum(family in x.words or f"{family}’s" in x.words or f"{family}'s" in x.words for x in lines) > 1:
        return None
    employer = _FOR.search(found["rest"])
    return Byline(line.span, names, employer["outlet"] if employer else None, "author bio")
