"""What the words around a place's name say of it: what kind of place it is, and what it lies in.

In:  an article's text and the span of a name.   Out: Hints.
Works on characters with bounded windows, so that it costs the same in a long line as in a short one.
"""

import functools
import re
from collections import Counter
from dataclasses import dataclass

from counterclaim.reading import gazetteer, names, register
from counterclaim.records.span import Span

# Furthest a word that says something of a name may stand from it: "the village of …, located in southern …'s … region".
WINDOW_CHARS = 90

_REGION = "region|oblast|province|governorate|krai|kray|state|territory|prefecture|republic|provinces|regions"
_DISTRICT = (
    "district|county|raion|rayon|parish|borough|municipality|counties|districts|subdistrict|community|hromada|woreda"
)
_TOWN = (
    "city|town|village|settlement|hamlet|port|capital|port city|hub|stronghold|suburb|suburbs|outskirts|neighbou?rhood|"
    "cities|towns|villages|municipality|center|centre|camp|commune|kibbutz|kibbutzim"
)
_AFTER_TYPE = re.compile(rf"\s+(?:(?P<region>{_REGION})|(?P<district>{_DISTRICT})|(?P<river>river))\b", re.IGNORECASE)
_BEFORE_TYPE = re.compile(
    rf"\b(?:(?P<region>{_REGION})|(?P<district>{_DISTRICT})|(?P<town>{_TOWN})|(?P<river>river|lake|island|sea))"
    r"s?(?:\s+of|,)?\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Þ][\w’'.-]*(?:[ -](?:(?:of|the|and|al|el|de|la|du|da|ez|es)[ -])*[A-ZÀ-Þ][\w’'.-]*){0,3}"
# "Paris, Texas", "Goma in eastern Congo", "Avdiivka, a town in Ukraine's east".
_AFTER_COMMA = re.compile(rf"\A(?:\s+\([^()]{{1,30}}\))?,\s+(?P<name>{_NAME})")
_AFTER_IN = re.compile(
    r"\A(?:\s+\w+)?(?:,\s+(?:which is\s+|that is\s+)?(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,4}?|\s+(?:[\w-]+\s+){0,2}?)"
    rf"(?:in|of|inside|within)\s+(?:the\s+)?(?:[a-z-]+\s+){{0,3}}(?P<name>{_NAME})"
)
_LIST_AFTER = re.compile(rf"\A,\s+{_NAME}(?:,\s+(?:and\s+)?[A-ZÀ-Þ]|\s+(?:and|or)\s+[A-ZÀ-Þ])")
_LIST_BEFORE = re.compile(r"[A-ZÀ-Þ][\w’'.-]*(?:,\s+|,?\s+and\s+)\Z")
_POSSESSIVE = re.compile(rf"(?P<name>{_NAME})(?:['’]s|(?<=s)['’])\s+(?:[a-z-]+\s+){{0,5}}\Z")
# "the Ukrainian city of …", "Syrian border town …"
_ADJECTIVE = re.compile(
    rf"\b(?P<name>[A-ZÀ-Þ][\w.]+(?:\s[A-Z][a-z]+)?)\s+(?:[a-z-]+\s+){{0,3}}(?:{_TOWN}|{_REGION}|{_DISTRICT})s?\s+"
    r"(?:of\s+)?(?:the\s+)?\Z"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w.]*(?:[ -][A-Z][\w.]*){0,2}")
# Talk of countries is counted in the first this many characters; more adds nothing to what an article is about.
TALK_CHARS = 200_000
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.|the)*(?P<label>[\w-]+)\.")
_COUNTRY_DOMAIN = re.compile(r"\.(?P<code>[a-z]{2})(?:/|$)")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the words around a name say."""

    kind: str | None = None  # region, district, town, river; None = nothing said
    inside: tuple[str, ...] = ()  # country codes ("RU") and divisions ("RU.41") that the place is said to lie in


def hints(text: str, span: Span) -> Hints:
    """Read the words on both sides of a name, within its paragraph."""
    before = text[max(0, span.start - WINDOW_CHARS) : span.start]
    after = text[span.end : span.end + WINDOW_CHARS]
    before = before[before.rfind("\n") + 1 :]
    after = after.split("\n", 1)[0]
    kind = None
    if (found := _AFTER_TYPE.match(after)) or (found := _BEFORE_TYPE.search(before)):
        kind = found.lastgroup
    inside: list[str] = []
    in_list = bool(containers(span.of(text))) and _stands_in_list(before, after)
    for pattern, words in ((_AFTER_COMMA, after), (_AFTER_IN, after), (_POSSESSIVE, before), (_ADJECTIVE, before)):
        for found in [pattern.search(words)] if words else []:
            if found and not (in_list and pattern is _AFTER_COMMA):
                inside += containers(found["name"], adjective=pattern is _ADJECTIVE)
    return Hints(kind, tuple(dict.fromkeys(inside)))


def _stands_in_list(before: str, after: str) -> bool:
    """Whether a name stands among others: "Kansas, Illinois and Nebraska" says nothing of what lies in what."""
    return bool(_LIST_AFTER.match(after) or _LIST_BEFORE.search(before))


@functools.lru_cache(maxsize=16_384)
def containers(name: str, *, adjective: bool = False) -> tuple[str, ...]:
    """The countries and divisions that a name may stand for as what something lies in, largest first.

    Tries the whole of the name, then ever fewer of its words: "Russia’s Kursk" gives both.
    """
    if adjective:
        country = register.country_of(name) or register.country_of(name.rsplit(maxsplit=1)[-1])
        return (country,) if country and not _is_seat(name) else ()
    short = gazetteer.short_forms().get(name)
    if short:
        return (short,)
    owner, possessive, rest = (
        re.split(r"(['’]s?\s)", name, maxsplit=1) if re.search(r"['’]s?\s", name) else ("", "", name)
    )
    found = [code for code in containers(owner) if len(code) == 2] if possessive else []
    words = re.sub(r"['’]s?\Z", "", rest).split()
    while words:
        entries = gazetteer.entries(" ".join(words))
        here = [e.country for e in entries if e.kind == "country" and e.country]
        here += [e.division for e in entries if e.kind == "region" and e.division]
        here += [e.country for e in entries if e.kind == "region" and e.own and e.country]
        if here:
            # "Ukraine’s Donetsk": what the second names must lie in the first.
            return tuple(found + [code for code in here if not found or code[:2] in found])
        words = words[:-1]
    return tuple(found)


def _is_seat(name: str) -> bool:
    return not register.is_demonym(name) and not register.is_demonym(name.rsplit(maxsplit=1)[-1])


def is_place_word(word: str) -> bool:
    """Whether a word says that its neighbour is a place."""
    return bool(re.fullmatch(rf"{_REGION}|{_DISTRICT}|{_TOWN}", names.key(word)))


def country_talk(text: str) -> dict[str, float]:
    """How often a text speaks of each country (ISO code), by name, adjective, people, seat or region of its own."""
    counts: Counter[str] = Counter()
    for found in _CAPITALISED.finditer(text, 0, TALK_CHARS):
        words = found.group()
        code = register.country_of(words) or gazetteer.own_country(words)
        if code:
            counts[code] += 1
        elif " " in words or "-" in words:
            counts.update(
                code for w in re.split(r"[ -]", words) if (code := register.country_of(w) or gazetteer.own_country(w))
            )
    return {code: float(n) for code, n in sorted(counts.items())}


@functools.lru_cache(maxsize=4_096)
def outlet_places(outlet: str) -> tuple[str, ...]:
    """Names of places in an outlet's name or domain: "The Columbus Dispatch", "columbuslocalnews.com" give Columbus.

    A local paper seldom says in which of the towns of a name it stands. In a domain, the longest beginning that is a
    town of 5,000 or more.
    """
    domain = _DOMAIN.match(outlet)
    if domain is None:
        outlet = outlet.removeprefix("The ")
        found = [w for w in re.findall(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?", outlet) if _is_big_town(w)]
        return tuple(found or [w for w in re.findall(r"[A-Z][\w-]{3,}", outlet) if _is_big_town(w)])
    label = domain["label"].replace("-", "")
    for end in range(len(label), 4, -1):
        if _is_big_town(label[:end].capitalize()):
            return (label[:end].capitalize(),)
    return ()


def outlet_country(outlet: str) -> str | None:
    """The country code that a domain ends with; None for names and worldwide domains."""
    found = _COUNTRY_DOMAIN.search(outlet.lower())
    if found is None:
        return None
    code = {"uk": "GB"}.get(found["code"], found["code"].upper())
    return code if register.state(code) else None


def _is_big_town(name: str) -> bool:
    return any(e.main and e.kind == "town" and e.people >= 5_000 for e in gazetteer.entries(name))
