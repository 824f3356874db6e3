"""The time expressions of an article's body, each with what its sentence says about it: future or not.

In:  a Document.   Out: Located expressions in text order; `body_text`, the text with excluded stretches blanked.
"""

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.reading.document import Document
from counterclaim.reading.timex.grammar import Expression, find_expressions
from counterclaim.reading.timex.words import Token, has_time_words
from counterclaim.records.span import Span

_FUTURE_HEADS = frozenset(
    "set schedule slate expect plan due intend aim hope prepare want ready likely promise pledge vow agree go poise "
    "deadline mull consider propose threaten anticipate about decide project forecast predict foresee".split()
)
_FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
_UPCOMING = re.compile(r"\b(?:upcoming|coming|forthcoming|planned|scheduled)\s+(?:\w+\s+){0,2}\Z", re.I)
# "Needs $60 million by July", "the sum required until December": what is still wanted is wanted of a day to come.
_DEADLINE = re.compile(r"\b(?:by|until|till)\s+(?:the\s+)?(?:(?:end|middle|beginning)\s+of\s+)?\Z", re.I)
_WANTED = frozenset("require need want seek request budget target".split())
# "Told lawmakers to expect 10,000 by December": what is expected by a day is expected of one to come.
_EXPECTING = frozenset("expect anticipate predict forecast foresee".split())
# "19-year-old": an age is no time.
_AGE = re.compile(r"\s?[-‐‑]?\s?olds?\b|\s+of age\b")
# "The March 23 Movement", "the 17 February Brigade": a name, whatever day it was called after.
_NAMED_AFTER = re.compile(
    r"\s(?:Movement|Brigades?|Battalion|Alliance|Front|Party|Revolution|Square|Street|Bridge|Avenue|University|Club)\b"
)
# Behind a full date these only say how long ago it was: "27 November 2024, a year ago last week".
SO_LONG_AGO = re.compile(
    r",?\s(?:exactly\s|just\s)?(?P<count>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s"
    r"(?P<unit>year|month|week)s?\sago(?:\s(?P<when>today|yesterday|this\sweek|last\sweek|this\smonth|last\smonth))?\b",
    re.IGNORECASE,
)
# "The package approved in April is expected to last": what was done is past, whatever is said of it.
_DONE = re.compile(
    r"(?<!\bbe\s)\b(?:approved|passed|signed|adopted|agreed|announced|launched|seized|captured|imposed|appointed|unveiled"
    r"|promised|reached|introduced|struck|suspended|annexed)\s(?:back\s)?in\s(?:early\s|late\s|mid-)?\Z"
)
_RATE = re.compile(r"(?:\d|\b(?:few|dozens?|hundreds?|thousands?|million))\s\Z", re.I)
_DONE_CHARS = 40
_CONTEXT_CHARS = 200
_AMBIGUOUS_SEASONS = frozenset({"fall", "spring"})
_OPENERS = frozenset(
    "in since until till by from during of late early mid before after throughout last next this that between and to "
    "through every each around about for the".split()
)
_NO_YEAR_BEFORE = frozenset(
    "$ € £ # % № no number flight resolution route article order operation law decree unit model".split()
)
_NO_YEAR_AFTER = frozenset(
    "% hours hrs gmt km kilometres kilometers miles metres meters feet people soldiers troops men women civilians "
    "dollars euros rubles roubles tons tonnes tanks prisoners casualties deaths victims fighters rounds shells houses "
    "homes buildings mm mw acres hectares square million billion thousand hundred dead wounded killed injured "
    "percent".split()
)


@dataclass(frozen=True, slots=True)
class Located:
    """An expression, where it stands in the article, and how its clause speaks of it."""

    expression: Expression
    words: str  # the article's words at its span
    sentence: int  # index into the document's body sentences; -1 = none
    paragraph: int
    future: bool
    present: bool  # the verb is in the present: a date beside it may lie on either side of publication
    before: str  # the sentence's words before the expression, at most `_CONTEXT_CHARS`
    after: str  # and after it


def is_so_long_ago(located: Located) -> bool:
    """Whether a full date is followed by how many years ago it was."""
    m = located.expression.meaning
    found = SO_LONG_AGO.match(located.after) if m.year and m.month and m.day and not m.bc else None
    return found is not None and found["unit"].lower() == "year"


# "The Lend-Lease Act of 1941": the year is a part of the name.
_NAMED_BY_YEAR = re.compile(
    r"\b(?:Act|Treaty|Convention|Constitution|Memorandum|Protocols?|Accords?|Declaration)\sof\s\Z"
)


def is_year_of_law(before: str) -> bool:
    """Whether a year with these words before it belongs to the name of a law or treaty, and dates nothing told."""
    return bool(_NAMED_BY_YEAR.search(before[-_DONE_CHARS:]))


def body_text(document: Document) -> str:
    """The text with every excluded character replaced by a space: offsets stay, nothing of it is read."""
    parts, at = [], 0
    for x in document.excluded:
        parts += [document.text[at : x.span.start], re.sub(r"[^\n]", " ", x.span.of(document.text))]
        at = x.span.end
    return "".join(parts) + document.text[at:]


@functools.lru_cache(maxsize=1)  # dating the article and finding its times ask in turn
def locate(document: Document) -> tuple[Located, ...]:
    """The time expressions of the body, in text order."""
    return tuple(_locate(document))


