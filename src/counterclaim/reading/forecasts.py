"""Statements about what was then the future: who foresees what, by when, how surely.

In:  the parsed article, attributions, events, times.   Out: Forecasts in text order.
What counts: "will", a reported "would", "may" and "could" that look ahead, "is set to", "is likely to", verbs of
expecting (also past ones), time granted ("gave the capital three days"). What does not: vows in the first person,
demands, wishes, conditions contrary to fact, questions, permissions. Words: data/foresight.toml; likelihood: ICD 203.
"""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from counterclaim.reading.document import Document
from counterclaim.reading.events.grammar import lemma_of, verb_lemma
from counterclaim.reading.events.mentions import Mentions, innermost, span_of
from counterclaim.reading.horizons import horizon_of, war_told_of
from counterclaim.reading.timex.anchors import Anchor
from counterclaim.records.article import Published
from counterclaim.records.reading import Attribution, Event, Forecast, Time
from counterclaim.records.span import Span
from counterclaim.records.values import Act

# A clause longer than this is cut: a forecast is a statement, not a paragraph.
_LONGEST_TOKENS = 60
_DEEPEST = 6
# What is undertaken or asked for is no forecast, unless it speaks of a third party.
_UNDERTAKINGS = frozenset({Act.DEMAND, Act.OFFER, Act.REFUSE})
_FIRST_PERSON = frozenset({"we", "i"})
# "Heading for the front line" is a journey, no outlook.
_SPOTS = frozenset("line front border home door exit coast city town village airport hill base house road".split())
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_CONDITIONAL = frozenset({"would", "'d", "’d"})
_POSSIBLE = frozenset({"may", "might", "could"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """A forecast's words: the head of what is foreseen, the word that makes it a forecast, the rule's name."""

    head: Any
    cue: Any
    rule: str
    past: bool  # an expectation reported in the past


def find_forecasts(
    document: Document,
    *,
    attributions: tuple[Attribution, ...],
    events: tuple[Event, ...],
    times: tuple[Time, ...],
    published: Published | None,
) -> tuple[Forecast, ...]:
    """Find the forecasts of the body, in text order.

    `made` is the time of speaking, else of publication; None for a past expectation that the text does not date.
    `horizon` comes from the clause's own time words; a length of time is counted from `made`, or from the beginning
    of the war where the expectation went before it. `likelihood` is ICD 203's range for the words kept in `wording`.
    """
    del events
    found = [foreseen for sentence in document.sentences for foreseen in _of_sentence(sentence)]
    found.sort(key=lambda f: f.head.idx)
    covering = innermost(attributions, [span_of(f.head) for f in found])
    index = Mentions.of(times)
    war = war_told_of(document, published) if any(f.past for f in found) else None
    forecasts: list[Forecast] = []
    for foreseen, said in zip(found, covering, strict=True):
        if foreseen.rule != "time granted" and _is_undertaking(foreseen, said):
            continue
        span = _clause(foreseen)
        if forecasts and forecasts[-1].span.overlaps(span):
            continue  # "expects that it will": one forecast
        forecasts.append(_forecast(len(forecasts) + 1, foreseen, span, said, index, published, war, document.text))
    return tuple(forecasts)


def _forecast(
    n: int,
    foreseen: _Foreseen,
    span: Span,
    said: Attribution | None,
    times: Mentions[Time],
    published: Published | None,
    war: Anchor | None,
    text: str,
) -> Forecast:
    made = said.said if said is not None else None
    if made is None and not foreseen.past and published is not None:
        made = published.when
    wording, likelihood = _likelihood(text[min(span.start, foreseen.cue.idx) : span.end])
    return Forecast(
        id=f"p{n}",
        span=span,
        attribution=said.id if said is not None else None,
        horizon=horizon_of(
            times.within(*_dated(foreseen, span)), made, text, foreseen.cue.sent, war, looking_back=foreseen.past
        ),
        made=made,
        likelihood=likelihood,
        wording=wording,
        rule=foreseen.rule,
    )


def _dated(foreseen: _Foreseen, span: Span) -> tuple[int, int]:
    """Where the forecast's time words stand: of time granted only the grant, for the rest says when it was given."""
    if foreseen.rule == "time granted":
        return foreseen.head.left_edge.idx, foreseen.head.idx + len(foreseen.head)
    return span.start, span.end


def _of_sentence(sentence: Any) -> Iterator[_Foreseen]:
    if sentence[-1].text == "?":
        return
    for token in sentence:
        pos = token.pos_
        if pos == "AUX" and token.dep_ == "aux":
            found = _by_modal(token)
        elif pos in {"VERB", "ADJ", "NOUN", "ADP", "ADV"}:
            found = _by_word(token)
        else:
            continue
        if found is not None:
            yield found


def _by_modal(modal: Any) -> _Foreseen | None:
    low, verb = modal.lower_, modal.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if low in _FUTURE:
        return None if _is_vow(verb) or _is_address(verb) else _Foreseen(verb, modal, "will", past=False)
    if _is_perfect(verb):
        return None  # "would have", "may have": about the past
    if low in _CONDITIONAL:
        return _Foreseen(verb, modal, "reported will", past=False) if _is_reported(verb) else None
    if low in _POSSIBLE and _looks_ahead(modal, verb):
        return _Foreseen(verb, modal, f"possible: {low}", past=False)
    return None


def _is_vow(verb: Any) -> bool:
    return any(c.dep_ in _SUBJECTS and c.lower_ in _FIRST_PERSON for c in verb.children)


def _is_address(verb: Any) -> bool:
    """Whether the reader is spoken to ("you will find")."""
    return any(c.dep_ in _SUBJECTS and c.lower_ == "you" for c in verb.children)


def _is_perfect(verb: Any) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"have", "'ve", "’ve"} for c in verb.children)


