"""Questions over statements: mutual accusations, denials, and rival explanations of one thing. Few, and careful.

In: statement claims (and event claims, for the place that a title names). Out: questions with at least two tellers.
Blocks are an article's family, so the cost grows with the articles, not with the square of the statements.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from counterclaim.comparison.ids import derived_id
from counterclaim.comparison.origins import origins_of, source_key
from counterclaim.comparison.parties import are_enemies, is_country, parties_in_words, party_in_words
from counterclaim.comparison.periods import span_words
from counterclaim.comparison.places import place_key, places_in_words
from counterclaim.comparison.relations import relations_of
from counterclaim.comparison.rules.verdict import teller
from counterclaim.comparison.series import claim_order
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.status import status_of
from counterclaim.comparison.titles import subject_words
from counterclaim.comparison.words import LONGEST, content_words, overlap
from counterclaim.records.claim import Claim
from counterclaim.records.question import Account, Question, RelationKind
from counterclaim.records.values import Act, EventType, Track

# Words by which an aim or a cause is given. Not "to" alone: every second sentence has it.
_PURPOSE = re.compile(
    r"\b(?:(?:an|another|last-minute|desperate)\s+(?:\w+\s+)?(?:attempt|effort|bid|ploy)\s+to|(?:was|were|is|are)\s+"
    r"(?:meant|intended|designed|aimed|supposed|calculated)\s+(?:to|at)|(?:main|real|true|whole|ultimate|strategic)\s+"
    r"(?:point|aim|goal|objective|purpose|reason|motive|intention)|(?:aim|goal|objective|purpose|reason|motive)\s+(?:is|was|of)|"
    r"in\s+order\s+to|so\s+as\s+to|seeks?\s+to|aims?\s+(?:to|at)|want(?:s|ed)?\s+to\s+(?:show|force|provoke|distract))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\W*(?:exactly\s+)?(?:what|why|whether|if|how)\b", re.IGNORECASE)
# Rival explanations stand near each other: four sentences of news prose run to about this many characters.
NEAR_CHARACTERS = 700
# A denial that ends in a word for what was said before: "striking it", "this", "any losses there".
_BACK = re.compile(
    r"\b(?:this|that|it|them|there|so|(?:the|these|those|such)\s+(?:claims?|reports?|allegations?|accusations?|charges?))\W*$",
    re.IGNORECASE,
)
# A denial answers what stands in the sentence before it.
ANSWER_CHARACTERS = 200
ALIKE = 0.5
# "any agreements with Russia" is no statement yet: it takes four words of meaning to say something.
FEWEST_WORDS = 4
# An accusation may be short: "ceasefire violations", "broke the truce".
FEWEST_ACCUSED = 2


def statement_questions(claims: Sequence[Claim], family_of: Callable[[str], str]) -> list[Question]:
    """Every question that statements answer, article by article."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind in {"statement", "event"}:
            by_article[claim.article.id].append(claim)
    found: list[Question] = []
    for article, members in by_article.items():
        if family_of(article) != article:
            continue  # a copy: its questions are those of the text that it copies
        statements = sorted((c for c in members if c.kind == "statement"), key=claim_order)
        events = [c for c in members if c.kind == "event"]
        found += _accusations(statements, family_of)
        found += _denials(statements, family_of)
        found += _aims(statements, events, family_of)
    return found


def _accusations(statements: Sequence[Claim], family_of: Callable[[str], str]) -> list[Question]:
    """Two parties that accuse each other of the same thing."""
    accusing = [c for c in statements if c.act is Act.ACCUSE and source_party(c)]
    groups = _grouped(accusing, lambda a, b: _are_opposed(a, b) and _alike(a, b))
    found = []
    for group in groups:
        parties = {source_party(c) for c in group}
        if len(parties) > 1:
            subject = subject_words([c.text for c in group])
            title = f"Who is to blame: {subject}" if subject else "Who is to blame"
            why = "Each accuses the other side of it."
            found.append(_question("accusation", title, group, RelationKind.CONFLICT, why, family_of))
    return found


def _are_opposed(a: Claim, b: Claim) -> bool:
    """Whether the two speak for enemies, or each names the other's party in what it says."""
    x, y = source_party(a), source_party(b)
    if x is None or y is None or x == y:
        return False
    published = a.article.published
    if are_enemies(x, y, published.first if published else None):
        return True
    return y in parties_in_words(a.text) and x in parties_in_words(b.text)


def _denials(statements: Sequence[Claim], family_of: Callable[[str], str]) -> list[Question]:
    """A statement, and its denial by somebody else."""
    found = []
    for denial in (c for c in statements if c.act is Act.DENY):
        others = [
            c
            for c in statements
            if c.act in {Act.ASSERT, Act.ACCUSE, Act.ESTIMATE}
            and c.id != denial.id
            and _teller_key(c) != _teller_key(denial)
            and not c.span.overlaps(denial.span)
            and (_alike(c, denial) or _is_of_denier(c, denial))
        ]
        if others:
            best = max(others, key=lambda c: (_likeness(c, denial), -abs(c.span.start - denial.span.start), c.id))
            title = f"Is it so: “{_short(best.text)}”"
            why = f"{teller(denial)} denies what {teller(best)} says."
            found.append(_question("denial", title, [best, denial], RelationKind.DENIES, why, family_of))
    return found


