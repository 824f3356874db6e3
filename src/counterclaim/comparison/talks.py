"""Rounds of talks, assembled from every article that tells of them, in order of date, with the moves of the parties.

In: claims. Out: Rounds. Mentions are joined where date, parties and place agree; a vaguely dated mention joins an
exactly dated round only where its persons or its place point to that one alone, and is a round of its own otherwise.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from counterclaim.comparison.ids import derived_id
from counterclaim.comparison.meetings import Meeting, meetings_of, parts_of, tells_of_talks
from counterclaim.comparison.parties import are_enemies, is_country, name_of, parties_in_words, party_in_words
from counterclaim.comparison.periods import days_apart
from counterclaim.comparison.places import place_key, place_parts
from counterclaim.comparison.series import claim_order
from counterclaim.comparison.speakers import source_party
from counterclaim.comparison.talk_words import issue_of, level_of, outcome_of, sentences_by_article
from counterclaim.records.claim import Claim
from counterclaim.records.span import Span
from counterclaim.records.talks import Issue, Mention, Move, Round
from counterclaim.records.values import Act, Status
from counterclaim.records.when import When

# Moves belong to a round when said in an article that tells of it, within this many days of it.
MOVE_DAYS = 7
# A name that stands in more rounds than this points to none of them.
MOST_CANDIDATES = 200
_MOVES = frozenset((Act.DEMAND, Act.OFFER, Act.REFUSE, Act.AGREE))
_NOBODY = re.compile(
    r"(?:the\s+|both\s+|two\s+|warring\s+|three\s+|first\s+|second\s+|last\s+|their\s+)*(?:representatives|delegations?|sides|"
    r"officials|negotiators|leaders|envoys|parties|countries(?:[’']\s*leaders)?|teams|they|ministers|diplomats|ones?|round|talks)"
    r"(?:\s+of\s+(?:lower|higher|high)\s+\w+)?$",
    re.IGNORECASE,
)
# Who is one side of a war that the article need not name again.
_SIDE_OF_A_WAR = re.compile(
    r"(?:the\s+)?(?:army|military|government|authorities|regime|rebels?|insurgents?|opposition|paramilitar\w+|junta)$",
    re.IGNORECASE,
)
_MEDIATION = re.compile(r"mediat|broker|facilitat", re.IGNORECASE)
_MEDIATED_BY = re.compile(r"\b(?:mediated|brokered|facilitated)\s+by\s+([^,.;:]{2,80})")
_BROKERED = re.compile(r"\b([A-Z][\w.]*)-(?:brokered|mediated|facilitated)\b")
_BORDER = re.compile(r"\bborders?\b|\bfrontier\b", re.IGNORECASE)
_NOT_YET_HELD = re.compile(
    r"\b(?:cancel\w*|postpon\w*|called off|fell through|collaps\w+|never|not|did ?n[’']t|scrapped|put off"
    r"|(?:was|were|is|are) (?:due |set |scheduled |planned |slated |expected )?to|due|scheduled|planned|will|would)\b",
    re.IGNORECASE,
)
_MEDIATOR = re.compile(r"\b(?:mediat\w+|broker\w*|facilitat\w+|host(?:ed|ing)?)\b", re.IGNORECASE)


def find_rounds(claims: Iterable[Claim], people: Mapping[str, str] | None = None) -> tuple[Round, ...]:
    """Every round of talks that the claims tell of, in order of date; undated ones last.

    Only the articles that tell of talks count: who speaks for whom is read from these, and moves are theirs.

    Args:
        people: who speaks for whom, where the claims are not those of all such articles (meetings.people_of).
    """
    every = {claim.id: claim for claim in claims}
    telling = {claim.article.id for claim in every.values() if tells_of_talks(claim)}
    known = sorted((claim for claim in every.values() if claim.article.id in telling), key=claim_order)
    near = sentences_by_article(known)
    moves = [c for c in known if c.kind == "statement" and c.act in _MOVES and c.source]
    rounds = [_round(group, near) for group in _merged(meetings_of(known, people))]
    return tuple(sorted(_with_moves(rounds, moves), key=_round_order))


def _merged(meetings: Sequence[Meeting]) -> list[list[Meeting]]:
    """Groups of mentions of one round. Exact dates first; then each vague one joins, or stands alone."""
    groups: list[list[Meeting]] = []
    by_day: dict[int, list[int]] = defaultdict(list)  # only what meets in date is looked at
    exact = [m for m in meetings if m.exact]
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
    return groups + _vague([m for m in meetings if not m.exact], groups)


def _vague(mentions: Sequence[Meeting], groups: Sequence[list[Meeting]]) -> list[list[Meeting]]:
    """Put vaguely dated mentions with the one exact round that they point to; give back groups of the rest.

    Twice: the article that dates a round also names its persons, by whom other articles' mentions find it.
    """
    left = list(mentions)
    for _ in range(2):
        by_word: dict[str, list[int]] = defaultdict(list)
        for at, group in enumerate(groups):
            for word in {word for other in group for word in _pointers(other)}:
                by_word[word].append(at)
        joining: list[tuple[int, Meeting]] = []
        for mention in left:
            near = sorted({at for word in _pointers(mention) for at in by_word.get(word, ())[:MOST_CANDIDATES]})
            homes = [at for at in near if not mention.series and _points_to(mention, groups[at])]
            if len(homes) == 1:
                joining.append((homes[0], mention))
        for at, mention in joining:
            groups[at].append(mention)
        joined = {mention.id for _, mention in joining}
        left = [mention for mention in left if mention.id not in joined]
    rest: dict[tuple[str, frozenset[str]], list[Meeting]] = defaultdict(list)
    for mention in left:
        rest[(mention.when.text if mention.when else mention.claim.article.id, mention.parties)].append(mention)
    return list(rest.values())


def _pointers(mention: Meeting) -> frozenset[str]:
    """By what a mention can point to a round: names of persons, parts of places, the article that both stand in."""
    return mention.names | parts_of(mention.where) | {mention.claim.article.id}


def _one_round(a: Meeting, b: Meeting) -> bool:
    """Whether two exactly dated mentions are of one round: dates that meet, places that agree, parties that do."""
    assert a.when
    assert b.when
    if days_apart(a.when, b.when) > 0 or not _places_agree(a, b):
        return False
    x, y = a.parties, b.parties
    return not x or not y or bool(x & y and (x <= y or y <= x))


def _places_agree(a: Meeting, b: Meeting) -> bool:
    """Whether the places can be one: a part in common, or one side that only names a country."""
    x, y = parts_of(a.where), parts_of(b.where)
    if not x or not y or x & y:
        return True
    wide = [all(is_country(place) for place in meeting.where) for meeting in (a, b)]
    return wide[0] != wide[1] or _is_one_border(a, b)


def _is_one_border(a: Meeting, b: Meeting) -> bool:
    """Whether both were at a border, and the countries that the one names are among the other's."""
    one, other = (
        {party for place in meeting.where if _BORDER.search(place) for party in parties_in_words(place)}
        for meeting in (a, b)
    )
    return bool(one and other) and (one <= other or other <= one)


