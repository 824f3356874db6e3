"""Claims as W3C Web Annotations: each points at its words by place and by quotation, so that it outlives the tool.

In:  a ledger and a filter.   Out: one AnnotationPage as JSON-LD, an annotation a line.

Both selectors of the Web Annotation Data Model are written. TextPositionSelector counts Unicode code points of the
stored text, whose SHA-256 the target names; TextQuoteSelector finds the words in any other copy of it. Hypothesis takes
both as they are.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.flow import Ledger
from counterclaim.ledger.store import ArticleEntry, ClaimFilter
from counterclaim.records.article import Article
from counterclaim.records.claim import Claim
from counterclaim.show.exports.naming import article_iri, claim_iri
from counterclaim.show.exports.public import Shown
from counterclaim.show.exports.walking import articles_beside, entry_of
from counterclaim.version import __version__

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Characters before and behind the words; the specification names no number, and 32 tell nearly all repeats apart.
AROUND_CHARS = 32

Json = dict[str, Any]


def pieces(ledger: Ledger, wanted: ClaimFilter, shown: Shown) -> Iterator[str]:
    """The file, an annotation a line."""
    yield f'{{"@context": "{CONTEXT}", "id": "urn:counterclaim:annotations", "type": "AnnotationPage", "items": ['
    between = "\n"
    articles = articles_beside(ledger)
    for article_id, group in groupby(ledger.claims(wanted), key=lambda claim: claim.article.id):
        article = ledger.view.article(article_id)
        for claim in group:
            entry = shown.article(entry_of(articles, claim))
            yield between + json.dumps(annotation(shown.claim(claim), article, entry), ensure_ascii=False)
            between = ",\n"
    yield "\n]}\n"


def annotation(claim: Claim, article: Article, entry: ArticleEntry) -> Json:
    """One claim's annotation."""
    start, end = claim.span.start, claim.span.end
    record: Json = {
        "id": claim_iri(claim),
        "type": "Annotation",
        "motivation": "describing",
        "creator": {
            "id": "urn:counterclaim",
            "type": "Software",
            "name": f"Counterclaim {entry.reader or __version__}",
        },
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": in_words(claim)},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in _tags(claim)),
        ],
        "target": {
            "source": _source(claim, entry),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": claim.text,
                    "prefix": article.text[max(0, start - AROUND_CHARS) : start],
                    "suffix": article.text[end : end + AROUND_CHARS],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }
    if entry.added:
        record["created"] = entry.added
    if claim.article.published:
        # xsd:dateTime: the first moment at which the text can have been what it is.
        record["target"]["state"] = {
            "type": "TimeState",
            "sourceDate": f"{claim.article.published.first.isoformat()}T00:00:00Z",
        }
    return record


def _source(claim: Claim, entry: ArticleEntry) -> Json:
    """Where the article stands, and by hash which text of it the positions count in."""
    source: Json = {"id": entry.url or article_iri(claim.article.id), "type": "Text", "format": "text/plain"}
    source["dcterms:identifier"] = article_iri(claim.article.id)
    if entry.language:
        source["language"] = entry.language
    if entry.title:
        source["dcterms:title"] = entry.title
    return source


def in_words(claim: Claim) -> str:
    """What the claim is, in one line: "killed 12,000, says the ministry (via an agency)"."""
    who = "in the article's own voice" if claim.narrator else f"says {teller(claim)}"
    via = f" (via {', '.join(claim.via)})" if claim.via else ""
    what = " ".join(filter(None, (claim.measure and claim.measure.replace("_", " "), value_words(claim))))
    return f"{claim.kind}: {what if claim.kind == 'figure' else claim.event_type or claim.act or ''}, {who}{via}"


def _tags(claim: Claim) -> list[str]:
    return [str(tag) for tag in (claim.kind, claim.track, claim.side, claim.status) if tag]
