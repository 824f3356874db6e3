"""From what an expression says to a TIMEX3 value and an interval, against publication and the story's own time.

In:  a Meaning and a Frame (what is known around it).   Out: Resolved; value and interval None where nothing fixes them.
Nothing is invented: a relative expression without its anchor stays unresolved, and a date without a year is put after
publication only where the sentence speaks of the future.
"""

from collections.abc import Callable

from counterclaim.reading.timex import dated, relative
from counterclaim.reading.timex.frame import NOTHING, Frame, Resolved
from counterclaim.reading.timex.meaning import Meaning

RULES: tuple[Callable[[Meaning, Frame], Resolved | None], ...] = (
    relative.repeated,
    dated.before_christ,
    relative.reference,
    relative.same_period,
    dated.decade_or_century,
    dated.quarter,
    dated.part_of_named,
    dated.on_the_calendar,
    dated.on_a_weekday,
    relative.offset,
    relative.weekend,
    relative.relative_unit,
    relative.ordinal_unit,
    relative.duration,
    relative.part_of_day,
)


def resolve(meaning: Meaning, frame: Frame) -> Resolved:
    """Resolve one expression: the first rule that applies counts."""
    for rule in RULES:
        found = rule(meaning, frame)
        if found is not None:
            return found
    return NOTHING
