"""What people decided, as answer keys: gold data to score readers with, and to train them on.

In: a ledger.   Out: for each article about which somebody decided a key, with the claims that a person vouches for.
The form is that of the project's answer keys: `claims`, `figures`, `events` and `forecasts`, each with an `anchor`, a
stretch of the article's own words that occurs in it once. What people rejected, and what they changed, stands beside.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.ledger.store import View
from counterclaim.records.article import Article
from counterclaim.records.claim import Claim
from counterclaim.records.correcting import value_of
from counterclaim.records.decisions import ON_CLAIMS, value_to_json
from counterclaim.records.reading import Reading
from counterclaim.records.span import Span
from counterclaim.records.wire import number, published_to_json

Json = dict[str, Any]  # only here: this module is the edge between claims and keys

# Anchors are short, so that a reader whose span is a little narrower or wider still meets them.
FEWEST_WORDS, MOST_WORDS = 3, 15

_WORD = re.compile(r"\S+")
_PLACES = {"statement": "claims", "figure": "figures", "event": "events", "forecast": "forecasts"}
_LETTERS = {"statement": "c", "figure": "f", "event": "e", "forecast": "p"}


@dataclass(frozen=True, slots=True)
class Gold:
    """One article's key."""

    article: Article
    key: Json  # as it is written to a file
    rows: int  # claims that people vouch for
    unanchored: int  # that could not be given: no stretch of the text around them occurs once


def gold(view: View, name: str = "{}.txt") -> Iterator[Gold]:
    """The keys of all articles about whose claims somebody decided, by the articles' ids.

    Args:
        name: the name of an article's file in the key, {} for the beginning of its id.
    """
    reviewers: dict[str, set[str]] = defaultdict(set)
    for decision in view.decisions():
        if decision.act in ON_CLAIMS and decision.article:
            reviewers[decision.article].add(decision.reviewer)
    rejected: dict[str, list[Claim]] = defaultdict(list)
    for item in view.rejected():
        rejected[item.claim.article.id].append(item.claim)
    for article_id, by in sorted(reviewers.items()):
        if view.withdrawal(article_id) is None and (reading := _reading(view, article_id)) is not None:
            yield _gold(view, reading, sorted(by), rejected[article_id], name.format(article_id[:16]))


def _reading(view: View, article_id: str) -> Reading | None:
    from counterclaim.errors import UnknownId

    try:
        return view.reading(article_id)
    except UnknownId:
        return None  # decided about before the article came in


def _gold(view: View, reading: Reading, by: Sequence[str], rejected: Sequence[Claim], name: str) -> Gold:
    from counterclaim.ledger.store import ClaimFilter

    article = reading.article
    claims = list(view.claims(ClaimFilter(article=article.id)))
    vouched = [claim for claim in claims if claim.reviewed]
    key: Json = {
        "article": name,
        "published": _published(reading),
        "outlet": article.outlet,
        "author": article.author,
        "title": article.title,
        "boilerplate": [],
        **{place: [] for place in _PLACES.values()},
        "disputes": [],
        # Beside the keys' form: who vouches, whether for all that the reader found, and what is wrong in it.
        "reviewed": {"by": list(by), "all_claims": len(vouched) == len(claims), "rejected": []},
    }
    lost = 0
    for claim in vouched:
        anchor = anchor_in(article.text, claim.span)
        if anchor is None:
            lost += 1
            continue
        rows = key[_PLACES[claim.kind]]
        rows.append(
            {"id": f"{_LETTERS[claim.kind]}{len(rows) + 1}", "anchor": anchor, **_row(claim), **_changed(claim)}
        )
    for claim in rejected:
        anchor = anchor_in(article.text, claim.span)
        key["reviewed"]["rejected"].append({"kind": claim.kind, "anchor": anchor, "words": claim.text, **_row(claim)})
    return Gold(article, key, len(vouched) - lost, lost)


def anchor_in(text: str, span: Span) -> str | None:
    """The fewest words from where a span begins on that occur in the text once; None where none of at most 15 do.

    Where the text ends before they are told apart, words from before the span are taken.
    """
    ends = [found.end() for found in _WORD.finditer(text, span.start, min(len(text), span.start + 400))]
    for count in range(min(FEWEST_WORDS, max(1, len(ends))), MOST_WORDS + 1):
        if count > len(ends):
            break
        words = text[span.start : ends[count - 1]]
        if _occurs_once(text, words):
            return words
    starts = [found.start() for found in _WORD.finditer(text, max(0, span.start - 400), span.end)]
    for start in reversed([start for start in starts if start < span.start][-MOST_WORDS:]):
        words = text[start : max(span.end, start + 1)]
        if len(words.split()) <= MOST_WORDS + FEWEST_WORDS and _occurs_once(text, words):
            return words
    return None


def _occurs_once(text: str, words: str) -> bool:
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0


def _published(reading: Reading) -> Json | None:
    record = published_to_json(reading.published)
    return None if record is None else {"from": record["from"], "to": record["to"], "why": record["basis"]}


def _row(claim: Claim) -> Mapping[str, Any]:
    """What the key says of a claim, by its kind."""
    source = "author" if claim.narrator else claim.source
    via = list(claim.via)
    if claim.kind == "statement":
        return {
            "source": claim.source_text or source,
            "name": source,
            "side": claim.side,
            "via": via,
            "cue": claim.cue,
            "quote": claim.quote,
            "act": claim.act,
            "said": _iso(claim, "said"),
        }
    if claim.kind == "figure":
        return {
            "number": claim.text,
            "low": number(claim.low),
            "high": number(claim.high),
            "measure": claim.measure,
            "of": claim.of,
            "unit": claim.unit,
            "by": claim.by,
            "source": source,
            "via": via,
            "since": _iso(claim, "since"),
            "as_of": _iso(claim, "as_of"),
            "modality": claim.modality,
        }
    if claim.kind == "event":
        return {
            "type": claim.event_type,
            "actors": list(claim.actors),
            "targets": list(claim.targets),
            "when": _iso(claim, "when"),
            "where": list(claim.where),
            "status": claim.status,
            "source": source,
        }
    return {"source": source, "horizon": _iso(claim, "horizon"), "made": _iso(claim, "made")}


def _changed(claim: Claim) -> Json:
    """What the reader had made of it, field by field: what a reader is to learn."""
    was = {review.field: value_to_json(review.before) for review in claim.reviewed if review.field}
    return {"corrected": was} if was else {}


def _iso(claim: Claim, field: str) -> Any:
    return value_of(claim, field)
