"""An article as it was published, and the reasons for which something does not get further."""

import hashlib
from dataclasses import dataclass, field

from counterclaim.records.span import Span
from counterclaim.records.when import When


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as narrowly as the evidence allows, and what that evidence is."""

    when: When
    basis: str  # the words or the metadata that say so, for a person to read


@dataclass(frozen=True, slots=True)
class Article:
    """One text as one outlet published it; immutable, identified by the hash of its text."""

    text: str  # the stored text; for a plain text file the file's text, unchanged
    path: str | None = None  # where it was read from; not part of its identity
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None  # ISO 639-1; None = not determined
    published: Published | None = None  # from metadata only; what the text says is the reading's business
    header: Span | None = None  # front matter inside `text`, not part of what the article says
    # The bytes that the text was made of, as they were found, for the ledger to keep; None = not known, or no longer at
    # hand. No part of what the article is: equal articles may come of unlike files.
    original: bytes | None = field(default=None, repr=False, compare=False)
    obtained: str | None = field(default=None, compare=False)  # how the text was got out of them: "trafilatura 2.0.0"

    @property
    def id(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal. Lone surrogates cannot occur: intake refuses them."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Excluded:
    """A stretch of text that is not the article's own: blurb, doubled caption, related links, byline."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Something that was looked at and not kept. `item` is a path or the words; `reason` is a short, countable name."""

    item: str
    reason: str
    detail: str = ""  # what was seen and what to do, for a person
    span: Span | None = None  # where in the article, if it is a stretch of one
