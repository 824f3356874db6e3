"""Statements that say the same thing of the same thing, whoever makes them and in whatever words, across articles.

Statements are found by what they share of their weightiest words, within ten days, then judged by the rules of
rules/statements.py. In: statement claims. Out: pairs with their relation; groups of them. Order does not matter.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Self

from counterclaim.comparison.breaches import charged_by, speaks_of_truce
from counterclaim.comparison.denials import ANSWERS, FEWEST_SHARED, accuses, is_answer, is_denial
from counterclaim.comparison.origins import source_key
from counterclaim.comparison.parties import are_enemies, parties_in_words, party_in_words
from counterclaim.comparison.rules.statements import (
    LONGEST,
    has_predicate,
    said_in,
    same_names,
    same_numbers,
    same_parties,
    same_polarity,
    same_words,
    shared_telling,
)
from counterclaim.comparison.rules.verdict import Verdict, teller
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.talk_words import issue_of
from counterclaim.records.claim import Claim
from counterclaim.records.question import RelationKind
from counterclaim.records.talks import Issue
from counterclaim.records.values import Act

# The same thing is said again within days; a later statement in the same words is another statement.
WINDOW_DAYS = 10
# From which match of words on two statements are one claim, and a denial answers one (docs/comparison.md has the
# hand-checked samples).
SAME, SAME_OF_OTHERS = 0.80, 0.85
# Of the other rules' scores, what says neither yes nor no.
HOLDS = 0.5
# A truce is broken anew every week: accusations this close together are of one breach.
BLAME_DAYS = 4
# Towns are shelled daily: what each enemy tells of the other is of one shelling on a day and the next. Each names the
# other as the one who did it, so their words match by less than those of one claim.
CHARGE_DAYS, CHARGED = 1, 0.5
FEWEST_WORDS = 4
# Of all that its keys find, as many as share most of them are judged beside a new statement: what says the same thing
# shares most words, and each costs a look at all of its words.
MOST_JUDGED = 12
# Of the statements that one key finds, as many as come next in time are looked at: common words stand in
# thousands of them, and what is the same is joined through its neighbours.
NEIGHBOURS = 20
KEY_WORDS = 5
_WORD = re.compile(r"\w+")
_TELLING = frozenset((Act.ASSERT, Act.ACCUSE, Act.ESTIMATE, Act.EXPRESS, Act.AGREE, Act.DENY))
# Who announces, demands or offers something does it himself: two who do are two acts, not two accounts.
_OWN = frozenset((Act.DEMAND, Act.OFFER, Act.REFUSE, Act.PREDICT))
_BLAMED = frozenset((Issue.CEASEFIRE, Issue.PRISONERS, Issue.CORRIDORS))


@dataclass(frozen=True, slots=True)
class Match:
    """Two statements of one claim."""

    a: str  # claim ids, in order
    b: str
    relation: RelationKind  # agree, denies, conflict (each accuses the other)
    why: str
    verdicts: tuple[Verdict, ...]  # the rules that fired

    @classmethod
    def of(cls, a: Claim, b: Claim, relation: RelationKind, why: str, verdicts: tuple[Verdict, ...]) -> Self:
        """The match of two claims, whichever is given first."""
        first, second = sorted((a.id, b.id))
        return cls(first, second, relation, why, verdicts)


def keys_of(claim: Claim) -> tuple[str, ...]:
    """What a statement is found by; nothing for one that says too little."""
    if claim.kind != "statement":
        return ()
    blame = blame_key(claim)
    text = f"text {_bare(claim.text)} of {source_key(claim) or ''}"
    return (*word_keys(claim), text, *((blame,) if blame else ()), *answer_keys(claim))


def answer_keys(claim: Claim) -> tuple[str, ...]:
    """What a denial and the accusation that it answers are found by: who is accused, and a weighty word of it.

    "Denied that its forces had attacked a bus" has too few words to be found by several of them.
    """
    if is_denial(claim):
        accused = [party for party in (source_party(claim),) if party]
    elif claim.act is Act.ACCUSE:
        speaker = source_party(claim)
        accused = [party for party in parties_in_words(claim.text[:LONGEST]) if party != speaker]
    else:
        return ()
    return tuple(f"answer {party} {word}" for party in accused for word in _weighty_words(claim))


def word_keys(claim: Claim) -> tuple[str, ...]:
    """A statement's five weightiest words, three at a time, and of its three weightiest any two."""
    if claim.kind != "statement" or claim.act not in _TELLING | _OWN:
        return ()
    said = said_in(claim.text)
    if len(said.words) < FEWEST_WORDS:
        return ()
    words = _weighty_words(claim)
    groups = [*combinations(words[:3], 2), *combinations(words, 3)]
    return tuple(" ".join(sorted(group)) for group in groups)


