"""What encoder and rules propose, joined at the same cue and cut to what was said, and judged.

In:  a Document, the encoder's raw finds, the quotations.   Out: Proposals in text order of their contents.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.reading.attribution.candidates import Candidate
from counterclaim.reading.attribution.clauses import find_in_clauses
from counterclaim.reading.attribution.decoding import RawAttribution
from counterclaim.reading.attribution.encoded import anchor_of, from_encoder
from counterclaim.reading.attribution.judging import ANYBODY, is_anybody, is_withheld, reason_against
from counterclaim.reading.attribution.merging import merge
from counterclaim.reading.attribution.nouns import find_nouns
from counterclaim.reading.attribution.phrases import find_phrases
from counterclaim.reading.attribution.quotations import Quotation
from counterclaim.reading.attribution.trimming import trimmed
from counterclaim.reading.attribution.turns import Turn
from counterclaim.reading.document import Document


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate that may still be dropped."""

    anchor: Any | None  # the token that heads its cue
    found: Candidate
    reason: str | None  # why it is no attribution; None: it may be


def propose(
    document: Document,
    raws: Iterable[RawAttribution],
    quotations: tuple[Quotation, ...],
    turns: tuple[Turn, ...] = (),
) -> Iterator[Proposal]:
    """Everything in the body that may be an attribution, each once."""
    ruled: list[tuple[Any | None, Candidate]] = []
    for sentence in document.sentences:
        by_rule = (*find_in_clauses(sentence), *find_phrases(sentence), *find_nouns(sentence))
        ruled.extend((anchor_of(document, found.cue), found) for found in by_rule)
    for anchor, joined in merge(document, from_encoder(document, raws, quotations), ruled):
        found = trimmed(document, anchor, joined)
        if found is None or any(document.is_excluded(s) for s in (*found.content, *found.cue)):
            continue
        reason = reason_against(document, anchor, found, quotations, turns)
        reason = ANYBODY if is_anybody(document, found) else reason
        if is_withheld(found, reason):
            found, reason = replace(found, withheld=reason), None
        yield Proposal(anchor, found, reason)
