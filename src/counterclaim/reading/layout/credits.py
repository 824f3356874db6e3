"""What the page says of where the article comes from: author, outlet, and the outlet that had it first.

In:  an Article.   Out: Credit.
For articles that come without metadata. Bylines and author bios name the author, reprint notices the first outlet,
copyright lines and datelines the outlet or agency.
"""

import re
from dataclasses import dataclass

from counterclaim.reading.document import is_hard_wrapped
from counterclaim.reading.layout.bylines import Byline, bio, byline, head_byline
from counterclaim.reading.layout.lines import Line, cut_lines
from counterclaim.reading.layout.notices import notice_reason
from counterclaim.records.article import Article

_REPRINT = re.compile(
    r"\b(?:appeared|published|posted|ran|produced|written|printed|excerpted|adapted|courtesy|syndicated|permission)\b"
    r"(?: \w+){0,3}? (?:at|in|on|by|from|under|of|with) "
    r"(?P<outlet>(?:[Tt]he )?[A-Z][\w’'&.]*(?:[ -](?:of |for |and |the |on |& )?[A-Z][\w’'&]*){0,6})"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\W*(?:©|\(c\))?\W*(?:19|20)\d\d\W*(?:by )?"
    r"(?P<outlet>(?:the )?[A-Z][\w’'&.-]*(?: [A-Z&][\w’'&.-]*){0,5})",
    re.I,
)
# "KYIV, Ukraine (AP) —", "LONDON, March 3 (Reuters) -"
_AGENCY = re.compile(
    r"\A[\W_]*[A-Z][\w.,’' –-]{2,60}"
    r"\((?P<agency>AP|AFP|Reuters|UPI|Xinhua|TASS|dpa|DPA|CNN|CBS|NBC|Bloomberg|Interfax|Ukrinform)\)\s*[—–-]"
)
_HEAD_LINES = 10
_TAIL_LINES = 12


@dataclass(frozen=True, slots=True)
class Credit:
    """Where the article says it comes from; None = it does not say."""

    author: str | None = None
    outlet: str | None = None  # who publishes it, or whom the author writes for
    original: str | None = None  # who published it first, by a reprint notice or an agency's dateline


def find_credit(article: Article) -> Credit:
    """Author, outlet and first outlet, as the text's own byline, bio, notices and dateline state them."""
    text = article.text
    start = article.header.end if article.header else 0
    lines = cut_lines(text, start=start, blocks=is_hard_wrapped(text[start : start + 20_000]))
    head, tail = lines[:_HEAD_LINES], lines[-_TAIL_LINES:]
    signed = [b for b in (head_byline(text, start), *(byline(x) for x in head)) if b]
    authors = [b.author for b in signed if b.author]
    signed += [b for b in (_signature(x, lines, authors) for x in tail) if b]
    original = _first(
        _REPRINT, "outlet", [x for x in (*head, *tail) if notice_reason(x, head=True, tail=True) == "reprint notice"]
    )
    agency = _first(_AGENCY, "agency", head)
    outlet = next((b.outlet for b in signed if b.outlet), None)
    owner = _first(
        _COPYRIGHT, "outlet", [x for x in tail if notice_reason(x, head=False, tail=True) == "copyright notice"]
    )
    return Credit(
        author=next((b.author for b in signed if b.author), None),
        outlet=outlet or owner,
        original=original or agency,
    )


def _signature(line: Line, lines: tuple[Line, ...], authors: list[str]) -> Byline | None:
    return byline(line) or bio(line, lines, authors)


def _first(pattern: re.Pattern[str], group: str, lines: list[Line] | tuple[Line, ...]) -> str | None:
    for line in lines:
        if found := pattern.search(line.text[:600]):
            return found[group].strip(" .,")
    return None
