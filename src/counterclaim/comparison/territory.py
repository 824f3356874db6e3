"""Ground within a named region over time: taken, held, slowed, lost, given up, from the first account to the last.

Who holds one town on one day is a question of its own (event_questions.py). This one is of a region for as long as
anybody tells of it. In: event claims. Out: the region of each; questions told of two times at least.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile

from counterclaim.comparison.ids import derived_id
from counterclaim.comparison.origins import source_key
from counterclaim.comparison.parties import is_country, party_in_words
from counterclaim.comparison.periods import days_apart, month_words, period_of, when_words
from counterclaim.comparison.places import place_key
from counterclaim.comparison.relations import relations_of
from counterclaim.comparison.rules.events import party_among, tells_of_ground
from counterclaim.comparison.series import by_date, claim_order
from counterclaim.comparison.status import status_of
from counterclaim.comparison.word_tables import any_of, word_table
from counterclaim.comparison.words import LONGEST
from counterclaim.records.claim import Claim
from counterclaim.records.question import Account, Question, RelationKind
from counterclaim.records.values import EventType, Status, Track

# "The region" is told of within two sentences or so of its name.
NEAR_CHARACTERS = 200
# Accounts further apart than this are of another time; a fight for ground is told for about a week.
ONE_TIME_DAYS = 7
# A region that nobody tells of for longer than this has had another war since.
WAR_GAP_DAYS = 400
LONGEST_DAYS = 10**6  # no stretch is taken apart for its length alone
# Possessive, so that a long run of capitals and hyphens is gone over once.
_NAME = r"[A-Z][\w-]*+(?:[’'](?!s\b)\w++)*+"
_REAL = frozenset((Status.HAPPENED, Status.ALLEGED, Status.DENIED))


@dataclass(frozen=True, slots=True)
class _Words:
    behind: re.Pattern[str]  # "Kherson region"
    before: re.Pattern[str]  # "province of Idlib"
    gazetteer: frozenset[str]
    pointing: re.Pattern[str]
    nameless: re.Pattern[str]
    elsewhere: re.Pattern[str]
    changes: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table("territory")
    kinds = "|".join(table["regions"]["kinds"])
    return _Words(
        behind=re.compile(rf"\b({_NAME}(?: {_NAME}){{0,2}})\s+(?:{kinds})\b"),
        before=re.compile(rf"\b(?:{kinds})\s+of\s+({_NAME}(?: {_NAME}){{0,2}})"),
        gazetteer=frozenset(table["regions"]["gazetteer"]),
        pointing=any_of(table["regions"]["pointing"]),
        nameless=any_of(table["regions"]["nameless"]),
        elsewhere=any_of(table["regions"]["elsewhere"]),
        changes=any_of(table["changes"]["patterns"]),
    )


def ground_within(article: Sequence[Claim]) -> list[tuple[str, Claim]]:
    """The events of one article that tell of ground in a region, each with the region's key."""
    named = _regions_named(article)
    known = {key for _, _, keys in named for key in keys}
    found = []
    for claim in article:
        if not _changes_ground(claim):
            continue
        region = _own_region(claim, known) or _pointed_at(claim, named)
        if region:
            found.append((region, claim))
    return found


def territory_questions(key: str, claims: Sequence[Claim], family_of: Callable[[str], str]) -> list[Question]:
    """The questions over one region's ground: one for each stretch of time in which it is told of."""
    ordered = sorted(claims, key=claim_order)
    stretches = by_date(ordered, _day, WAR_GAP_DAYS, LONGEST_DAYS)
    return [_question(key, told, family_of) for run in stretches if is_over_time(told := _told_once(run))]


def _day(claim: Claim) -> dt.date:
    day = period_of(claim).day
    assert day is not None, "events without a date tell of no change"
    return day


def _changes_ground(claim: Claim) -> bool:
    return (
        claim.kind == "event"
        and claim.event_type in {EventType.ASSAULT, EventType.YIELD}
        and claim.status in _REAL
        and claim.when is not None
        and tells_of_ground(claim)
        and bool(_words().changes.search(claim.trigger or ""))
    )


