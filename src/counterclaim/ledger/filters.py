"""What is asked of a ledger: which claims, which articles. Every condition that is given must be met."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.places import Near
from counterclaim.records.values import Act, EventType, Measure, Side, Status, Track


class Dated(StrEnum):
    """Which of a claim's dates `since` and `until` are held against."""

    ABOUT = (
        "about"  # when the event happened, as of when the figure holds, by when the forecast; else said; else published
    )
    SAID = "said"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are wanted: all that meet every condition given; None asks for nothing."""

    kind: str | None = None  # statement, figure, event, forecast
    track: Track | None = None
    source: str | None = None  # part of the source's name or mention, upper and lower case alike
    actor: str | None = None
    side: Side | None = None
    outlet: str | None = None
    measure: Measure | None = None
    event_type: EventType | None = None
    status: Status | None = None
    act: Act | None = None
    narrator: bool | None = None
    since: dt.date | None = None  # claims whose days reach into [since, until], both inclusive; undated ones do not
    until: dt.date | None = None
    dated: Dated = Dated.ABOUT
    source_kind: str | None = None  # official, military, analyst, witness, document, reports, media, person, body
    near: Near | None = None  # about a place in that circle
    article: str | None = None  # an article's id or the beginning of one
    search: str | None = None  # words, all of which stand in the sentence around; "a phrase" in quotation marks
    min_confidence: float | None = None  # 0..1; the narrator's claims have none and do not pass
    min_statement: float | None = None  # 0..1; leaves out statements that are less sure, and nothing else


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles are wanted: all that meet every condition given; None asks for nothing."""

    search: str | None = None  # words, all of which stand in the text; "a phrase" in quotation marks
    outlet: str | None = None
    since: dt.date | None = None  # that can have been published within [since, until], both inclusive
    until: dt.date | None = None
