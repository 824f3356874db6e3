"""What a feed says, whatever its format.

In:  what a parser of one format found.   Out: Feed with its Entries; which text of an entry is a whole article.
"""

import hashlib
import re
from dataclasses import dataclass, field

from counterclaim.intake.limits import Refused

# A text of fewer words is a teaser, whatever element it stands in: feeds' summaries run to some 60, their articles
# begin at some 120.
_FEWEST_WORDS = 120
_TAG = re.compile(r"<[^<>]{0,2000}>")
_TEASER_END = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|\b(?:read (?:more|on|the (?:full|rest)\b.{0,40})|"
    r"continue reading\b.{0,80}|full (?:story|article)|more\s*(?:»|>>|→)))\W*\Z",
    re.I,
)
_APPEARED = re.compile(r"\bthe post\b.{1,300}?\b(?:appeared first|first appeared) on\b.{1,200}\Z", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, as the feed words it; None where it does not say."""

    id: str | None = None
    link: str | None = None  # absolute
    title: str | None = None
    author: str | None = None
    published: str | None = None  # as written
    updated: str | None = None  # as written
    language: str | None = None
    texts: tuple[str, ...] = field(default=(), repr=False)  # HTML, the likeliest to be whole first
    origin: str | None = None  # title of the feed that it was first in (RSS <source>)

    @property
    def name(self) -> str:
        """What a person calls it: its address, else its id or title."""
        return self.link or self.id or (self.title or "entry without a name")[:100]

    @property
    def mark(self) -> str:
        """Tells whether a later version of the feed says the same of this entry."""
        said = (self.id, self.link, self.title, self.published, self.updated, *self.texts)
        return hashlib.sha256("\x1f".join(part or "" for part in said).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def whole(self) -> str | None:
        """The text that is a whole article; None where the feed holds a teaser only."""
        return next((text for text in self.texts if _is_whole(text)), None)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it says of itself, and its entries in its order."""

    title: str | None
    link: str | None
    language: str | None
    entries: tuple[Entry, ...] = field(repr=False)
    fault: str | None = None  # what is wrong with its form, where it could be read all the same


def _is_whole(html: str) -> bool:
    words = _APPEARED.sub("", _TAG.sub(" ", html)).strip()
    return len(words.split()) >= _FEWEST_WORDS and not _TEASER_END.search(words[-200:])


_ENTITY = re.compile(
    r"<!ENTITY\s+(?P<parameter>%\s+)?(?P<name>[^\s\"'>]{1,200})\s+(?:(?P<outside>SYSTEM|PUBLIC)\b|\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')"
)
# What an entity of a real feed stands for: a letter or two (&nbsp; &eacute;).
_LONGEST_ENTITY = 40
_MOST_ENTITIES = 300  # HTML has 253


def refuse_entity_bombs(text: str, what: str) -> None:
    """Raise Refused where XML declares entities that grow, or that lie outside it."""
    if "<!ENTITY" not in text:
        return
    declared = 0
    for found in _ENTITY.finditer(text):
        declared += 1
        value = found["double"] or found["single"] or ""
        if found["parameter"] or found["outside"]:
            raise Refused("entity bomb", f"the {what} declares an entity that lies outside it ({found['name'][:40]})")
        if len(value) > _LONGEST_ENTITY or re.search(r"&(?!#)", value) or declared > _MOST_ENTITIES:
            raise Refused(
                "entity bomb", f"the {what} declares an entity that grows when it is read ({found['name'][:40]})"
            )
    if declared < text.count("<!ENTITY"):
        raise Refused("entity bomb", f"the {what} declares entities in an unusual form")
