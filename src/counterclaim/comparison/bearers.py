"""Whose losses two counts are where no party is named: "ten rebels" and "ten soldiers", dealt or borne.

In: two figure claims. Out: why they count different sides' people, or None. Words: data/parts.toml.
"""

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.comparison.counted import LONGEST, counted_by, names_kind
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.word_tables import any_of, word_table
from counterclaim.records.claim import Claim

NEAR = 90  # characters before a number in which its verb stands: "inflicting on the garrison about …"
_CLAUSE = re.compile(r"[;:]|\b(?:while|but|whereas|although)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    irregular: re.Pattern[str]
    regular: re.Pattern[str]
    dealt: re.Pattern[str]
    borne: re.Pattern[str]
    state: re.Pattern[str]
    contrast: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table("parts")["bearers"]
    return _Words(**{name: any_of(table[name]) for name in _Words.__slots__})


def other_bearers(a: Claim, b: Claim) -> str | None:
    """Why two counts of losses are of different sides' people; None where nothing says so."""
    x, y = counted_by(a).party, counted_by(b).party
    if x and y:
        return None  # the parties are compared where they are named
    kinds = {_kind(a), _kind(b)}
    if kinds == {"irregular", "regular"}:
        return f"One counts {_of(a)}, the other {_of(b)}: different sides' losses."
    if _way(a) != _way(b) and not (x or y):
        return (
            "One counts losses that somebody inflicted or suffered; nothing says that the other counts the same ones."
        )
    if _unknown_kind(a) != _unknown_kind(b):
        return f"One counts {_of(a)}, the other {_of(b)}: the one may be a part of the other."
    return None


def are_one_sides(a: Claim, b: Claim) -> bool:
    """Whether one side gives two counts in one text, and no word such as "however" sets them against each other."""
    if a.article.id != b.article.id:
        return False
    x, y = source_party(a), source_party(b)
    words = _words()
    both = [pattern for pattern in (words.irregular, words.state) if _all_named(pattern, a, b)]
    late = max((a, b), key=lambda c: (c.span.start, c.id))
    same = x == y if x and y else bool(both)
    return same and not words.contrast.search(late.context[:LONGEST])


def _all_named(pattern: re.Pattern[str], *claims: Claim) -> bool:
    return all(pattern.search(claim.source or "") for claim in claims)


def side_words(text: str) -> frozenset[str]:
    """Whether words name those who fight against a state ("irregular") or who speak or fight for one ("state")."""
    words = _words()
    named = {"irregular": words.irregular, "state": words.state}
    return frozenset(side for side, pattern in named.items() if pattern.search(text[:LONGEST]))


def _unknown_kind(claim: Claim) -> str | None:
    """The noun of a kind of people that no table knows ("priests"), which may be a part of "people"."""
    if not claim.of or names_kind(claim.of):
        return None
    return claim.of.casefold().split()[-1]


def _of(claim: Claim) -> str:
    return (claim.of or "people").lower()


def _kind(claim: Claim) -> str | None:
    irregular, regular = (bool(p.search(claim.of or "")) for p in (_words().irregular, _words().regular))
    return None if irregular == regular else "irregular" if irregular else "regular"


def _way(claim: Claim) -> str | None:
    """Whether the words before a number say that its losses were dealt to others or borne by their subject."""
    at = max(0, claim.span.start - claim.sentence.start)
    before = _CLAUSE.split(claim.context[:LONGEST][max(0, at - NEAR) : at])[-1]
    dealt, borne = (bool(p.search(before)) for p in (_words().dealt, _words().borne))
    return None if dealt == borne else "dealt" if dealt else "borne"
