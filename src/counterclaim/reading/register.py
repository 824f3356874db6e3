"""The register of actors: who a name stands for, on which side, and who held an office at a date.

In:  words of an article.   Out: RegisteredActor, Side or a country code; None where the register does not know.
Look-ups are pure, cached and need no models; the tables are read on first use. For other steps of reading:

    lookup("the Russian Defense Ministry")      RegisteredActor rus-mod, "Russian Ministry of Defence", side russia
    lookup("President Zelensky")                volodymyr-zelenskyy, "Volodymyr Zelenskyy"
    lookup("Ukrainian troops")                  ukr-mil, "Ukrainian military"
    lookup("the US president", When.parse("2023-05"))   joe-biden: the office's holder at the date
    speaker(lookup("Moscow"))                   rus-gov: who speaks when a state does
    side_of("a top Ukrainian official")         Side.UKRAINE; "Western military experts" Side.ANALYST
    country_of("Syrian")                        "SY"; also names, peoples ("Syrians") and capitals ("Damascus")
    state("UA"), government("UA"), military("UA"), by_id("nato")

Ids: a country's three letters for the state ("rus"), with a body's suffix for what belongs to it ("rus-mod", "rus-mil",
"rus-gov": data/bodies.csv), a row's own id for the rest (data/actors.csv). An unknown name gives None, never a guess.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.reading import names
from counterclaim.reading.actorrows import ActorRow
from counterclaim.reading.registertables import Country, load_register
from counterclaim.reading.wordlists import words_of
from counterclaim.records.values import Side
from counterclaim.records.when import When

# Shorter surnames sound like too many others to be known by their sound alone.
SHORTEST_SURNAME_SOUND = 6
_TOKEN = re.compile(r"[\w’'.&/-]*\w[.’']?")
_SELF = frozenset(("himself", "herself", "itself", "themselves"))
_OF = frozenset(("of", "for", "in", "from"))


@dataclass(frozen=True, slots=True)
class RegisteredActor:
    """Somebody the register knows, whole or by the pattern of a country and a body."""

    id: str
    name: str
    kind: str  # state, government, military, unit, person, group, organisation, media, think tank, analyst, people
    side: Side
    country: str | None = None  # ISO 3166-1 alpha-2
    office: str | None = None  # the one held at the date asked for, or the latest


@functools.lru_cache(maxsize=65_536)
def lookup(name: str, at: When | None = None) -> RegisteredActor | None:
    """Look a name or a noun phrase up, strictly: every word of it must be accounted for.

    Args:
        name: as an article words it: "the Kremlin", "Gen. Mark Milley", "Ukraine’s Foreign Ministry", "Kiev".
        at: when the words were written; needed for an office without a name ("the defence secretary").
    Returns:
        The actor; a state's name or capital gives the state (see `speaker`). None: unknown, or known to be ambiguous.
    """
    if len(name) > names.LONGEST_NAME_CHARS:
        return None
    words = _TOKEN.findall(name.replace("&", "and"))
    if len(words) > 1 and words[-1] in _SELF:
        words.pop()
    if not words:
        return None
    return (
        _named(" ".join(words), words, at)
        or _stripped(words, at)
        or _body(words)
        or _titled(words, at)
        or _described(words, at)
        or _holder(words, at)
        or _respelled(words, at)
    )


@functools.lru_cache(maxsize=65_536)
def side_of(words: str, at: When | None = None) -> Side | None:
    """Tell the side that a noun phrase speaks for, whether or not the register knows it whole.

    The head decides first ("Western military experts" are analysts, "American media" are media, "residents near
    Belarus’s border" speak for nobody), then a country or actor named before it, then one named after "of" or "for".
    """
    known = lookup(words, at)
    if known:
        return known.side
    head, rest = _halves(words)
    table = load_register()
    last = [names.key(w) for w in head]
    group = next((table.heads[w] for w in reversed(last) if w in table.heads), None)
    if group in (Side.ANALYST, Side.MEDIA):
        return group
    found = _mentioned(head, at)
    if found is None and group is None:
        group = next((table.heads[w] for w in map(names.key, rest) if w in table.heads), None)
        found = _mentioned(rest, at) if group is None else None
    if found:
        return found.side
    if last and last[0] in ("western", "allied") and group is None:
        return Side.INTERNATIONAL
    if last and last[0] == "european":
        return Side.EUROPE
    return group


@functools.lru_cache(maxsize=65_536)
def country_of(word: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country's name, adjective, people or capital; None where it is none of these."""
    found = load_register().countries.get(names.key(word))
    return found[0].iso2 if found and _case_fits(word, found[1]) else None


@functools.lru_cache(maxsize=8_192)
def is_demonym(word: str) -> bool:
    """Whether a word is a country's adjective or people ("Syrian", "Poles"): such a word names no place."""
    found = load_register().countries.get(names.key(word))
    return found is not None and found[1] in ("adjective", "people")


@functools.lru_cache(maxsize=8_192)
def is_seat(word: str) -> bool:
    """Whether a word is a seat of government ("Kyiv", "Downing Street") rather than the country's own name."""
    found = load_register().countries.get(names.key(word))
    return found is not None and found[1] == "seat"


@functools.lru_cache(maxsize=1_024)
def by_id(actor: str) -> RegisteredActor | None:
    """The actor of an id, whether it is a row's or made from a country and a body; None for no such id."""
    table = load_register()
    if actor in table.rows:
        return _actor(table.rows[actor])
    code, _, suffix = actor.partition("-")
    country = table.codes.get(code)
    if country is None:
        return None
    return _of_country(country, suffix) if suffix in table.bodies or not suffix else None


@functools.lru_cache(maxsize=8_192)
def has_held(actor: str, office: str) -> bool:
    """Whether an actor held an office of data/actors.csv at any time."""
    return any(row.id == actor for (name, _), rows in load_register().holding.items() if name == office for row in rows)


def is_title(word: str) -> bool:
    """Whether a word is a title or the name of an office alone ("Major", "Defense")."""
    return names.key(word) in words_of("titles")


def state(iso2: str) -> RegisteredActor | None:
    """The state of a country code."""
    country = load_register().isos.get(iso2)
    return _of_country(country, "") if country else None


def government(iso2: str) -> RegisteredActor | None:
    """The government of a country code."""
    country = load_register().isos.get(iso2)
    return _of_country(country, "gov") if country else None


def military(iso2: str) -> RegisteredActor | None:
    """The armed forces of a country code."""
    country = load_register().isos.get(iso2)
    return _of_country(country, "mil") if country else None


def speaker(actor: RegisteredActor) -> RegisteredActor:
    """Who speaks when `actor` is said to speak: a state speaks through its government, all others for themselves."""
    if actor.kind != "state" or actor.country is None:
        return actor
    return government(actor.country) or actor


def _named(name: str, words: Sequence[str], at: When | None) -> RegisteredActor | None:
    table = load_register()
    folded = names.key(name)
    rows = [row for row in table.aliases.get(folded, ()) if _case_fits(name, row.case_of(folded))]
    if rows:
        return _chosen(rows, at)
    found = table.countries.get(folded)
    if found is None or not _case_fits(name, found[1]):
        return None
    country, form = found
    if form in ("name", "seat"):
        return _of_country(country, "")
    if form == "people":
        # "The Ukrainians took village after village" is the side at war; "Ukrainians" are people.
        return _of_country(country, "" if words[0].lower() == "the" else "civ")
    return None


def _stripped(words: Sequence[str], at: When | None) -> RegisteredActor | None:
    start = 0
    while start < len(words) - 1 and words[start].lower().rstrip(".") in words_of("leading"):
        start += 1
    rest = words[start:]
    if start == 0 or names.key(" ".join(rest)) == names.key(" ".join(words)):
        return None
    return lookup(" ".join(rest), at) if rest[0][:1].isupper() else None


def _body(words: Sequence[str]) -> RegisteredActor | None:
    """ "Russian Defence Ministry", "Kyiv’s forces", "Ministry of Defence of Ukraine"."""
    at = 0
    while at < len(words) - 1 and words[at].lower() in words_of("leading"):
        at += 1
    words = words[at:]
    found = _leading_country(words)
    if found:
        country, used = found
        return _body_of(country, words[used:])
    for i in range(len(words) - 2, 0, -1):
        if words[i].lower() in _OF:
            after = words[i + 1 :]
            if after[0].lower() == "the":
                after = after[1:]
            found = _leading_country(after)
            if found and found[1] == len(after):
                return _body_of(found[0], words[:i])
    return None


def _body_of(country: Country, rest: Sequence[str]) -> RegisteredActor | None:
    bodies = load_register().body_words
    rest = list(rest)
    while rest:
        suffix = bodies.get(names.key(" ".join(rest)))
        if suffix is not None:
            return by_id(f"{country.code}-{suffix}")
        # "Ukrainian ground attack aircraft": what stands before the head is passed over unless it is a name.
        if not rest[0].islower() or rest[0] in _OF or names.key(rest[0]) in load_register().barred:
            return None
        rest = rest[1:]
    return None


def _leading_country(words: Sequence[str]) -> tuple[Country, int] | None:
    countries = load_register().countries
    for n in range(min(5, len(words)), 0, -1):
        part = " ".join(words[:n])
        found = countries.get(names.key(part))
        if found and _case_fits(part, found[1]) and found[1] != "people":
            return found[0], n
        if found and part[-2:] in ("’s", "'s", "s’", "s'"):
            return found[0], n
    return None


def _titled(words: Sequence[str], at: When | None) -> RegisteredActor | None:
    """ "Russian Foreign Minister Sergei Lavrov", "President Putin", "former chairman of … Mark Milley"."""
    table = load_register()
    for n in range(min(5, len(words) - 1), 0, -1):
        name, before = " ".join(words[-n:]), words[:-n]
        if not name[0].isupper():
            continue
        rows = [r for r in table.aliases.get(names.key(name), ()) if r.kind == "person" and _case_fits(name, "person")]
        # A whole name needs only a title-like word before it; a surname alone needs the title right before it.
        last = names.key(before[-1])
        if rows and (n > 1 or last in words_of("titles")) and not _other_first_name(before[-1], n):
            country = _leading_country(before)
            same = [r for r in rows if country is None or r.country == country[0].iso2]
            if same or n > 1:
                return _chosen(same or rows, at)
    return None


def _described(words: Sequence[str], at: When | None) -> RegisteredActor | None:
    """ "the medical aid group MSF", "rights watchdog Amnesty International": what kind of body it is, then its name."""
    first = next((i for i, word in enumerate(words) if word[0].isupper() and i), 0)
    told = [word.lower() if word.lower() in words_of("leading") else word for word in words[:first]]
    if not told or names.key(told[-1]) not in words_of("bodies") or not all(map(str.islower, told)):
        return None
    found = _named(" ".join(words[first:]), words[first:], at)
    return found if found and found.kind in ("group", "media", "organisation", "think tank") else None


def _other_first_name(word: str, n: int) -> bool:
    return n == 1 and word[:1].isupper() and names.key(word) not in words_of("titles")


def _holder(words: Sequence[str], at: When | None) -> RegisteredActor | None:
    """ "the Ukrainian president", "Russia’s defence minister", "the UN chief", "the Russian leader"."""
    table = load_register()
    words = [w for w in words if w.lower() != "the"]
    found = _leading_country(words)
    iso2, rest = (found[0].iso2, words[found[1] :]) if found else (None, words)
    if not rest or rest[0].lower() in ("former", "ex"):
        return None
    if rest[0].lower() == "leader" and len(rest) == 1 and iso2 is not None:
        rest = ["president" if iso2.lower() in words_of("led_by_their_president") else "prime minister"]
    holders = table.holders(names.key(" ".join(rest)), iso2)
    if at is None:
        return None
    held = {row.id: row for row in holders if row.held(at)}
    return _actor(next(iter(held.values()))) if len(held) == 1 else None


def _respelled(words: Sequence[str], at: When | None) -> RegisteredActor | None:
    """A person's whole name in a spelling of its own ("Vladamir Putin"), alone or after a title."""
    first = next((i for i in range(len(words), 0, -1) if names.key(words[i - 1]) in words_of("titles")), 0)
    words = words[first:]
    if len(words) == 1 and words[0][:1].isupper():
        return _respelled_surname(words[0], at)
    if not 2 <= len(words) <= 3 or not all(w[:1].isupper() for w in words):
        return None
    rows: list[ActorRow] = []
    for row, parts in load_register().sounding.get(names.sound(words[-1]), ()):
        if len(parts) == len(words) and all(map(names.same_spelling, parts, words)):
            rows.append(row)
    return _chosen(rows, at) if len({row.id for row in rows}) == 1 else None


def _respelled_surname(word: str, at: When | None) -> RegisteredActor | None:
    """A surname that the register has alone, in a spelling that sounds the same ("Podoliak")."""
    sound = names.sound(word)
    if len(sound) < SHORTEST_SURNAME_SOUND or " " in sound:
        return None
    rows = load_register().surnames.get(sound, ())
    return _chosen(rows, at) if len({row.id for row in rows}) == 1 else None


def _chosen(rows: Sequence[ActorRow], at: When | None) -> RegisteredActor | None:
    """One actor out of the rows that share an alias: the only one, else the only one in office at the date."""
    ids = {row.id for row in rows}
    if len(ids) > 1 and at is not None:
        rows = [row for row in rows if row.held(at)]
        ids = {row.id for row in rows}
    if len(ids) != 1:
        return None
    held = [row for row in rows if at is None or row.held(at)]
    return _actor((held or list(rows))[-1])


def _mentioned(words: Sequence[str], at: When | None) -> RegisteredActor | None:
    """The first country or registered actor that a stretch of words names."""
    for start, word in enumerate(words):
        if not word[:1].isupper():
            continue
        for n in range(min(5, len(words) - start), 0, -1):
            part = " ".join(words[start : start + n])
            found = load_register().countries.get(names.key(part))
            if found and (_case_fits(part, found[1])):
                return _of_country(found[0], "")
            known = _named(part, words[start : start + n], at)
            if known:
                return known
    return None


def _halves(words: str) -> tuple[list[str], list[str]]:
    tokens = _TOKEN.findall(words[:400])
    for i, token in enumerate(tokens):
        if i and token.lower() in (
            "of",
            "for",
            "in",
            "from",
            "near",
            "with",
            "at",
            "to",
            "who",
            "that",
            "on",
            "inside",
            "and",
        ):
            return tokens[:i], tokens[i + 1 :]
    return tokens, []


def _case_fits(words: str, case: str) -> bool:
    """Names need a capital; acronyms ("US", "IS", "WHO") need to be written as such."""
    if case == "articled":
        return words.startswith(("The ", "the "))
    if case == "acronym" or names.key(words) in load_register().acronyms:
        letters = words.replace(".", "").removeprefix("the ").removeprefix("The ")
        return letters.isupper() or (len(letters) > 3 and letters.rstrip("s’'").isupper())
    return any(c.isupper() for c in words)


def _actor(row: ActorRow) -> RegisteredActor:
    return RegisteredActor(row.id, row.name, row.kind, row.side, row.country, row.office)


@functools.lru_cache(maxsize=4_096)
def _of_country(country: Country, suffix: str) -> RegisteredActor:
    table = load_register()
    if not suffix:
        return RegisteredActor(country.code, country.name, "state", country.side, country.iso2)
    own = table.rows.get(f"{country.code}-{suffix}")
    if own:
        return _actor(own)
    body = table.bodies[suffix]
    adjective = country.adjectives[0] if country.adjectives else country.name
    side = {"media": Side.MEDIA, "analyst": Side.ANALYST}.get(body.kind, country.side)
    return RegisteredActor(
        f"{country.code}-{suffix}", body.name.replace("{adj}", adjective), body.kind, side, country.iso2
    )
