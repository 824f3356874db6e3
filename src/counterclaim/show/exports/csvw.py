"""What goes beside CSV files: CSV on the Web metadata (W3C) and a Frictionless data package.

In:  Tables and their files' names.   Out: JSON.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from counterclaim.show.exports.schema import Field, Table, Type

Json = dict[str, Any]

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
_DATATYPES: Mapping[Type, object] = {
    Type.TEXT: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.BOOLEAN: {"base": "boolean", "format": "true|false"},
    Type.DATE: {"base": "date", "format": "yyyy-MM-dd"},
    Type.LIST: "string",
    Type.JSON: "json",
}
_FRICTIONLESS: Mapping[Type, str] = {
    Type.TEXT: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
    Type.LIST: "string",
    Type.JSON: "string",
}
_DIALECT = {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True, "delimiter": ",", "quoteChar": '"'}
APOSTROPHE = (
    "Text cells that a spreadsheet would take for a formula (= + - @, tab or return first) begin with one apostrophe "
    "more than the text has."
)


def metadata(table: Table[Any], url: str, *, safe: bool = True, hxl: bool = False, licence: str | None = None) -> Json:
    """The metadata of one file, to stand beside it as FILE-metadata.json.

    Args:
        hxl: whether a row of hashtags stands below the header.
    """
    return {"@context": CONTEXT, **_described(table, url, {}, safe=safe, licence=licence), "dialect": _dialect(hxl)}


def group_metadata(
    tables: Sequence[tuple[Table[Any], str]], *, safe: bool = True, hxl: bool = False, licence: str | None = None
) -> Json:
    """The metadata of a folder of files, with which column names a row of which file: csv-metadata.json."""
    files = {table.name: url for table, url in tables}
    return {
        "@context": CONTEXT,
        "dialect": _dialect(hxl),
        "tables": [_described(table, url, files, safe=safe, licence=licence) for table, url in tables],
    }


def package(
    tables: Sequence[tuple[Table[Any], str]], name: str, *, hxl: bool = False, licence: str | None = None
) -> Json:
    """The Frictionless data package of the same files: datapackage.json."""
    files = {table.name for table, _ in tables}
    found: Json = {
        "profile": "tabular-data-package",
        "name": name,
        "resources": [
            {
                "name": table.name,
                "path": url,
                "profile": "tabular-data-resource",
                "description": table.about,
                "encoding": "utf-8",
                "schema": _frictionless(table, files),
                **({"dialect": {"commentChar": "#"}} if hxl else {}),
            }
            for table, url in tables
        ],
    }
    if licence:
        found["licenses"] = [{"path": licence}]
    return found


def _dialect(hxl: bool) -> Json:
    """A row of hashtags is passed over: as a second row of the header, which CSV on the Web allows for."""
    return {**_DIALECT, "headerRowCount": 2} if hxl else _DIALECT


def _described(table: Table[Any], url: str, files: Mapping[str, str], *, safe: bool, licence: str | None) -> Json:
    schema: Json = {"columns": [_column(field) for field in table.fields]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    links = [
        {"columnReference": link.field, "reference": {"resource": files[link.table], "columnReference": link.to}}
        for link in table.links
        if link.table in files
    ]
    if links:
        schema["foreignKeys"] = links
    said: Json = {
        "url": url,
        "dc:title": table.name,
        "dc:description": table.about + ". " + (APOSTROPHE if safe else "Cells hold the texts unchanged."),
        "tableSchema": schema,
    }
    if licence:
        said["dc:license"] = {"@id": licence}
    return said


def _column(field: Field[Any]) -> Json:
    column: Json = {
        "name": field.name,
        "titles": field.name,
        "dc:description": field.about,
        "datatype": _DATATYPES[field.type],
        "null": "",
    }
    if field.required:
        column["required"] = True
    if field.type is Type.LIST:
        column["separator"] = "|"
    return column


def _frictionless(table: Table[Any], files: set[str]) -> Json:
    schema: Json = {
        "fields": [
            {
                "name": field.name,
                "type": _FRICTIONLESS[field.type],
                "description": field.about,
                **({"constraints": {"required": True}} if field.required else {}),
            }
            for field in table.fields
        ],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    links = [
        {"fields": link.field, "reference": {"resource": link.table, "fields": link.to}}
        for link in table.links
        if link.table in files
    ]
    if links:
        schema["foreignKeys"] = links
    return schema
