"""`counterclaim settings`: every setting, its value and where the value comes from."""

import json
import sys
from typing import Annotated

import typer

from counterclaim import settings as table
from counterclaim.commands.output import Format, json_line, problem
from counterclaim.errors import UsageError

COLUMNS = ("setting", "value", "origin", "default", "environment", "unit", "meaning")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("settings")(settings)


def settings(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only this setting.", show_default=False)] = None,
    check: Annotated[bool, typer.Option("--check", help="Check the values and your own tables instead.")] = False,
    output: Annotated[Format, typer.Option("--format", help="How to write the list.")] = Format.TABLE,
) -> None:
    """List the settings: each with its value and where the value comes from.

    A setting is an environment variable; one that is not set has its default. Nothing else is read from the
    environment. An environment variable that looks like one of ours and is none is named on standard error.

    With --check, numbers are tried and your own tables (`actors`, `anchors`, `outlets`) are read through: each row that
    breaks a rule is named on standard error by file, line and column, with what was seen and what is allowed.

    Example:

        counterclaim settings --format json

        COUNTERCLAIM_ACTORS=my-actors.csv counterclaim settings --check
    """
    for stray in table.strays():
        problem(f"{stray} is set, but there is no such setting")
    records = [_record(setting) for setting in table.SETTINGS if name in {None, setting.name, setting.environment}]
    if not records:
        raise UsageError(f"there is no setting {name!r}; the settings are: {', '.join(s.name for s in table.SETTINGS)}")
    if check:
        _check([record["setting"] for record in records])
        return
    match output:
        case Format.TABLE:
            _print(records)
        case Format.JSON:
            sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
        case Format.JSONL:
            for record in records:
                json_line(dict(record))
        case Format.CSV:
            _csv(records)


def _check(names: list[str]) -> None:
    """Say what is wrong with the settings; exit with 1 where something is."""
    from counterclaim.flow.settings import findings

    wrong = 0
    for finding in findings(names):
        if finding.faults:
            wrong += 1
            for fault in finding.faults:
                problem(f"{finding.setting}: {finding.value}: {fault}")
        elif finding.rows is not None:
            rows = "1 row" if finding.rows == 1 else f"{finding.rows:,} rows"
            sys.stdout.write(f"{finding.setting}: {finding.value}: {rows}, nothing is wrong\n")
    if wrong:
        raise typer.Exit(1)
    sys.stdout.write(f"{len(names)} {'setting' if len(names) == 1 else 'settings'} checked, nothing is wrong\n")


def _record(setting: table.Setting) -> dict[str, str]:
    values = (
        setting.name,
        table.value_of(setting.name),
        table.origin_of(setting.name),
        setting.default,
        setting.environment,
        setting.unit,
        setting.help,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _print(records: list[dict[str, str]]) -> None:
    """Aligned columns; the meaning under each, so that long values and explanations both have room."""
    shown = ("setting", "value", "origin")
    widths = {column: max(len(column), *(len(record[column]) for record in records)) for column in shown}
    sys.stdout.write("  ".join(f"{column:{widths[column]}}" for column in shown).rstrip() + "\n")
    for record in records:
        sys.stdout.write("  ".join(f"{record[column]:{widths[column]}}" for column in shown).rstrip() + "\n")
        sys.stdout.write(f"    {record['meaning']} ({record['unit']}; {record['environment']})\n")


def _csv(records: list[dict[str, str]]) -> None:
    import csv

    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
