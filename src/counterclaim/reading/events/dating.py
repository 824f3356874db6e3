"""When and where an event takes place, from the words of its own clause.

In:  a trigger, the times and places.   Out: When or None, names of places, and the rule that found the time.
A time belongs to the event whose clause it stands in. What its clause leaves undated takes, in this order: the time of
the clause it depends on; the weeks up to publication, where the tense says "lately"; the time of the sentence before it
in the same paragraph, if both tell one story in the past tense; the time of speaking, which for what an article reports
without a date is the weeks up to its publication. Otherwise there is no date.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from counterclaim.reading.durations import days_of
from counterclaim.reading.events.lexicon import load_irregular
from counterclaim.reading.events.mentions import Context
from counterclaim.reading.events.trigger import Trigger
from counterclaim.records.article import Published
from counterclaim.records.reading import Attribution, Time
from counterclaim.records.values import EventType, Status
from counterclaim.records.when import When

DEEPEST = 8
# How far back "has been shelling" and "is shelling" may reach from publication; a news month.
LATELY_DAYS = 30
_AT = frozenset(
    "in at on near across from outside around over inside throughout toward towards into to along within off through "
    "above by of".split()
)
# Climbing past these leaves the event's own clause.
# No clause of prose is longer; keeps a line without full stops linear.
_NEAR_CHARS = 600
_PRESENT = frozenset({"now", "currently", "presently", "already", "still", "right now", "at present"})
_BARRIERS = frozenset({"relcl", "ccomp", "advcl", "acl", "parataxis", "csubj"})


_SAID = frozenset(
    {
        EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.AGREE, EventType.THREATEN, EventType.SUPPORT,
        EventType.CONSULT,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """An event's time and the rule that gave it."""

    when: When | None
    rule: str


def chain_of(trigger: Trigger) -> tuple[list[Any], list[Any]]:
    """The nodes of an event's own clause, and those of the clauses that it depends on, from inside outwards."""
    own: list[Any] = [trigger.token]
    node = trigger.token
    inside = trigger.clause is not None or trigger.carrier is not None
    if trigger.carrier is not None:
        own.append(trigger.carrier)
        node = trigger.carrier
    outer: list[Any] = []
    for _ in range(DEEPEST):
        head, dep = node.head, node.dep_
        if head == node:
            break
        if dep in _BARRIERS and not (dep == "advcl" and node.tag_ == "VBG"):
            inside = False
        if dep in {"relcl", "ccomp", "parataxis"} and not inside and dep != "acl":
            break
        (own if inside else outer).append(head)
        node = head
    return own, outer


def date_of(
    trigger: Trigger,
    status: Status,
    attribution: Attribution | None,
    context: Context,
    published: Published | None,
    before: When | None,
    announced: bool = False,
) -> Dated:
    """The time of an event.

    Args:
        announced: the event is the announcing itself: its clause tells of a later time.
        before: the time of the sentence before in the same paragraph, for a past-tense event that goes on from it.
    """
    times = [t for t in context.times.within(*_around(trigger)) if t.when is not None]
    if trigger.frame.covers and published is not None and status in {Status.HAPPENED, Status.ALLEGED}:
        # "Proposes to meet on 5 June", told in May: the day of the meeting, not of the proposal.
        times = [t for t in times if t.when is not None and t.when.first <= published.when.last]
    own, outer = chain_of(trigger)
    said = attribution.said if attribution is not None else None
    if announced:
        return Dated(said or lately(published), "time of speaking")
    elapsed = _elapsed_since(trigger, context, published)
    if elapsed is not None:
        return Dated(elapsed, "so long before publication")
    found = _attached(times, own, trigger, context)
    if found is None and not _only_mentioned(trigger) and not _is_reference(own):
        found = _attached(times, outer, trigger, context)
    known = _known_day(trigger, own, context) if found is None else None
    if known is not None and (published is None or known.first <= published.when.last):
        return Dated(known, "a known event")  # of what came later an article cannot tell the day
    if found is not None and found.when is not None:
        when = _opened(found.when, found, context, published)
        return Dated(_capped(when, status, published), "time in the clause")
    if _is_reference(own):
        return Dated(None, "undated")  # whatever is told around it is of another time
    tense = _tense(trigger)
    if status in {Status.HYPOTHETICAL, Status.PLANNED, Status.PREDICTED}:
        return Dated(None, "undated")
    if tense in {"perfect", "present"} or _is_of_late(trigger):
        upto = said or (published.when if published else None)
        if upto is not None:
            first = (published.when.first if published else upto.first) - dt.timedelta(days=LATELY_DAYS)
            return Dated(When.between(min(first, upto.first), upto.last), "lately, by its tense")
    if said is None and tense == "past" and before is not None:
        return Dated(before, "time of the sentence before")
    if trigger.clause is None and trigger.carrier is None:
        return Dated(None, "undated")  # an event that is only mentioned may be of any time
    if said is not None:
        return Dated(said, "time of speaking")
    if published is not None and (attribution is not None or (trigger.frame.type in _SAID and tells_news(trigger))):
        return Dated(lately(published), "reported lately")
    return Dated(None, "undated")


