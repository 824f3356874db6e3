"""Lines that are notices of the page or appeals to the reader, one by one.

In:  a Line and where it stands.   Out: the reason to exclude it, or None.
"""

import re

from counterclaim.reading.layout.datelines import is_own, read_date_line
from counterclaim.reading.layout.lines import Line
from counterclaim.reading.layout.registers import blurbs, notices

_SAYS = re.compile(
    r"\b(?:said|says|told|according to|announced|warned|claimed|wrote|added|reported|killed|troops|forces|soldiers)\b",
    re.IGNORECASE,
)


def notice_reason(line: Line, *, head: bool, tail: bool) -> str | None:
    """Why the line is a notice; None if it is none.

    Args:
        head, tail: whether it stands among the first or the last lines.
    """
    if not line.short:
        return None
    zones = {"edge"} if head or tail else set()
    zones |= {"head"} if head else set()
    zones |= {"tail"} if tail else set()
    for notice in notices():
        here = notice.zone == "any" or notice.zone in zones
        if not here or len(line.words) > notice.max_words or not notice.pattern.search(line.text):
            continue
        if not (notice.name == "link-label" and _is_sentence(line)):
            return notice.reason
    dated = read_date_line(line) if head or tail else ()
    return "publication line" if any(is_own(d, head=head) for d in dated) else None


def _is_sentence(line: Line) -> bool:
    """A label before a whole sentence ("PREVIOUS: Two men were ...") is the article's, not a link's title."""
    return len(line.words) >= 14 and line.text.endswith(".")


def blurb_points(line: Line) -> int:
    """How much of an appeal to the reader the line is, in the register's points; 0 without any offer or call."""
    register = blurbs()
    if not line.short or len(line.words) > register.max_words:
        return 0
    points, kinds = 0, set()
    for feature in register.features:
        if feature.pattern.search(line.text):
            points += feature.points
            kinds.add(feature.kind)
    return points if kinds & {"offer", "call"} else 0


def is_blurb(line: Line, *, near_blurb: bool = False) -> bool:
    """Whether the line asks the reader to subscribe, sign up, pay or follow.

    Args:
        near_blurb: whether the line before or after is a blurb, so that fewer points will do.
    """
    register = blurbs()
    points = blurb_points(line)
    if line.quoted or _SAYS.search(line.text):
        return points >= register.needed_prose
    return points >= register.needed - near_blurb
