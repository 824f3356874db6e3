"""Claims as schema.org JSON-LD: Claim for each, ClaimReview only where a person gave a verdict.

In:  a ledger and a filter.   Out: one JSON-LD graph, a node a line.

schema.org has no word for how claims stand to each other, and none is made up here. A verdict is a person's judgement
of a question or a forecast: that is one ClaimReview for each claim that gives an account of it. What the machine makes
of accounts (disputed, reported) is no review and is not written as one.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from counterclaim.flow import Ledger
from counterclaim.flow.coding import party_of
from counterclaim.ledger.store import ArticleEntry, ClaimFilter
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import Decision, DecisionAct
from counterclaim.show.exports.naming import article_iri, claim_iri
from counterclaim.show.exports.public import Shown
from counterclaim.show.exports.walking import articles_beside, entry_of

CONTEXT = "https://schema.org"

Json = dict[str, Any]


def pieces(ledger: Ledger, wanted: ClaimFilter, shown: Shown) -> Iterator[str]:
    """The file, a node a line."""
    yield f'{{"@context": "{CONTEXT}", "@graph": ['
    between = "\n"
    articles = articles_beside(ledger)
    verdicts = _verdicts(ledger, shown)
    for claim in ledger.claims(wanted):
        entry = shown.article(entry_of(articles, claim))
        cut = shown.claim(claim)
        for node in (node_of(cut, entry), *(review(cut, verdict, entry) for verdict in verdicts.get(claim.id, ()))):
            yield between + json.dumps(node, ensure_ascii=False)
            between = ",\n"
    yield "\n]}\n"


def node_of(claim: Claim, article: ArticleEntry) -> Json:
    """One claim. Its author is who makes it; the narrator's is the article's author or publisher."""
    node: Json = {"@type": "Claim", "@id": claim_iri(claim), "text": claim.text}
    author = _author(claim, article)
    if author is not None:
        node["author"] = author
    if claim.said:
        node["datePublished"] = claim.said.first.isoformat()
    node["appearance"] = _work(article)
    return node


def review(claim: Claim, verdict: Decision, article: ArticleEntry) -> Json:
    """A person's verdict on a claim."""
    rating = {"@type": "Rating", "alternateName": _in_words(verdict)}
    node: Json = {
        "@type": "ClaimReview",
        "@id": f"urn:counterclaim:{verdict.id}:{claim.id}",
        "url": f"urn:counterclaim:{verdict.id}",
        "datePublished": verdict.at[:10],
        "author": {"@type": "Person", "name": verdict.reviewer},
        "claimReviewed": claim.text,
        "itemReviewed": {"@id": claim_iri(claim), **node_of(claim, article)},
        "reviewRating": rating,
    }
    if verdict.reason:
        node["reviewBody"] = verdict.reason
    return node


def _in_words(verdict: Decision) -> str:
    value = verdict.value
    return "; ".join(value) if isinstance(value, tuple) else str(value) if value is not None else "judged"


def _verdicts(ledger: Ledger, shown: Shown) -> dict[str, list[Decision]]:
    """Judgements by the claims whose words they are tied to; what was taken back is none."""
    taken_back = {d.takes_back for d in ledger.view.decisions() if d.takes_back}
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in ledger.view.decisions():
        if decision.act is DecisionAct.JUDGE and decision.id not in taken_back:
            for anchor in decision.anchors:
                found[anchor.claim].append(shown.anything(decision))
    return found


def _author(claim: Claim, article: ArticleEntry) -> Json | str | None:
    """A person or an organisation where the register or the words say which; else the source's words alone."""
    if claim.narrator:
        author: Json | None = _work(article).get("author") or _work(article).get("publisher")
        return author
    if claim.source is None:
        return None
    known = party_of(claim.source)
    if known.kind == "person" or (known.actor is None and claim.source_kind == "person"):
        return {"@type": "Person", "name": claim.source}
    if known.kind not in (None, "people") or claim.source_kind == "body":
        return {"@type": "Organization", "name": claim.source}
    return claim.source  # schema.org takes text wherever it expects a thing


def _work(article: ArticleEntry) -> Json:
    work: Json = {"@type": "Article", "@id": article.url or article_iri(article.id)}
    if article.title:
        work["headline"] = article.title
    if article.url:
        work["url"] = article.url
    if article.author:
        work["author"] = {"@type": "Person", "name": article.author}
    if article.outlet:
        work["publisher"] = {"@type": "Organization", "name": article.outlet}
    if article.published:
        work["datePublished"] = article.published.first.isoformat()
    if article.language:
        work["inLanguage"] = article.language
    return work
