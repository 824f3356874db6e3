"""`counterclaim --help` names every command once, in a line that fits."""

import typer
from typer.testing import CliRunner

from counterclaim.commands.app import app
from counterclaim.commands.overview import SECTIONS


def test_every_command_stands_in_one_section():
    listed = [name for lines in SECTIONS.values() for name in lines]
    assert sorted(listed) == sorted(typer.main.get_command(app).commands)


def test_no_line_of_the_help_is_cut_or_wrapped_in_a_terminal_of_eighty_columns():
    shown = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "80"}).output.splitlines()
    for lines in SECTIONS.values():
        for name, line in lines.items():
            assert f"  {name:<9}  {line}" in shown
