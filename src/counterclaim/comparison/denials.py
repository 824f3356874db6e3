"""Denials, and which statement of somebody else each of them answers.

A denial answers what another teller says of the same thing and with the opposite sense. Who does not know, has not seen
or declines to say denies nothing; who says "not" himself is answered by nobody who says "not" too.
In: statement claims; words of data/denials.toml. Out: whether one denies, and whether it answers another.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from counterclaim.comparison.origins import source_key
from counterclaim.comparison.parties import is_country, parties_in_words
from counterclaim.comparison.places import places_in_words
from counterclaim.comparison.rules.statements import alignment, coverage, has_predicate, said_in, shared_telling
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.word_tables import any_of, word_table
from counterclaim.comparison.words import LONGEST
from counterclaim.records.claim import Claim
from counterclaim.records.values import Act

# How far a denial's words must stand in what it answers, or the other way round: it often says less, or more. And how
# far both ways together, since a long statement holds any two words; how many weighty ones they must share.
ANSWERS = 0.66
BOTH_WAYS = 0.4
FEWEST_SHARED = 2
# Short statements have one weighty word ("had captured Hadrut"): where nearly all of both match, it is enough.
NEARLY_ALL = 0.8
# A denial that names nothing ("denied this") answers what stands in the sentence before it.
ANSWER_CHARACTERS = 200
_ANSWERABLE = frozenset((Act.ASSERT, Act.ACCUSE, Act.ESTIMATE))
# Kinds of source that are nobody's mouth: they and an official are two tellers, whatever they are called.
_TELLING_OF_OTHERS = frozenset(("reports", "media", "document", "witness"))
_WORD = re.compile(r"[^\W\d_]{3,}")
_CLAUSES = re.compile(r"[,;:]\s")


@dataclass(frozen=True, slots=True)
class _Words:
    denying: re.Pattern[str]
    unknowing: re.Pattern[str]
    called_false: re.Pattern[str]
    points_back: re.Pattern[str]
    involvement: re.Pattern[str]
    announcing: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table("denials")
    said = any_of(table["said"]["nouns"]).pattern
    return _Words(
        any_of(table["cue"]["denying"]),
        any_of(table["cue"]["unknowing"]),
        any_of(table["said"]["false"], before=rf"{said}[^.;]{{0,120}}?\b"),
        any_of(("this", "that", "it", "them", "there", "so", rf"(?:the|these|those|such)\s+{said}"), after=r"\W*$"),
        any_of(table["part"]["involvement"]),
        any_of(table["cue"]["announcing"]),
    )


def is_denial(claim: Claim) -> bool:
    """Whether a statement denies something, or calls what was said before a lie."""
    if _calls_false(claim):
        return True
    if claim.act is not Act.DENY:
        return False
    if _words().unknowing.search(claim.cue or ""):
        return False
    return _denies_by_verb(claim) or said_in(claim.text).negated


def denies_outright(denial: Claim) -> bool:
    """Whether a denial denies by its verb, or calls what was said false, rather than by a "not" of its own."""
    return _calls_false(denial) or (denial.act is Act.DENY and _denies_by_verb(denial))


def is_answer(denial: Claim, said: Claim) -> bool:
    """Whether a denial answers what another teller says, by the words of both."""
    if not _may_answer(denial, said):
        return False
    x, y = said_in(_denied(denial)), said_in(said.text)
    both_ways = alignment(x, y)
    if coverage(x, y) < ANSWERS or both_ways < BOTH_WAYS:
        return False
    fewest = 1 if both_ways >= NEARLY_ALL or accuses(said, denial) else FEWEST_SHARED
    # "accused the rebels of the murders" is a charge without a verb of its own
    tells = has_predicate(said.text) or accuses(said, denial)
    return shared_telling(said, denial) >= fewest and tells and _is_of_its_place(denial, said)


def _is_of_its_place(denial: Claim, said: Claim) -> bool:
    """Whether a charge names the place in which a denial denies a deed, if it names one: deeds elsewhere are others."""
    places = [name for _, name in places_in_words(denial.text[:LONGEST]) if not is_country(name)]
    told = f"{said.context[:LONGEST]} {said.article.title or ''}".casefold()
    return not places or any(name.casefold() in told for name in places)


def _denied(denial: Claim) -> str:
    """The words that are denied: of a content that says "not" itself, the clause that does."""
    if _denies_by_verb(denial) or _calls_false(denial):
        return denial.text
    return next((clause for clause in _CLAUSES.split(denial.text[:LONGEST]) if said_in(clause).negated), denial.text)


def accuses(said: Claim, denial: Claim) -> bool:
    """Whether a statement accuses the very party that denies."""
    if said.act is not Act.ACCUSE or _words().announcing.search(said.cue or ""):
        return False
    return source_party(denial) in parties_in_words(said.text[:LONGEST])


def is_answer_beside(denial: Claim, said: Claim) -> bool:
    """Whether a denial that names little answers what stands right before it: "Baku denies this"."""
    denier = source_party(denial)
    if (
        denier is None
        or not 0 <= denial.span.start - said.span.end <= ANSWER_CHARACTERS
        or not _may_answer(denial, said)
    ):
        return False
    if denier not in parties_in_words(said.text):
        return False
    points_back = _words().points_back.search(denial.text) or _calls_false(denial)
    speaks = said.source is not None
    shared = shared_telling(said, replace(denial, text=_denied(denial)))
    return said.act is Act.ACCUSE or (speaks and bool(points_back or shared))


def denies_number(denial: Claim) -> bool:
    """Whether a figure in a denial is itself denied: "denied that 30 had died", not "any part in the 30 deaths"."""
    at = max(0, denial.span.start - denial.sentence.start)
    before = denial.context[:LONGEST][:at]
    by_verb = _words().denying.search(before) and not _words().unknowing.search(before)
    return bool(by_verb or _calls_false(denial, denial.context)) and not _words().involvement.search(before)


def _calls_false(claim: Claim, words: str | None = None) -> bool:
    return bool(_words().called_false.search((words or claim.text)[:LONGEST]))


def _may_answer(denial: Claim, said: Claim) -> bool:
    if said.act not in _ANSWERABLE or is_denial(said) or _words().denying.search(said.cue or ""):
        return False
    if not are_two_tellers(denial, said):
        return False
    if denial.article.id == said.article.id and denial.span.overlaps(said.span):
        return False
    return said_in(said.text).negated == _denied_is_negated(denial)


def _denied_is_negated(denial: Claim) -> bool:
    """Whether what is denied has a "not" of its own: who denies by the verb denies the content as it stands."""
    if not _denies_by_verb(denial) or _calls_false(denial):
        return False
    # a content may hold its own verb of denial: "denied responsibility"
    return said_in(_words().denying.sub(" ", denial.text[:LONGEST])).negated


def _denies_by_verb(denial: Claim) -> bool:
    return not denial.cue or bool(_words().denying.search(denial.cue))


def are_two_tellers(denial: Claim, said: Claim) -> bool:
    """Whether two statements are known to be by two: of two parties, or the one told of by the other."""
    if source_key(denial) is not None and source_key(denial) == source_key(said):
        return False
    x, y = source_party(denial), source_party(said)
    if x and y and x != y:
        return True  # also where both are "Ministry of Defence"
    own, other = _name(denial), _name(said)
    if own and other and (own <= other or other <= own or len(own & other) > 1):
        return False  # "Major Adan Ruiz" and "Ruiz"
    if (denial.source_kind in _TELLING_OF_OTHERS) != (said.source_kind in _TELLING_OF_OTHERS):
        return True
    if x and y:
        return False
    words = (said.text if said.kind == "statement" else said.context)[:LONGEST]
    return x in parties_in_words(words) if x else bool(own & _proper_words(words))


def _name(claim: Claim) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(claim.source or ""))


def _proper_words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text) if word[0].isupper())
