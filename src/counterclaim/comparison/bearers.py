"""Whose losses two counts are where no party is named: "ten rebels" and "ten soldiers", dealt or borne.

In: two figure claims. Out: why they count different sides' people, or None. Words: data/parts.toml.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterclaim.comparison.counted import LONGEST, counted_by
from counterclaim.records.claim import Claim

NEAR = 90  # characters before a number in which its verb stands: "inflicting on the garrison about …"
_CLAUSE = re.compile(r"[;:]|\b(?:while|but|whereas|although)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    irregular: re.Pattern[str]
    regular: re.Pattern[str]
    dealt: re.Pattern[str]
    borne: re.Pattern[str]


@cache
def _words() -> _Words:
    text = (files("counterclaim.comparison") / "data" / "parts.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["bearers"]

    def one(name: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(table[name])})\b", re.IGNORECASE)

    return _Words(one("irregular"), one("regular"), one("dealt"), one("borne"))


def other_bearers(a: Claim, b: Claim) -> str | None:
    """Why two counts of losses are of different sides' people; None where nothing says so."""
    x, y = counted_by(a).party, counted_by(b).party
    if x and y:
        return None  # the parties are compared where they are named
    kinds = {_kind(a), _kind(b)}
    if kinds == {"irregular", "regular"}:
        return f"One counts {_of(a)}, the other {_of(b)}: different sides' losses."
    if {_way(a), _way(b)} == {"dealt", "borne"}:
        return "One counts losses that were inflicted, the other losses that were suffered; nothing says by whom."
    return None


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
