"""The conditions by which claims are asked for, said once for the command line, the API and the pages.

In: what a person gave, as text or typed, by name.   Out: a ClaimFilter.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from counterclaim.errors import UsageError
from counterclaim.flow.whereabouts import find_near
from counterclaim.ledger.store import ClaimFilter, Dated
from counterclaim.records.values import Act, EventType, Measure, Side, Status, Track
from counterclaim.records.when import When

DEFAULT_KM = 25.0  # UCDP's second class of precision: "within about 25 km" of a named place


class Kind(StrEnum):
    """What a claim is."""

    STATEMENT = "statement"
    FIGURE = "figure"
    EVENT = "event"
    FORECAST = "forecast"


class SourceKind(StrEnum):
    """What kind of source it is, as far as the article's words say so."""

    OFFICIAL = "official"
    MILITARY = "military"
    ANALYST = "analyst"
    WITNESS = "witness"
    DOCUMENT = "document"
    MEDIA = "media"
    REPORTS = "reports"
    PERSON = "person"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition that a person can put."""

    name: str  # as a parameter; "--" and dashes on the command line
    type: type  # str, float or one of the named values
    help: str
    metavar: str | None = None
    least: float | None = None
    most: float | None = None
    flag: str | None = None  # on the command line, where it is not called as the parameter is

    @property
    def option(self) -> str:
        """What it is called on the command line."""
        return self.flag or "--" + self.name.replace("_", "-")

    def value_of(self, given: object) -> Any:
        """What was given, typed. Raises UsageError where it is none of the values that there are."""
        if given is None or given == "" or isinstance(given, self.type):
            return given if given != "" else None
        if issubclass(self.type, StrEnum):
            try:
                return self.type(str(given))
            except ValueError as err:
                names = ", ".join(self.type)
                raise UsageError(f"{self.name}: {str(given)!r} is none of: {names}") from err
        if self.type is float:
            return self._number(given)
        return str(given)

    def _number(self, given: object) -> float:
        try:
            number = float(str(given))
        except ValueError as err:
            raise UsageError(f"{self.name}: {str(given)!r} is no number") from err
        if not (self.least is None or number >= self.least) or not (self.most is None or number <= self.most):
            raise UsageError(f"{self.name}: {number:g} must lie between {self.least} and {self.most}")
        return number


CONDITIONS = (
    Condition("kind", Kind, "What the claim is."),
    Condition("track", Track, "The part of the war."),
    Condition("source", str, "Part of the source's name or mention.", "NAME"),
    Condition("actor", str, "The source's id in the register of actors.", "ID"),
    Condition("side", Side, "The side that the source is on."),
    Condition("source_kind", SourceKind, "What kind of source it is."),
    Condition("outlet", str, "Who published it.", "NAME"),
    Condition("act", Act, "What the source does by saying it."),
    Condition("measure", Measure, "What a figure counts."),
    Condition("event_type", EventType, "PLOVER's event type.", flag="--type"),
    Condition("status", Status, "How an event is presented."),
    Condition("near", str, "About a place near this one: a name, NAME,COUNTRY or LATITUDE,LONGITUDE.", "PLACE"),
    Condition("km", float, f"How near: the circle's radius in km. {DEFAULT_KM:g} if not given.", "KM", 0.001, 20_000),
    Condition("since", str, "On this day or later: YYYY-MM-DD, YYYY-MM or YYYY.", "DATE"),
    Condition("until", str, "On this day or earlier: YYYY-MM-DD, YYYY-MM or YYYY.", "DATE"),
    Condition(
        "dated",
        Dated,
        "Which date that is: of publication, of speaking (said), or what it is about: the event's, the figure's.",
    ),
    Condition("article", str, "Only in this article; the id may be shortened.", "ID"),
    Condition("search", str, 'Words in the sentence around it; "a phrase" in quotes.', "WORDS"),
    Condition("min_confidence", float, "Leave out claims below it, 0 to 1.", "SHARE", 0, 1),
)
"""Every condition, in the order in which help lists them."""

NAMES = tuple(condition.name for condition in CONDITIONS)


def asked_filter(given: Mapping[str, object], *, dated: Dated = Dated.PUBLISHED) -> ClaimFilter:
    """The filter that conditions given by name stand for; what is None, empty or not given is not asked for.

    Args:
        given: by `Condition.name`; text as a person wrote it (an address's query), or typed already.
        dated: which date `since` and `until` are held against where `given` does not say.
    Raises:
        UsageError: a name that is no condition, a value that is none of those there are, no such place or date.
    """
    unknown = sorted(set(given) - set(NAMES))
    if unknown:
        raise UsageError(f"there is no condition {unknown[0]!r}; the conditions are: {', '.join(NAMES)}")
    values = {
        condition.name: condition.value_of(given[condition.name])
        for condition in CONDITIONS
        if given.get(condition.name) is not None
    }
    place, km = values.pop("near", None), values.pop("km", None)
    if km is not None and place is None:
        raise UsageError("km says how near to a place; say near which one")
    wanted = ClaimFilter(
        since=day(values.pop("since", None)),
        until=day(values.pop("until", None), last=True),
        dated=values.pop("dated", None) or dated,
        near=find_near(place, km or DEFAULT_KM) if place else None,
        **values,
    )
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise UsageError(f"until {wanted.until} lies before since {wanted.since}; nothing can be on both")
    return wanted


def day(text: str | None, *, last: bool = False) -> dt.date | None:
    """The first (or last) day of a date as a person writes it. Raises UsageError when it is none."""
    if not text:
        return None
    try:
        when = When.parse(text)
    except ValueError as err:
        raise UsageError(f"{text!r} is no date; expected YYYY-MM-DD, YYYY-MM or YYYY") from err
    return when.last if last else when.first


def in_words(wanted: ClaimFilter) -> str:
    """What was asked for, in one line: "track losses, near Kherson (town, UA) within 25 km". Empty for everything."""
    names = ("kind", "track", "source", "actor", "side", "source_kind", "outlet", "act", "measure", "event_type")
    said = [f"{name.replace('_', ' ')} {getattr(wanted, name)}" for name in names if getattr(wanted, name) is not None]
    if wanted.status is not None:
        said.append(f"status {wanted.status}")
    if wanted.near is not None:
        centre = wanted.near.name or f"{wanted.near.lat:g},{wanted.near.lon:g}"
        said.append(f"within {wanted.near.km:g} km of {centre}")
    if wanted.since or wanted.until:
        said.append(f"{wanted.dated} {wanted.since or '…'} to {wanted.until or '…'}")
    if wanted.article is not None:
        said.append(f"article {wanted.article}")
    if wanted.search:
        said.append(f"with the words {wanted.search}")
    if wanted.min_confidence is not None:
        said.append(f"confidence {wanted.min_confidence:g} or more")
    return ", ".join(said)


def narrowed(wanted: ClaimFilter, **more: Any) -> ClaimFilter:
    """The same filter with further conditions of a listing's own."""
    return replace(wanted, **more)
