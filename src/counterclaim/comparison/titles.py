"""Readable titles of questions, from templates and the articles' own nouns.

In: the core accounts of a question. Out: one line that ends in a question mark.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from counterclaim.comparison.counted import counted_by, names_kind, root_of
from counterclaim.comparison.parties import adjective_of, name_of, party_in_words
from counterclaim.comparison.periods import period_of, span_words
from counterclaim.comparison.places import place_key
from counterclaim.comparison.rules.events import place_taken, tells_of_ground
from counterclaim.comparison.rules.figures import is_unreal
from counterclaim.comparison.scope import local_place
from counterclaim.comparison.words import content_words
from counterclaim.records.claim import Claim
from counterclaim.records.values import EventType, Measure
from counterclaim.records.when import When

_FIGURE = {
    Measure.KILLED: "How many {what} were killed{place}",
    Measure.WOUNDED: "How many {what} were wounded{place}",
    Measure.CAPTURED: "How many {what} were captured{place}",
    Measure.CASUALTIES: "How many {what} were lost (killed, wounded, captured){place}",
    Measure.MISSING: "How many {what} are missing{place}",
    Measure.DISPLACED: "How many {what} were displaced{place}",
    Measure.TROOPS: "How many {what} were there{place}",
    Measure.RECRUITS: "How many {what} have come forward{place}",
    Measure.DESTROYED: "How many {what} were destroyed{place}",
    Measure.SHOT_DOWN: "How many {what} were shot down{place}",
    Measure.TARGETS_HIT: "How many {what} were hit{place}",
    Measure.LAUNCHED: "How many {what} were launched{place}",
    Measure.SORTIES: "How many {what} were flown{place}",
    Measure.AREA: "How much of {what} was taken{place}",
    Measure.MONEY: "How much money {what}{place}",
    Measure.DISTANCE: "How far: {what}{place}",
    Measure.DURATION: "How long: {what}{place}",
    Measure.COUNT: "How many {what}{place}",
}
_PLURAL = {
    "force": "soldiers",
    "people": "people",
    "civilians": "civilians",
    "territory": "territory",
    "prisoners": "prisoners",
}
_DEFAULT = {
    Measure.SORTIES: "sorties",
    Measure.AREA: "the territory",
    Measure.MONEY: "this",
    Measure.TARGETS_HIT: "targets",
    Measure.SHOT_DOWN: "aircraft",
    Measure.LAUNCHED: "missiles and drones",
}
_EVENT = {
    EventType.ASSAULT: "Who attacked {target}{place}",
    EventType.YIELD: "Did {actor} give way{place}",
    EventType.CONSULT: "What came of the talks{between}{place}",
    EventType.AGREE: "What did {actor} agree to{place}",
    EventType.MOBILIZE: "Did {actor} mass forces{place}",
    EventType.SANCTION: "What sanctions did {actor} impose{on}",
    EventType.AID: "What aid did {actor} give{to}",
    EventType.SUPPORT: "What support did {actor} give{to}",
    EventType.CRIME: "Who committed the crime{place}",
    EventType.COERCE: "What did {actor} do against {target}{place}",
}
# ... of whom nobody knows who did it.
_BY_NOBODY = {
    EventType.YIELD: "Who gave way{place}",
    EventType.AGREE: "What was agreed{place}",
    EventType.MOBILIZE: "Who massed forces{place}",
    EventType.SANCTION: "What sanctions were imposed{on}",
    EventType.AID: "What aid was given{to}",
    EventType.SUPPORT: "What support was given{to}",
    EventType.COERCE: "What was done against {target}{place}",
}
LONGEST_NOUN = 48
LONGEST_SHORT_FORM = 5  # letters: a longer word in capitals is no abbreviation
LEAD = 60  # characters before a number that say what it is of
_HAPPENED = re.compile(
    r"\s*\b(?:who|that|which|were|was|killed|wounded|injured|dead|missing|captured|displaced|lost|destroyed)\b",
    re.IGNORECASE,
)
_DEATHS = re.compile(r"\s*\b(?:deaths?|fatalities|casualties|losses|dead|lives)$", re.IGNORECASE)
_SINGULAR = {"child": "children", "person": "people", "man": "men", "woman": "women", "serviceman": "servicemen"}
_PLURAL_ALREADY = frozenset(
    "people personnel police men women children aircraft equipment artillery infantry ammunition materiel military "
    "servicemen servicewomen policemen policewomen clergy staff crew cattle livestock media data territory cavalry "
    "manpower weaponry armour armor".split()
)
_UNCOUNTED = frozenset((Measure.MONEY, Measure.AREA, Measure.DISTANCE, Measure.DURATION))
# Whom an attack hit, without how many: that is another question.
_COUNT = re.compile(
    r"^(?:(?:at least|at most|between|about|around|some|more than|nearly|almost|up to|over)\s+)*"
    r"\d[\d,.]*(?:\s*(?:and|to|or|-|–)\s*\d[\d,.]*)?\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|its|their|his|our)\s+", re.IGNORECASE)
_PERSONS = frozenset((Measure.KILLED, Measure.WOUNDED, Measure.CAPTURED, Measure.CASUALTIES, Measure.MISSING))


def figure_title(core: Sequence[Claim], setting: str | None = None) -> str:
    """The title of a question about a number; `setting` is the place where no claim names one itself."""
    measure = _most(claim.measure for claim in core) or Measure.COUNT
    place = _place(core) or setting
    since, end = _hull(core)
    when = span_words(since, end)
    body = _FIGURE[measure].format(what=_what(core, measure), place=in_words(place) if place else "")
    if is_unreal(core[0]):
        body = f"{body} (planned or expected)"
    return f"{body}, {when}?" if when else f"{body}?"


def _what(core: Sequence[Claim], measure: Measure) -> str:
    """The noun counted: the articles' most frequent words if they are short, else party and category."""
    said = [words for claim in core if (words := _noun(claim.of or "")) and len(words) <= LONGEST_NOUN]
    counted = [counted_by(claim) for claim in core]
    party = _most(c.party for c in counted if c.party)
    party = party if measure is not Measure.MONEY else None
    roots = {root_of(c.category) for c in counted}
    categories = {c.category for c in counted if c.category}
    if party and (roots == {"force"} or not said):
        noun = _PLURAL.get(categories.pop() if len(categories) == 1 else "force", "soldiers")
        return f"{adjective_of(party)} {noun}"
    if said:
        words = _plural(_in_case(_ARTICLE.sub("", _most(said) or said[0])), measure)
        if measure is Measure.MONEY:
            return f"for {words}"
        if party and party_in_words(words) and len(words.split()) == 1:
            return f"{adjective_of(party)} {_DEFAULT.get(measure, 'soldiers')}"
        if measure in _PERSONS and not names_kind(words):
            return f"people ({words})"
        return words if not party or _names(words, party) else f"{adjective_of(party)} {words}"
    if measure is Measure.MONEY:
        return f"is meant: “{_before_number(core[0])} …”"
    if categories:
        return _PLURAL.get(min(categories), min(categories))
    return _DEFAULT.get(measure, "people" if measure not in _DEFAULT else "things")


