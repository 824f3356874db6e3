"""What a figure counts: whose (party), of which kind (category), so that like is set beside like.

In: a figure claim's words, actor id and unit. Out: Counted, or how two of them stand to each other.
The categories and their order of inclusion are in data/counted.toml.
"""

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.comparison.parties import are_enemies, parties_in_words, party_in_words, party_of_actor
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.word_tables import word_table
from counterclaim.records.claim import Claim
from counterclaim.records.values import Measure

_TOKEN = re.compile(r"[^\W\d_][\w'’-]*")
_AFTER_HEAD = re.compile(r"\s+(?:of|in|at|on|from|to|for|per|near|across|against|by|who|that|which|and|inside|along)\b")
# "Civilians killed by Russian forces" are not Russian.
_DOER = re.compile(r"\s+(?:\w+\s+)?by\s+")
_POSSESSIVE = re.compile(r"(?:its|their|our|his|her)\s+(?:own\s+)?", re.IGNORECASE)
_LOSSES_OF = re.compile(
    r"\b(?:losses|casualties|deaths|dead)\s+(?:of|among|in)\s+(?:the\s+)?((?:[A-Z][\w’'-]+\s+){1,3})", re.IGNORECASE
)
LONGEST = 2000  # characters of a sentence that are looked at
NEAR = 60  # characters before "its" in which whom it stands for is looked for
_AND = re.compile(r"\band\b")
_PERSON_MEASURES = frozenset(
    (
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CAPTURED,
        Measure.CASUALTIES,
        Measure.MISSING,
        Measure.DISPLACED,
        Measure.TROOPS,
        Measure.RECRUITS,
    )
)
_LOST = frozenset((Measure.KILLED, Measure.CASUALTIES))
_OWN_LOSSES = re.compile(
    r"\b(?:(?:it|they|we)\s+(?:(?:has|have|had)\s+)?lost|(?:its|their|our)\s+(?:own\s+)?(?:losses|casualties|dead))\b[^.;:]*$",
    re.IGNORECASE,
)
_FORCE_MEASURES = frozenset((Measure.TROOPS, Measure.RECRUITS, Measure.CASUALTIES, Measure.CAPTURED))
# Words that count the dead without saying who they were: with a party, and no other noun, they are its forces.
_BARE = frozenset(("losses", "casualties", "deaths", "dead", "killed", "fatalities", "men"))


@dataclass(frozen=True, slots=True)
class Counted:
    """Whose, of which kind, and the article's noun where the kind is none that the table knows."""

    party: str | None
    category: str | None
    noun: str | None


@cache
def _categories() -> tuple[dict[str, str], dict[str, str | None]]:
    table = word_table("counted")
    return (
        {word: category for category, row in table.items() for word in row["words"]},
        {category: row.get("parent") for category, row in table.items()},
    )


def counted_by(claim: Claim) -> Counted:
    """What a figure claim counts."""
    found = _counted(claim.of, claim.of_actor, claim.unit, claim.measure)
    told = _losses_told_of(claim) if claim.of and claim.of not in claim.context else None
    if told and told != found.party:
        # the noun stands in another sentence; this one says itself whose losses it counts
        return Counted(told, found.category, found.noun)
    if found.party is None and claim.measure in _PERSON_MEASURES:
        party = _unsaid_party(claim)
        if party:
            category = "force" if found.category in {"people", None} and not claim.of else found.category
            return Counted(party, category, found.noun)
    return found


def _unsaid_party(claim: Claim) -> str | None:
    """Whose they are where the noun does not say: the source's own ("its soldiers"), or those whose losses are told."""
    if claim.of and _POSSESSIVE.match(claim.of):
        own = source_party(claim)
        # "Kyiv sent its sympathy to Poland over two of its citizens": with a friend named right before, "its" is open
        at = claim.context[:LONGEST].find(claim.of)
        before = claim.context[max(0, at - NEAR) : max(0, at)].replace(claim.source_text or "\0", " ")
        day = claim.article.published.first if claim.article.published else None
        friends = {p for p in parties_in_words(before) if p != own and not are_enemies(own, p, day)}
        return None if friends else own
    if _tells_own_losses(claim):
        return source_party(claim)
    return _losses_told_of(claim) if claim.of is None else None