_OF_LATE = frozenset({"recently", "lately", "recent", "ongoing", "current", "latest", "just"})


def _is_of_late(trigger: Trigger) -> bool:
    """Whether a word beside it says that it is of these weeks: "recently imposed", "ongoing shipments"."""
    node = trigger.carrier if trigger.clause is not None and trigger.carrier is not None else trigger.token
    return any(c.lower_ in _OF_LATE and c.dep_ in {"advmod", "amod"} for c in node.children)


def tells_news(trigger: Trigger) -> bool:
    """Whether a main clause in the plain past tells the event, as what is new is told.

    "The ministry rejected this version": said, demanded or promised in words, it is reported without a date because it
    is what the article is about. What was done may be of any time, unless the article is a report (storytime.py).
    """
    node = trigger.carrier if trigger.carrier is not None else trigger.token
    if (trigger.clause is None and trigger.carrier is None) or _tense(trigger) != "past":
        return False
    for _ in range(DEEPEST):
        if node.dep_ not in {"conj", "xcomp"}:
            break
        node = node.head
    return node.dep_ in {"ROOT", "ccomp", "parataxis"}


def goes_back_to(trigger: Trigger) -> bool:
    """Whether an event only serves to say when another was."""
    return _is_reference(chain_of(trigger)[0])


def time_told_in(sentence: Any, context: Context) -> When | None:
    """The time that stands with the main verb of a sentence in the past tense, whatever that verb tells."""
    root = sentence.root
    if root.pos_ not in {"VERB", "AUX"} or _tense_of(root) != "past":
        return None
    for time in context.times.within(sentence.start_char, sentence.end_char):
        tokens = context.document.tokens(time.span)
        if time.when is not None and len(tokens) and _rank(tokens.root, {root.i: 0}) == (0, 0):
            return time.when
    return None


def _around(trigger: Trigger) -> tuple[int, int]:
    """The trigger's sentence, of a run-on line only the part near the trigger."""
    sentence, at = trigger.token.sent, trigger.token.idx
    return max(sentence.start_char, at - _NEAR_CHARS), min(sentence.end_char, at + _NEAR_CHARS)


def _attached(times: list[Time], nodes: list[Any], trigger: Trigger, context: Context) -> Time | None:
    """The time that hangs on one of the nodes; of several one that hangs on it directly, then the nearest."""
    if not times or not nodes:
        return None
    ranks = {node.i: rank for rank, node in enumerate(nodes)}
    best: tuple[tuple[int, int], int, Time] | None = None
    for time in times:
        if time.span.of(context.document.text).lower() in _PRESENT:
            continue  # says no more than the tense
        tokens = context.document.tokens(time.span)
        if not len(tokens) or any(t.i == trigger.token.i for t in tokens):
            continue
        rank = _rank(tokens.root, ranks)
        if rank is not None:
            entry = (rank, abs(tokens.root.i - trigger.token.i), time)
            if best is None or entry[:2] < best[:2]:
                best = entry
    return best[2] if best else None


def _rank(token: Any, ranks: dict[int, int]) -> tuple[int, int] | None:
    """How far out on the chain a time hangs, and behind how many nouns; None where in a clause of its own."""
    node = token
    hops = 0  # nouns passed on the way: one may be the verb's object that the parser hung the date on
    for step in range(DEEPEST):
        if node.i in ranks:
            return ranks[node.i], hops
        if step and node.dep_ in _BARRIERS:
            return None
        if step and node.pos_ in {"NOUN", "PROPN"} and node.ent_type_ not in {"DATE", "TIME"}:
            hops += 1
            if hops > 1 or node.dep_ in {"appos", "poss"}:
                return None
        if node.head == node:
            return None
        node = node.head
    return None


