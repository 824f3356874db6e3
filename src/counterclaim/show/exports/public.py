"""What may be shown to everybody: short quotations, coarse places, no paths of somebody's machine.

In:  records.   Out: the same records, cut down where the export is public and as they are where it is not.

An article's words belong to its publisher: a claim's words are cut at 200 characters, at a word's end, and its sentence
to the words themselves. A precise place can put people in danger: points are rounded to a tenth of a degree, 11 km or
less, said to reach 12 km at least, and no class of precision is kept that says more. Paths name folders of whoever
made the ledger.
"""

from dataclasses import dataclass, replace
from typing import Any

from counterclaim.ledger.store import ArticleEntry
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.decisions import Anchor, Decision
from counterclaim.records.forecasts import TrackedForecast
from counterclaim.records.places import Located
from counterclaim.records.span import Span
from counterclaim.records.talks import Move, Round
from counterclaim.show.exports.tables import Part

# A few lines: what quotation for criticism and review commonly allows, with room for one long sentence.
LONGEST_QUOTE_CHARS = 200
COARSE_DEGREES = 1  # digits behind the point: a tenth of a degree of latitude is 11.1 km
COARSE_KM = 12.0  # above the 7.9 km that rounding moves a point at most, and the town around it
_COARSE_UCDP, _COARSE_ACLED = 2, 2  # "within about 25 km", "near the town"


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of a ledger an export shows."""

    public: bool = False

    def claim(self, claim: Claim) -> Claim:
        """A claim as it may be shown; its span is that of the words shown."""
        if not self.public:
            return claim
        text = self.quote(claim.text)
        span = Span(claim.span.start, claim.span.start + len(text))
        return replace(
            claim,
            article=self.ref(claim.article),
            span=span,
            text=text,
            sentence=span,
            context=text,
            located=tuple(self.place(place) for place in claim.located),
            reviewed=(),
        )

    def anything(self, item: Any) -> Any:
        """Whatever a table lists; what holds no words, places or names of an article passes as it is."""
        if not self.public:
            return item
        match item:
            case Claim():
                return self.claim(item)
            case ArticleEntry():
                return self.article(item)
            case TrackedForecast():
                return replace(item, text=self.quote(item.text))
            case Round():
                return replace(item, outcome=self.quote(item.outcome) if item.outcome else None)
            case Part(part=Move() as move):
                mention = move.mention
                return replace(item, part=replace(move, mention=replace(mention, text=self.quote(mention.text))))
            case Decision():
                return replace(item, reviewer="a reviewer", anchors=tuple(self._anchor(a) for a in item.anchors))
        return item

    def _anchor(self, anchor: Anchor) -> Anchor:
        return replace(anchor, words=self.quote(anchor.words), was=())

    def ref(self, article: ArticleRef) -> ArticleRef:
        """What a claim says of its article."""
        return replace(article, path=None) if self.public else article

    def article(self, article: ArticleEntry) -> ArticleEntry:
        """An article's entry."""
        return replace(article, path=None) if self.public else article

    def place(self, place: Located) -> Located:
        """A place, its point rounded and its reach widened to what that leaves known."""
        if not self.public:
            return place
        return replace(
            place,
            lat=round(place.lat, COARSE_DEGREES),
            lon=round(place.lon, COARSE_DEGREES),
            radius_km=max(place.reach_km, COARSE_KM),
            ucdp=max(place.ucdp, _COARSE_UCDP) if place.ucdp is not None else None,
            acled=max(place.acled, _COARSE_ACLED) if place.acled is not None else None,
        )

    def quote(self, text: str) -> str:
        """The beginning of some words of an article, to the end of a word."""
        if not self.public or len(text) <= LONGEST_QUOTE_CHARS:
            return text
        cut = text[:LONGEST_QUOTE_CHARS]
        if text[LONGEST_QUOTE_CHARS].isspace():
            return cut.rstrip()
        head = cut.rsplit(None, 1)[0]
        return head if cut.split(None, 1)[1:] else cut