def _is_reported(verb: Any) -> bool:
    """Whether "would" is a "will" told afterwards: under a verb or noun of saying or expecting, without a condition."""
    words = _words()
    if _has_condition(verb):
        return False
    if _is_vow(verb) or any(c.lower_ in {"like", "rather"} for c in verb.children) or verb.lemma_ == "like":
        return False
    if any(_adverb_of_likelihood(c) for c in verb.children):
        return True
    head, dep = verb.head, verb.dep_
    for _ in range(_DEEPEST):
        if dep in {"ccomp", "acl", "relcl"} and head.pos_ in {"VERB", "NOUN"}:
            lemma = verb_lemma(head)
            if dep == "relcl":
                return False
            return lemma in words["saying"] or lemma in words["nouns"]
        if dep == "conj" and head.pos_ in {"VERB", "AUX"}:
            head, dep = head.head, head.dep_
            continue
        return False
    return False


def _has_condition(verb: Any) -> bool:
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in child.children):
            return True
    return False


def _looks_ahead(modal: Any, verb: Any) -> bool:
    """Whether "may", "might" or "could" foresees rather than permits, guesses at the present or tells an ability."""
    words = _words()
    if verb.lemma_.lower() in words["states"] or _is_vow(verb) or verb.dep_ in {"advcl", "csubj"}:
        return False
    ahead = any(
        c.lower_ in words["soon"] or c.lemma_.lower() in words["soon"] or c.ent_type_ in {"DATE", "TIME"}
        for c in verb.subtree
    )
    if any(c.dep_ == "neg" for c in verb.children) and modal.lower_ == "could" and not ahead:
        return False  # "could not reach them": an inability
    if verb.tag_ == "VBG" and any(c.lower_ == "be" for c in verb.children) and modal.lower_ == "may" and not ahead:
        return False  # "may be hiding": a guess at the present
    if verb.dep_ == "relcl":
        return ahead
    # "said it could" tells an ability as often as an outlook.
    return ahead or not (verb.dep_ == "ccomp" and modal.lower_ == "could" and verb.head.tag_ == "VBD")


