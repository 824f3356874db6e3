"""Headlines that name their source with a mark: "City will not fall - mayor", "Zelensky: talks go on".

In:  a Document and the mentions of its actors.   Out: Candidates.
"""

import re
from collections.abc import Iterator
from typing import Any

from counterclaim.reading.attribution import sources
from counterclaim.reading.attribution.candidates import Candidate
from counterclaim.reading.document import Document
from counterclaim.reading.register import is_demonym
from counterclaim.records.reading import Actor
from counterclaim.records.span import Span

# A headline is a line of this many characters at most that does not end like a sentence.
LONGEST_HEADLINE_CHARS = 220
_BEHIND = re.compile(
    r"(?P<said>\S.{14,}?)(?P<comma>,?)\s+[-–—]\s+[\"“«]?(?P<who>[^\W\d_][^:;,–—\"“”«»]{1,60}?)[\"”»]?\s*$"
)
# "Over 700 killed in past day alone, Ukraine Army reports"
_REPORTED = re.compile(
    r"(?P<said>\S.{14,}?),\s(?P<who>[^\W\d_][^:;,–—\"“”«»]{1,60}?)\s(?P<cue>reports|says|claims|confirms)\s*$"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
# ", - SES. VIDEO": what hangs on the story, and no speaker.
_MEDIA = r"(?:VIDEOS?|PHOTOS?|INFOGRAPHICS?|MAPS?|AUDIO|GALLERY|UPDATED?|LIVE|EXCLUSIVE)"
_HANGING = re.compile(rf"[\s.,:(\[–—-]*\b{_MEDIA}(?:\s*[+&,/]\s*{_MEDIA})*[)\]]?\s*\Z")
_BEFORE = re.compile(r"(?P<who>[^\W\d_][^:;,–—\"“”«».!?]{1,60}):\s+(?P<said>\S.{14,})$")
# What sites hang on their headlines: a date, the section, the site's name.
_TAIL = re.compile(r"\s*(?:\(\d[\d.:,\s/-]*\)\s*)?(?:[«|].*)?$")
_JOINING = frozenset({"of", "the", "for", "and", "de", "la", "’s", "'s"})
# The words of a name; of one that the register knows ("The General Staff of the Armed Forces of Ukraine").
MOST_WORDS, MOST_WORDS_KNOWN = 6, 10
NAMED_KINDS = frozenset({"person", "government", "military", "organisation", "media"})
SPEAKING_KINDS = frozenset({"official", "military", "analyst", "witness", "body", "media"})


def find_in_headlines(document: Document, actors: tuple[Actor, ...]) -> Iterator[tuple[Any | None, Candidate]]:
    """Propose attributions from the headlines of the body."""
    by_start = sorted(actors, key=lambda a: a.span.start)
    for paragraph in document.paragraphs:
        length = paragraph.end - paragraph.start
        if not 20 <= length <= LONGEST_HEADLINE_CHARS or document.is_excluded(paragraph):
            continue
        line = _HANGING.sub("", _TAIL.sub("", paragraph.of(document.text), count=1))
        if len(line) < 20 or line[-1] in ".!?…" or "\n" in line:
            continue
        for pattern, name in ((_BEHIND, "behind"), (_REPORTED, "behind"), (_BEFORE, "before")):
            found = pattern.match(line)
            if not found or len(found["who"].split()) > MOST_WORDS_KNOWN:
                continue
            who = Span(paragraph.start + found.start("who"), paragraph.start + found.end("who"))
            said = Span(paragraph.start + found.start("said"), paragraph.start + found.end("said"))
            signed = bool(found.groupdict().get("comma")) and who.of(document.text)[0].isupper()
            if signed or _speaks(document, who, by_start, name):
                at = found.span("cue") if "cue" in found.groupdict() else None
                cue = (Span(paragraph.start + at[0], paragraph.start + at[1]),) if at else ()
                yield None, Candidate((who,), cue, (said,), 0.7, f"headline: {name}", act="assert")
                break


def _speaks(document: Document, who: Span, actors: list[Actor], where: str) -> bool:
    """Whether the name is somebody's who speaks; before a colon a place is mostly the place of the news."""
    words = who.of(document.text)
    known = [a for a in actors if who.overlaps(a.span) and a.span.end <= who.end]
    covered = sum(a.span.end - max(a.span.start, who.start) for a in known)
    kinds = {a.kind for a in known}
    tokens = document.tokens(who)
    if not len(tokens):
        return False
    head = tokens.root
    named = all(t.text[0].isupper() or t.lower_ in _JOINING for t in tokens if not t.is_punct)
    if where == "before" and not named and not _is_states(tokens, head):
        return False
    # "Shelling of Mykolaiv: ..." names what happened: the name must be the phrase's head, not its place.
    heads = any(a.span.start <= head.idx < a.span.end for a in known)
    if heads and covered >= 0.5 * (who.end - who.start) and kinds & NAMED_KINDS:
        return True
    if len(words.split()) > MOST_WORDS:
        return False
    if where == "before":
        body = sources.kind_of_noun(head.lemma_) in SPEAKING_KINDS
        person = any(e.label_ == "PERSON" and e.end_char <= who.end for e in document.entities_in(tokens))
        return body or (person and head.ent_type_ == "PERSON") or sources.outlet_in(words) == words
    noun = sources.kind_of_noun(head.lower_) or sources.kind_of_noun(head.lemma_)
    if noun in SPEAKING_KINDS or sources.outlet_in(words) == words or head.ent_type_ == "PERSON":
        return True
    return bool(_ACRONYM.fullmatch(words))  # "128 children killed - PGO"


def _is_states(tokens: Any, head: Any) -> bool:
    """ "British intelligence: ...", "Ukrainian officials: ...": a state's own body, in small letters."""
    return len(tokens) == 2 and is_demonym(tokens[0].text) and sources.kind_of_noun(head.lemma_) in SPEAKING_KINDS