def _tells_own_losses(claim: Claim) -> bool:
    """Whether a source counts what it lost itself: "it has lost 404 soldiers", "which brings its losses to 376"."""
    if claim.measure not in _LOST:
        return False
    at = max(0, claim.span.start - claim.sentence.start)
    return bool(_OWN_LOSSES.search(claim.context[:LONGEST][max(0, at - NEAR) : at]))


def _losses_told_of(claim: Claim) -> str | None:
    """The party whose losses a sentence tells: "the losses of the Ukrainian armed forces amounted to"."""
    told = _LOSSES_OF.search(claim.context[:LONGEST])
    return party_in_words(told.group(1)) if told else None


@cache
def _counted(of: str | None, of_actor: str | None, unit: str | None, measure: Measure | None) -> Counted:
    words = _DOER.split(of or "", maxsplit=1)[0]
    party = party_in_words(words) if words else None
    if party is None:
        party = party_of_actor(of_actor) or (party_in_words(words, speaking=True) if of_actor else None)
    category, noun = _kind(words)
    if measure not in _PERSON_MEASURES and root_of(category) in {"people", "force"}:
        category, noun = None, noun or _last_word(words)  # "military materiel" counts no soldiers
    if category in {None, "people"} and measure in _PERSON_MEASURES and unit in {None, "person", "people"}:
        tokens = {token.lower() for token in _TOKEN.findall(words)}
        bare = category is None or bool(tokens & _BARE)
        category = "force" if (party and bare) or measure in {Measure.TROOPS, Measure.RECRUITS} else "people"
        noun = None
    return Counted(party, category, noun)


@cache
def _kind(words: str) -> tuple[str | None, str | None]:
    """The category of the head noun, else of any word; and the head noun itself if no category is found."""
    table, parents = _categories()
    joined = {table[t.lower()] for t in _TOKEN.findall(words) if t.lower() in table} if _AND.search(words) else set()
    above = {parents.get(category) for category in joined}
    if len(joined) > 1 and len(above) == 1 and None not in above:
        return above.pop(), None  # "women and children" are civilians
    head = _AFTER_HEAD.split(words, maxsplit=1)[0]
    tokens = [token.lower() for token in _TOKEN.findall(head)]
    for weak in (False, True):  # "civilian deaths" are civilians, "Russian deaths" are people
        for token in reversed(tokens):
            if token in table and (token in _BARE) is weak:
                return table[token], None
    for token in _TOKEN.findall(words):
        if token.lower() in table:
            return table[token.lower()], None
    return None, tokens[-1] if tokens else None


def names_kind(words: str) -> bool:
    """Whether the words name a kind that the table knows: "each side" does not."""
    return _kind(words)[0] is not None


def _last_word(words: str) -> str | None:
    tokens = _TOKEN.findall(_AFTER_HEAD.split(words, maxsplit=1)[0])
    return tokens[-1].lower() if tokens else None


@cache
def root_of(category: str | None) -> str | None:
    """The widest category that a category is compared within: officers within "force", children within "people".

    Things are compared with their own kind only: tanks with tanks.
    """
    if category is None:
        return None
    _, parents = _categories()
    line = [category]
    while line[-1] != "force" and (parent := parents.get(line[-1])):
        line.append(parent)
    return line[-1] if line[-1] in {"force", "people"} else category


@cache
def includes(wider: str | None, narrower: str | None) -> bool:
    """Whether the one category holds the other and more."""
    if wider is None or narrower is None or wider == narrower:
        return False
    _, parents = _categories()
    above = parents.get(narrower)
    while above:
        if above == wider:
            return True
        above = parents.get(above)
    return False