def _is_of_denier(said: Claim, denial: Claim) -> bool:
    """Whether a statement just before a denial is by another party, about the party that denies: "Baku denies this"."""
    speaker, denier = source_party(said), source_party(denial)
    if denier is None or speaker == denier or not 0 <= denial.span.start - said.span.end <= ANSWER_CHARACTERS:
        return False
    if denier not in parties_in_words(said.text):
        return False
    shared = {
        word for word in content_words(said.text) & content_words(denial.text) if not party_in_words(word.title())
    }
    return said.act is Act.ACCUSE or (speaker is not None and bool(shared or _BACK.search(denial.text)))


def _aims(statements: Sequence[Claim], events: Sequence[Claim], family_of: Callable[[str], str]) -> list[Question]:
    """Different tellers' explanations of what something was for."""
    giving = [c for c in statements if c.act in _EXPLAINING and _explains(c)]
    runs: list[list[Claim]] = []
    for claim in sorted(giving, key=lambda c: (c.span.start, c.id)):
        if runs and claim.span.start - runs[-1][-1].span.end <= NEAR_CHARACTERS:
            runs[-1].append(claim)
        else:
            runs.append([claim])
    found = []
    for run in runs:
        if len({_teller_key(c) for c in run}) > 1:
            place = _place_before(run[0], events)
            when = span_words(None, run[0].said or run[0].article.published)
            title = f"What was the aim in {place}" if place else f"What was the aim: “{_short(run[0].text)}”"
            why = "They explain the same thing by different aims."
            title = f"{title}, {when}" if when and place else title
            found.append(_question("aim", title, run, RelationKind.CONFLICT, why, family_of, Track.ASSESSMENTS))
    return found


_EXPLAINING = frozenset((Act.ASSERT, Act.ESTIMATE, Act.ACCUSE, Act.EXPRESS, Act.PREDICT))


def _explains(claim: Claim) -> bool:
    """Whether a statement gives an aim; "what the aim was" only asks for it."""
    return bool(_PURPOSE.search(claim.text)) and not _ASKS.match(claim.text)


_AIMED = frozenset((EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.YIELD, EventType.CRIME))


def _place_before(claim: Claim, events: Sequence[Claim]) -> str | None:
    """The place of the nearest event told before the explanation."""
    before = []
    for event in events:
        if event.event_type not in _AIMED or event.span.start > claim.span.start:
            continue
        named = [
            name for _, name in places_in_words(event.context[:LONGEST]) if not party_in_words(name, speaking=True)
        ]
        own = [place for place in event.where if not is_country(place)]
        before += [(event.span.start, event.id, place) for place in own or named if place_key(place)]
    return max(before)[2] if before else None


def _question(
    kind: str,
    title: str,
    group: Sequence[Claim],
    relation: RelationKind,
    why: str,
    family_of: Callable[[str], str],
    track: Track | None = None,
) -> Question:
    ordered = sorted(group, key=claim_order)
    origin = origins_of(ordered, family_of)
    accounts = tuple(Account(claim, origin[claim.id], None) for claim in ordered)

    def judge(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
        if _teller_key(a) == _teller_key(b):
            return None
        return relation, why

    relations = relations_of(accounts, judge)
    return Question(
        id=derived_id("q", "statement", kind, *sorted(claim.id for claim in ordered)),
        title=f"{title}?",
        kind="statement",
        track=track or next((c.track for c in ordered if c.track), None),
        status=status_of(accounts, relations),
        accounts=accounts,
        relations=relations,
        bounds=None,
    )


def _grouped(claims: Sequence[Claim], same: Callable[[Claim, Claim], bool]) -> list[list[Claim]]:
    """Join claims of one article that are the same by `same`, through each other if need be."""
    groups: list[list[Claim]] = []
    for claim in claims:
        joined = [g for g in groups if any(same(claim, other) for other in g)]
        merged = [claim, *(c for g in joined for c in g)]
        groups = [g for g in groups if g not in joined] + [merged]
    return groups


def _alike(a: Claim, b: Claim) -> bool:
    x, y = content_words(a.text), content_words(b.text)
    fewest = FEWEST_WORDS if a.act is Act.DENY or b.act is Act.DENY else FEWEST_ACCUSED
    return min(len(x), len(y)) >= fewest and overlap(x, y) >= ALIKE


def _likeness(a: Claim, b: Claim) -> float:
    return overlap(content_words(a.text), content_words(b.text))


def _teller_key(claim: Claim) -> str:
    return source_key(claim) or ("narrator" if claim.narrator else f"unnamed {claim.source_text or claim.id}")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 70 else f"{words[:69].rsplit(' ', 1)[0]}…"
