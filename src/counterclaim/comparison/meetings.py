"""What one mention of talks says: when, where, between whom. Gaps of the event are filled from its own sentence only.

In: claims. Out: Meetings; what is no meeting of parties is left out.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.comparison.parties import are_enemies, parties_in_words, party_in_words
from counterclaim.comparison.periods import MONTHS
from counterclaim.comparison.places import place_parts, places_in_words
from counterclaim.comparison.speakers import source_party
from counterclaim.records.claim import Claim
from counterclaim.records.values import EventType, Status
from counterclaim.records.when import When

# A round dated within this many days is one that a reader can tell from the next one.
EXACT_DAYS = 3
_TALKS = re.compile(
    r"\b(?:talks?|negotiat\w+|summit|rounds?|dialogue|mediat\w+|delegations?|met|meets?|meeting|meetings"
    r"|spoke\s+by\s+(?:tele)?phone|(?:tele)?phone\s+calls?)\b",
    re.IGNORECASE,
)
_NEGOTIATED = re.compile(
    r"\b(?:talks?|negotiations?|rounds?|of the two (?:countries|sides|governments|armies))\b", re.IGNORECASE
)
_PEACE_TALKS = re.compile(
    r"\b(?:peace|truce|cease-?fire|direct|indirect|proximity)\s+(?:talks?|negotiations?)\b"
    r"|\bround of (?:\w+\s+)?(?:talks|negotiations)\b|\b(?:talks?|negotiations?) (?:in|at|with|between)\b",
    re.IGNORECASE,
)
_SERIES = re.compile(r"\b(?:\w+ times|series of|rounds of|meetings|a number of)\b", re.IGNORECASE)
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\b(?:,?\s+(\d{{4}}))?")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b")
_YESTERDAY = re.compile(r"\b(yesterday|today)\b", re.IGNORECASE)
# "since the Feb. 24 invasion": a date that is the beginning of something else
_SINCE = re.compile(r"\b(?:since|after|until|from|before|following)\s+(?:the\s+)?$", re.IGNORECASE)
LONGEST = 2000  # characters of a sentence that are looked at
_BETWEEN = re.compile(r"\s+(?:between|with)\s+([^,.;:]{3,80})")
_BODIES = re.compile(
    r"\b(?:council|ministry|forces?|committee|union|government|officials?|parliament|congress|nations|army|military|"
    r"delegations?|negotiators|administration|institute|party|agency|sources?|representatives|leaders?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One mention of talks."""

    claim: Claim
    when: When | None
    where: tuple[str, ...]
    parties: frozenset[str]
    names: frozenset[str]  # family names of the persons who meet, lower case
    named: bool  # whether the mention itself names the parties
    series: bool  # several meetings told as one

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def exact(self) -> bool:
        """Whether the date tells this meeting from the next."""
        return self.when is not None and self.when.days <= EXACT_DAYS and not self.series


def meetings_of(claims: Sequence[Claim], people: Mapping[str, str] | None = None) -> list[Meeting]:
    """Every mention of talks between parties, in the order given.

    Args:
        people: family names to the party that they speak for; None = as these claims quote them.
    """
    people = people_of(spoken_for(claims)) if people is None else people
    sides = _sides_by_article(claims)
    found = [
        _meeting(claim, people, sides.get(claim.article.id, frozenset())) for claim in claims if tells_of_talks(claim)
    ]
    return [meeting for meeting in found if meeting and _is_between_parties(meeting)]


def may_tell_of_rounds(claims: Sequence[Claim]) -> bool:
    """Whether one article's claims can hold a mention of talks between parties, whoever speaks for whom elsewhere."""
    somebody = {name: "somebody" for claim in claims if tells_of_talks(claim) for name in _names(claim)}
    return bool(meetings_of(claims, {}) or meetings_of(claims, somebody))


def tells_of_talks(claim: Claim) -> bool:
    """Whether a claim is a mention of talks, be they between parties or not."""
    return claim.kind == "event" and claim.event_type is EventType.CONSULT and bool(_TALKS.search(claim.text))


def _meeting(told: Claim, people: Mapping[str, str], sides: frozenset[str]) -> Meeting | None:
    claim = replace(told, context=told.context[:LONGEST])  # a text without a full stop is one long sentence
    when = _when(claim)
    ahead = claim.status not in {None, Status.HAPPENED, Status.ALLEGED, Status.DENIED} and when is None
    names = _names(claim)
    named = {party for name in (*claim.actors, *claim.targets) for party in parties_in_words(name)}
    if len(named) < 2:
        named |= _parties_in_sentence(claim)
    parties = frozenset(named | {people[name] for name in names if name in people})
    if _NEGOTIATED.search(claim.text) and (not parties or (len(parties) == 1 and parties <= sides)):
        parties = sides
    where = tuple(
        place for place in claim.where if party_in_words(place) not in parties or party_in_words(place) is None
    )
    where = where or _place_in_sentence(claim, parties)
    if ahead and not (where and (len(named) > 1 or len(names) > 1)):
        return None  # "they intend to talk": nobody knows when, nor where and who with whom
    return Meeting(
        claim=told,
        when=when,
        where=where,
        parties=parties,
        names=names,
        named=len(named) > 1 or len(names) > 1,
        series=bool(_SERIES.search(claim.context) and not re.search(r"\bround of\b", claim.text)),
    )