def _regions_named(article: Sequence[Claim]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Sentences that name regions: where they begin and end, and the regions' keys."""
    sentences = {claim.sentence: claim.context[:LONGEST] for claim in article}
    named = {sentence: _regions_in(words) for sentence, words in sentences.items()}
    for claim in article:
        located = (place.name for place in claim.located if place.kind in _words().gazetteer)
        named[claim.sentence] |= {key: name for name in located if (key := place_key(name))}
    return sorted((sentence.start, sentence.end, tuple(keys)) for sentence, keys in named.items() if keys)


def _regions_in(words: str) -> dict[str, str]:
    """The regions that words name: their keys, and the names as written, without whose they are ("Syrian Idlib")."""
    table = _words()
    found = (match.group(1).split() for pattern in (table.behind, table.before) for match in pattern.finditer(words))
    names = (" ".join(dropwhile(party_in_words, tokens)) for tokens in found)
    return {key: name for name in names if (key := place_key(name))}


def _own_region(claim: Claim, known: set[str]) -> str | None:
    """The region that an event is placed in: its own place, else the one that its sentence names."""
    own = next((key for place in claim.where if (key := place_key(place)) in known), None)
    if own:
        return own
    named = _regions_in(claim.context[:LONGEST])
    return next(iter(named)) if len(named) == 1 else None


def _pointed_at(claim: Claim, named: Sequence[tuple[int, int, tuple[str, ...]]]) -> str | None:
    """The region that stands near an event without a place: "gains in the region", "entered enemy territory"."""
    words, table = claim.context[:LONGEST], _words()
    if any(not is_country(place) for place in claim.where) or table.elsewhere.search(words):
        return None
    near = [keys for _, end, keys in named if 0 <= claim.sentence.start - end <= NEAR_CHARACTERS]
    if near and len(near[-1]) == 1 and (table.pointing.search(words) or table.nameless.search(claim.text)):
        return near[-1][0]
    return None


def _told_once(claims: Sequence[Claim]) -> list[Claim]:
    """What one article tells of one time in one voice, with the same sense and the same side, is one account."""
    first: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        first.setdefault((claim.article.id, *_telling(claim, str)), claim)
    return list(first.values())


def _origins(told: Sequence[Claim], family_of: Callable[[str], str]) -> dict[str, str]:
    """Claim id to origin: one source, or one text and its copies, that tells the same of one time and place."""
    names: dict[tuple[object, ...], str] = {}
    return {claim.id: names.setdefault(_telling(claim, family_of), f"o{len(names) + 1}") for claim in told}


def _telling(claim: Claim, family_of: Callable[[str], str]) -> tuple[object, ...]:
    voice = source_key(claim) or (family_of(claim.article.id), claim.source_text)
    return voice, claim.status, claim.when, claim.where, party_among(claim.actors), party_among(claim.targets)


def is_over_time(claims: Sequence[Claim]) -> bool:
    """Whether events are told of two times at least, as those of one question of this kind are."""
    ends = [end for claim in claims if (end := period_of(claim).end)]
    if not ends:
        return False
    early, late = min(ends, key=lambda end: end.last), max(ends, key=lambda end: end.first)
    return days_apart(early, late) > ONE_TIME_DAYS


def _at_other_times(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
    x, y = period_of(a).end, period_of(b).end
    if x is None or y is None or days_apart(x, y) == 0:
        return None
    return RelationKind.DIFFERENT_PERIOD, f"The one tells of {when_words(x)}, the other of {when_words(y)}."


def _question(key: str, told: Sequence[Claim], family_of: Callable[[str], str]) -> Question:
    origin = _origins(told, family_of)
    accounts = tuple(Account(claim, origin[claim.id], None) for claim in told)
    relations = relations_of(accounts, _at_other_times)
    first, last = month_words(_day(told[0])), month_words(_day(told[-1]))
    when = first if first == last else f"{first} to {last}"
    return Question(
        # by its first account: one that comes later does not make it another question
        id=derived_id("q", "territory", key, told[0].id),
        title=f"Who gained and lost ground in {_spelling(key, told)}, {when}?",
        kind="event",
        track=Track.TERRITORY,
        status=status_of(accounts, relations),
        accounts=accounts,
        relations=relations,
        bounds=None,
    )


def _spelling(key: str, told: Sequence[Claim]) -> str:
    """A region's name as most of the accounts write it."""
    written = Counter(name for claim in told if (name := _regions_in(claim.context[:LONGEST]).get(key)))
    return min(written, key=lambda name: (-written[name], name), default=key.title())