def _shared(mention: Meeting, group: Sequence[Meeting]) -> int:
    return sum(len(mention.parties & other.parties) for other in group)


def _points_to(mention: Meeting, group: Sequence[Meeting]) -> bool:
    """Whether a vaguely dated mention is of this round: its persons, or its parties and place, or its own article's."""
    if mention.when and not any(o.when and mention.when.overlaps(o.when) for o in group):
        return False
    published = mention.claim.article.published
    told_later = published is None or any(o.when and o.when.first <= published.last for o in group)
    if not told_later or not all(_places_agree(mention, other) for other in group):
        return False
    if any(len(mention.names & other.names) >= 2 for other in group):
        return True
    alike = len(mention.parties) > 1 and any(mention.parties == other.parties for other in group)
    there = {part for other in group for part in parts_of(other.where)}
    if alike and parts_of(mention.where) & there:
        return True
    own_article = any(o.claim.article.id == mention.claim.article.id for o in group)
    return alike and mention.when is None and own_article and not (mention.where and there)


def _round(group: Sequence[Meeting], near: dict[str, list[Claim]]) -> Round:
    ordered = sorted(group, key=lambda meeting: claim_order(meeting.claim))
    claims = [meeting.claim for meeting in ordered]
    dates = [m.when for m in ordered if m.when]
    date = min(dates, key=lambda when: (when.days, when.first)) if dates else None
    places = sorted((p for m in ordered for p in m.where[:1]), key=lambda p: (-len(place_parts(p)), p))
    narrow = [place for place in places if not is_country(place)]
    place = next(iter(narrow or places), None)
    keys = frozenset(party for m in ordered for party in m.parties)
    parties, mediators = _who(claims, keys)
    status = _status(claims)
    return Round(
        id=derived_id("t", date.text if date else claims[0].id, "|".join(sorted(keys)), place_key(place)),
        date=date,
        place=place,
        level=level_of(claims),
        parties=parties,
        mediators=mediators,
        outcome=outcome_of(claims, near) if status is Status.HAPPENED else None,
        status=status,
        mentions=tuple(Mention(c.article, c.span, c.text, c.id) for c in claims),
        moves=(),
    )


def _status(claims: Sequence[Claim]) -> Status:
    """Happened if some sentence says so that does not also plan them ("they are set for talks in X")."""
    real = {None, Status.HAPPENED, Status.ALLEGED}
    planned = {(c.article.id, c.sentence.start): c.status for c in claims if c.status not in real}
    if any(c.status in real and (c.article.id, c.sentence.start) not in planned for c in claims):
        return Status.HAPPENED
    if any(_is_past(claim) for claim in claims):
        return Status.HAPPENED
    return next(iter(planned.values())) or Status.PLANNED


def _is_past(mention: Claim) -> bool:
    """Whether talks read as intended were on a day before the article, in a sentence that speaks of no intention."""
    published = mention.article.published
    dated = mention.when is not None and published is not None and mention.when.last < published.first
    return dated and not _NOT_YET_HELD.search(mention.context)


