"""Which attribution a figure stands in: the innermost whose content, or else whose clause, covers the number.

In:  the attributions.   Out: look-up by span.
"""

import bisect
from collections.abc import Iterable

from counterclaim.records.reading import Attribution
from counterclaim.records.span import Span, hull


class Voices:
    """Attributions for look-up by stretch of text."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        self._contents = sorted(
            ((span, attribution) for attribution in attributions for span in attribution.content), key=lambda p: p[0]
        )
        self._sizes = {a.id: sum(s.end - s.start for s in a.content) for _, a in self._contents}
        # The furthest end of any content up to each place, so that a look-up stops early.
        self._reach: list[int] = []
        for span, _ in self._contents:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def at(self, span: Span) -> Attribution | None:
        """The attribution with the least content that covers `span`; None = the narrator's."""
        covering = [a for s, a in self._around(span) if s.covers(span)]
        if not covering:
            covering = [a for s, a in self._around(span) if s.overlaps(span) or _inside(span, a)]
        return min(covering, key=lambda a: (self._sizes[a.id], a.id)) if covering else None

    def _around(self, span: Span) -> Iterable[tuple[Span, Attribution]]:
        at = bisect.bisect_left(self._contents, span.end, key=lambda p: p[0].start) - 1
        while at >= 0 and self._reach[at] > span.start:
            yield self._contents[at]
            at -= 1


def _inside(span: Span, attribution: Attribution) -> bool:
    """Whether the number stands between the parts of one attribution whose content is broken up."""
    whole = hull(attribution.content)
    return len(attribution.content) > 1 and whole.covers(span) and not any(c.overlaps(span) for c in attribution.cue)
