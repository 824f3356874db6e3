"""Ministries named without their country ("the Health Ministry", "the general staff"): whose they are by the article.

In:  a Document and the actors found by name.   Out: more Actors.
What is said beside the words decides ("in Gaza the health ministry", "the defence ministry in Kyiv"); else the one such
body that the article has named with its country; else the one country that the article speaks of. Where these do not
give one country it stays a name: a wrong ministry is worse than none.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from counterclaim.reading import names, register
from counterclaim.reading.document import Document
from counterclaim.reading.gazetteer import own_country
from counterclaim.reading.placecontext import country_talk
from counterclaim.reading.registertables import load_register
from counterclaim.records.reading import Actor
from counterclaim.records.span import Span

# Bodies that nearly every state has one of; "the police" and "the army" are too many things without a country.
_SUFFIXES = ("mod", "mfa", "mia", "moh", "mof", "moe", "moj", "minf", "staff")
# The article speaks of one country where that country has this share of its words for countries ...
_ONE_COUNTRY = 0.75
# ... and at least so many: one mention of a country is no evidence of whose ministry it is.
_LEAST_TALK = 3
_PLACE = r"(?:the\s)?(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})"
_BEFORE = re.compile(rf"\b[Ii]n\s{_PLACE},?\s\Z")
_AFTER = re.compile(rf"\s(?:in|of)\s{_PLACE}")
_WINDOW = 50  # characters on either side


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = [w for w, suffix in load_register().body_words.items() if suffix in _SUFFIXES and " " in w]
    named = "|".join(sorted((re.escape(w).replace(r"\ ", r"\s") for w in words), key=len, reverse=True))
    return re.compile(rf"\b[Tt]he\s(?P<words>{named})(?![\w-])", re.IGNORECASE)


def find_ministries(document: Document, actors: Sequence[Actor]) -> Iterator[Actor]:
    """Find the ministries named without a country, and give them the one that the article's own words give.

    Args:
        actors: in text order.
    """
    found = [m for m in _phrases(document.text) if document.sentence_at(m.start()) is not None]
    if not found:
        return
    talk = country_talk(document.text)
    for match in found:
        span = Span(match.start(), match.end())
        suffix = load_register().body_words[names.key(match["words"])]
        country = _beside(document.text, span) or _named(suffix, actors) or _only_country(talk)
        state = register.state(country) if country else None
        known = register.by_id(f"{state.id}-{suffix}") if state else None
        if known:
            yield Actor(span, known.name, known.id, known.kind, known.side)


# A word of each of the phrases; only around it is the long pattern tried, at most so many characters off.
_KEY_WORD = re.compile(r"\b(?:ministry|staff|department|office|chiefs|command)\b", re.IGNORECASE)
_REACH = 60


def _phrases(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for key in _KEY_WORD.finditer(text):
        found = _pattern().search(text, max(end, key.start() - _REACH), key.end() + _REACH)
        if found and found.start() < key.end():
            end = found.end()
            yield found


def _beside(text: str, span: Span) -> str | None:
    """The country of "in X" right before or after."""
    before = _BEFORE.search(text, max(0, span.start - _WINDOW), span.start)
    after = _AFTER.match(text, span.end, span.end + _WINDOW)
    for found in (after, before):
        if found and (country := register.country_of(found["place"]) or own_country(found["place"])):
            return country
    return None


def _named(suffix: str, actors: Sequence[Actor]) -> str | None:
    """The country of the only such body that the article names with its country."""
    bodies = {a.actor for a in actors if a.actor and a.actor.endswith(f"-{suffix}")}
    known = register.by_id(bodies.pop()) if len(bodies) == 1 else None
    return known.country if known else None


def _only_country(talk: Mapping[str, float]) -> str | None:
    country = max(talk, key=lambda code: (talk[code], code), default=None)
    if country is None or talk[country] < max(_LEAST_TALK, _ONE_COUNTRY * sum(talk.values())):
        return None
    return country