def _in_case(words: str) -> str:
    """A noun of a text in capitals, in small ones but for its nation's; "ISIL" and "NATO" stay as they are."""
    short_form = " " not in words and len(words) <= LONGEST_SHORT_FORM and not names_kind(words)
    if not words.isupper() or short_form:
        return words
    return " ".join(word.title() if party_in_words(word.title()) else word.lower() for word in words.split())


def _plural(words: str, measure: Measure) -> str:
    """What is counted, in the plural: "civilian" as civilians, "drone" as drones."""
    if measure in _UNCOUNTED:
        return words
    head, of, tail = words.partition(" of ")
    last = head.split()[-1] if head.split() else ""
    if last.lower() in _SINGULAR:
        return head[: -len(last)] + _SINGULAR[last.lower()] + of + tail
    if not last.isalpha() or not last.islower() or last.endswith("s") or last in _PLURAL_ALREADY:
        return words
    return f"{head[:-1]}ies{of}{tail}" if re.search(r"[^aeiou]y$", head) else f"{head}s{of}{tail}"


def _before_number(claim: Claim) -> str:
    """The words of the sentence that lead to a number."""
    at = max(0, claim.span.start - claim.sentence.start)
    words = " ".join(claim.context[:at].split())
    return words if len(words) <= LEAD else "… " + words[-LEAD:].partition(" ")[2]


