"""Whether a count is of all victims of an event or of a part of them: "another two", "four in critical condition".

A part is no rival of the whole: accounts differ only where both count everybody.
In: figure claims, the accounts of one question. Out: why a claim counts a part, or None. Words: data/parts.toml.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from counterclaim.comparison.counted import counted_by
from counterclaim.comparison.parties import party_in_words
from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.surroundings import is_total
from counterclaim.comparison.word_tables import any_of, word_table
from counterclaim.records.claim import Claim
from counterclaim.records.values import Measure

LONGEST = 2000  # characters of a sentence that are looked at
OLDEST = 110
_AGES = re.compile(r"\bage[sd]?\b[^.;]*$|\b(?:is|are|was|were)\s+(?:\d{1,2},?\s+(?:and\s+)?)*$", re.IGNORECASE)
_YEARS_OLD = re.compile(r"(?:\s*(?:,|and|&)\s*\d{1,3})*[\s-]years?\b", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[A-Z][\w’'.-]+,?\s*\(?$")
_APPOSED = re.compile(r"\s*[,;.)](?!\d)|\s*$|\s+and\s+[A-Z]")
BEFORE_CHARACTERS = 40
LEAD_CHARACTERS = 120  # "killing a man at a bus stop and wounding seven others"
_CLAUSE = re.compile(r"[;:—–]|,(?!\d)|\.\s|\b(?:and|but|while|when|after)\b")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = {word: n for n, word in enumerate("no one two three four five six seven eight nine ten".split())}
_NUMBER = r"(\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten)"
_DEAD = re.compile(
    rf"\b{_NUMBER}\s+(?:\w+\s+){{0,3}}?(?:dead|killed|died|dies|slain|fatalit\w+|deaths?)\b|\bkill(?:s|ed|ing)\s+{_NUMBER}\b",
    re.IGNORECASE,
)
_OTHERS = frozenset(("other", "others"))
_VICTIMS = frozenset((Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING))


@dataclass(frozen=True, slots=True)
class _Words:
    before: re.Pattern[str]
    after: re.Pattern[str]
    condition: re.Pattern[str]
    going_on: re.Pattern[str]
    units: re.Pattern[str]
    nouns: frozenset[str]
    all_shot: re.Pattern[str]
    only_wounded: re.Pattern[str]
    beside_dead: re.Pattern[str]
    shooting: re.Pattern[str]
    several: re.Pattern[str]
    rising: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table("parts")
    shot = table["shot"]
    return _Words(
        any_of(table["before"]["patterns"], after=r"\s+$"),
        any_of(table["after"]["patterns"], before=r"\s*\b"),
        any_of(table["condition"]["patterns"]),
        any_of(table["going_on"]["patterns"]),
        any_of(table["units"]["patterns"]),
        frozenset(table["nouns"]["words"]),
        any_of([shot["all"]]),
        any_of([shot["wounded"]]),
        any_of([shot["beside_dead"]], after=r"\s+(?:(?:at least|about|some|more than|up to)\s+)?$"),
        any_of([shot["shooting"]], after=r"\s+(?:\w+\s+){0,2}$"),
        any_of(table["several"]["patterns"]),
        any_of(table["rising"]["patterns"]),
    )


def part_words(claim: Claim) -> str | None:
    """The words by which a count of victims is told to be of some of them only; None where nothing says so."""
    if claim.measure not in _VICTIMS:
        return None
    table = _words()
    at = max(0, claim.span.start - claim.sentence.start)
    end = at + len(claim.text)
    context = claim.context[: max(LONGEST, 0)]
    before = table.before.search(context[max(0, at - BEFORE_CHARACTERS) : at])
    if before:
        return f"{before.group().strip()} {claim.text}"
    after = table.after.match(context, end)
    beside_dead = claim.measure is Measure.WOUNDED and table.beside_dead.search(
        context[max(0, at - LEAD_CHARACTERS) : at]
    )
    if after and not (beside_dead and after.group().strip().lower() in _OTHERS):
        return f"{claim.text} {after.group().strip()}"
    clause = _clause(context, end)
    told = table.condition.search(clause) or table.going_on.match(context, end + len(clause))
    if told:
        return f"{claim.text} … {told.group()}"
    nouns = {word.lower() for word in _WORD.findall(claim.of or "")} & table.nouns
    return f"{claim.text} {min(nouns)}" if nouns else _of_some_forces(claim)


def _of_some_forces(claim: Claim) -> str | None:
    """The words by which a count is told to be of what one unit, or one town's garrison, did; None where none are."""
    if not claim.by:
        return None
    if _words().units.search(claim.by):
        return f"{claim.text} by {claim.by}"
    # "killed by Eritrean troops in Axum" says where, and not which of Eritrea's troops it was
    behind = "of" if party_in_words(claim.by) else "of|in|at|near"
    whose = re.search(rf"{re.escape(claim.by)}\s+(?:{behind})\s+([A-Z][\w-]+)", claim.context[:LONGEST])
    return f"{claim.text} by {whose.group()}" if whose and not party_in_words(whose.group(1)) else None


