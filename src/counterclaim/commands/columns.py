"""Which column of a table holds what, as a person says it: `--columns`, `--mapping`, `--save-mapping`."""

from collections.abc import Mapping
from typing import Annotated

import typer

from counterclaim.errors import UsageError
from counterclaim.flow import mappings

Columns = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD=COLUMN,…",
        help="Tables and JSON: which column holds text, html, title, date, outlet, author, url, language. "
        "Else by their names and contents.",
        show_default=False,
    ),
]
SavedMapping = Annotated[
    str | None,
    typer.Option(
        "--mapping", metavar="NAME", help="Columns as saved by that name, or a TOML file.", show_default=False
    ),
]
SaveMapping = Annotated[
    str | None, typer.Option(metavar="NAME", help="Save the columns given by that name.", show_default=False)
]


def mapped_columns(columns: str | None, mapping: str | None, save: str | None = None) -> Mapping[str, str] | None:
    """The mapping as given: a saved one first, what is said beside it goes before it. None = guess.

    Raises:
        UsageError: no such field, no such mapping, or nothing to save.
    """
    found = (mappings.load_mapping(mapping) if mapping else {}) | (mappings.parse_columns(columns) if columns else {})
    if save:
        if not found:
            raise UsageError("--save-mapping saves what --columns or --mapping say; give one of them")
        typer.echo(f"saved as {mappings.save_mapping(save, found)}", err=True)
    return found or None