def _locate(document: Document) -> Iterator[Located]:
    text = document.text
    starts = [p.start for p in document.paragraphs]
    for index, sentence in enumerate(document.sentences):
        start, end = sentence.start_char, sentence.end_char
        if not has_time_words(text[start:end]):
            continue
        paragraph = bisect.bisect_right(starts, start) - 1

        def veto(token: Token, before: Token | None, after: Token | None) -> bool:
            return is_no_time(document, token, before, after)

        told_ago = start  # up to where an apposition only says how long ago the date before it was
        for found in find_expressions(text, start, end, veto=veto):
            if found.span.start < told_ago:
                continue
            if found.meaning.year and found.meaning.day and (ago := SO_LONG_AGO.match(text, found.span.end, end)):
                told_ago = ago.end()
            if found.meaning.unit and _AGE.match(text, found.span.end, end):
                continue
            if found.meaning.month and found.meaning.day and _NAMED_AFTER.match(text, found.span.end, end):
                continue
            before = text[max(start, found.span.start - _CONTEXT_CHARS) : found.span.start]
            if found.meaning.direction == "before" and _RATE.search(before[-24:]) and found.span.of(text)[:2] == "a ":
                continue  # "against a few hundred a month before"
            after = text[found.span.end : min(end, found.span.end + _CONTEXT_CHARS)]
            future, present = _tense(document, found.span, before)
            yield Located(found, found.span.of(text), index, paragraph, future, present, before, after)


def is_no_time(document: Document, token: Token, before: Token | None, after: Token | None) -> bool:
    """Whether a word that may be one of time is none here: May the verb, the fall of a city, 1500 soldiers."""
    previous = before.lower if before else ""
    following = after.lower if after else ""
    if token.letter == "Y":
        return _is_no_year(document, token, previous, following, after)
    if token.letter == "M" and document.text.startswith(("-a-", "-A-", "‑a‑"), token.end):
        return True  # "Mar-a-Lago"
    if token.letter == "M" and token.lower in ("may", "march"):
        near = previous in _OPENERS - {"the", "and", "to", "for"} or (before and before.letter in "doO,")
        if near or ((after and after.letter in "doYt") and following != "the"):
            return False
        word = _word(document, token)
        return word is not None and word.ent_type_ != "DATE"
    if token.letter == "S" and token.lower in _AMBIGUOUS_SEASONS:
        word = _word(document, token)
        if word is not None and word.pos_ in ("VERB", "AUX", "ADJ"):
            return True
        rest = document.text[token.end : token.end + 12]
        return rest.startswith(" of ") and not re.match(r" of (?:\d{4}|that|the same|last|this|next)", rest)
    if token.letter == "T" and token.lower in ("former", "current", "recent", "future"):
        return not (after and after.text[:1].isalpha()) and token.lower != "future"
    return token.text == "TODAY" and previous == "usa"  # the newspaper


def _is_no_year(document: Document, token: Token, previous: str, following: str, after: Token | None) -> bool:
    if previous in _NO_YEAR_BEFORE or following in _NO_YEAR_AFTER:
        return True
    word = _word(document, token)
    if word is None or word.ent_type_ in ("DATE", "EVENT"):
        return False
    if previous in _OPENERS - {"the", "and", "to", "for", "about", "around", "of"}:
        return False
    if word.ent_type_ in ("MONEY", "PERCENT", "QUANTITY"):
        return True
    if word.dep_ == "nummod" and word.head.tag_ == "NNS" and after is not None and after.text[:1].islower():
        return True
    return word.ent_type_ == "CARDINAL" and not 1800 <= int(token.text) <= 2100


def _word(document: Document, token: Token) -> Any | None:
    words = document.tokens(Span(token.start, token.end))
    return words[0] if len(words) else None


def _tense(document: Document, span: Span, before: str) -> tuple[bool, bool]:
    """Whether the verb that governs the expression speaks of what is to come; whether it is in the present."""
    if _UPCOMING.search(before[-50:]):
        return True, False
    words = document.tokens(span)
    if not len(words) or _DONE.search(before[-_DONE_CHARS:]):
        return False, False
    word = words.root
    due = bool(_DEADLINE.search(before[-24:]))
    wanted = _WANTED if due else frozenset[str]()
    for _ in range(12):
        if word.pos_ in ("VERB", "AUX"):
            if due and word.lemma_ in _EXPECTING and word.tag_ not in ("VBN", "VBD"):
                return True, False
            if word.lemma_ in wanted and (word.tag_ in ("VBZ", "VBP") or word.dep_ == "acl"):
                return True, False
            if _is_open(word):
                return due, not due  # "could have six hours of power by January"
            verdict = _verb_is_future(word)
            if verdict is not None:
                return verdict, not verdict and word.tag_ in ("VBZ", "VBP")
        if word.head == word:
            return False, False
        word = word.head
    return False, False


def _is_open(verb: Any) -> bool:
    """Whether a modal leaves open on which side of now a date lies: "should meet on 5 October"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return bool(helpers & {"should", "can", "must", "may", "might", "could"}) and "have" not in helpers


def _verb_is_future(verb: Any) -> bool | None:
    """True or False where the verb says so; None where its head has to be asked."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    due = verb.tag_ in ("VBZ", "VBP") and any(c.dep_ == "acomp" and c.lower_ == "due" for c in verb.children)
    if due or helpers & _FUTURE_AUXILIARIES:
        return True
    if verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and helpers & {"was", "were", "had", "has", "have", "having", "been", "’ve", "'ve"}
    ):
        return verb.lemma_ in ("schedule", "slate") and verb.tag_ == "VBN"
    if verb.tag_ in ("VB", "VBG"):
        head = verb.head
        if "to" in helpers and (head.lemma_.lower() in _FUTURE_HEADS or head.lower_ in ("is", "are")):
            return True
        return None if head != verb else False
    if verb.tag_ == "VBN":
        return True if verb.lemma_ in ("schedule", "slate", "plan", "expect", "set") else None
    return False
