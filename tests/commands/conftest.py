"""The command line run in this process, as a person would run it: output, problems and exit code."""

from dataclasses import dataclass

import pytest

from counterclaim.commands.main import run


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def cli(capsys):
    """Run `counterclaim ARGUMENTS` and give back what it printed and its exit code."""

    def call(*arguments):
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            run([str(a) for a in arguments])
        printed = capsys.readouterr()
        return Outcome(stopped.value.code or 0, printed.out, printed.err)

    return call
