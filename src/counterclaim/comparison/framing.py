"""How outlets, or sides, speak of the same things: over-used words, spellings of names, words for one thing, verbs.

Words: weighted log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Fightin' Words,
eq. 15-22): a word's log-odds in one group against all others, each count smoothed by the word's count in all groups
together, divided by its standard deviation. |z| above 1.96 is beyond chance for one word looked at by itself.
In: texts by group; claims. Out: rows that a person can check, with the words in context.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.comparison.parties import name_of
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.word_tables import word_table
from counterclaim.comparison.words import STOP_WORDS
from counterclaim.records.claim import Claim

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# The prior's weight in words, by which rare words are pulled to the common rate: as many as Monroe and others take, or
# a tenth of a group of middling size where the groups are small.
PRIOR_WORDS, PRIOR_SHARE = 500.0, 0.1
# A word told fewer times in a group than this has no statistics.
FEWEST = 3
BEYOND_CHANCE = 1.96
CONTEXT_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class FramingWord:
    """One word that a group uses more than the others do."""

    group: str
    word: str
    z: float
    log_odds: float
    count: int  # in the group
    others: int  # in all other groups
    context: str  # the words around it, once


@dataclass(frozen=True, slots=True)
class Choice:
    """How often a group takes each of several words for one thing."""

    group: str
    thing: str
    words: tuple[tuple[str, int], ...]  # most frequent first


@dataclass(frozen=True, slots=True)
class Verbs:
    """By which verbs a group brings one party's claims."""

    group: str
    party: str
    claims: int
    classes: tuple[tuple[str, int], ...]  # neutral, doubt, trust, concession, denial: counts
    words: tuple[tuple[str, int], ...]  # the verbs themselves, most frequent first


def words_of_groups(texts: Mapping[str, Sequence[str]], most: int = 20) -> tuple[FramingWord, ...]:
    """The words that each group over-uses beyond chance.

    Args:
        texts: the texts of each group.
        most: at most so many words a group.
    """
    counts = {group: Counter(_words_in(members)) for group, members in texts.items()}
    whole: Counter[str] = Counter()
    for count in counts.values():
        whole.update(count)
    total = whole.total()
    if not total or len(counts) < 2:
        return ()
    found: list[FramingWord] = []
    weight = min(PRIOR_WORDS, PRIOR_SHARE * total / len(counts))
    for group in sorted(counts):
        rows = _odds(counts[group], whole, total, weight)
        best = sorted(rows, key=lambda row: (-row[1], row[0]))[:most]
        for word, z, odds in best:
            held = counts[group][word]
            context = _context(word, texts[group])
            found.append(FramingWord(group, word, round(z, 2), round(odds, 2), held, whole[word] - held, context))
    return tuple(found)


def _odds(count: Counter[str], whole: Counter[str], total: int, weight: float) -> list[tuple[str, float, float]]:
    """Word, z and log-odds of the words that a group over-uses."""
    here, there = count.total(), total - count.total()
    found = []
    for word, number in count.items():
        if number < FEWEST:
            continue
        other = whole[word] - number
        prior = weight * whole[word] / total
        mine = (number + prior) / (here + weight - number - prior)
        theirs = (other + prior) / (there + weight - other - prior)
        odds = math.log(mine) - math.log(theirs)
        z = odds / math.sqrt(1 / (number + prior) + 1 / (other + prior))
        if z > BEYOND_CHANCE:
            found.append((word, z, odds))
    return found


def choices_of_groups(texts: Mapping[str, Sequence[str]]) -> tuple[Choice, ...]:
    """Spellings of names and words for one thing, by group; only things for which several words are in use."""
    found = []
    for section in ("names", "terms"):
        for thing, words in word_table("framing")[section].items():
            pattern = re.compile(
                rf"\b(?:{'|'.join(re.escape(w) for w in sorted(words, key=len, reverse=True))})\b", re.I
            )
            by_group = {
                group: Counter(m.group().lower() for text in members for m in pattern.finditer(text))
                for group, members in texts.items()
            }
            if len({word for count in by_group.values() for word in count}) < 2:
                continue
            found += [
                Choice(group, thing, tuple(sorted(count.items(), key=lambda item: (-item[1], item[0]))))
                for group, count in sorted(by_group.items())
                if count
            ]
    return tuple(found)


def verbs_of_groups(claims: Iterable[tuple[str, Claim]]) -> tuple[Verbs, ...]:
    """By which verbs each group brings each party's statements.

    Args:
        claims: (group, claim) pairs; claims without a cue or a party are passed over.
    """
    classes = {word: name for name, words in word_table("framing")["verbs"].items() for word in words}
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for group, claim in claims:
        party = source_party(claim) if claim.kind == "statement" else None
        if party is None or not claim.cue:
            continue
        words = [word.lower() for word in _WORD.findall(claim.cue)]
        verb = next((word for word in words if word in classes), words[-1] if words else None)
        if verb:
            counted[(group, name_of(party))][verb] += 1
    found = []
    for (group, party), count in sorted(counted.items()):
        named: Counter[str] = Counter()
        for verb, number in count.items():
            named[classes.get(verb, "other")] += number
        order = (*word_table("framing")["verbs"], "other")
        found.append(
            Verbs(
                group,
                party,
                count.total(),
                tuple((name, named[name]) for name in order if named[name]),
                tuple(sorted(count.items(), key=lambda item: (-item[1], item[0]))[:8]),
            )
        )
    return tuple(found)


def _words_in(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group().lower().removesuffix("’s").removesuffix("'s")
            if word not in STOP_WORDS and len(word) > 2:
                yield word


def _context(word: str, texts: Sequence[str]) -> str:
    pattern = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    for text in texts:
        match = pattern.search(text)
        if match:
            start, end = max(0, match.start() - CONTEXT_CHARACTERS), match.end() + CONTEXT_CHARACTERS
            return f"{'…' if start else ''}{' '.join(text[start:end].split())}{'…' if end < len(text) else ''}"
    return ""