def _weighty_words(claim: Claim) -> list[str]:
    """A statement's few weightiest words that are no party's name."""
    return [w for w in said_in(claim.text).telling if not party_in_words(w.title(), speaking=True)][:KEY_WORDS]


def blame_key(claim: Claim) -> str | None:
    """What accusations between two parties are found by: the parties and what they blame each other for."""
    if claim.kind != "statement":
        return None
    speaker = source_party(claim)
    if (charged := charged_by(claim)) and speaks_of_truce(claim):
        return f"blame {Issue.CEASEFIRE} {' '.join(sorted((speaker or '', charged)))}"
    if claim.act is not Act.ACCUSE or speaker is None:
        return None  # before the issue is looked for: that is a search of the whole text
    issue = issue_of(claim.text)
    accused = next((party for party in parties_in_words(claim.text) if party != speaker), None)
    return f"blame {issue} {' '.join(sorted((speaker, accused)))}" if accused and issue in _BLAMED else None


def are_opposed(a: Claim, b: Claim) -> bool:
    """Whether the two speak for enemies, or each names the other's party in what it says."""
    x, y = source_party(a), source_party(b)
    if x is None or y is None or x == y:
        return False
    published = a.article.published
    if are_enemies(x, y, published.first if published else None):
        return True
    return y in parties_in_words(a.text) and x in parties_in_words(b.text)


def judge(a: Claim, b: Claim) -> Match | None:
    """Whether two statements are of one claim, and how they stand to each other: agree, denies, conflict."""
    a, b = sorted((a, b), key=_order)
    accusing = a.act is Act.ACCUSE and b.act is Act.ACCUSE
    if (accusing or _share_blame(a, b)) and are_opposed(a, b):
        return _mutual(a, b)
    if charged_by(a) and charged_by(a) == source_party(b) and charged_by(b) == source_party(a):
        return _charges(a, b)
    return _same(a, b) or _answer(a, b)


def _share_blame(a: Claim, b: Claim) -> bool:
    key = blame_key(a)
    return key is not None and key == blame_key(b)


def _charges(a: Claim, b: Claim) -> Match | None:
    """Two enemies who each tell that the other's forces did the same thing to the same thing, on the same days."""
    words, names = same_words(a, b), same_names(a, b)
    if words.score < CHARGED or names.score < HOLDS or shared_telling(a, b) < FEWEST_SHARED:
        return None
    if not is_near(a, b, CHARGE_DAYS):
        return None
    return Match.of(
        a, b, RelationKind.CONFLICT, f"{teller(a)} and {teller(b)} each say that the other did it.", (words, names)
    )


def _mutual(a: Claim, b: Claim) -> Match | None:
    """Two enemies who blame each other for the same thing within a few days."""
    words = same_words(a, b)
    if not _share_blame(a, b) and (words.score < ANSWERS or shared_telling(a, b) < FEWEST_SHARED):
        return None
    if not is_near(a, b, BLAME_DAYS):
        return None
    why = f"{teller(a)} and {teller(b)} each accuse the other side of it."
    return Match.of(a, b, RelationKind.CONFLICT, why, (words,))


