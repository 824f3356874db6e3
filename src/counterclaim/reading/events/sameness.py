"""The same event told twice in one article: which tellings are of one event.

In:  tellings of events, in text order.   Out: for each the place of the first telling of its event, or None.
Two tellings are of one event where nothing in their own words speaks against it (type, standing, day, place, parties,
numbers, "another") and enough speaks for it, the thing hit or the town among it. In doubt they stay two: an event
counted twice is seen at once, two events made one are not.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.reading.events.lexicon import load_classes
from counterclaim.records.values import EventType, Status
from counterclaim.records.when import When

# What speaks for one event, by how much; the thing hit says as much as two of the others.
_WEIGHTS = {"target": 2, "place": 1, "doer": 1, "day": 1, "number": 1, "ordinal": 1, "trigger": 1}
ENOUGH = 3
TOWN_KM = 25.0
"""A place whose kind reaches further than this holds many events: that two are told of it says little."""
# A telling is compared with so many events before it of its type: keeps an article of thousands of events linear.
_NEAREST = 40
_STANDING = {
    Status.HAPPENED: "told",
    Status.ALLEGED: "told",
    Status.DENIED: "denied",
    Status.PLANNED: "planned",
    Status.PREDICTED: "predicted",
    Status.HYPOTHETICAL: "thought of",
}
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|\d+(?:st|nd|rd|th))\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:another|further|fresh|new|next|separate|similar|more|also|again|other|earlier|later|previous)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b\d[\d,.]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?)\b", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_THINGS = frozenset({"site", "equipment", "place"})
# Many events of one day are about these: they make no two tellings one.
_GENERAL = frozenset(
    "target position supply line network infrastructure facility building house home structure block property drone "
    "missile rocket shell aircraft vehicle tank weapon city town village area region district territory province "
    "country state capital side front ground land border suburb neighborhood neighbourhood settlement zone".split()
)
_STEM_LETTERS = 5  # "shelled" and "shelling", "strike" and "strikes" begin alike


@dataclass(frozen=True, slots=True)
class Telling:
    """What one mention of an event says, in its own words."""

    type: EventType
    mode: str | None
    status: Status
    when: When | None
    towns: frozenset[str]  # names of places no wider than a town or a site
    lands: frozenset[str]  # names of wider places: they hold many events
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    words: str  # of the clause
    trigger: str
    context: str  # the words of its sentence
    sentence: int  # where its sentence begins: two events of one sentence are told as two


def first_tellings(tellings: Sequence[Telling]) -> list[int | None]:
    """For each telling the place of the first telling of the same event; None for the first and for those told once."""
    first: list[int | None] = [None] * len(tellings)
    members: dict[int, list[Telling]] = {}
    of_type: dict[EventType, list[int]] = defaultdict(list)
    for n, telling in enumerate(tellings):
        known = of_type[telling.type]
        found = next((k for k in reversed(known[-_NEAREST:]) if _is_same(members[k][-_NEAREST:], telling)), None)
        if found is None:
            known.append(n)
            members[n] = [telling]
        else:
            first[n] = found
            members[found].append(telling)
    return first


def _is_same(event: Sequence[Telling], telling: Telling) -> bool:
    """Whether a telling contradicts none of an event's tellings and is enough like one of them."""
    if any(speaks_against(other, telling) for other in event):
        return False
    reasons = [speaks_for(other, telling) for other in event]
    return any({"target", "place"} & set(r) and sum(_WEIGHTS[name] for name in r) >= ENOUGH for r in reasons)


def speaks_against(a: Telling, b: Telling) -> str | None:
    """What says that two tellings, the earlier first, are of two events; None where nothing does."""
    if a.sentence == b.sentence:
        return "sentence"
    if a.type is not b.type or (a.mode and b.mode and a.mode != b.mode):
        return "type"
    if _STANDING[a.status] != _STANDING[b.status]:
        return "standing"
    weekdays = (frozenset(map(str.lower, _WEEKDAY.findall(t.context))) for t in (a, b))
    if not a.when.overlaps(b.when) if a.when and b.when else _differ(*weekdays):
        return "day"
    if _differ(a.towns, b.towns) or (not a.towns and not b.towns and _differ(a.lands, b.lands)):
        return "place"
    if _differ(_named(a.actors), _named(b.actors)):
        return "doer"
    if _differ(_words(a.targets), _words(b.targets)):
        return "target"
    if _ANOTHER.search(b.words) or _differ(_found(_ORDINAL, a), _found(_ORDINAL, b)):
        return "another"
    return "number" if _differ(_found(_NUMBER, a), _found(_NUMBER, b)) else None


def speaks_for(a: Telling, b: Telling) -> list[str]:
    """What says that two tellings are of one event."""
    found = {
        "target": _things(a.targets) & _things(b.targets),
        "place": a.towns & b.towns,
        "doer": _words(a.actors) & _words(b.actors),
        "day": a.when is not None and a.when == b.when and a.when.days == 1,
        "number": _found(_NUMBER, a) & _found(_NUMBER, b),
        "ordinal": _found(_ORDINAL, a) & _found(_ORDINAL, b),
        "trigger": a.trigger[:_STEM_LETTERS].lower() == b.trigger[:_STEM_LETTERS].lower(),
    }
    return [name for name, holds in found.items() if holds]


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and not a & b)


def _words(names: Sequence[str]) -> frozenset[str]:
    return frozenset(_singular(word) for name in names for word in _WORD.findall(name))


def _singular(word: str) -> str:
    return word.lower().rstrip("s")


def _named(names: Sequence[str]) -> frozenset[str]:
    """The words of names proper: "militants" and "armed groups" may be the same people, two names are not."""
    classes = load_classes()
    return frozenset(
        _singular(word)
        for name in names
        if any(word[0].isupper() and _singular(word) not in classes for word in _WORD.findall(name))
        for word in _WORD.findall(name)
    )


def _things(names: Sequence[str]) -> frozenset[str]:
    """The particular things among targets: a bridge, a convoy, no troops."""
    classes = load_classes()
    return frozenset(w for w in _words(names) if classes.get(w, frozenset()) & _THINGS and w not in _GENERAL)


def _found(pattern: re.Pattern[str], telling: Telling) -> frozenset[str]:
    return frozenset(words.lower().rstrip(".,") for words in pattern.findall(telling.words))