def _noun(of: str) -> str:
    """What is counted without what happened to it: "people killed at the station" are people."""
    words = _COUNT.sub("", _HAPPENED.split(of.strip(), maxsplit=1)[0].strip(" ,"))
    return _DEATHS.sub("", words)


def _names(words: str, party: str) -> bool:
    return adjective_of(party).split()[0].lower()[:5] in words.lower()


def in_words(place: str) -> str:
    """The place as a title adds it: "in Kherson", "at the border of Chad and Sudan"."""
    return f" in {place}" if place[:1].isupper() or not place[:1].isalpha() else f" at the {_ARTICLE.sub('', place)}"


def _doer(actor: str | None) -> str | None:
    """Who did it, without how many; "Russian" by itself is Russia."""
    if actor is None:
        return None
    words = _COUNT.sub("", actor)
    party = party_in_words(words) if len(words.split()) == 1 else None
    return name_of(party) if party else words


def _place(claims: Sequence[Claim]) -> str | None:
    """The place that all who name one agree on, in its most frequent spelling."""
    named = [place for claim in claims if (place := local_place(claim))]
    if not named or len({place_key(place) for place in named}) > 1:
        return None
    return _most(named)


def _hull(claims: Sequence[Claim]) -> tuple[When | None, When | None]:
    """The beginning that most accounts share, and the stretch of days on which they end."""
    since = _most(claim.since for claim in claims if claim.since)
    ends = [end for claim in claims if (end := period_of(claim).end)]
    if not ends:
        return since, None
    exact = set(ends)
    if len(exact) == 1:
        return since, ends[0]
    return since, When.between(min(end.first for end in ends), max(end.last for end in ends))


def event_title(claims: Sequence[Claim]) -> str:
    """The title of a question about something that is said to have happened."""
    kind = _most(claim.event_type for claim in claims) or EventType.STATEMENT
    on_ground = all(map(tells_of_ground, claims))
    target = _most(t for claim in claims for t in claim.targets)
    actor = _doer(_most(a for claim in claims for a in claim.actors))
    place = _most(w for claim in claims for w in claim.where[:1]) or _most(map(place_taken, claims))
    by_somebody = _EVENT.get(kind, "What happened: {words}")
    template = by_somebody if actor else _BY_NOBODY.get(kind, by_somebody)
    target = _COUNT.sub("", target) if target else None
    if kind is EventType.ASSAULT and not target:
        target = place or "whom"
    said = f"{target or ''} {actor or ''}".lower()
    in_place = in_words(place) if place and place.lower() not in said else ""
    parties = sorted({name for claim in claims for name in claim.actors[:2]})[:2]
    if on_ground and place:
        template = "Who holds {held}"
    body = template.format(
        held=place,
        target=target or "the other side",
        actor=actor or "anybody",
        place=in_place,
        between=f" between {' and '.join(parties)}" if len(parties) == 2 else "",
        on=f" on {target}" if target else "",
        to=f" to {target}" if target else "",
        words=claims[0].text[:80],
    )
    _, end = _hull(claims)
    when = span_words(None, end)
    return f"{body}, {when}?" if when else f"{body}?"


def _most[T](items: Iterable[T]) -> T | None:
    """The most frequent item; of equals the first in order of its words, so that the order of arrival is no matter."""
    counts = Counter(item for item in items if item is not None)
    return min(counts, key=lambda item: (-counts[item], str(item))) if counts else None


def subject_words(texts: Sequence[str]) -> str | None:
    """What several statements have in common, in the words of the shortest: the words shared, in its order."""
    shared = frozenset.intersection(*(content_words(text) for text in texts))
    shortest = min(texts, key=lambda text: (len(text), text))
    words = shortest.split()
    kept = [
        i for i, word in enumerate(words) if content_words(word) & shared and not party_in_words(word, speaking=True)
    ]
    if not kept:
        return None
    stretch = " ".join(words[kept[0] : kept[-1] + 1]).strip(",.;:“”\"' ")
    return stretch if len(stretch) <= 90 else f"{stretch[:89].rsplit(' ', 1)[0]}…"
