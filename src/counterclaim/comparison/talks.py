"""Rounds of talks, assembled from every article that tells of them, in order of date, with the moves of the parties.

In: claims. Out: Rounds. Mentions are joined where date, parties and place agree; a vaguely dated mention joins an
exactly dated round only where its persons or its place point to that one alone, and is a round of its own otherwise.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from counterclaim.comparison.ids import derived_id
from counterclaim.comparison.interest import source_party
from counterclaim.comparison.parties import name_of, parties_in_words, party_in_words
from counterclaim.comparison.periods import days_apart
from counterclaim.comparison.places import place_key, place_parts
from counterclaim.comparison.series import claim_order
from counterclaim.records.claim import Claim
from counterclaim.records.span import Span
from counterclaim.records.talks import Issue, Mention, Move, Round
from counterclaim.records.values import Act, EventType, Status
from counterclaim.records.when import When

# A round dated within this many days is one that a reader can tell from the next one.
EXACT_DAYS = 3
# Moves belong to a round when said in an article that tells of it, within this many days of it.
MOVE_DAYS = 7
# How talks went is told in their sentence or in the next two.
OUTCOME_CHARACTERS = 300
# An outcome's verb has its subject (the talks, the sides) this close before it.
SUBJECT_CHARACTERS = 60
# A name that stands in more rounds than this points to none of them.
MOST_CANDIDATES = 200
_NEGOTIATED = re.compile(r"\b(?:talks?|negotiat\w+|ceasefire|peace)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\b(?:talks?|negotiations?|summit|rounds?|meetings?|met|dialogue|sides?|parties|delegations?|negotiators|they|it)\b[^.;]*$",
    re.IGNORECASE,
)
_MOVES = frozenset((Act.DEMAND, Act.OFFER, Act.REFUSE, Act.AGREE))
_MEDIATOR = re.compile(r"\b(?:mediat\w+|broker\w*|facilitat\w+|host(?:ed|ing)?)\b", re.IGNORECASE)
_TALKS = re.compile(
    r"\b(?:talks?|negotiat\w+|summit|rounds?|dialogue|mediat\w+|delegations?|met|meets?|meeting|meetings)\b",
    re.IGNORECASE,
)


def find_rounds(claims: Iterable[Claim]) -> tuple[Round, ...]:
    """Every round of talks that the claims tell of, in order of date; undated ones last."""
    known = sorted({claim.id: claim for claim in claims}.values(), key=claim_order)
    meetings = [c for c in known if c.kind == "event" and c.event_type is EventType.CONSULT and _is_meeting(c)]
    near = _sentences_by_article(known)
    moves = [c for c in known if c.kind == "statement" and c.act in _MOVES and c.source]
    rounds = [_round(group, near) for group in _merged(meetings)]
    return tuple(sorted(_with_moves(rounds, moves), key=_round_order))


def _is_meeting(claim: Claim) -> bool:
    """Whether the event is a meeting of parties, and not somebody's speech or a telephone call to nobody."""
    if claim.status in {Status.HYPOTHETICAL, Status.PREDICTED} and claim.when is None:
        return False
    parties = _parties(claim)
    # one party's own council is no round; "the Kuleba-Lavrov meeting" names persons, of parties that its text knows
    return bool(_TALKS.search(claim.text)) and (
        len(parties) > 1 or bool(_names(claim)) or (_NEGOTIATED.search(claim.text) is not None and bool(parties))
    )


def _people(claim: Claim) -> tuple[str, ...]:
    return (*claim.actors, *claim.targets)


def _parties(claim: Claim) -> frozenset[str]:
    return frozenset(party for name in _people(claim) for party in parties_in_words(name))


def _merged(meetings: Sequence[Claim]) -> list[list[Claim]]:
    """Groups of mentions of one round. Exact dates first; then each vague one joins, or stands alone."""
    exact = [m for m in meetings if m.when and m.when.days <= EXACT_DAYS]
    groups: list[list[Claim]] = []
    by_day: dict[int, list[int]] = defaultdict(list)  # only what meets in date is looked at
    for mention in sorted(exact, key=lambda m: (m.when.first, m.when.last, m.id) if m.when else ()):
        assert mention.when
        days = range(mention.when.first.toordinal(), mention.when.last.toordinal() + 1)
        near = sorted({at for day in days for at in by_day.get(day, ())})
        fitting = [at for at in near if all(_one_round(mention, other) for other in groups[at])]
        home = min(fitting, key=lambda at: (-_shared(mention, groups[at]), at)) if fitting else len(groups)
        if not fitting:
            groups.append([])
        groups[home].append(mention)
        for day in days:
            by_day[day].append(home)
    return groups + _vague(meetings, groups)


