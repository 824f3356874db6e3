"""Contents cut to what was said: no second act of saying, no dangling joint, closing marks kept.

In:  a candidate with its cue's head token.   Out: the candidate with its content cut.
"""

import re
from dataclasses import replace
from typing import Any

from counterclaim.reading.attribution.asides import within_aside, without_asides
from counterclaim.reading.attribution.candidates import Candidate, minus
from counterclaim.reading.attribution.lexicon import is_cue_verb, noun_act
from counterclaim.reading.attribution.phrases import phrase_end
from counterclaim.reading.attribution.speakers import resumes_outer
from counterclaim.reading.document import Document
from counterclaim.records.span import Span, Spans

# Words that join clauses and say nothing at the end of one.
JOINTS = frozenset({"and", "but", "or", "while", "as", "that", "because", "although", "so", "which", "who", "when"})
# "HARBOURTOWN, Ruritania (Wire) - The mayor": a place in capitals, perhaps a country and an agency, then a dash.
DATELINE = re.compile(r"[A-Z]{3}[A-Z/ .]*(?:,\s[^()\n]{2,40}?)?\s(?:\([^()\n]{2,40}\)\s?)?[-–—]{1,2}\s+")
# "... in a statement on Monday" at the end of what is said tells where it was said, whatever it hangs on in the parse.
_VENUES = (
    r"(?:an?|his|her|their|its|the)\s+(?:[\w-]+\s+){0,2}"
    r"(?:statement|interview|post|tweet|message|briefing|broadcast|press\s+conference|news\s+conference|press\s+release"
    r"|conversation|talk|phone\s+call|speech|address|podcast|letter|e-?mail|video)"
)
_WHEN = r"(?:\s+(?:on|to|with|late|early|by|posted|published|released|issued)\s[^,;.“”\"]{1,50})?"
VENUE = re.compile(rf",?\s+(?:in|during|at)\s+{_VENUES}{_WHEN}$")
# "Said in" a statement ...: what begins with the venue that the cue's preposition asks for.
VENUE_FIRST = re.compile(rf"{_VENUES}\s+(?=\S)")
_VENUE_ASKED = re.compile(r"\b(?:in|during|at)\s+$")
OPENING, CLOSING = '“"«„', '”"»'


def trimmed(document: Document, anchor: Any | None, found: Candidate) -> Candidate | None:
    """The candidate with its content cut; None if nothing is left of it."""
    found = replace(found, content=within_aside(document, found))
    content = without_asides(document, found)
    if anchor is not None and anchor.pos_ in ("VERB", "AUX"):
        content = minus(content, _other_acts(document.text, anchor, found))
        content = minus(content, _contrasts(document, found))
    content = tuple(s for span in content if (s := without_joints(document.text, span)) is not None)
    if content and anchor is not None and anchor.idx < content[-1].end:
        content = (*content[:-1], _without_venue(document.text, content[-1]))
    if content:
        content = (_without_first_venue(document.text, content[0]), *content[1:])
    content = tuple(_closed(document.text, s, found) for s in content)
    source = tuple(
        Span(s.start, s.end - 1) if s.of(document.text)[-1] == "," and len(s.of(document.text)) > 1 else s
        for s in found.source
    )
    source = tuple(_without_dateline(document, s) for s in source)
    content = tuple(_without_dateline(document, s) for s in content)
    return replace(found, content=content, source=source) if content else None


def _without_dateline(document: Document, span: Span) -> Span:
    """The span without the place and agency that open a paragraph of wire copy: nobody says them."""
    paragraph = document.paragraph_at(span.start)
    if paragraph is None or paragraph.start != span.start:
        return span
    found = DATELINE.match(document.text, span.start, span.end)
    return Span(found.end(), span.end) if found and found.end() < span.end else span


def _without_venue(text: str, span: Span) -> Span:
    """The span without where and when it was said: "the raid" of "denied the raid in a statement on Monday"."""
    found = VENUE.search(text, span.start, span.end)
    return Span(span.start, found.start()) if found and found.start() > span.start else span


def _without_first_venue(text: str, span: Span) -> Span:
    """The span without the place of saying before it: "it was war" of "said in | a statement it was war"."""
    found = VENUE_FIRST.match(text, span.start, span.end)
    asked = found is not None and _VENUE_ASKED.search(text, max(0, span.start - 10), span.start) is not None
    return Span(found.end(), span.end) if found is not None and asked else span


