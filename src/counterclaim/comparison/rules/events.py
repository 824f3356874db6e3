"""How two tellings of one event stand to each other. In: two event claims. Out: a relation and its reason, or None."""

import re
from functools import cache

from counterclaim.comparison.origins import source_key
from counterclaim.comparison.parties import adjective_of, are_enemies, parties_in_words, party_in_words
from counterclaim.comparison.rules.verdict import teller
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.word_tables import any_of, word_table
from counterclaim.comparison.words import LONGEST, content_words
from counterclaim.records.claim import Claim
from counterclaim.records.question import RelationKind
from counterclaim.records.values import EventType, Status, Track

_UNREAL = frozenset((Status.PLANNED, Status.PREDICTED, Status.HYPOTHETICAL))
# Targets that any number of attacks on one day may share; two that name one of these only are not yet one event.
_GENERAL = re.compile(
    r"\b(?:troops?|forces?|army|military|soldiers?|positions?|targets?|cit(?:y|ies)|towns?|villages?|territor\w+|areas?|"
    r"civilians?|people|infrastructure|country|region|side|enemy)\b",
    re.IGNORECASE,
)

_TOWN_OF = re.compile(
    r"^(?:the\s+)?(?:\w+\s+)?(?:town|city|village|port|district|region|province|hill|airport)\s+(?:of\s+)?",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:it|its|they|their|we|our)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'-]*(?:[\s-][A-Z][\w’'-]*){0,2}")


def judge_events(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
    """Denial, blame laid on different parties for the same thing, or agreement."""
    if (a.status in _UNREAL) != (b.status in _UNREAL):
        return None
    if (a.status is Status.DENIED) != (b.status is Status.DENIED):
        denier, other = (a, b) if a.status is Status.DENIED else (b, a)
        if not _same_act(a, b) or not _is_denied_to_another(denier, other):
            return None
        return RelationKind.DENIES, f"{teller(denier)} denies what {teller(other)} says: “{_short(other)}”."
    if tells_of_ground(a) and tells_of_ground(b):
        return _holding(a, b)
    blamed_a, blamed_b = party_among(a.actors), party_among(b.actors)
    if blamed_a != blamed_b and (blamed_a == source_party(a) or blamed_b == source_party(b)):
        return None  # who tells of an event is easily read as who did it; nobody lays blame on himself
    same_target = particular_targets(a) & particular_targets(b)
    if blamed_a and blamed_b and blamed_a != blamed_b:
        if a.event_type in {EventType.ASSAULT, EventType.CRIME} and same_target and _are_rivals(a, b):
            names = f"{adjective_of(blamed_a)}, the other the {adjective_of(blamed_b)}"
            return RelationKind.CONFLICT, f"They blame different parties: one the {names} side."
        return None
    if blamed_a and blamed_a == blamed_b and (same_target or _same_act(a, b)):
        return RelationKind.AGREE, f"Both say that the {adjective_of(blamed_a)} side did it, at one place and date."
    return None


def _are_rivals(a: Claim, b: Claim) -> bool:
    """Whether two who are blamed cannot both have done it: they are enemies, or the one blames the other.

    "Russians" and a company in their pay may be two words for one doer.
    """
    x, y = party_among(a.actors), party_among(b.actors)
    day = a.when.first if a.when else None
    return are_enemies(x, y, day) or source_party(a) == y or source_party(b) == x


def _is_denied_to_another(denial: Claim, other: Claim) -> bool:
    """Whether who denies is another party than who tells, and what is told is what is denied.

    "They do not stop", of an enemy, denies nothing; who denies an attack of its own does not deny that somebody else
    attacked, nor that something was hit, where nobody is said to have done it.
    """
    denier, told = source_party(denial), party_among(other.actors)
    doer = party_among(denial.actors) or (denier if _OWN.search(denial.text[:LONGEST]) else None)
    if denier is None or denier == source_party(other):
        return False
    if (
        doer is not None
        and doer != told
        and (told is not None or denier not in parties_in_words(other.context[:LONGEST]))
    ):
        return False
    return denier == doer or source_party(other) is not None


def _holding(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
    """Both sides' claims to one place at one time: each that its own forces hold or took it."""
    x, y = party_among(a.actors), party_among(b.actors)
    if not x or not y:
        return None
    if x == y:
        return RelationKind.AGREE, f"Both put the {adjective_of(x)} side there."
    if source_key(a) is not None and source_key(a) == source_key(b):
        return None  # one who tells of both sides' ground contradicts nobody
    told_by_own = source_party(a) in {x, None} and source_party(b) in {y, None} and not (a.narrator and b.narrator)
    if told_by_own and are_enemies(x, y, a.when.first if a.when else None):
        return RelationKind.CONFLICT, f"{teller(a)} and {teller(b)} each put their own side there."
    return None


def tells_of_ground(claim: Claim) -> bool:
    """Whether an event is of who holds a place: told as such, or by a verb of taking whose object is one."""
    return claim.track is Track.TERRITORY or place_taken(claim) is not None


def place_taken(claim: Claim) -> str | None:
    """The place that an event without one names as what was taken or held: "denied that X had captured Y"."""
    if not _ground().search(claim.trigger or ""):
        return None
    names = (_TOWN_OF.sub("", target).strip() for target in claim.targets)
    return next((name for name in names if _NAME.fullmatch(name) and not party_in_words(name)), None)


def tells_of_taking(words: str) -> bool:
    """Whether words speak of a place being taken, held or lost."""
    return bool(_ground().search(words))


@cache
def _ground() -> re.Pattern[str]:
    return any_of(word_table("parts")["ground"]["patterns"])


def party_among(names: tuple[str, ...]) -> str | None:
    """The first party that those who act, or are acted upon, belong to."""
    return next((party for name in names if (party := party_in_words(name, speaking=True))), None)


def particular_targets(claim: Claim) -> frozenset[str]:
    """The particular things named as targets: "theatre", "bridge", not "troops"."""
    found: set[str] = set()
    for target in claim.targets:
        if not party_among((target,)) or len(target.split()) > 1:
            found |= {word for word in content_words(_GENERAL.sub(" ", target)) if not party_in_words(word.title())}
    return frozenset(found)


def _same_act(a: Claim, b: Claim) -> bool:
    """Whether both tell of one act: the same trigger, or half of the fewer words in common."""
    if a.trigger and b.trigger and content_words(a.trigger) & content_words(b.trigger):
        return True
    x, y = content_words(a.text), content_words(b.text)
    return len(x & y) * 2 >= min(len(x), len(y)) > 0


def _short(claim: Claim) -> str:
    words = " ".join(claim.text.split())
    return words if len(words) <= 80 else f"{words[:79]}…"
