"""Statements about what was then the future: who foresees what, by when, how surely.

In:  the parsed article, attributions, hints, times.   Out: Forecasts in text order.
What counts: "will", a reported "would", "may" and "could" that look ahead, "is set to", "is likely to", verbs of
expecting (also past ones), plans told of others, arrangements for a day to come, time granted ("gave the capital three
days"). What does not: vows, demands, wishes, conditions contrary to fact, questions, permissions, and what a party only
puts into its diary. Finding the words: foreseeing.py; what is no forecast though it looks ahead: undertakings.py;
likelihood: ICD 203 (data/likelihood.toml).
"""

import bisect
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.reading.document import Document
from counterclaim.reading.events.grammar import classes_of, verb_lemma
from counterclaim.reading.events.mentions import Mentions, innermost, span_of
from counterclaim.reading.foreseeing import DATED, DEEPEST, REPORTED, foreseen_in, is_asked
from counterclaim.reading.foresight import SUBJECTS, Foreseen, foresight, read_table
from counterclaim.reading.hintedforecasts import foreseen_by_network, is_likely
from counterclaim.reading.hints import Hints
from counterclaim.reading.horizons import horizon_of, war_told_of
from counterclaim.reading.timex.anchors import Anchor
from counterclaim.reading.undertakings import is_undertaken
from counterclaim.records.article import Published
from counterclaim.records.reading import Attribution, Event, Forecast, Time
from counterclaim.records.span import Span
from counterclaim.records.values import Act, Status
from counterclaim.records.when import When

# A clause longer than this is cut: a forecast is a statement, not a paragraph.
_LONGEST_TOKENS = 60
_DASHES = frozenset({"-", "--", "–", "—"})
_VOWS = frozenset({Act.REFUSE, Act.OFFER, Act.AGREE})


def find_forecasts(
    document: Document,
    *,
    attributions: tuple[Attribution, ...],
    hints: Hints,
    times: tuple[Time, ...],
    published: Published | None,
) -> tuple[Forecast, ...]:
    """Find the forecasts of the body, in text order.

    `made` is the time of speaking, else of publication; None for a past expectation that the text does not date.
    `horizon` comes from the clause's own time words; a length of time is counted from `made`, or from the beginning
    of the war where the expectation went before it. `likelihood` is ICD 203's range for the words kept in `wording`.
    """
    by_rule = sorted((f for s in document.sentences for f in foreseen_in(s)), key=lambda f: f.head.idx)
    by_network = [f for f in foreseen_by_network(document, hints) if not is_asked(f.head)]
    past = any(f.past for f in (*by_rule, *by_network))
    around = _Around(
        attributions, Mentions.of(times), published, war_told_of(document, published) if past else None, document.text
    )
    told = list(_told(by_rule, around))
    taken = sorted(span for span, _ in told)
    # What the rules make of a clause stands: they know whose words it is, and up to when it looks.
    seen = ((span, one) for span, one in _told(by_network, around) if is_likely(span, hints))
    told += ((span, one) for span, one in seen if not _overlaps(span, taken))
    found = sorted((f for _, f in told if f is not None), key=lambda f: f.span)
    apart = [
        f for before, f in zip((None, *found), found, strict=False) if not (before and before.span.overlaps(f.span))
    ]
    return tuple(replace(forecast, id=f"p{n}") for n, forecast in enumerate(apart, 1))


@dataclass(frozen=True, slots=True)
class _Around:
    """What earlier steps found."""

    attributions: tuple[Attribution, ...]
    times: Mentions[Time]
    published: Published | None
    war: Anchor | None
    text: str


def _told(found: Sequence[Foreseen], around: _Around) -> Iterator[tuple[Span, Forecast | None]]:
    """The clause of each find in text order, with its forecast; None for what is undertaken and not foreseen."""
    covering = innermost(around.attributions, [span_of(f.head) for f in found])
    last: Span | None = None
    for foreseen, said in zip(found, covering, strict=True):
        span = _clause(foreseen)
        if foreseen.rule != "time granted" and (_is_undertaking(foreseen, said) or is_undertaken(foreseen)):
            yield span, None
            continue
        if last is not None and last.overlaps(span):
            continue  # "expects that it will": one forecast
        forecast = _forecast(foreseen, span, said, around)
        if foreseen.rule != DATED or _is_to_come(forecast):
            last = span
            yield span, forecast


_NESTED = 3  # clauses that begin before another and may still reach into it


def _overlaps(span: Span, taken: list[Span]) -> bool:
    """Whether a span overlaps one of the spans in text order."""
    at = bisect.bisect_left(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, at - _NESTED) : at + 1])


_UNREAL = frozenset({Status.PLANNED, Status.PREDICTED, Status.HYPOTHETICAL})


def dated_by_horizon(events: Iterable[Event], forecasts: Sequence[Forecast]) -> tuple[Event, ...]:
    """Give an event still to come, whose own words name no time, the horizon of the forecast that it stands in.

    Forecasts and events are in text order; forecasts do not overlap.
    """
    starts = [forecast.span.start for forecast in forecasts]

    def horizon(event: Event) -> When | None:
        at = bisect.bisect_right(starts, event.trigger.start) - 1
        return forecasts[at].horizon if at >= 0 and forecasts[at].span.covers(event.trigger) else None

    return tuple(
        replace(e, when=when, rule=f"{e.rule}; horizon of the forecast")
        if e.when is None and e.status in _UNREAL and (when := horizon(e)) is not None
        else e
        for e in events
    )