def _other_acts(text: str, anchor: Any, found: Candidate) -> Spans:
    """What a second verb, joined to the cue, tells: "thanked them and said that ..."."""
    out: list[Span] = []
    for child in anchor.children:
        if child.dep_ != "conj" or child.i < anchor.i or child.tag_ != anchor.tag_ or not is_cue_verb(child):
            continue
        first = child.left_edge
        joint = next((c for c in anchor.children if c.dep_ == "cc" and c.i < child.i), None)
        start = min(first.idx, joint.idx) if joint is not None else first.idx
        last = child.right_edge
        cut = Span(start, last.idx + max(1, len(last)))
        # Inside a quotation "and" joins the speaker's own verbs, never the writer's.
        if any(s.start < start < s.end and text[s.start] in OPENING for s in found.content):
            continue
        if not any(cut.overlaps(s) for s in (*found.cue, *found.source)) and first.i > anchor.i:
            out.append(cut)
    for clause in (c for c in anchor.children if c.dep_ == "ccomp"):
        for child in clause.children:
            if child.dep_ != "conj" or clause.i < anchor.i or not is_cue_verb(child):
                continue
            own = any(c.dep_ == "nsubj" and c.lower_ in ("he", "she", "they", "it") for c in child.children)
            if resumes_outer(child) or (own and child.tag_ == anchor.tag_):
                last = child.right_edge
                out.append(Span(child.left_edge.idx, last.idx + max(1, len(last))))
    return tuple(sorted(out))


def _contrasts(document: Document, found: Candidate) -> Spans:
    """A second speaker set against the first: "..., while the army insisted that ..."."""
    out = []
    for span in found.content:
        for token in document.tokens(span):
            if token.i and token.nbor(-1).text == "," and token.idx > span.start:
                if token.lower_ == "according" and not any(s.start <= token.idx < s.end for s in found.cue):
                    last = phrase_end(token)
                    out.append(Span(token.idx, last.idx + max(1, len(last))))
                    continue
                if token.lower_ == "with" and any(_says_beside(c) for c in token.children):
                    last = token.right_edge
                    out.append(Span(token.idx, last.idx + max(1, len(last))))
                    continue
                if (noun := _disputed(token)) is not None:
                    last = noun.right_edge
                    out.append(Span(token.idx, last.idx + max(1, len(last))))
                    continue
            if token.dep_ != "mark" or token.lower_ not in ("while", "whereas") or token.i == 0:
                continue
            verb = token.head
            if verb.tag_ == "VBG" and is_cue_verb(verb) and token.idx > span.start:  # "... while claiming that ..."
                last = verb.right_edge
                out.append(Span(token.idx, last.idx + max(1, len(last))))
                continue
            subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)
            if token.nbor(-1).text == "," and is_cue_verb(verb) and subject is not None and token.idx > span.start:
                last = verb.right_edge
                out.append(Span(token.idx, max(last.idx + max(1, len(last)), token.idx + 1)))
    return tuple(sorted(out))


def _says_beside(verb: Any) -> bool:
    """ "..., with Baku saying ...": another speaker beside the first."""
    return bool(verb.dep_ == "pcomp" and is_cue_verb(verb) and any(c.dep_ == "nsubj" for c in verb.children))


def _disputed(token: Any) -> Any | None:
    """ "..., an allegation the army denied": the noun, where the word after the comma begins such a remark."""
    noun = token.head if token.dep_ == "det" else None
    if noun is None or noun.dep_ != "appos" or noun_act(noun) is None or noun.left_edge.i != token.i:
        return None
    return noun if any(c.dep_ == "relcl" and is_cue_verb(c) for c in noun.children) else None


def without_joints(text: str, span: Span) -> Span | None:
    """The span without joining words and marks at its ends; None if no word is left."""
    start, end = span.start, span.end
    while True:
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-"):
            end -= 1
        while start < end and (text[start].isspace() or text[start] in ",;:–—-.)”"):
            start += 1
        word = text[start:end].rsplit(None, 1)[-1].lower() if start < end else ""
        if word in JOINTS and len(word) < end - start:
            end -= len(word)
            continue
        break
    return Span(start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None


def _closed(text: str, span: Span, found: Candidate) -> Span:
    """The span with the closing mark of a quotation that it has opened: "traitors" + ".”"."""
    words = span.of(text)
    opened = words.count("“") > words.count("”") or (words.count('"') % 2 == 1 and words[-1] != '"')
    if not opened:
        return span
    for extra in (1, 2, 3):
        end = span.end + extra
        tail = text[span.end : end]
        if tail[-1:] and tail[-1] in CLOSING and all(c in ".,!?…" for c in tail[:-1]):
            grown = Span(span.start, end)
            return grown if not any(grown.overlaps(s) for s in found.source) else span
    return span
