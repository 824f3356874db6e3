"""What a ledger answers with, beside claims, articles and readings themselves."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Decision
from counterclaim.records.values import Side
from counterclaim.records.when import When


class Added(StrEnum):
    """What became of a reading that was given to the ledger."""

    NEW = "new"
    UNCHANGED = "unchanged"  # the same reader, or a newer one, has read this text already
    SUPERSEDED = "superseded"  # an older reading of this text is kept and no longer counts
    WITHDRAWN = "withdrawn"  # a person has withdrawn this article; nothing was added


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One article as the ledger lists it."""

    id: str
    path: str | None
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    language: str | None
    published: When | None
    basis: str | None  # what says when it was published
    chars: int
    claims: int  # how many the current reading gave
    reader: str  # version of the reader that gave the current reading
    added: str  # when the text came into the ledger, ISO 8601 UTC


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where an article's text was found: copies of one text are one article seen several times."""

    path: str | None
    url: str | None
    outlet: str | None
    at: str  # ISO 8601 UTC


@dataclass(frozen=True, slots=True)
class Custody:
    """Bytes that an article was made of, and how."""

    sha256: str  # of the bytes as they were found
    bytes: int  # how many
    how: str  # the text was got out of them: "as it is", "trafilatura 2.0.0"
    version: str  # of Counterclaim that took them in
    path: str | None
    url: str | None
    outlet: str | None
    at: str  # ISO 8601 UTC
    who: str | None  # the person or program that put it in


@dataclass(frozen=True, slots=True)
class Version:
    """A claim as it stood for a while."""

    claim: Claim
    begun: str  # ISO 8601 UTC
    begun_by: str | None  # a person's name or the program's; None = made before this was noted
    ended: str | None  # None = it holds
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A claim that a person rejected, as the reader makes it."""

    claim: Claim
    decision: Decision


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source as the ledger lists it."""

    source: str | None  # None: attributed to nobody named
    actor: str | None
    side: Side | None
    claims: int
    first: dt.date | None  # first day on which an article with a claim of this source can have been published
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of ingest."""

    number: int
    started: str  # ISO 8601 UTC
    finished: str | None  # None: still running, or ended before its time
    version: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the ledger holds."""

    articles: int
    readings: int  # superseded ones included
    claims: int
    superseded_claims: int
    kinds: Mapping[str, int]  # claims by kind
    runs: int
    dropped: int


class ChangeKind(StrEnum):
    """How a claim of one moment differs from the ledger of another."""

    ADDED = "added"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"  # a newer reading no longer makes it, or a person rejected it or withdrew its article


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one claim between two moments."""

    kind: ChangeKind
    claim: Claim  # as it is at the later moment; of a withdrawn one as it was
    before: Claim | None  # of a revised one as it was
    at: str  # when, ISO 8601 UTC
    run: int | None  # the run that did it
    version: str | None  # of Counterclaim, in that run
    who: str | None = None  # the person or program that did it; None = written before this was noted


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking a ledger against itself found."""

    problem: str | None  # the first thing that does not fit, in words; None = everything fits
    entries: int  # of the log, that were checked and fit
    readings: int
    claims: int  # versions of claims, superseded ones included
    decisions: int = 0  # taken-back ones included
    originals: int = 0  # whose bytes have the SHA-256 that they must have
