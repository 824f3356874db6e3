"""HXL hashtags for the columns that humanitarian tools look for: one more row below the header of a CSV file.

In:  columns' names.   Out: their tags, empty where HXL has none. https://hxlstandard.org, core hashtags 1.1.
"""

from collections.abc import Sequence

# One meaning a name in every table that has it, so that one list serves them all.
TAGS = {
    "event_id_cnty": "#event+id", "id": "#meta+id", "event_date": "#date+occurred", "year": "#date+year+occurred",
    "event_type": "#event+type", "sub_event_type": "#event+type+sub", "actor1": "#group+name+first",
    "actor2": "#group+name+second", "side_a": "#group+name+first", "side_b": "#group+name+second",
    "iso": "#country+code+num", "region": "#region+name", "country": "#country+name", "admin1": "#adm1+name",
    "admin2": "#adm2+name", "admin3": "#adm3+name", "adm_1": "#adm1+name", "adm_2": "#adm2+name",
    "location": "#loc+name", "where_coordinates": "#loc+name", "latitude": "#geo+lat", "longitude": "#geo+lon",
    "geo_precision": "#geo+precision", "where_prec": "#geo+precision", "source": "#meta+source",
    "source_office": "#meta+source", "notes": "#description", "fatalities": "#affected+killed",
    "fatalities_low": "#affected+killed+min", "fatalities_high": "#affected+killed+max", "best": "#affected+killed",
    "low": "#affected+killed+min", "high": "#affected+killed+max",
    "deaths_civilians": "#affected+civilians+killed", "date_start": "#date+start", "date_end": "#date+end",
    "published_from": "#date+published", "url": "#meta+url", "outlet": "#meta+source+outlet", "status": "#status",
}  # fmt: skip
# In tables where a bound may be one of anything, not of dead.
_OF_DEAD = frozenset({"best", "low", "high"})


def tags_of(columns: Sequence[str]) -> list[str]:
    """The tag of each column. The first has one always: programs that know no HXL pass over lines that begin with #."""
    counts_dead = "deaths_unknown" in columns
    first, *tags = ("" if name in _OF_DEAD and not counts_dead else TAGS.get(name, "") for name in columns)
    return [first or f"#meta+{columns[0]}", *tags]