def _vague(meetings: Sequence[Claim], groups: Sequence[list[Claim]]) -> list[list[Claim]]:
    """Put vaguely dated mentions with the one exact round that they point to; give back groups of the rest."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        for word in {word for other in group for word in _pointers(other)}:
            by_word[word].append(at)
    rest: dict[tuple[str, frozenset[str]], list[Claim]] = defaultdict(list)
    joining: list[tuple[int, Claim]] = []
    for mention in (m for m in meetings if not m.when or m.when.days > EXACT_DAYS):
        near = sorted({at for word in _pointers(mention) for at in by_word.get(word, ())[:MOST_CANDIDATES]})
        homes = [at for at in near if _points_to(mention, groups[at])]
        if len(homes) == 1:
            joining.append((homes[0], mention))
        else:
            rest[(mention.when.text if mention.when else mention.article.id, _parties(mention))].append(mention)
    for at, mention in joining:
        groups[at].append(mention)
    return list(rest.values())


def _pointers(claim: Claim) -> frozenset[str]:
    """The names of persons and parts of places by which a mention can point to a round."""
    return _names(claim) | {part for place in claim.where for part in place_parts(place)}


def _one_round(a: Claim, b: Claim) -> bool:
    """Whether two exactly dated mentions are of one round: dates that meet, places that agree, parties that do."""
    assert a.when
    assert b.when
    if days_apart(a.when, b.when) > 0 or not _places_agree(a, b):
        return False
    x, y = _parties(a), _parties(b)
    return not x or not y or bool(x & y and (x <= y or y <= x))


def _places_agree(a: Claim, b: Claim) -> bool:
    """Whether the places can be one: a part in common, or one side that only names a country."""
    x = {part for place in a.where for part in place_parts(place)}
    y = {part for place in b.where for part in place_parts(place)}
    if not x or not y or x & y:
        return True
    wide = [all(party_in_words(place) for place in claim.where) for claim in (a, b)]
    return wide[0] != wide[1]


def _shared(mention: Claim, group: Sequence[Claim]) -> int:
    return sum(len(_parties(mention) & _parties(other)) for other in group)


def _points_to(mention: Claim, group: Sequence[Claim]) -> bool:
    """Whether a vaguely dated mention names a person (or two parties and the place) of an exactly dated round."""
    if mention.when and not any(o.when and mention.when.overlaps(o.when) for o in group):
        return False
    if not all(_places_agree(mention, other) for other in group):
        return False
    persons = _names(mention)
    if any(len(persons & _names(other)) >= 2 for other in group):
        return True
    parties = _parties(mention)
    places = {place_key(p) for p in mention.where} & {part for o in group for p in o.where for part in place_parts(p)}
    return bool(places) and len(parties) >= 2 and any(parties == _parties(other) for other in group)


def _names(claim: Claim) -> frozenset[str]:
    """Family names of the persons who meet: last words of names that are no party's."""
    found = set()
    for name in _people(claim):
        words = name.replace("’s", "").split()
        if words and words[-1][:1].isupper() and not party_in_words(words[-1], speaking=True):
            found.add(words[-1].lower())
    return frozenset(found)


def _round(group: Sequence[Claim], near: dict[str, list[Claim]]) -> Round:
    ordered = sorted(group, key=claim_order)
    dates = [m.when for m in ordered if m.when]
    date = min(dates, key=lambda when: (when.days, when.first)) if dates else None
    place = _first(sorted((p for m in ordered for p in m.where[:1]), key=lambda p: (-len(place_parts(p)), p)))
    parties, mediators = _who(ordered)
    happened = [m for m in ordered if m.status in {None, Status.HAPPENED, Status.ALLEGED}]
    status = Status.HAPPENED if happened else ordered[0].status or Status.HAPPENED
    mentions = tuple(Mention(m.article, m.span, m.text, m.id) for m in ordered)
    key = (date.text if date else "", "|".join(sorted({p for m in ordered for p in _parties(m)})), place_key(place))
    return Round(
        id=derived_id("t", *key, ordered[0].id if not date else ""),
        date=date,
        place=place,
        level=_level(ordered),
        parties=parties,
        mediators=mediators,
        outcome=_outcome(ordered, near),
        status=status,
        mentions=mentions,
        moves=(),
    )