def _who(claims: Sequence[Claim], keys: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parties and mediators by name, each once, in order of mention.

    Where two parties are known, those who met for them are left out: a round is between parties. Otherwise persons, and
    "the army" or "the rebels", stand for theirs.
    """
    parties: dict[str, str] = {}
    others: dict[str, str] = {}  # persons and sides without a name
    mediators: dict[str, str] = {}
    for claim in claims:
        mediators |= {party: name_of(party) for party in _named_mediators(claim)}
        for name in (*claim.actors, *claim.targets):
            mediates = _is_mediator(name, claim)
            several = parties_in_words(name)
            if several and (len(several) > 1 or len(name.split()) < 3):  # "Ukrainian and Russian negotiators"
                (mediators if mediates else parties).update({party: name_of(party) for party in several})
            elif _NOBODY.match(name) is None:
                (mediators if mediates else others).setdefault(name.lower(), name)
    _leave_out_host(parties, claims)
    known = {party for name in (*parties.values(), *mediators.values()) for party in parties_in_words(name)}
    if len(parties) < 2:
        parties |= {key: name_of(key) for key in sorted(_opposed(keys, claims) - known)}
    between = {key: name for key, name in parties.items() if key not in mediators}
    parties = between if len(between) > 1 else parties
    if len(parties) < 2:
        parties |= {key: name for key, name in others.items() if not (parties and _SIDE_OF_A_WAR.match(name))}
    if len(parties) < 2:
        parties |= others
    if not parties:
        named = {party for name in mediators.values() for party in parties_in_words(name)}
        parties = {key: name_of(key) for key in sorted(keys - named)}
    return tuple(parties.values()), tuple(name for key, name in mediators.items() if key not in parties)


def _named_mediators(claim: Claim) -> tuple[str, ...]:
    """The parties that a mention's sentence names as mediators: "mediated by the United States", "US-brokered"."""
    found = [party for told in _MEDIATED_BY.finditer(claim.context) for party in parties_in_words(told.group(1))[:2]]
    found += [p for told in _BROKERED.finditer(claim.context) if (p := party_in_words(told.group(1), speaking=True))]
    return tuple(dict.fromkeys(found))


def _leave_out_host(parties: dict[str, str], claims: Sequence[Claim]) -> None:
    """Take out a country that only gives the talks their place: "met on the Belarusian border"."""
    hosts = {party for claim in claims if (party := _host(claim))}
    for key in [key for key in parties if key in hosts]:
        if len(parties) > 1:
            del parties[key]


def _host(claim: Claim) -> str | None:
    """The country that a mention names as its place: the first that is not itself said to meet, if there is one."""
    meeting = {party for name in (*claim.actors, *claim.targets) for party in parties_in_words(name)}
    named = [party for place in claim.where if (party := party_in_words(place, speaking=True))]
    return next((party for party in named if party not in meeting), None) or next(iter(named[:1]), None)


def _opposed(keys: frozenset[str], claims: Sequence[Claim]) -> set[str]:
    """Those of the parties around a round who fight each other: they are whom it is between."""
    published = next((c.article.published for c in claims if c.article.published), None)
    on = published.first if published else None
    return {a for a in keys if any(are_enemies(a, b, on) for b in keys)}


def _is_mediator(name: str, claim: Claim) -> bool:
    """Whether the name, the mention or what directly follows says that they mediate: "under Saudi and US mediation"."""
    context = claim.context
    at = context.find(name)
    if _MEDIATION.match(claim.trigger or ""):
        # "X and Y, mediated by Z": Z does; "Z mediated between X and Y": Z does
        trigger = context.find(claim.trigger or "")
        passive = context[trigger + len(claim.trigger or "") :].lstrip().startswith("by ")
        return at > trigger if passive else at < trigger
    if _MEDIATOR.search(name):
        return True
    behind = context[at + len(name) : at + len(name) + 30].split(",", maxsplit=1)[0] if at >= 0 else ""
    return bool(re.search(r"\bmediat", behind))


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
            if _apart(claim.said, found.date) <= MOVE_DAYS and _takes_part(claim, found)
        ]
        if near:
            mention = Mention(claim.article, claim.span, claim.text, claim.id)
            assert claim.act
            assert claim.source
            held[min(near)[2]].append(Move(claim.source, claim.act, issue_of(claim.text), mention))
    return [replace(found, moves=tuple(held.get(found.id, ()))) for found in rounds]


def _takes_part(claim: Claim, found: Round) -> bool:
    """Whether the mover's party is one of the round's; a round whose parties nobody names keeps every move."""
    known = {party for name in found.parties for party in parties_in_words(name)}
    return not known or source_party(claim) in known or len(known) < 2


def _apart(said: When | None, date: When | None) -> int:
    return days_apart(said, date) if said and date else 0


def _round_order(found: Round) -> tuple[str, str, str]:
    return (found.date.last.isoformat() if found.date else "9999", found.date.text if found.date else "", found.id)