def _elapsed_since(trigger: Trigger, context: Context, published: Published | None) -> When | None:
    """ "in the twenty months since the raid": the raid took place so long before publication."""
    if published is None:
        return None
    node = trigger.carrier if trigger.carrier is not None else trigger.token
    since = next((c for c in node.children if c.dep_ == "mark" and c.lower_ == "since"), None)
    if since is None:
        since = node.head if node.dep_ == "pobj" and node.head.lower_ == "since" else None
        node = since
    if since is None or node is None:
        return None
    length = next(
        (
            days_of(t.value)
            for t in context.times.within(trigger.token.sent.start_char, since.idx + 1)
            if t.kind == "DURATION" and t.span.start <= node.head.idx < t.span.end
        ),
        None,
    )
    if length is None:
        return None
    first, last = (day - dt.timedelta(days=length) for day in (published.when.first, published.when.last))
    # The number is rounded to its unit, so the date is no sharper than a twentieth of the time gone by.
    slack = dt.timedelta(days=max(1, length // 20))
    return When.between(first - slack, last + slack)


_REFERRING = frozenset({"since", "after", "before", "until", "following"})


def _is_reference(own: list[Any]) -> bool:
    """Whether an event only serves to say when another was: "for the first time since the invasion began"."""
    for node in own[-2:]:
        if any(c.dep_ == "mark" and c.lower_ in _REFERRING for c in node.children):
            return True
        if node.dep_ in {"pobj", "pcomp"} and node.head.lower_ in _REFERRING:
            return True
    return False


def _known_day(trigger: Trigger, own: list[Any], context: Context) -> When | None:
    """The day of a well-known event (timex/anchors) that the trigger names; a war's first where it began is meant.

    "Since the invasion began", "after the fall of the city": told by name and without a date of their own.
    """
    at = trigger.token.idx
    for mention in context.known:
        if not mention.span.start <= at < mention.span.end:
            continue
        anchor = mention.anchor
        if anchor.one_day and anchor.last is not None:
            return When.between(anchor.first, anchor.last)
        began = trigger.carrier is not None and trigger.carrier.lemma_ in {"begin", "start", "launch"}
        if anchor.kind == "war" and (began or _is_reference(own)):
            return When.day(anchor.first)
    return None


def _only_mentioned(trigger: Trigger) -> bool:
    """Whether a known event is brought up without a verb of its own: the time around it is another event's."""
    if trigger.clause is not None or trigger.carrier is not None:
        return False
    return any((c.dep_ == "det" and c.lower_ == "the") or c.dep_ == "poss" for c in trigger.token.children)


def lately(published: Published | None) -> When | None:
    """The weeks up to publication, in which what is reported without a date took place."""
    if published is None:
        return None
    return When.between(published.when.first - dt.timedelta(days=LATELY_DAYS), published.when.last)


def _opened(when: When, time: Time, context: Context, published: Published | None) -> When:
    """ "since March" lasts until publication; "as of" and "by Tuesday" close the weeks before."""
    tokens = context.document.tokens(time.span)
    before = tokens[0].nbor(-1).lower_ if tokens[0].i else ""
    if tokens[0].lower_ == "since" or before == "since":
        last = max(when.last, published.when.last) if published else when.last
        return When.between(when.first, last)
    if before in {"until", "by", "till"} or (before == "of" and tokens[0].i > 1 and tokens[0].nbor(-2).lower_ == "as"):
        return When.between(when.first - dt.timedelta(days=LATELY_DAYS), when.last)
    return when


def _capped(when: When, status: Status, published: Published | None) -> When:
    """What has happened had happened by the time of publication."""
    if published is None or status not in {Status.HAPPENED, Status.ALLEGED}:
        return when
    if when.first <= published.when.last < when.last:
        return When.between(when.first, published.when.last)
    return when


def _tense(trigger: Trigger) -> str:
    """The tense of the event's clause: past, perfect (present perfect), present, before the past, or none."""
    node = trigger.carrier if trigger.carrier is not None else trigger.token
    for _ in range(DEEPEST):
        if node.pos_ in {"VERB", "AUX"}:
            tense = _tense_of(node)
            if tense != "none":
                return tense
        if node.head == node or (node.pos_ == "VERB" and node.dep_ in {"relcl"}):
            return "none"
        node = node.head
    return "none"


def _tense_of(verb: Any) -> str:
    aux = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    tags = {c.tag_ for c in aux} | {"VBD" if not aux and verb.lower_ in load_irregular() else verb.tag_}
    if any(c.lemma_ == "have" and c.tag_ in {"VBP", "VBZ"} for c in aux):
        return "perfect"
    if any(c.lemma_ == "have" and c.tag_ == "VBD" for c in aux):
        return "before the past"
    if tags & {"VBP", "VBZ"}:
        return "present"
    if "VBD" in tags:
        return "past"
    return "none"


def places_of(trigger: Trigger, heads: list[Any], context: Context) -> tuple[str, ...]:
    """The names of the places where an event happens: behind a preposition of place in its clause, or its object."""
    places = context.places.within(*_around(trigger))
    if not places:
        return ()
    own, _ = chain_of(trigger)
    # "Reduce activity near the town": the place may hang on the trigger's further words.
    ranks = {node.i: rank for rank, node in enumerate((*own, *trigger.words))}
    objects = {head.i for head in heads}
    found: list[str] = []
    for place in places:
        tokens = context.document.tokens(place.span)
        if not len(tokens):
            continue
        root = tokens.root
        if (_stands_at(root, ranks) or _within(root, objects)) and place.name not in found:
            found.append(place.name)
    return tuple(found)


def _stands_at(token: Any, ranks: dict[int, int]) -> bool:
    node = token
    for _ in range(DEEPEST):
        if node.dep_ in _BARRIERS or node.dep_ in {"poss", "nsubj", "nsubjpass", "dobj", "amod", "agent"}:
            return False
        if node.dep_ == "prep":
            if node.lower_ not in _AT:
                return False
            if node.head.i in ranks:
                return bool(node.lower_ != "of" or node.head.pos_ == "NOUN")
        node = node.head
    return False


def _within(token: Any, objects: set[int]) -> bool:
    """Whether a place name is itself the object, or names it ("the city of Kherson")."""
    node = token
    for _ in range(3):
        if node.i in objects:
            return True
        if node.dep_ not in {"appos", "pobj", "prep", "conj"}:
            return False
        if node.dep_ == "prep" and node.lower_ not in {"of", "in", "near"}:
            return False
        node = node.head
    return False
