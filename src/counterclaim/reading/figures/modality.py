"""How firmly a figure is put forward: asserted, estimated, planned, predicted, denied or hypothetical.

In:  Counted and the attribution that it stands in, if any.   Out: Modality.
"""

import re
from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.evidence import Read
from counterclaim.records.reading import Attribution
from counterclaim.records.values import Act, Measure, Modality

_ESTIMATE = re.compile(
    r"\b(?:estimate[sd]?|estimating|estimation|estimates|believed to|thought to|likel(?:y|ier) to be|"
    r"projected|assess(?:es|ed|ments?))\b",
    re.IGNORECASE,
)
_STEMS = ("estimat", "believed", "thought", "likel", "project", "assess")  # one in every match: spares the search
_PLANNING = frozenset(
    {
        "plan",
        "pledge",
        "promise",
        "vow",
        "intend",
        "aim",
        "provide",
        "approve",
        "announce",
        "propose",
        "seek",
        "request",
        "prepare",
        "want",
    }
)
_PREDICTING = frozenset({"expect", "predict", "forecast", "anticipate", "foresee", "grant", "project"})
_CLIMB = 6  # steps up the parse
_NEAR = 250  # characters around the number in which a word of estimating counts


def read_modality(text: str, counted: Counted, read: Read, attribution: Attribution | None) -> Modality:
    """The modality of the figure's own clause, else of the act of who says it.

    "44 million people will resist" predicts the resisting, not the number: a verb counts where it makes the measure.
    """
    verbs = [] if read.rule.startswith("noun:") and read.measure is Measure.COUNT else list(_verbs_above(counted))
    modals = {child.lower_ for verb in verbs[:2] for child in verb.children if child.dep_ == "aux"}
    lemmas = {verb.lemma_.lower() for verb in verbs}
    if attribution is not None and attribution.act is Act.DENY:
        return Modality.DENIED
    if _conditional(verbs) or modals & {"could", "might", "may"}:
        return Modality.HYPOTHETICAL
    if lemmas & _PREDICTING or (attribution is not None and attribution.act is Act.PREDICT):
        return Modality.PREDICTED
    if modals & {"will", "’ll", "'ll", "shall"} or (modals & {"would"}):
        return Modality.PLANNED if lemmas & _PLANNING else Modality.PREDICTED
    if lemmas & {"plan", "pledge", "promise", "vow", "intend", "propose", "seek"} or (
        attribution is not None and attribution.act in (Act.OFFER, Act.DEMAND)
    ):
        return Modality.PLANNED
    span = counted.quantity.span
    near = text[max(counted.sentence.start_char, span.start - _NEAR) : min(counted.sentence.end_char, span.end + _NEAR)]
    if (attribution is not None and attribution.act is Act.ESTIMATE) or _is_estimated(near):
        return Modality.ESTIMATED
    return Modality.ASSERTED


def _is_estimated(words: str) -> bool:
    return any(map(words.lower().__contains__, _STEMS)) and _ESTIMATE.search(words) is not None


def _verbs_above(counted: Counted) -> Any:
    token = counted.noun if counted.noun is not None else counted.number
    for _ in range(_CLIMB):
        if token.head == token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            yield token
    if token.pos_ in ("VERB", "AUX"):
        yield token


def _conditional(verbs: list[Any]) -> bool:
    return any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless") for verb in verbs[:2] for child in verb.children
    )