def _same(a: Claim, b: Claim) -> Match | None:
    """Two statements that say the same thing of the same thing."""
    if source_key(a) == source_key(b) and _bare(a.text) == _bare(b.text) and has_predicate(a.text):
        verdict = Verdict("words", 1.0, "Their words are the same.")
        return Match.of(a, b, RelationKind.AGREE, f"{teller(a)} says it in the same words.", (verdict,))
    if (a.act in _OWN or b.act in _OWN or _is_own_act(a) or _is_own_act(b)) and (
        a.act is not b.act or source_key(a) != source_key(b) or source_key(a) is None
    ):
        return None
    verdicts = (same_words(a, b), same_parties(a, b), same_numbers(a, b), same_names(a, b), same_polarity(a, b))
    same_source = source_key(a) is not None and source_key(a) == source_key(b)
    if verdicts[0].score < (SAME if same_source else SAME_OF_OTHERS) or any(
        verdict.score < HOLDS for verdict in verdicts[1:]
    ):
        return None
    if not (has_predicate(a.text) and has_predicate(b.text)) or shared_telling(a, b) < FEWEST_SHARED:
        return None
    why = f"{teller(a)} and {teller(b)} say the same: {verdicts[0].why[0].lower()}{verdicts[0].why[1:]}"
    return Match.of(a, b, RelationKind.AGREE, why, verdicts)


def _answer(a: Claim, b: Claim) -> Match | None:
    """A denial, and what another party says of the one who denies."""
    if is_denial(a) == is_denial(b):
        return None
    denial, said = (a, b) if is_denial(a) else (b, a)
    denier, speaker = source_party(denial), source_party(said)
    if denier is None or not is_answer(denial, said):
        return None
    about = set(parties_in_words(said.text)) | set(parties_in_words(said.context[:LONGEST])) - {speaker}
    verdicts = (same_words(a, b), same_names(a, b))
    if denier not in about or not (verdicts[0].score >= ANSWERS or _answers_a_charge(denial, said)):
        return None
    why = f"{teller(denial)} denies what {teller(said)} says."
    return Match.of(a, b, RelationKind.DENIES, why, verdicts)


def _answers_a_charge(denial: Claim, said: Claim) -> bool:
    """Whether a denial comes within days of an accusation of the very party that denies: fewer words are enough."""
    return accuses(said, denial) and is_near(denial, said, BLAME_DAYS)


def _bare(text: str) -> str:
    """The words without case, marks and spaces: what copies of one sentence share."""
    return " ".join(_WORD.findall(text[:LONGEST].casefold()))


def _is_own_act(claim: Claim) -> bool:
    """Whether the content begins with what the source does ("announces sanctions"): its subject is the source."""
    first = claim.text.split(maxsplit=1)[0].lower().strip("“\"'") if claim.text.strip() else ""
    cue = (claim.cue or "").split()
    return first == "to" or (bool(cue) and first == cue[0].lower())


def matches_across(claims: Sequence[Claim]) -> Iterator[Match]:
    """Every match among statements of different articles."""
    by_key: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in keys_of(claim):
            by_key[key].append(claim)
    seen: set[tuple[str, str]] = set()
    for key in sorted(by_key):
        members = sorted(by_key[key], key=_order)
        for at, a in enumerate(members):
            for b in members[at + 1 : at + 1 + NEIGHBOURS]:
                if not is_near(a, b):
                    break
                pair = (min(a.id, b.id), max(a.id, b.id))
                if a.article.id == b.article.id or pair in seen:
                    continue
                seen.add(pair)
                match = judge(a, b)
                if match:
                    yield match


def is_near(a: Claim, b: Claim, days: int = WINDOW_DAYS) -> bool:
    """Whether two statements were published within some days; without a day they are near each other only."""
    if a.article.published is None or b.article.published is None:
        return a.article.published is b.article.published
    return abs((a.article.published.first - b.article.published.first).days) <= days


def _order(claim: Claim) -> tuple[str, str]:
    published = claim.article.published
    return (published.first.isoformat() if published else "9999", claim.id)
