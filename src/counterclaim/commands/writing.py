"""A listing in each of the formats that listings have."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from counterclaim.commands.output import Format, json_line

if TYPE_CHECKING:
    from counterclaim.show.tables import Listing


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
