"""Questions over statements: one claim in several mouths, its denials, mutual accusations, rival explanations.

In: statement claims (and event claims, for the place that an explanation is of). Out: questions with two statements at
least. Matches come from answers.py (within an article) and same_claims.py (across); what they join is one question.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from counterclaim.comparison.answers import BROKE_TRUCE, matches_within
from counterclaim.comparison.bearers import are_one_sides
from counterclaim.comparison.denials import is_denial
from counterclaim.comparison.ids import derived_id
from counterclaim.comparison.joining import join, root
from counterclaim.comparison.origins import origins_of, source_key
from counterclaim.comparison.parties import is_country, party_in_words
from counterclaim.comparison.periods import period_of, span_words
from counterclaim.comparison.places import place_key, places_in_words
from counterclaim.comparison.relations import Judge, relations_of
from counterclaim.comparison.rules.statements import alignment, said_in
from counterclaim.comparison.same_claims import SAME, Match, matches_across
from counterclaim.comparison.series import by_date, claim_order
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.statement_titles import blame_title, claim_title, quoted_clause, short
from counterclaim.comparison.status import status_of
from counterclaim.comparison.word_tables import word_table
from counterclaim.comparison.words import LONGEST, content_words
from counterclaim.records.claim import Claim
from counterclaim.records.question import Account, Question, RelationKind
from counterclaim.records.values import Act, EventType, Track

# Words by which an aim or a cause is given. Not "to" alone: every second sentence has it.
_PURPOSE = re.compile(
    r"(?:^\W*|\b(?:was|were|is|are|as|in|be|not)\s+)(?:an|another|a)\s+(?:[\w-]+\s+)?(?:attempt|effort|bid|ploy)\s+to\b|\b(?:(?:was|were|is|are)\s+"
    r"(?:meant|intended|designed|aimed|calculated)\s+(?:to|at)|(?:main|real|true|whole|ultimate|strategic)\s+"
    r"(?:point|aim|goal|objective|purpose|reason|motive|intention)|(?:aim|goal|objective|purpose|reason|motive)\s+(?:is|was|of)|"
    r"in\s+order\s+to|so\s+as\s+to|seeks?\s+to|aims?\s+(?:to|at)|want(?:s|ed)?\s+to\s+(?:show|force|provoke|distract))\b",
    re.IGNORECASE,
)
# "Patrols were sent in order to guard it" gives the aim of an act of its own, which need not be the one explained.
_OWN_ACT = re.compile(
    r"\b(?:in\s+order\s+to|so\s+as\s+to|in\s+(?:an|another|a)\s+(?:[\w-]+\s+)?(?:attempt|effort|bid|ploy)\s+to)\b",
    re.IGNORECASE,
)
# "Their goal is to vaccinate every child" tells what somebody wants, not why something was done, unless somebody else
# has just given another aim of it.
_OWN_GOAL = re.compile(
    r"\b(?:my|our|your|their|his|her|\w+[’']s?)\s+(?:\w+\s+)?(?:aim|goal|objective|purpose|motive)s?\b"
    r"|\b(?:aim|goal|objective|purpose)\s+of\s+(?:\W*\d|(?:my|our|your)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\W*(?:exactly\s+)?(?:what|why|whether|if|how)\b", re.IGNORECASE)
# Rival explanations stand near each other: four sentences of news prose run to about this many characters.
NEAR_CHARACTERS = 700
# Of what an aim is given: "the aim of the raid was", "the raid, which came at dawn, was meant to".
_ACT_OF = re.compile(
    r"\b(?:point|aim|goal|objective|purpose|reason|motive|intention)s?\s+(?:of|behind|for)\s+(?:(?:the|this|that|its|their)\s+)?"
    r"((?:[\w’'-]+\s+){0,3}?[\w’'-]+)(?:\s+(?:was|were|is|are|has|had|remains?)\b|\W*$)",
    re.IGNORECASE,
)
_ACT_MEANT = re.compile(
    r"^\W*(?:that\s+)?(?:the|this|that|its|their)\s+((?:[\w’'-]+\s+){0,2}[\w’'-]+)(?:,[^,]{0,80},)?\s+(?:was|were|is|are)\s+"
    r"(?:meant|intended|designed|aimed|calculated)\b",
    re.IGNORECASE,
)
_OTHERS = frozenset(("other", "others", "another"))  # who are not those named before
# Explanations of one thing are given for weeks; those of another year are of another thing.
AIM_GAP, AIM_SPAN = 30, 60


def statement_matches(statements: Sequence[Claim]) -> Iterator[Match]:
    """Every two statements of which one repeats, denies or throws back what the other says."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in statements:
        by_article[claim.article.id].append(claim)
    for members in by_article.values():
        yield from matches_within(members)
    yield from matches_across(statements)


