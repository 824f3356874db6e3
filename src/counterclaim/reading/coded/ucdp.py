"""A row in UCDP GED's columns.

In:  Cells.   Out: Coded. Columns and meanings: UCDP GED codebook.

low and high are the bounds of one figure; best stands in its words, since a figure has no third number. deaths_a,
deaths_b and deaths_civilians are figures of their own where they are not 0, which also stands for "not told apart".
Only in one-sided violence (type 3) is side a who does it and side b to whom; elsewhere both take part.
"""

from counterclaim.reading.coded.cells import Cells
from counterclaim.reading.coded.shapes import CODED, Coded, Dead, Shape, class_of, day_of, unread
from counterclaim.records.article import Drop
from counterclaim.records.values import EventType, Track
from counterclaim.records.when import When

# where_prec: 1 exact, 2 within 25 km, 3 second- and 4 first-order division, 5 line or area, 6 country, 7 sea or air.
_PLACE_KINDS = {1: "town", 2: "district", 3: "district", 4: "region", 5: "region", 6: "country", 7: "sea"}
_ONE_SIDED = 3
_COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob"
)
_LEADING = (
    "date_start date_end date_prec type_of_violence side_a side_b where_coordinates country deaths_a deaths_b "
    "deaths_civilians deaths_unknown best high low"
)
# year, date_prec, dyad_name, geom_wkt and region follow from others; deaths_unknown is what is left of best.
_MAPPED = (
    "id relid year type_of_violence dyad_name side_a side_b source_office source_date source_original where_prec "
    "where_coordinates latitude longitude geom_wkt country region date_prec date_start date_end deaths_a deaths_b "
    "deaths_civilians deaths_unknown high low"
)


def code(cells: Cells) -> Coded:
    """What a row says."""
    dropped: list[Drop] = []
    sides = tuple(words for column in ("side_a", "side_b") if (words := cells.words(column)))
    kind = class_of(cells, "type_of_violence", {1: "state-based", 2: "non-state", _ONE_SIDED: "one-sided"})
    one_sided = kind == _ONE_SIDED and len(sides) == 2
    precision = class_of(cells, "where_prec", _PLACE_KINDS)
    original = "source_original" in cells.of
    return Coded(
        type=EventType.ASSAULT if kind else None,
        track=Track.HUMANITARIAN if kind == _ONE_SIDED else None,
        rule=CODED,
        trigger="type_of_violence",
        when=_when(cells, dropped),
        actors=sides[:1] if one_sided else sides,
        targets=sides[1:] if one_sided else (),
        place="where_coordinates",
        place_kind=_PLACE_KINDS.get(precision or 0),
        ucdp=precision,
        dead=_dead(cells, dropped),
        source="source_original" if original else "source_office",
        via="source_office" if original else None,
        said=_said(cells),
        dropped=tuple(dropped),
    )


def _dead(cells: Cells, dropped: list[Drop]) -> tuple[Dead, ...]:
    lines = cells.lines(("best", "high", "low"))
    low, high = cells.count("low"), cells.count("high")
    found: list[Dead] = []
    if lines is not None and low is not None and high is not None and low > high:
        dropped.append(unread(cells, "low", "bounds the wrong way round", f"{low:g} to {high:g}"))
    elif lines is not None and (low is not None or high is not None):
        found.append(Dead(lines, low, high))
    whose = {
        "deaths_a": cells.words("side_a"),
        "deaths_b": cells.words("side_b"),
        "deaths_civilians": "civilians",
    }
    for column, of in whose.items():
        count = cells.count(column)
        if count and of is not None:
            found.append(Dead(cells.of[column].line, count, count, of))
        elif count:
            dropped.append(unread(cells, column, "nobody named whose dead they are"))
    return tuple(found)


def _when(cells: Cells, dropped: list[Drop]) -> When | None:
    first, last = day_of(cells.of.get("date_start")), day_of(cells.of.get("date_end"))
    for column, day in (("date_start", first), ("date_end", last)):
        if day is None and column in cells.of:
            dropped.append(unread(cells, column, "unreadable date", "expected YYYY-MM-DD"))
    if first is None or last is None:
        return None
    if last < first:
        dropped.append(unread(cells, "date_end", "ends before it begins"))
        return None
    return When.between(first, last)


def _said(cells: Cells) -> When | None:
    """When the one source said so; the days of several are not told apart."""
    day = day_of(cells.of.get("source_date"))
    only = ";" not in (cells.words("source_date") or "")
    return When.day(day) if day and only else None


UCDP = Shape(
    "UCDP GED",
    tuple(_COLUMNS.split()),
    frozenset({"relid", "date_start", "date_end", "best", "high", "low"}),
    tuple(_LEADING.split()),
    frozenset(_MAPPED.split()),
    code,
)