def is_age(claim: Claim) -> bool:
    """Whether a number that stands for no noun is somebody's age: "Ricky Hale, 23, and", "ages were 6, 11 and 15"."""
    if claim.of or claim.measure not in _VICTIMS or claim.low != claim.high or not 1 <= (claim.low or 0) <= OLDEST:
        return False
    at = max(0, claim.span.start - claim.sentence.start)
    context = claim.context[: max(LONGEST, 0)]
    return bool(
        _AGES.search(context[max(0, at - BEFORE_CHARACTERS) : at])
        or _YEARS_OLD.match(context, at + len(claim.text))
        or (_AFTER_NAME.search(context[:at]) and _APPOSED.match(context, at + len(claim.text)))
    )


def _clause(context: str, start: int) -> str:
    """The words behind a number up to where its clause ends."""
    end = _CLAUSE.search(context, start)
    return context[start : end.start() if end else len(context)]


def counts_all_shot(claim: Claim) -> bool:
    """Whether a count of the wounded may hold the dead: "four people were shot"."""
    table = _words()
    if claim.measure is not Measure.WOUNDED:
        return False
    at = max(0, claim.span.start - claim.sentence.start)
    context = claim.context[:LONGEST]
    clause = context[at : at + len(claim.text)] + _clause(context, at + len(claim.text))
    hit = table.all_shot.search(clause) or table.shooting.search(context[max(0, at - BEFORE_CHARACTERS) : at])
    return bool(hit) and not table.only_wounded.search(clause)


def counts_beside_dead(claim: Claim) -> bool:
    """Whether a count of the wounded stands beside the dead: "two were killed and four wounded" holds none of them."""
    at = max(0, claim.span.start - claim.sentence.start)
    return bool(_words().beside_dead.search(claim.context[:LONGEST][max(0, at - LEAD_CHARACTERS) : at]))


def dead_beside(claim: Claim) -> int:
    """How many dead of the same event a toll's sentence or headline tells of; 0 where it tells of none."""
    words = f"{(claim.article.title or '')[:LONGEST]}. {claim.context[:LONGEST]}"
    found = [match.group(1) or match.group(2) for match in _DEAD.finditer(words)]
    return max((int(n) if n.isdigit() else _SMALL.get(n.lower(), 1) for n in found), default=0)


def tells_of_several(claim: Claim) -> bool:
    """Whether a toll's headline is of several events: "Five killed in overnight shootings"."""
    return bool(_words().several.search((claim.article.title or "")[:LONGEST]))


def tells_of_rising(claim: Claim) -> bool:
    """Whether the sentence of a toll, or its article's headline, says that the toll was going up."""
    title = (claim.article.title or "")[:LONGEST]
    return bool(_words().rising.search(claim.context[:LONGEST]) or _words().rising.search(title))


def parts_among(claims: Iterable[Claim]) -> dict[str, str]:
    """Claims (by id) of one event's toll that count a part, with the reason.

    One text goes over a toll in parts: what it counts beside a larger number of its own, told by the same side or by
    nobody, is one. Rivals whom one article sets side by side speak for different sides and are none.
    """
    found: dict[str, str] = {}
    largest: dict[tuple[object, ...], Claim] = {}
    rows = defaultdict(list)
    for claim in claims:
        words = part_words(claim)
        if words:
            found[claim.id] = f"“{words}” counts a part of them."
        # a total over many events holds every toll, and makes none of them a part of another
        key = (claim.article.id, claim.measure, counted_by(claim).party, source_party(claim), is_total(claim))
        rows[key].append(claim)
    for key, members in rows.items():
        largest[key] = max(members, key=lambda c: (_size(c), c.id))
    for key, members in rows.items():
        for claim in members:
            most = largest[key]
            if _size(claim) < _size(most):
                why = f"The same text counts {value_words(most)}, told by {teller(most)}: this is a part of them."
                found.setdefault(claim.id, why)
    return found


def _size(claim: Claim) -> float:
    return claim.low if claim.low is not None else claim.high or 0.0
