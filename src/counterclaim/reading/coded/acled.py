"""A row in ACLED's columns.

In:  Cells.   Out: Coded. Columns and meanings: ACLED codebook; types by data/sub_events.toml.

What the codebook says and is easily got wrong: actor1 is not the attacker, so both actors take part and neither is a
target (an actor2 alone, which only exports of ours have, is whom it was done to); fatalities 0 also stands for "not
known", so it is no figure; time_precision 2 and 3 make the day the middle of a week or month. In files that we wrote,
fatalities_low and fatalities_high say what is known.
"""

import datetime as dt
import functools
import tomllib
from importlib import resources
from typing import Any

from counterclaim.reading.coded.cells import Cells
from counterclaim.reading.coded.shapes import CODED, Coded, Dead, Shape, class_of, day_of, unread
from counterclaim.records.article import Drop, Published
from counterclaim.records.values import EventType, Track
from counterclaim.records.when import When

# geo_precision: 1 the town itself, 2 near it or a small part of a region, 3 a region.
_PLACE_KINDS = {1: "town", 2: "district", 3: "region"}
_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
_LEADING = (
    "event_date time_precision event_type sub_event_type actor1 actor2 location country fatalities fatalities_low "
    "fatalities_high"
)
# year, disorder_type and event_type follow from others; iso and region from the country.
_MAPPED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 actor2 iso region "
    "country location latitude longitude geo_precision source notes fatalities timestamp fatalities_low fatalities_high"
)


def code(cells: Cells) -> Coded:
    """What a row says."""
    dropped: list[Drop] = []
    name = cells.words("sub_event_type")
    first, second = cells.words("actor1"), cells.words("actor2")
    row = _sub_events().get(name or "")
    if name and row is None:
        dropped.append(unread(cells, "sub_event_type", "unknown sub-event type"))
    precision = class_of(cells, "geo_precision", _PLACE_KINDS)
    dead, why = _dead(cells)
    if why:
        dropped.append(why)
    return Coded(
        type=EventType(row["type"]) if row else None,
        mode=row.get("mode") if row else None,
        track=Track(row["track"]) if row and "track" in row else None,
        rule=f"{CODED}{name or ''}",
        trigger="sub_event_type",
        when=_when(cells, dropped),
        actors=(first, *filter(None, [second])) if first else (),
        targets=(second,) if second and not first else (),
        place="location",
        place_kind=_PLACE_KINDS.get(precision or 0),
        acled=precision,
        dead=dead,
        source="source",
        told="notes",
        published=_published(cells),
        dropped=tuple(dropped),
    )


def _dead(cells: Cells) -> tuple[tuple[Dead, ...], Drop | None]:
    lines = cells.lines(("fatalities", "fatalities_low", "fatalities_high"))
    low, high = cells.count("fatalities_low"), cells.count("fatalities_high")
    if low is None and high is None:
        low = high = cells.count("fatalities")
        if low == 0:
            return (), unread(cells, "fatalities", "no number of dead", "0 also stands for: not known")
    if lines is None or (low is None and high is None):
        return (), None
    if low is not None and high is not None and low > high:
        return (), unread(cells, "fatalities", "bounds the wrong way round", f"{low:g} to {high:g}")
    return (Dead(lines, low, high),), None


def _when(cells: Cells, dropped: list[Drop]) -> When | None:
    day = day_of(cells.of.get("event_date"))
    if day is None:
        if "event_date" in cells.of:
            dropped.append(unread(cells, "event_date", "unreadable date", "expected YYYY-MM-DD"))
        return None
    match class_of(cells, "time_precision", {1: "day", 2: "week", 3: "month"}):
        case 2:
            return When.between(day - dt.timedelta(days=3), day + dt.timedelta(days=3))
        case 3:
            return When.parse(f"{day:%Y-%m}")
    return When.day(day)


def _published(cells: Cells) -> Published | None:
    """When the row was last changed: ACLED's timestamp, Unix time."""
    moment = cells.number("timestamp")
    if moment is None or not 0 < moment < 1e11:
        return None
    day = dt.datetime.fromtimestamp(moment, dt.UTC).date()
    return Published(When.day(day), f"column timestamp: {cells.words('timestamp')}")


@functools.cache
def _sub_events() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources.files(__package__) / "data" / "sub_events.toml").read_text("utf-8"))


ACLED = Shape(
    "ACLED",
    tuple(_COLUMNS.split()),
    frozenset({"event_id_cnty", "event_date", "sub_event_type", "fatalities"}),
    tuple(_LEADING.split()),
    frozenset(_MAPPED.split()),
    code,
)
