"""Words that stand for a number without giving one ("dozens", "several hundred"), read by a named rule set.

In:  any text and the name of a rule set of vague.toml.   Out: the vague numbers with their ranges.
Rule sets are data: a domain expert adds one without touching code; every value names the set that read it.
"""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from counterclaim.reading.figures.numerals import MAGNITUDES
from counterclaim.reading.figures.stems import matches

DEFAULT_SET = "keys"

_PLURALS = {"hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
_GAP = r"[^\S\n]{1,2}"
_OF = rf"{_GAP}(?:of|upon|or){_GAP}"
_VAGUE = re.compile(
    rf"""
    \b(?:(?:many|several|some){_GAP}|a{_GAP}few{_GAP})?
      (?P<plural>dozens|scores|tens|hundreds|thousands|millions|billions|trillions)\b
      (?:{_OF}(?P<of>hundreds|thousands|millions|billions|trillions)\b(?:{_OF}(?P<of2>thousands|millions|billions)\b)?)?
  | \b(?P<some>several|a{_GAP}few|few|many|some|a{_GAP}couple|couple|multiple|numerous)
      (?:{_GAP}of)?{_GAP}(?P<mag>hundred|thousand|million|billion|trillion|dozen)
      (?:{_GAP}(?P<mag2>thousand|million|billion))?\b
  | \b(?P<bare>a{_GAP}handful{_GAP}of|a{_GAP}couple{_GAP}of|several|a{_GAP}few|few|many|multiple|numerous)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STEMS = re.compile(
    r"many|several|some|a\s|dozens|scores|tens|hundreds|thousands|millions|billions|trillions|few|couple|multiple|numerous"
)
# "scores 22 goals", "the test scores": the verb and the noun of games are no twenties.
_SCORES_OF = re.compile(
    rf"{_GAP}(?:of|more|were|are|have|had|killed|wounded|injured|dead|with(?=\s(?:burns|injuries|wounds|shrapnel)))\b",
    re.IGNORECASE,
)


_TIME = re.compile(rf"{_GAP}(?:minutes|hours|days|nights|weeks|months|years)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vague:
    """A vague number: its range by the rule set; None = no bound."""

    start: int
    end: int
    low: float | None
    high: float | None
    rule: str  # "vague:<set>:<words>"


@dataclass(frozen=True, slots=True)
class _RuleSet:
    plural: Mapping[str, tuple[float | None, float | None]]
    some: Mapping[str, tuple[float | None, float | None]]
    bare: Mapping[str, tuple[float | None, float | None]]
    stretch: Mapping[str, tuple[float | None, float | None]]


def read_vague(text: str, rule_set: str = DEFAULT_SET) -> Iterator[Vague]:
    """Yield the vague numbers of `text` in text order.

    Raises:
        KeyError: there is no rule set of that name.
    """
    rules = _load()[rule_set]
    for found in matches(_VAGUE, _STEMS, text):
        bounds = _bounds(found, rules, of_time=bool(_TIME.match(text, found.end())))
        if bounds is None or ((found["plural"] or "").lower() == "scores" and not _SCORES_OF.match(text, found.end())):
            continue
        word = " ".join((found["plural"] or found["some"] or found["bare"]).lower().split())
        yield Vague(found.start(), found.end(), *bounds, f"vague:{rule_set}:{word}")


def _bounds(found: re.Match[str], rules: _RuleSet, *, of_time: bool) -> tuple[float | None, float | None] | None:
    if found["plural"]:
        base = rules.plural.get(found["plural"].lower())
        size = _PLURALS.get((found["of"] or "").lower(), 1.0) * _PLURALS.get((found["of2"] or "").lower(), 1.0)
    elif found["some"]:
        base = rules.some.get(" ".join(found["some"].lower().split()))
        size = MAGNITUDES[found["mag"].lower()] * MAGNITUDES.get((found["mag2"] or "").lower(), 1.0)
    else:
        word = " ".join(found["bare"].lower().split())
        base = rules.bare.get(word) or (rules.stretch.get(word) if of_time else None)
        size = 1.0
    if base is None:
        return None
    low, high = base
    return (None if low is None else low * size), (None if high is None else high * size)


@functools.cache
def _load() -> dict[str, _RuleSet]:
    raw = tomllib.loads(resources.files(__package__).joinpath("vague.toml").read_text(encoding="utf-8"))
    return {
        name: _RuleSet(*(_table(body.get(kind, {})) for kind in ("plural", "some", "bare", "stretch")))
        for name, body in raw["sets"].items()
    }


def _table(rows: Mapping[str, Mapping[str, float]]) -> dict[str, tuple[float | None, float | None]]:
    return {word: (row.get("low"), row.get("high")) for word, row in rows.items()}
