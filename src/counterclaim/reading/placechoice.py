"""Which of the places of one name is meant: toponym resolution by size, words around, country and neighbours.

In:  the names that one article mentions, with hints.   Out: an Entry or None for each.
Four kinds of evidence, added up as scores whose unit is a factor of ten in population: size of the place; what the
words beside the name say (kind, what it lies in); how often the article speaks of its country and division; how near
it is to the article's other places. One name means one place in an article unless its own words say otherwise.

Sources: "one referent per discourse" and the minimality of distances after Leidner (2007), Toponym Resolution in Text;
population as the base line after Speriosu and Baldridge (2013). Weights were set on the development parts of LGL and
GeoVirus (accuracy/geoparsing.py prints what they give).
"""

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.reading import gazetteer, names, register
from counterclaim.reading.gazetteer import Entry
from counterclaim.reading.placecontext import Hints
from counterclaim.records.places import distance_km

MAIN_NAME = 1.5  # found by its main name, not by an alternate one
LIKE_NAME = 1.0  # most for an alternate name: "Sloviansk" is rather Slovyansk than a former name of another town
SAID_INSIDE = 6.0  # the words beside it say that it lies in this division or country
OTHER_DIVISION = 3.0  # what it costs to lie in the country that is said but in another division
SAID_KIND = 2.5  # the words beside it say what kind of place it is
COUNTRY = 3.0  # most that the article's talk of a country can give
DIVISION = 2.5  # most that the article's talk of a division can give
NEAR = 4.5  # most that near neighbours can give
NAMESAKE = 1.0  # what a region loses to the city that it is named for
STATE = 2.0  # what a large division gains that no city is named for: "Oregon" is hardly the town of that name
PEERS = 3.0  # most that other countries, or other divisions of its country, can give: states come in lists
CITY_PEOPLE = 200_000
LARGE_PEOPLE = 1_000_000
NEAR_KM = 150.0  # distance at which a neighbour counts for 1/e
ROUNDS = 2  # neighbours are chosen first without neighbours, then by those chosen
# The most names of an article that are taken as neighbours; keeps the work linear in long texts.
MOST_NEIGHBOURS = 40

