"""What a document offers to date it by. The kinds of evidence are in `dates` and `events`: one function a kind.

Each function takes an Evidence and yields Constraints, independently of the others. Weights say how seldom the kind
misleads, on one scale: 10 = stated, 4 = as good as stated, 1 = a fair hint, below 1 = only to choose among what the
rest leaves open. They were set by reasoning and checked on incident reports and news with known dates.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from counterclaim.reading.dating.constraints import Constraint
from counterclaim.reading.layout.datelines import DateLine
from counterclaim.reading.timex.anchors import Anchor, Mention
from counterclaim.reading.timex.clauses import Located
from counterclaim.records.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Expressions, stated dates, and the known events that the text may speak of."""

    located: tuple[Located, ...]
    opening: DateLine | None  # the dateline before the first words
    lines: tuple[DateLine, ...]  # at the head and the tail, by themselves
    among: tuple[Anchor, ...]
    mentions: tuple[Mention, ...]
    topics: tuple[Mention, ...]
    wars: tuple[Anchor, ...]
    body: str
    text: str

    def text_of(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]


Kind = Callable[[Evidence], Iterator[Constraint]]


def quoted(located: Located) -> str:
    """The expression with a few words around it, for a reason."""
    before = " ".join(located.before.split()[-2:])
    after = located.after[:60].rstrip()
    after = " ".join(after.split()[:4]) if after[:1].isspace() else after.split(" ")[0]
    return "“" + " ".join(x for x in (before, located.words, after) if x) + "”"
