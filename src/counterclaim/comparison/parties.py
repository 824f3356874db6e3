"""Which party somebody belongs to, and which parties are each other's enemies at a date.

A party is a short key: a country's ISO 3166-1 alpha-3 code in lower case ("rus", "ukr"), a body ("un", "nato"), an
armed group ("hamas", "m23"), or a country's rebels ("syr-rebels"). Tables: data/parties.csv, data/enmities.csv.
In: actor ids, sides and words as claims carry them. Out: party keys, or None where the words do not say.
"""

import csv
import datetime as dt
import re
from functools import cache
from importlib.resources import files

from counterclaim.records.values import Side

_SIDE_PARTY = {Side.RUSSIA: "rus", Side.UKRAINE: "ukr", Side.US: "usa", Side.EUROPE: "eur"}
_REBELS = re.compile(r"\b(?:rebel|insurgent|opposition|separatist|dissident|guerrilla)", re.IGNORECASE)
_LEADING = re.compile(r"^the\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|/|–|\band\b|\bwith\b|(?<=[a-z])-(?=[A-Z]))\s*")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_CAPITAL = re.compile(
    r"\b([A-Z][\w-]++(?:\s[A-Z][\w-]++)?)(?:[’']s)?\s+capital\b|\bcapital\s+of\s+([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)"
)


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("counterclaim.comparison") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def name_of(party: str) -> str:
    """A party's name: "Russia"; the key itself for a party outside the table."""
    return _names().get(party, party)


@cache
def _names() -> dict[str, str]:
    return {row["party"]: row["name"] for row in _rows("parties.csv")}


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Adjectives and names to party; those and seats of government to party; party to its first adjective."""
    counted: dict[str, str] = {}
    speaking: dict[str, str] = {}
    adjective: dict[str, str] = {}
    for row in _rows("parties.csv"):
        names = [row["name"], *filter(None, row["adjectives"].split(";"))]
        adjective[row["party"]] = names[1] if len(names) > 1 else row["name"]
        for name in names:
            counted.setdefault(_fold(name), row["party"])
            speaking.setdefault(_fold(name), row["party"])
        for seat in filter(None, row["seats"].split(";")):
            speaking.setdefault(_fold(seat), row["party"])
            if seat.isupper() or " " in seat or "'" in seat:  # "IDF", "DR Congo": names, not towns
                counted.setdefault(_fold(seat), row["party"])
    return counted, speaking, adjective


def _fold(name: str) -> str:
    return name if name in {"US", "IS", "UN"} else name.lower().replace("’", "'")


@cache
def _states() -> frozenset[str]:
    """Parties that have rebels of their own: "Syrian rebels", but "M23 rebels" are the M23 itself."""
    return frozenset(row["party"] for row in _rows("parties.csv") if len(row["party"]) == 3 and row["group"] != "yes")


@cache
def known_parties() -> frozenset[str]:
    """Every party key of the table."""
    return frozenset(_tables()[2])


@cache
def adjective_of(party: str) -> str:
    """How a party's people are called before a noun: "Russian"; the key itself for a party outside the table."""
    if party.endswith("-rebels"):
        return f"{adjective_of(party[:-7])} rebel"
    return _tables()[2].get(party, party)


@cache
def party_in_words(words: str, *, speaking: bool = False) -> str | None:
    """The first party that `words` name.

    Args:
        words: "Russian soldiers", "the Kremlin".
        speaking: whether seats of government stand for their party ("Moscow claims"), as they do for those who act or
            speak and not for those who are counted ("people in Moscow").
    """
    table = _tables()[1 if speaking else 0]
    tokens = _WORD.findall(words)
    for at in range(len(tokens)):
        for length in (4, 3, 2, 1):
            if at + length > len(tokens):
                continue
            found = _look_up(" ".join(tokens[at : at + length]), table)
            if found:
                return f"{found}-rebels" if found in _states() and _REBELS.search(words) else found
    return None


@cache
def is_country(place: str) -> bool:
    """Whether a place's name is a country's (or a party's) own: "Turkey", not "Antalya, Turkey" or "Kursk, Russia"."""
    return _look_up(_LEADING.sub("", place.split(",", maxsplit=1)[0].strip()), _tables()[0]) is not None


@cache
def capitals_in_words(words: str) -> tuple[str, ...]:
    """The seats of government that stand in words without their name: "the Ukrainian capital", "Ukraine's capital"."""
    parties = (party_in_words(match.group(1) or match.group(2)) for match in _CAPITAL.finditer(words))
    return tuple(seat for party in parties if party for seat in seats_of(party)[:1])


@cache
def party_of_seat(name: str) -> str | None:
    """The party whose seat of government a name is by itself: "Khartoum"; None for a party's own name."""
    fold = _fold(name)
    party = _tables()[1].get(fold)
    return party if party and any(_fold(seat) == fold for seat in seats_of(party)) else None


def seats_of(party: str) -> tuple[str, ...]:
    """The names of a party's seat of government, the capital's first; none for a party outside the table."""
    return _seats().get(party, ())


@cache
def _seats() -> dict[str, tuple[str, ...]]:
    return {row["party"]: tuple(filter(None, row["seats"].split(";"))) for row in _rows("parties.csv")}


@cache
def parties_in_words(words: str, *, speaking: bool = True) -> tuple[str, ...]:
    """Every party that the words of those who act name, in order: "Ukrainian and Russian negotiators" are two."""
    found = dict.fromkeys(
        party for part in _BETWEEN.split(words) if part and (party := party_in_words(part, speaking=speaking))
    )
    return tuple(found)


def _look_up(phrase: str, table: dict[str, str]) -> str | None:
    if phrase in {"US", "IS", "UN"}:
        return table.get(phrase)
    name = phrase.lower().replace("’", "'")
    return table.get(name.removesuffix("'s").rstrip("'")) or table.get(name) or table.get(name.rstrip("."))


@cache
def party_of_actor(actor: str | None, side: Side | None = None, words: str | None = None) -> str | None:
    """The party of somebody who acts or speaks.

    Args:
        actor: an id in the actor register, whose part before the first hyphen is the party ("rus-mod").
        side: the claim's side, if it is one that names a party.
        words: how the article calls them.
    """
    if actor:
        head = actor.lower().split("-")[0]
        if head in known_parties():
            return f"{head}-rebels" if actor.endswith("-rebels") else head
        if head.upper() in {"IS", "US"}:
            return party_in_words(head.upper(), speaking=True)
    if side in _SIDE_PARTY:
        return _SIDE_PARTY[side]
    return party_in_words(words, speaking=True) if words else None


@cache
def _enmities() -> dict[frozenset[str], tuple[tuple[dt.date, dt.date], ...]]:
    found: dict[frozenset[str], list[tuple[dt.date, dt.date]]] = {}
    for row in _rows("enmities.csv"):
        since = dt.date.fromisoformat(row["since"])
        until = dt.date.fromisoformat(row["until"]) if row["until"] else dt.date.max
        found.setdefault(frozenset((row["party"], row["enemy"])), []).append((since, until))
    return {pair: tuple(spans) for pair, spans in found.items()}


def are_enemies(a: str | None, b: str | None, on: dt.date | None) -> bool:
    """Whether two parties fight each other on a day (at any time, if no day is known)."""
    if a is None or b is None or a == b:
        return False
    if _rebels_of(a, b):
        return True
    spans = _enmities().get(frozenset((a, b)), ())
    return any(on is None or first <= on <= last for first, last in spans)


def _rebels_of(a: str, b: str) -> bool:
    return a == f"{b}-rebels" or b == f"{a}-rebels"
