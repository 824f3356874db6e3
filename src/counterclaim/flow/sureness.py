"""Claims without the statements that are less sure than asked, and how many those were: none is left out unsaid.

In:  claims, the least confidence of a statement.   Out: the others in their order; the number of those left out.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from counterclaim.records.claim import Claim


@dataclass(slots=True)
class Sure:
    """Claims to go through once; how many were passed over stands in `left_out` when that is done.

    Figures, events and forecasts are kept, and so is what an article says in its own voice: it has no confidence.
    """

    claims: Iterable[Claim]
    least: float | None  # 0..1; None leaves nothing out
    kept: Container[str] = frozenset()  # ids of claims that are kept however unsure they are
    left_out: int = 0

    def __iter__(self) -> Iterator[Claim]:
        for claim in self.claims:
            if self._is_unsure(claim):
                self.left_out += 1
            else:
                yield claim

    def _is_unsure(self, claim: Claim) -> bool:
        if claim.kind != "statement" or claim.confidence is None or self.least is None:
            return False
        return claim.confidence < self.least and claim.id not in self.kept


def left_out_words(number: int, least: float) -> str:
    """ "13 statements below the confidence of 0.5 left out"."""
    return f"{number:,} {'statement' if number == 1 else 'statements'} below the confidence of {least:g} left out"