def _who(ordered: Sequence[Claim]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parties and mediators by name, each party once, in order of mention."""
    parties: dict[str, str] = {}
    mediators: dict[str, str] = {}
    for mention in ordered:
        for name in _people(mention):
            target = mediators if _MEDIATOR.search(name) else parties
            several = parties_in_words(name)
            if len(several) > 1:  # "Ukrainian and Russian negotiators"
                for party in several:
                    target.setdefault(party, name_of(party))
            else:
                key = several[0] if several and len(name.split()) < 3 else name.lower()
                target.setdefault(key, name)
    return tuple(parties.values()), tuple(mediators.values())


@cache
def _table() -> tuple[list[tuple[str, re.Pattern[str]]], list[tuple[str, re.Pattern[str]]], list[re.Pattern[str]]]:
    text = (files("counterclaim.comparison") / "data" / "talks.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)

    def compiled(section: str) -> list[tuple[str, re.Pattern[str]]]:
        return [(name, re.compile(rf"\b(?:{p})", re.IGNORECASE)) for name, p in table[section].items()]

    outcomes = [re.compile(rf"\b{p}", re.IGNORECASE) for p in table["outcomes"]["patterns"]]
    return compiled("issues"), compiled("levels"), outcomes


def _level(ordered: Sequence[Claim]) -> str | None:
    words = " ".join((*(m.text for m in ordered), *(name for m in ordered for name in _people(m))))
    return next((name for name, pattern in _table()[1] if pattern.search(words)), None)


def _sentences_by_article(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """One claim a sentence that speaks of talks, by article, in order of the text."""
    found: dict[str, dict[tuple[int, int], Claim]] = defaultdict(dict)
    for claim in claims:
        if _TALKS.search(claim.context):
            found[claim.article.id].setdefault((claim.sentence.start, claim.sentence.end), claim)
    return {article: [rows[key] for key in sorted(rows)] for article, rows in found.items()}


def _outcome(ordered: Sequence[Claim], near: dict[str, list[Claim]]) -> str | None:
    """The words that tell how it went, from a mention's sentence or the next ones; only of talks that took place."""
    for mention in ordered:
        if mention.status in {Status.PLANNED, Status.PREDICTED, Status.HYPOTHETICAL}:
            continue
        own = mention.context[max(0, mention.span.start - mention.sentence.start) :]
        after = [
            c.context
            for c in near.get(mention.article.id, [])
            if 0 <= c.sentence.start - mention.sentence.end <= OUTCOME_CHARACTERS
        ]
        for text in (own, *after):
            words = _outcome_in(text)
            if words:
                return words
    return None


def _outcome_in(text: str) -> str | None:
    """The first stretch that tells an outcome of talks: its verb stands close behind a word for talks or parties."""
    found = [
        m
        for pattern in _table()[2]
        for m in pattern.finditer(text)
        if _SUBJECT.search(text[max(0, m.start() - SUBJECT_CHARACTERS) : m.start()])
    ]
    if not found:
        return None
    words = min(found, key=lambda m: (m.start(), -len(m.group()))).group()
    return " ".join(words.split()).rstrip(" ,:—–-")


def issue_of(text: str) -> Issue:
    """What a demand, offer or refusal is about, by the words of data/talks.toml."""
    return next((Issue(name) for name, pattern in _table()[0] if pattern.search(text)), Issue.OTHER)


def _with_moves(rounds: Sequence[Round], moves: Sequence[Claim]) -> list[Round]:
    """Each move in the round that it belongs to: told in one article with it, nearest in date, then in the text."""
    held: dict[str, list[Move]] = defaultdict(list)
    by_article: dict[str, list[tuple[Round, Span]]] = defaultdict(list)
    for found in rounds:
        for mention in found.mentions:
            by_article[mention.article.id].append((found, mention.span))
    for claim in moves:
        if source_party(claim) is None or issue_of(claim.text) is Issue.OTHER:
            continue
        near = [
            (_apart(claim.said, found.date), abs(span.start - claim.span.start), found.id)
            for found, span in by_article.get(claim.article.id, [])
            if _apart(claim.said, found.date) <= MOVE_DAYS
        ]
        if near:
            mention = Mention(claim.article, claim.span, claim.text, claim.id)
            assert claim.act
            assert claim.source
            held[min(near)[2]].append(Move(claim.source, claim.act, issue_of(claim.text), mention))
    return [replace(found, moves=tuple(held.get(found.id, ()))) for found in rounds]


def _apart(said: When | None, date: When | None) -> int:
    return days_apart(said, date) if said and date else 0


def _round_order(found: Round) -> tuple[str, str, str]:
    return (found.date.last.isoformat() if found.date else "9999", found.date.text if found.date else "", found.id)


def _first(items: Sequence[str]) -> str | None:
    return items[0] if items else None
