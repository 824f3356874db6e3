"""Rounds of talks and what the parties did in them, assembled from all articles that tell of them."""

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.claim import ArticleRef
from counterclaim.records.span import Span
from counterclaim.records.values import Act, Status
from counterclaim.records.when import When


class Issue(StrEnum):
    """What a demand, an offer or a refusal at talks is about."""

    TERRITORY = "territory"
    CEASEFIRE = "ceasefire"
    NATO = "nato"  # membership of alliances, neutrality
    GUARANTEES = "guarantees"
    PRISONERS = "prisoners"
    SANCTIONS = "sanctions"
    CORRIDORS = "corridors"  # humanitarian access
    ARMS = "arms"  # arms, disarmament, size of forces
    REGIME = "regime"  # who governs
    TALKS = "talks"  # whether, where and how to talk at all
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an article speaks of something: its words at `span`."""

    article: ArticleRef
    span: Span
    text: str
    claim: str  # claim id


@dataclass(frozen=True, slots=True)
class Move:
    """One party's demand, offer, refusal or agreement."""

    party: str  # as the article calls who makes it
    act: Act  # demand, offer, refuse, agree
    issue: Issue
    mention: Mention


@dataclass(frozen=True, slots=True)
class Round:
    """One meeting, or one series of meetings that the articles do not tell apart."""

    id: str
    date: When | None
    place: str | None
    level: str | None  # heads of state, ministers, ambassadors, delegations, mediators; None = not said
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    outcome: str | None  # the article's own words
    status: Status  # happened, planned, ...
    mentions: tuple[Mention, ...]
    moves: tuple[Move, ...]