def _by_word(token: Any) -> _Foreseen | None:
    words = _words()
    lemma = verb_lemma(token) if token.pos_ == "VERB" else token.lemma_.lower()
    if token.lower_ in words["adjectives"] or lemma in words["adjectives"]:
        found = _by_adjective(token)
        if found is not None:
            return found
    if token.pos_ == "VERB":
        if lemma in words["future"]:
            return _by_expecting(token)
        if lemma == "go" and token.tag_ == "VBG":
            verb = next((c for c in token.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
            return None if verb is None or _is_vow(token) else _Foreseen(verb, token, "going to", past=False)
        if lemma in words["allotting"]:
            return _by_allotting(token)
    if token.pos_ in {"VERB", "NOUN"}:
        return _by_course(token, lemma)
    return None


def _by_adjective(word: Any) -> _Foreseen | None:
    """ "is set to", "seems unlikely to", "an attack is likely"; a passive "is expected to" is read here too."""
    words = _words()
    if word.head.tag_ == "VB" and word.head.dep_ == "ROOT" and not any(c.dep_ in _SUBJECTS for c in word.head.children):
        return None  # "Be sure to …": an order
    verb = next((c for c in word.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and c.tag_ in {"VB", "VBN"}), None)
    tense_bearer = word if any(c.dep_ == "auxpass" for c in word.children) else word.head
    if verb is not None and any(c.lower_ == "to" for c in verb.children):
        if word.pos_ == "VERB" and not any(c.dep_ in {"auxpass", "nsubjpass"} for c in word.children):
            return None
        return _Foreseen(verb, word, f"be {word.lower_} to", past=_is_past(tense_bearer))
    if (
        word.dep_ == "acomp"
        and word.lower_ in words["outlooks"]
        and word.head.lemma_ in {"be", "seem", "look", "remain"}
    ):
        clause = verb or next((c for c in word.head.children if c.dep_ in {"ccomp", "csubj"} and c.i > word.i), None)
        subject = next((c for c in word.head.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
        foreseen = clause if clause is not None else subject
        if foreseen is not None:
            return _Foreseen(foreseen, word, f"be {word.lower_}", past=_is_past(word.head))
    return None


def _by_expecting(verb: Any) -> _Foreseen | None:
    """A verb of expecting with what it governs."""
    if verb.dep_ == "amod" or (verb.tag_ == "VBN" and verb.dep_ not in {"ROOT", "ccomp", "conj", "advcl", "relcl"}):
        return None
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    governed = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"}), None)
    governed = governed or next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ != "PRON"), None)
    if governed is None and verb.dep_ == "relcl":
        governed = verb.head  # "the quick victory that he expected"
    if governed is None or passive:
        return None
    if governed.dep_ == "dobj" and not _is_outcome(governed):
        return None
    return _Foreseen(governed, verb, f"expecting: {verb.lemma_.lower()}", past=_is_past(verb))


def _is_outcome(noun: Any) -> bool:
    """Whether what is expected is a happening rather than a guest, a parcel or a child."""
    return noun.ent_type_ not in {"PERSON", "DATE", "TIME"} and not (noun.pos_ == "PROPN" and noun.ent_type_ == "ORG")


def _by_allotting(verb: Any) -> _Foreseen | None:
    """ "granted the capital no more than seventy-two hours": time given is a forecast of an end."""
    words = _words()
    for child in verb.children:
        is_length = child.dep_ in {"dobj", "npadvmod"} and child.lemma_.lower() in words["units"]
        if is_length and any(True for _ in child.children):
            # The parser calls either of the two objects a dative, or both of them direct ones.
            receiver = any(c.dep_ == "dative" or (c.dep_ == "dobj" and c.i < child.i) for c in verb.children)
            if receiver and not any(c.dep_ in {"xcomp", "advcl"} and c.tag_ == "VB" for c in verb.children):
                return _Foreseen(child, verb, "time granted", past=_is_past(verb))
    return None


def _by_course(token: Any, lemma: str) -> _Foreseen | None:
    """On the way to an outcome: "is heading toward defeat", "on the brink of default"."""
    for child in token.children:
        if child.dep_ in {"prep", "prt"} and f"{lemma} {child.lower_}" in _words()["courses"]:
            outcome = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if (
                outcome is None
                or lemma_of(outcome) in _SPOTS
                or outcome.ent_type_ in {"GPE", "LOC", "FAC"}
                or outcome.pos_ == "PROPN"
            ):
                return None
            return _Foreseen(token, token, f"course: {lemma} {child.lower_}", past=False)
    return None


def _is_past(verb: Any) -> bool:
    """Whether a verb of expecting stands in the past tense."""
    aux = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ in {"VBP", "VBZ"} or c.lower_ in _FUTURE for c in aux):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in aux)


def _is_undertaking(foreseen: _Foreseen, said: Attribution | None) -> bool:
    """Whether the words are a demand, an offer or a refusal, or hang on a wish."""
    if said is not None and said.act is Act.DEMAND and foreseen.rule != "will":
        return True
    node = foreseen.head
    wishes = _words()["wishes"]
    for _ in range(_DEEPEST):
        head = node.head
        if head == node or node.dep_ not in {"ccomp", "xcomp", "conj"}:
            return False
        if node.dep_ != "conj" and head.pos_ == "VERB" and verb_lemma(head) in wishes and head != foreseen.cue:
            return True
        node = head
    return False


def _adverb_of_likelihood(token: Any) -> bool:
    return token.dep_ == "advmod" and token.lower_ in {"likely", "probably", "certainly", "inevitably", "undoubtedly"}


def _clause(foreseen: _Foreseen) -> Span:
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
    while last > head.i and doc[last].is_punct:
        last -= 1
    while first < head.i and doc[first] != cue and (doc[first].is_punct or _joins(doc[first], top)):
        first += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


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
        word: (float(row["low"]), float(row["high"])) for row in _read("likelihood").values() for word in row["words"]
    }
    longest_first = sorted(ranges, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b"), ranges


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    table = _read("foresight")
    return {
        **{name: frozenset(row["words"]) for name, row in table.items()},
        "future": frozenset(table["verbs"]["future"]),
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("counterclaim.reading") / "data" / f"{name}.toml").read_text("utf-8"))
