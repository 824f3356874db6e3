"""What articles and claims are called in formats that ask for an IRI.

In:  ids.   Out: IRIs. An article's is its hash by RFC 6920 (ni:///sha-256;…), which anybody can compute from the text.
"""

import base64

from counterclaim.records.claim import Claim


def article_iri(article_id: str) -> str:
    """The Named Information URI of the article's text."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(article_id)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}"


def claim_iri(claim: Claim) -> str:
    """The claim's id as a URI; the id is derived from the article's hash, the kind and the words' place."""
    return f"urn:counterclaim:{claim.id}"