def matched_groups(statements: Sequence[Claim], matches: Iterable[Match]) -> list[tuple[list[Claim], list[Match]]]:
    """Groups of statements that matches join, each with its matches; those that nothing matches are in none."""
    by_id = {claim.id: claim for claim in statements}
    known = {(match.a, match.b): match for match in matches if match.a in by_id and match.b in by_id}
    parent = {claim: claim for pair in known for claim in pair}
    for a, b in known:
        join(parent, a, b)
    groups: dict[str, tuple[list[Claim], list[Match]]] = defaultdict(lambda: ([], []))
    for claim in parent:
        groups[root(parent, claim)][0].append(by_id[claim])
    for match in known.values():
        groups[root(parent, match.a)][1].append(match)
    return list(groups.values())


def matched_questions(
    statements: Sequence[Claim], matches: Iterable[Match], family_of: Callable[[str], str]
) -> list[Question]:
    """One question for each group of statements that matches join."""
    groups = matched_groups(statements, matches)
    found = [_matched(sorted(group, key=claim_order), pairs, family_of) for group, pairs in groups]
    return sorted(found, key=lambda question: question.id)


def _matched(group: Sequence[Claim], pairs: Sequence[Match], family_of: Callable[[str], str]) -> Question:
    known = {(match.a, match.b): match for match in pairs}
    kinds = {match.relation for match in pairs}

    def judge(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
        match = known.get((min(a.id, b.id), max(a.id, b.id)))
        if match is None or (_teller_key(a) == _teller_key(b) and match.relation is RelationKind.AGREE):
            return None
        return match.relation, match.why

    accused = RelationKind.CONFLICT in kinds
    if accused:
        blaming = {claim for m in pairs if m.relation is RelationKind.CONFLICT for claim in (m.a, m.b)}
        of_truce = any(match.why == BROKE_TRUCE for match in pairs)
        title = blame_title([claim for claim in group if claim.id in blaming], of_truce=of_truce)
    else:
        title = claim_title([c for c in group if not is_denial(c)] or group)
    return _question("accusation" if accused else "claim", title, group, judge, family_of, accounts_of=group[:1])


def aims_within(members: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    """One article's explanations with the key of what they explain: a place, or the article where it names none."""
    events = [claim for claim in members if claim.kind == "event"]
    giving = [c for c in members if c.kind == "statement" and c.act in _EXPLAINING and _gives_aim(c)]
    runs: list[list[Claim]] = []
    for claim in sorted(giving, key=lambda c: (c.span.start, c.id)):
        if runs and claim.span.start - runs[-1][-1].span.end <= NEAR_CHARACTERS:
            runs[-1].append(claim)
        elif not _is_own_goal(claim):
            runs.append([claim])  # an aim of one's own is a rival of an aim that is given before it, else a wish
    return [(_explained(run, events), run) for run in runs]


def _explained(run: Sequence[Claim], events: Sequence[Claim]) -> str:
    place = _place_before(run[0], events)
    return f"place {place_key(place)}" if place else f"article {run[0].article.id} {run[0].span.start}"


def aims_at(key: str, claims: Sequence[Claim], family_of: Callable[[str], str]) -> list[Question]:
    """The questions over explanations of what happened at one place: those given within two months of each other."""
    dated = [c for c in claims if period_of(c).day]
    groups = by_date(sorted(dated, key=claim_order), _day, AIM_GAP, AIM_SPAN)
    groups += [[c for c in claims if not period_of(c).day]]
    found = []
    for group in groups:
        if len({_teller_key(c) for c in group}) < 2:
            continue
        ordered = sorted(group, key=claim_order)
        place = key.removeprefix("place ").title() if key.startswith("place ") else None
        when = span_words(None, ordered[0].said or ordered[0].article.published)
        title = (
            f"What was the aim in {place}" if place else f"What was the aim: “{short(quoted_clause(ordered[0].text))}”"
        )
        title = f"{title}, {when}" if when and place else title
        found.append(_question("aim", title, ordered, _rival_aims, family_of, ordered[:1], Track.ASSESSMENTS))
    return found


def _names_of(claim: Claim) -> frozenset[str]:
    """The words of a source's name."""
    return frozenset(word.casefold() for word in (claim.source or "").split() if word[:1].isupper() and len(word) > 3)


def _is_one_teller(a: Claim, b: Claim) -> bool:
    """Whether two have one name, or in one article the one's holds the other's: "the army", "chiefs of the army"."""
    if _teller_key(a) == _teller_key(b) or a.article.id != b.article.id:
        return _teller_key(a) == _teller_key(b)
    x, y = set(_teller_key(a).split()), set(_teller_key(b).split())
    return (x <= y or y <= x) and not (x ^ y) & _OTHERS


def _rival_aims(a: Claim, b: Claim) -> tuple[RelationKind, str] | None:
    x, y = source_party(a), source_party(b)
    if _is_one_teller(a, b) or (not (x and y and x != y) and _names_of(a) & _names_of(b)):
        return None  # "President Amari's government" and Amari explain it as one
    if are_one_sides(a, b):
        return None  # so do the rebels and one of their fighters
    if _are_of_two_acts(a, b):
        return None
    of_own_acts = _aims_an_act_of_its_own(a) or _aims_an_act_of_its_own(b)
    if of_own_acts and not _telling_but_for_aims(a) & _telling_but_for_aims(b):
        return None
    if alignment(said_in(a.text), said_in(b.text)) >= SAME:
        return RelationKind.AGREE, "They explain it by the same aim."
    return RelationKind.CONFLICT, "They explain the same thing by different aims."


def _aims_an_act_of_its_own(claim: Claim) -> bool:
    """Whether a statement gives an aim by nothing but "in order to": "it was meant to A, in order to B" gives one."""
    return bool(_OWN_ACT.search(claim.text)) and not _PURPOSE.search(_OWN_ACT.sub(" ", claim.text))


def _are_of_two_acts(a: Claim, b: Claim) -> bool:
    """Whether both say of what they give the aim, and it is not one thing: a fleet, and a league."""
    x, y = _act_named(a), _act_named(b)
    return bool(x and y) and not x & y and not (x & _deeds() and y & _deeds())


def _act_named(claim: Claim) -> frozenset[str]:
    text = claim.text[:LONGEST]
    named = _ACT_OF.search(text) or _ACT_MEANT.search(text)
    return content_words(named.group(1)) if named else frozenset()


@cache
def _deeds() -> frozenset[str]:
    return content_words(" ".join(word_table("aims")["acts"]["words"]))


def _telling_but_for_aims(claim: Claim) -> frozenset[str]:
    """The weighty words of an explanation, those left out by which it gives an aim ("in an attempt to")."""
    return frozenset(said_in(_PURPOSE.sub(" ", _OWN_ACT.sub(" ", claim.text))).telling)


def _day(claim: Claim) -> dt.date:
    day = period_of(claim).day
    assert day is not None, "only dated claims are put in order of date"
    return day


_EXPLAINING = frozenset((Act.ASSERT, Act.ESTIMATE, Act.ACCUSE, Act.EXPRESS))


def _gives_aim(claim: Claim) -> bool:
    """Whether a statement gives an aim; "what the aim was" only asks for it."""
    return bool(_PURPOSE.search(claim.text)) and not _ASKS.match(claim.text)


def _is_own_goal(claim: Claim) -> bool:
    return bool(_OWN_GOAL.search(claim.text))


_AIMED = frozenset((EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.YIELD))


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
    judge: Judge,
    family_of: Callable[[str], str],
    accounts_of: Sequence[Claim],
    track: Track | None = None,
) -> Question:
    origin = origins_of(group, family_of)
    accounts = tuple(Account(claim, origin[claim.id], None) for claim in group)
    relations = relations_of(accounts, judge)
    return Question(
        # by its first account: one that comes later does not make it another question
        id=derived_id("q", "statement", kind, *(claim.id for claim in accounts_of)),
        title=f"{title}?",
        kind="statement",
        track=track or next((c.track for c in group if c.track), None),
        status=status_of(accounts, relations),
        accounts=accounts,
        relations=relations,
        bounds=None,
    )


def _teller_key(claim: Claim) -> str:
    return source_key(claim) or ("narrator" if claim.narrator else f"unnamed {claim.source_text or claim.id}")
