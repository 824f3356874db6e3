"""A listing in each of the formats that listings have."""

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from counterclaim.commands.output import Format, json_line

if TYPE_CHECKING:
    from counterclaim.show.tables import Listing


def write_listing[T](listing: "Listing[T]", items: Iterable[T], output: Format) -> None:
    """Write the items to standard output: a table for people, CSV or JSON by the columns' names."""
    from counterclaim.show import tables

    match output:
        case Format.TABLE:
            tables.print_listing(listing, items)
        case Format.CSV:
            sys.stdout.writelines(tables.csv_lines(listing, items))
        case Format.JSONL:
            for record in listing.records(items):
                json_line(record)
        case Format.JSON:
            sys.stdout.write(json.dumps(list(listing.records(items)), ensure_ascii=False, indent=1) + "\n")