def _parties_in_sentence(claim: Claim) -> set[str]:
    """Parties named before the mention's end in its sentence, or between whom it says that the talks are."""
    end = claim.span.end - claim.sentence.start
    found = set(parties_in_words(claim.context[: min(end, LONGEST)], speaking=False))
    between = _BETWEEN.match(claim.context, max(0, end))
    return found | set(parties_in_words(between.group(1)) if between else ())


def _is_between_parties(meeting: Meeting) -> bool:
    """Two parties or two persons at least, or talks of a known date; one party's own council is none."""
    if len(meeting.parties) > 1 or len(meeting.names) > 1:
        return meeting.named or meeting.exact or bool(meeting.where)
    if not meeting.parties:
        return meeting.exact and bool(_NEGOTIATED.search(meeting.claim.text))
    # talks have two sides, also where a sentence names one; a meeting of one party may be its own council
    return meeting.exact and bool(meeting.where) and bool(_PEACE_TALKS.search(meeting.claim.text))


def _when(claim: Claim) -> When | None:
    """The event's date; where it has none, or only the article's own, the one date that its sentence names."""
    published = claim.article.published
    if published is None or (claim.when and claim.when != published and claim.when.days <= EXACT_DAYS):
        return claim.when
    found = _dates_in(claim.context, published)
    if claim.when and claim.when != published:
        found = {date for date in found if claim.when.first <= date.first and date.last <= claim.when.last}
    return found.pop() if len(found) == 1 else claim.when


def _dates_in(text: str, published: When) -> set[When]:
    found = set()
    for pattern, month_at, day_at in ((_MONTH_DAY, 1, 2), (_DAY_MONTH, 2, 1)):
        for match in pattern.finditer(text):
            if not _SINCE.search(text[: match.start()]):
                day = _date(match.group(month_at), int(match.group(day_at)), match.group(3), published)
                found |= {When.day(day)} if day else set()
    for match in _WEEKDAY.finditer(text):
        last = published.last
        back = (last.weekday() - _WEEKDAYS.index(match.group(1))) % 7
        found.add(When.day(last - dt.timedelta(days=back)))
    for match in _YESTERDAY.finditer(text):
        ago = dt.timedelta(days=1 if match.group(1).lower() == "yesterday" else 0)
        found.add(When.between(published.first - ago, published.last - ago))
    return found


def _date(month: str, day: int, year: str | None, published: When) -> dt.date | None:
    """The day meant; without a year the last such day before publication."""
    number = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month.rstrip(".")[:3]))
    try:
        if year:
            return dt.date(int(year), number, day)
        found = dt.date(published.last.year, number, day)
        return found if found <= published.last else found.replace(year=found.year - 1)
    except ValueError:
        return None


def _place_in_sentence(claim: Claim, parties: frozenset[str]) -> tuple[str, ...]:
    """The first place that the words behind the mention name with "in", "at" or "on"."""
    start = max(0, claim.span.start - claim.sentence.start)
    clause = re.search(r"[,;:—]", claim.context[start:])
    end = start + clause.start() if clause else len(claim.context)
    for at, place in places_in_words(claim.context, start):
        if at > end and not place.endswith("border"):
            continue  # behind a comma something else is told
        if party_in_words(place) in parties and not place.endswith("border"):
            continue
        return (place,)
    return ()


def _names(claim: Claim) -> frozenset[str]:
    """Family names of the persons who meet: last words of names of no party or body, and those in the mention."""
    found = set()
    for name in (*claim.actors, *claim.targets):
        words = name.replace("’s", "").split()
        if len(words) > 1 and words[-1][:1].isupper() and not _BODIES.search(name):
            found.add(words[-1].lower())
    joined = re.search(r"\b([A-Z][a-z]+)[-–]([A-Z][a-z]+)\s+(?:meeting|talks|summit)", claim.text)
    if joined:
        found |= {part.lower() for part in joined.groups()}
    return frozenset(name for name in found if not party_in_words(name.title(), speaking=True))


def spoken_for(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """Family names and the parties that they speak for, from those who are quoted."""
    found = set()
    for claim in claims:
        party = source_party(claim) if claim.source and len(claim.source.split()) > 1 else None
        if party and claim.source and not _BODIES.search(claim.source):
            found.add((claim.source.split()[-1].lower(), party))
    return found


def people_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Family names to the one party that they speak for; ambiguous names are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, party in pairs:
        found[name].add(party)
    return {name: next(iter(parties)) for name, parties in found.items() if len(parties) == 1}


def _sides_by_article(claims: Sequence[Claim]) -> dict[str, frozenset[str]]:
    """The two enemies of an article that speaks of one war only: "the two sides" are they."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    dates: dict[str, dt.date | None] = {}
    for claim in claims:
        for name in (*claim.actors, *claim.targets):
            for party in parties_in_words(name):
                named[claim.article.id][party] += 1
        dates[claim.article.id] = claim.article.published.first if claim.article.published else None
    found = {}
    for article, counts in named.items():
        parties = sorted(counts)
        pairs = [
            frozenset((a, b))
            for i, a in enumerate(parties)
            for b in parties[i + 1 :]
            if counts[a] > 1 and counts[b] > 1 and are_enemies(a, b, dates[article])
        ]
        if len(pairs) == 1:
            found[article] = pairs[0]
    return found


def parts_of(places: Sequence[str]) -> frozenset[str]:
    """The keys of all parts of the places' names."""
    return frozenset(part for place in places for part in place_parts(place))