_KIND_SIZE = {"district": 3.2}
_FITS = {
    "region": {"region", "district"},
    "district": {"district", "region"},
    "town": {"town", "site"},
    "river": {"river", "lake", "island", "sea", "strait"},
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name to resolve."""

    name: str
    hints: Hints


def resolve(
    mentions: Sequence[Mention], talk: Mapping[str, float], silent: Sequence[str] = ()
) -> tuple[Entry | None, ...]:
    """Choose an entry for each mention.

    Args:
        mentions: of one article, in text order.
        talk: how often the article speaks of each country (ISO code), by any word: name, adjective, people.
        silent: names that count as neighbours without standing in the text (the outlet's town).
    Returns:
        One Entry or None (the gazetteer does not know the name) for each mention, in the same order.
    """
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        grouped[mention.name].append(mention)
    for name in silent:
        grouped.setdefault(name, [Mention(name, Hints())])
    options = _options(grouped, talk)
    said = {name: _merged(same, options[name]) for name, same in grouped.items()}
    weight = Counter({name: len(same) for name, same in grouped.items()})
    divisions = _divisions(grouped, options)
    others = {name: _others_talk(talk, name, weight[name]) for name in grouped}
    states = _states(options)
    scores = {
        name: [
            _alone(entry, said[name], has_city=_has_city(entry, found))
            + _talked(entry, others[name], divisions, name)
            + _among_peers(entry, states, name)
            for entry in found
        ]
        for name, found in options.items()
    }
    chosen = {name: _best(options[name], scores[name]) for name in options}
    for _ in range(ROUNDS):
        anchors = [(name, chosen[name]) for name, _ in weight.most_common(MOST_NEIGHBOURS) if chosen[name]]
        for name, found in options.items():
            if len(found) > 1:
                near = [score + _near(entry, name, anchors) for entry, score in zip(found, scores[name], strict=True)]
                chosen[name] = _best(found, near)
    return tuple(_settled(_own_words(m, options[m.name], chosen[m.name])) for m in mentions)


def _options(grouped: Mapping[str, object], talk: Mapping[str, float]) -> dict[str, tuple[Entry, ...]]:
    """What each name may stand for."""
    options = {name: gazetteer.entries(name) or _state_of(name) or _without_kind(name) for name in grouped}
    # A sound proves little: it must be a place in a country that the article or a sure place of it speaks of.
    spoken = set(talk)
    for found in options.values():
        countries = {e.country for e in found}
        if len(countries) == 1:
            spoken |= {code for code in countries if code}
    for name, found in options.items():
        if not found:
            options[name] = tuple(e for e in gazetteer.sounding(name) if e.country in spoken)
    return options


def _state_of(name: str) -> tuple[Entry, ...]:
    """The country of an adjective or a people, which some corpora annotate as a place."""
    country = register.country_of(name)
    state = register.state(country) if country else None
    return tuple(e for e in gazetteer.entries(state.name) if e.kind == "country") if state else ()


_DIVISION_WORDS = frozenset(
    "prefecture regency governorate county province oblast voivodeship canton raion municipality district state region"
    " department krai republic territory division".split()
)


def _without_kind(name: str) -> tuple[Entry, ...]:
    """The divisions of "Akita Prefecture", the city of "Greater Mumbai", where the gazetteer has only the bare name."""
    first, _, rest = name.partition(" ")
    if first == "Greater" and rest:
        return tuple(e for e in gazetteer.entries(rest) if e.kind == "town" and e.people > CITY_PEOPLE)
    before, _, last = name.rpartition(" ")
    if not before or last.lower() not in _DIVISION_WORDS:
        return ()
    found = gazetteer.entries(before)
    return tuple(e for e in found if e.kind in ("region", "district")) or found


def _has_city(region: Entry, found: Sequence[Entry]) -> bool:
    return any(e.kind == "town" and e.country == region.country and e.people > CITY_PEOPLE for e in found)


def _merged(same: Sequence[Mention], found: Sequence[Entry]) -> Hints:
    """What all mentions of a name say together: the commonest kind, and every container.

    A country's name needs most of its mentions to say that it lies in something else ("Lebanon, Ind."), and never lies
    in itself.
    """
    kinds = Counter(m.hints.kind for m in same if m.hints.kind)
    kind = kinds.most_common(1)[0][0] if kinds else None
    codes = Counter(code for m in same for code in dict.fromkeys(m.hints.inside))
    if found and found[0].kind == "country":
        country = found[0].country
        codes = Counter({c: n for c, n in codes.items() if c != country and n * 2 > len(same)})
    return Hints(kind, tuple(codes))


def _alone(entry: Entry, said: Hints, *, has_city: bool = False) -> float:
    """What a name's entry scores by itself and by the words beside it.

    Args:
        has_city: whether a city of the same name and country stands beside a region.
    """
    score = _KIND_SIZE.get(entry.kind) or math.log10(entry.people + 10)
    score += MAIN_NAME if entry.main else LIKE_NAME * max(0.0, entry.like - 0.5) * 2
    if entry.kind == "region" and not entry.own:
        # "Kyiv" is the city, "Kyiv region" the region; a region without a city of its name has no rival.
        score -= NAMESAKE if has_city else 1.0
    if entry.kind == "region" and entry.main and entry.people > LARGE_PEOPLE and not has_city:
        score += STATE
    if said.kind:
        score += SAID_KIND if entry.kind in _FITS[said.kind] else -1.0
    if said.inside:
        score += _inside(entry, said.inside)
    return score


def _inside(entry: Entry, codes: Sequence[str]) -> float:
    """What it scores to lie in what the words beside the name say, or not to."""
    if not _lies_in(entry, codes):
        return -1.0
    elsewhere = any(len(code) > 2 and code[:2] == entry.country and code != entry.division for code in codes)
    return SAID_INSIDE - (OTHER_DIVISION if elsewhere and entry.division not in codes else 0.0)


def _lies_in(entry: Entry, codes: Sequence[str]) -> bool:
    if entry.kind in ("country", "continent"):
        # "Egypt, Jordan and Syria" is a list; "Lebanon, Ind." is none.
        return all(len(code) == 2 for code in codes)
    if entry.kind == "region" and entry.people > LARGE_PEOPLE and all(c[:2] == entry.country for c in codes):
        # "Kansas, Illinois": one state beside another is a list as well.
        return True
    return entry.kind != "country" and (entry.country in codes or (entry.division in codes and entry.kind != "region"))


def _talked(entry: Entry, talk: Mapping[str, float], divisions: Mapping[str, set[str]], name: str) -> float:
    if entry.kind == "country":
        return COUNTRY * _share(talk, entry.country)
    others = len(divisions.get(entry.division or "", set()) - {name})
    return COUNTRY * _share(talk, entry.country) + DIVISION * others / (others + 1.0)


def _states(options: Mapping[str, Sequence[Entry]]) -> dict[str, set[str]]:
    """Which names of the article may stand for a country (""), and for a large division of each country."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, entries in options.items():
        for entry in entries:
            if (key := _state_key(entry)) is not None:
                found[key].add(name)
    return found


def _state_key(entry: Entry) -> str | None:
    if entry.kind == "town":  # what most entries are
        return None
    if entry.kind == "country":
        return ""
    large = entry.kind == "region" and entry.main and entry.people > LARGE_PEOPLE and entry.division
    return entry.country if large else None


def _among_peers(entry: Entry, states: Mapping[str, set[str]], name: str) -> float:
    """ "Oklahoma" beside "Georgia" and "Wisconsin" is the state, "Niger" beside "Mali" and "Ghana" the country."""
    key = _state_key(entry)
    others = len(states[key] - {name}) if key is not None else 0
    return PEERS * others / (others + 2.0)


def _others_talk(talk: Mapping[str, float], name: str, times: int) -> Mapping[str, float]:
    """The talk of countries without the name itself: "Georgia" is no evidence for Georgia."""
    code = register.country_of(name)
    if code is None or code not in talk:
        return talk
    return {**talk, code: max(0.0, talk[code] - times)}


def _share(talk: Mapping[str, float], country: str | None) -> float:
    count = talk.get(country or "", 0.0)
    return count / (count + 1.0)


def _divisions(grouped: Mapping[str, object], options: Mapping[str, Sequence[Entry]]) -> dict[str, set[str]]:
    """Which names of the article speak for a division: its own name, and names that only it holds."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in grouped:
        regions = {e.division for e in options[name] if e.kind == "region" and e.division}
        held = {e.division for e in options[name] if e.division and e.main}
        for division in regions or (held if len(held) == 1 else ()):
            found[division].add(name)
    return found


def _near(entry: Entry, name: str, anchors: Sequence[tuple[str, Entry | None]]) -> float:
    total = 0.0
    for other, place in anchors:
        if other != name and place is not None and place.kind not in ("country", "continent", "ocean"):
            total += _nearness(entry.lat, entry.lon, place.lat, place.lon)
    return NEAR * total / (total + 1.0)


@functools.lru_cache(maxsize=16_384)  # articles on one war name the same places, and each is asked in every round
def _nearness(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """1 at the same spot, falling off with the distance."""
    return math.exp(-distance_km(lat, lon, other_lat, other_lon) / NEAR_KM)


def _best(found: Sequence[Entry], scores: Sequence[float]) -> Entry | None:
    if not found:
        return None
    return found[max(range(len(found)), key=lambda i: (scores[i], -i))]


def _own_words(mention: Mention, found: Sequence[Entry], chosen: Entry | None) -> Entry | None:
    """The article's choice, unless the mention's own words say otherwise.

    "Paris, Texas" beside plain "Paris" is elsewhere; "Kursk region" beside plain "Kursk" is the region around it.
    """
    inside = mention.hints.inside
    if chosen is not None and (mention.hints.kind in ("region", "district")) and chosen.kind in ("town", "region"):
        return _around(mention.name, chosen, found) or chosen
    if chosen is None or not inside or _inside(chosen, inside) == SAID_INSIDE:
        return chosen
    fitting = [e for e in found if _lies_in(e, inside)]
    best = _best(fitting, [_alone(e, mention.hints) for e in fitting]) or chosen
    divisions = [code for code in inside if len(code) > 2 and code[:2] == best.country]
    if divisions and best.division not in divisions and best.kind == "town" and best.people < CITY_PEOPLE:
        # It lies where the gazetteer has no such place: a namesake elsewhere would be a wrong point on the map.
        return None
    return best


def _settled(entry: Entry | None) -> Entry | None:
    """A first-level division as our own row has it, where there is one."""
    if entry is None or entry.kind != "region" or entry.own or entry.division is None:
        return entry
    return gazetteer.region_of(entry.division) or entry


def _around(name: str, town: Entry, found: Sequence[Entry]) -> Entry | None:
    """The division that has a town's name and holds it, or lies around it ("Kyiv region" is not the city's own)."""
    for entry in gazetteer.entries(f"{name} region"):
        if entry.own and entry.country == town.country:
            return entry
    if town.kind == "region":
        return town
    for entry in found:
        if entry.kind == "region" and entry.division and entry.division == town.division:
            return gazetteer.region_of(entry.division)
        if entry.kind == "district" and entry.division == town.division:
            return entry
    region = gazetteer.region_of(town.division) if town.division else None
    # "Voronezh" lies in the division that GeoNames files as "Voronezj": four letters tell it from a mere neighbour's.
    same = region is not None and names.key(region.name)[:4] == names.key(town.name)[:4]
    return region if same else None
