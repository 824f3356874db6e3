"""Help is part of the product: every command and every option says what it does, with an example."""

import subprocess
import sys

import pytest
import typer

from counterclaim.commands.app import app

COMMANDS = typer.main.get_command(app).commands


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself_with_an_example(name):
    assert "Example:" in COMMANDS[name].help
    assert f"counterclaim {name}" in COMMANDS[name].help
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name} has no help"


def test_an_unknown_command_is_wrong_usage(cli):
    done = cli("frobnicate")
    assert done.code == 2
    assert "No such command 'frobnicate'" in done.err


def test_the_version_is_one_line(cli):
    from counterclaim import __version__

    assert cli("--version").out == f"counterclaim {__version__}\n"


def test_asking_for_help_loads_nothing_heavy():
    code = (
        "import sys, counterclaim.commands.app; "
        "print([m for m in ('spacy', 'onnxruntime', 'sqlalchemy', 'numpy', 'httpx', 'fastapi') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_importing_the_library_loads_nothing_heavy():
    code = (
        "import sys, counterclaim; "
        "print([m for m in ('spacy', 'onnxruntime', 'sqlalchemy', 'numpy', 'rich', 'typer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