def _forecast(foreseen: Foreseen, span: Span, said: Attribution | None, around: _Around) -> Forecast:
    """The forecast of a clause. Its id is given at the end, by text order."""
    made = said.said if said is not None else None
    if made is None and not foreseen.past and around.published is not None:
        made = around.published.when
    wording, likelihood = _likelihood(around.text[min(span.start, foreseen.cue.idx) : span.end])
    return Forecast(
        id="",
        span=span,
        attribution=said.id if said is not None else None,
        horizon=horizon_of(
            around.times.within(*_dated(foreseen, span)),
            made,
            around.text,
            foreseen.cue.sent,
            around.war,
            looking_back=foreseen.past,
        ),
        made=made,
        likelihood=likelihood,
        wording=wording,
        condition=_condition(foreseen),
        rule=foreseen.rule,
    )


def _condition(foreseen: Foreseen) -> str | None:
    """The words of the condition that a forecast hangs on ("if the port stays closed", "without a truce")."""
    marks = foresight()["conditions"]
    node = foreseen.head
    for _ in range(3):
        for child in node.children:
            opens = child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in marks for c in child.children)
            if opens or (child.dep_ == "prep" and child.lower_ == "without"):
                words = node.doc[child.left_edge.i : min(child.right_edge.i, child.left_edge.i + _LONGEST_TOKENS) + 1]
                return " ".join(words.text.rstrip(" ,;.").split())
        if node.dep_ not in {"xcomp", "conj", "ccomp"} or node.head == node:
            return None
        node = node.head
    return None


def _is_to_come(forecast: Forecast) -> bool:
    """Whether a day named is later than the words that name it."""
    return forecast.horizon is not None and forecast.made is not None and forecast.horizon.last > forecast.made.first


def _dated(foreseen: Foreseen, span: Span) -> tuple[int, int]:
    """Where the forecast's time words stand: of time granted only the grant, for the rest says when it was given."""
    if foreseen.rule == "time granted":
        last = foreseen.head.right_edge if foreseen.head.dep_ == "prep" else foreseen.head  # "until the spring"
        return foreseen.head.left_edge.idx, last.idx + len(last)
    return span.start, span.end


def _is_undertaking(foreseen: Foreseen, said: Attribution | None) -> bool:
    """Whether the words are a demand, an offer or a refusal, or hang on a wish."""
    if said is not None and said.act is Act.DEMAND and foreseen.rule != "will":
        return True
    if said is not None and said.act in _VOWS and foreseen.rule == REPORTED and _is_party(foreseen.head):
        return True  # "said his country would never give up": a vow told afterwards
    node = foreseen.head
    wishes = foresight()["wishes"]
    for _ in range(DEEPEST):
        head = node.head
        if head == node or node.dep_ not in {"ccomp", "xcomp", "conj"}:
            return False
        if node.dep_ != "conj" and head.pos_ == "VERB" and verb_lemma(head) in wishes and head != foreseen.cue:
            return True
        node = head
    return False


def _is_party(verb: Any) -> bool:
    """Whether the one who is to do it can vow; "flights would be permitted" is told of things."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    return subject is None or bool(classes_of(subject, frozenset()) & {"person", "polity", "armed", "any"})


def _clause(foreseen: Foreseen) -> Span:
    """From the subject to the end of what is foreseen, the word that makes it a forecast included."""
    head, cue = foreseen.head, foreseen.cue
    top = cue if cue.pos_ == "VERB" and cue.dep_ != "amod" and head.head == cue else head
    if cue.pos_ in {"ADJ", "VERB"} and cue != head and cue.dep_ in {"acomp", "oprd", "attr"}:
        top = cue.head
    inside = [t for t in _own(top) if not t.is_space]
    first = min([t.i for t in inside] + [cue.i])
    last = max([t.i for t in inside] + [head.i])
    sentence = head.sent
    first, last = max(first, sentence.start), min(last, sentence.end - 1, first + _LONGEST_TOKENS)
    last = max(last, head.i, cue.i)
    doc = head.doc
    first = _after_dateline(sentence, first, min(head.i, cue.i))
    while last > head.i and (doc[last].is_punct or doc[last].dep_ == "cc"):
        last -= 1
    while first < head.i and doc[first] != cue and (doc[first].is_punct or _joins(doc[first], top)):
        first += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _after_dateline(sentence: Any, first: int, stop: int) -> int:
    """Where a clause begins behind a dateline that the parser took for part of it ("ADEN, 4 May 2019 - The army …")."""
    if first != sentence.start:
        return first
    doc = sentence.doc
    apart = (n for n in range(first + 1, stop) if doc[n].text in _DASHES and doc[n - 1].whitespace_)
    dash = next(apart, None)
    if dash is None or not any(t.like_num or t.ent_type_ == "DATE" for t in doc[first:dash]):
        return first
    return dash + 1


def _joins(word: Any, top: Any) -> bool:
    """Whether a word only joins the clause to another ("that", "and"); the "if" of its own condition stays."""
    return word.dep_ in {"cc", "mark"} and word.head == top


def _own(top: Any) -> Iterator[Any]:
    """The tokens of a clause without clauses joined to it."""
    yield top
    for child in top.children:
        if child.dep_ in {"conj", "parataxis"} and child.pos_ in {"VERB", "AUX"}:
            continue
        if child.dep_ == "ccomp" and child.i < top.i:
            continue
        yield from child.subtree


def _likelihood(words: str) -> tuple[str | None, tuple[float, float] | None]:
    """The first word of likelihood in a clause and ICD 203's range for it."""
    pattern, ranges = _scale()
    found = pattern.search(words.lower())
    return (words[found.start() : found.end()], ranges[found.group()]) if found else (None, None)


@functools.cache
def _scale() -> tuple[re.Pattern[str], Mapping[str, tuple[float, float]]]:
    ranges = {
        word: (float(row["low"]), float(row["high"]))
        for row in read_table("likelihood").values()
        for word in row["words"]
    }
    longest_first = sorted(ranges, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b"), ranges
