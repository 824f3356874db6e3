"""A listing in each of the formats that listings have."""

import json
import sys
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from counterclaim.commands.output import Format, json_line, problem

if TYPE_CHECKING:
    from counterclaim.show.tables import Listing


def first_of[T](items: Iterable[T], limit: int | None) -> Iterable[T]:
    """The first of the items, all of them where there is no limit; that there are more is said."""
    if limit is None:
        return items
    first = list(islice(items, limit + 1))
    if len(first) > limit:
        problem(f"there are more; these are the first {limit:,}")
    return first[:limit]


def write_listing[T](
    listing: "Listing[T]",
    items: Iterable[T],
    output: Format,
    record: Callable[[T], dict[str, Any]] | None = None,
) -> None:
    """Write the items to standard output: a table for people, CSV or JSON by the columns' names.

    Args:
        record: gives the whole JSON of an item, where there is more to it than its columns.
    """
    from counterclaim.show import tables

    match output:
        case Format.TABLE:
            tables.print_listing(listing, items)
        case Format.CSV:
            sys.stdout.writelines(tables.csv_lines(listing, items))
        case Format.JSONL:
            for line in map(record, items) if record else listing.records(items):
                json_line(line)
        case Format.JSON:
            whole = list(map(record, items)) if record else list(listing.records(items))
            sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
