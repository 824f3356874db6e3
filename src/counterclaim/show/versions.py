"""Versions of a page for people and programs: when each was seen, the words that went and came, the claims with them.

In: PageVersions.   Out: lines of text; records by name.
"""

from collections.abc import Iterator

from counterclaim.comparison.rules.verdict import teller
from counterclaim.comparison.versions import Difference, Part, Stretch
from counterclaim.flow.versions import PageVersion
from counterclaim.ledger.addresses import Edited
from counterclaim.records.claim import Claim
from counterclaim.show.tables import SHORT_ID, Column, Listing

# Words that stayed are shown so far around what changed.
_AROUND = 8

EDITED: Listing[Edited] = Listing(
    "addresses with several versions",
    (
        Column("url", lambda e: e.url, "address", wraps=True),
        Column("versions", lambda e: e.versions, "versions", right=True),
        Column("first", lambda e: e.first, "first seen", lambda e: moment(e.first)),
        Column("last", lambda e: e.last, "last change", lambda e: moment(e.last)),
    ),
)


def version_lines(address: str, versions: tuple[PageVersion, ...], *, marked: bool = False) -> Iterator[str]:
    """The versions of one address, each with what it changed.

    Args:
        marked: use a terminal's colours beside the signs.
    """
    count = "1 version" if len(versions) == 1 else f"{len(versions)} versions"
    yield f"{address}: {count}"
    for version in versions:
        title = version.article.title or "(no title)"
        seen = f"{version.number}  {moment(version.seen.at)}  {version.seen.article[:SHORT_ID]}"
        yield f"{seen}  {title}  ({version.words:,} words, {version.claims:,} claims)"
        if version.change is not None:
            yield from _change_lines(version.change, marked=marked)


def version_record(address: str, version: PageVersion) -> dict[str, object]:
    """One version for a program: docs/fetching.md describes it."""
    change = version.change
    published = version.article.published
    return {
        "url": address,
        "version": version.number,
        "article": version.seen.article,
        "seen": version.seen.at,
        "outlet": version.seen.outlet,
        "title": version.article.title,
        "published": str(published.when) if published else None,
        "words": version.words,
        "claims": version.claims,
        "change": None
        if change is None
        else {
            "words_removed": change.removed,
            "words_added": change.added,
            "paragraphs": [[{"part": s.part, "words": s.words} for s in p] for p in change.paragraphs],
            "claims_gone": [_claim_record(claim) for claim in change.gone],
            "claims_new": [_claim_record(claim) for claim in change.new],
        },
    }


def moment(at: str) -> str:
    """A moment to the minute, in UTC: 2025-06-03 10:00Z."""
    return f"{at[:10]} {at[11:16]}Z"


def _change_lines(change: Difference, *, marked: bool) -> Iterator[str]:
    if not change.is_of_words:
        yield "     only blanks and line ends changed"
    for paragraph in change.paragraphs:
        if words := _shown(paragraph, marked=marked):
            yield f"     {words}"
    counts = f"{_count(change.removed, 'word')} removed, {_count(change.added, 'word')} added"
    yield f"     {counts}; {_count(len(change.gone), 'claim')} gone, {_count(len(change.new), 'claim')} new"
    for sign, claims in (("-", change.gone), ("+", change.new)):
        for claim in claims:
            yield f"     {sign} {claim.kind:10}{_teller(claim)}: {' '.join(claim.text.split())}"


def _shown(paragraph: tuple[Stretch, ...], *, marked: bool) -> str:
    shown = []
    for number, stretch in enumerate(paragraph):
        match stretch.part:
            case Part.KEPT:
                shown.append(_shortened(stretch.words, number == 0, number == len(paragraph) - 1))
            case Part.REMOVED:
                text = f"[-{stretch.words}-]"
                shown.append(f"\033[31m{text}\033[0m" if marked else text)
            case Part.ADDED:
                text = f"{{+{stretch.words}+}}"
                shown.append(f"\033[32m{text}\033[0m" if marked else text)
    return " ".join(part for part in shown if part)


def _shortened(words: str, is_first: bool, is_last: bool) -> str:
    """Words that stayed: those next to a change, with a sign for the rest."""
    every = words.split()
    before = [] if is_first else every[:_AROUND]
    after = [] if is_last else every[-_AROUND:]
    if len(before) + len(after) >= len(every):
        return words
    return " ".join((*before, "…", *after))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _teller(claim: Claim) -> str:
    return "(in its own voice)" if claim.narrator else teller(claim)


def _claim_record(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "source": claim.source,
        "text": claim.text,
        "span": [claim.span.start, claim.span.end],
        "low": claim.low,
        "high": claim.high,
    }
