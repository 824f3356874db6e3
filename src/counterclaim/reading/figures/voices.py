"""Which attribution a figure stands in: the innermost whose content, or else whose clause, covers the number.

In:  the attributions.   Out: look-up by span.
"""

import bisect
import re
from collections.abc import Iterable

from counterclaim.reading.document import Document
from counterclaim.records.reading import Attribution
from counterclaim.records.span import Span, hull
from counterclaim.records.values import Act, Quote


class Voices:
    """Attributions for look-up by stretch of text."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        attributions = [a for a in attributions if a.content]
        self._contents = sorted(((hull((*a.cue, *a.content)), a) for a in attributions), key=lambda p: (p[0], p[1].id))
        self._sizes = {a.id: sum(s.end - s.start for s in a.content) for a in attributions}
        # The furthest end of any attribution up to each place, so that a look-up stops early.
        self._reach: list[int] = []
        for span, _ in self._contents:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def at(self, document: Document, span: Span) -> Attribution | None:
        """The attribution with the least content that covers `span`; None = the narrator's."""
        around = [a for a in self._around(span) if not _only_modifies(document, span, a)]
        covering = [a for a in around if any(s.covers(span) for s in a.content)]
        if not covering:
            covering = [a for a in around if any(s.overlaps(span) for s in a.content) or _inside(span, a)]
        told = [a for a in covering if not (a.act in _DEEDS and self._is_told(a, covering))]
        return min(told, key=lambda a: (self._sizes[a.id], a.id)) if told else None

    def _is_told(self, deed: Attribution, covering: list[Attribution]) -> bool:
        """Whether somebody else says in the same breath that it was offered: "It has offered $90 billion, he said"."""
        return any(
            a is not deed and deed.cue and any(s.covers(deed.cue[0]) for s in a.content) and a.act not in _DEEDS
            for a in covering
        )

    def _around(self, span: Span) -> Iterable[Attribution]:
        at = bisect.bisect_left(self._contents, span.end, key=lambda p: p[0].start) - 1
        while at >= 0 and self._reach[at] > span.start:
            if self._contents[at][0].end > span.start:
                yield self._contents[at][1]
            at -= 1


def _only_modifies(document: Document, span: Span, attribution: Attribution) -> bool:
    """Whether the saying is a relative clause on what the number counts: "40 villages that it had agreed to return".

    Who agreed says nothing of the number; the sentence around does. Who says so does: "the 9,000 that agencies say".
    """
    cue_words = hull(attribution.cue).of(document.text) if attribution.cue else ""
    if _LAYS_CLAIM.search(cue_words):
        return True  # "laid claim to 3,000 square miles": how large the ground is, the writer says
    says_that = document.text.startswith("that ", attribution.content[0].start)  # "both sides agree that 40 died"
    if attribution.quote is not Quote.DIRECT and not says_that and _DECIDES.search(cue_words):
        return True  # "Congress approved $60 billion": who decides does something, and the writer tells of how much
    if attribution.act not in _OF_DEEDS:
        return False
    if not attribution.cue or attribution.cue[0].start < span.end or attribution.cue[0].start > span.end + _NEAR:
        return False
    words, cue = document.tokens(span), document.tokens(attribution.cue[0])
    if not len(words) or not len(cue):
        return False
    token = cue[-1]
    for _ in range(4):
        if token.dep_ == "relcl":
            return bool(words[0].i <= token.head.i < cue[0].i)
        if token.head == token or token.dep_ not in ("xcomp", "ccomp", "conj", "aux"):
            return False
        token = token.head
    return False


_LAYS_CLAIM = re.compile(r"\b(?:la(?:y|ys|id|ying)|stak(?:e|es|ed|ing))\s(?:\w+\s)?claims?\b")
_DECIDES = re.compile(r"\b(?:(?:approv|agree|adopt|ratif|endors|allow)\w*|pass(?:ed|es)?|vot(?:e[sd]?|ing))\b")
_OF_DEEDS = frozenset({Act.AGREE, Act.OFFER, Act.REFUSE, Act.DEMAND, Act.EXPRESS})
_DEEDS = frozenset({Act.OFFER, Act.AGREE})
_NEAR = 120  # characters from the number to a relative clause on its noun


def _inside(span: Span, attribution: Attribution) -> bool:
    """Whether the number stands between the cue and the content, or between parts of the content, of one attribution.

    "The ministry puts at 300 the number of the dead". Not the speaker's own words: "12 soldiers said …".
    """
    whole = hull((*attribution.cue, *attribution.content))
    spoken_by = (*attribution.cue, *(attribution.source.spans if attribution.source else ()))
    relays = tuple(s for via in attribution.via for s in via.spans)
    return whole.covers(span) and not any(s.overlaps(span) for s in (*spoken_by, *relays))
