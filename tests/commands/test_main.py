"""The entry point."""

import subprocess
import sys

STOPPED_WHILE_IMPORTING = """
import os, signal, sys

class Stopping:
    def find_spec(self, name, *_):
        if name == "counterclaim.commands.timeline":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Stopping())
from counterclaim.commands.main import run
run(["claims"])
"""


def test_stopping_while_the_commands_are_imported_is_quiet():
    done = subprocess.run(
        [sys.executable, "-c", STOPPED_WHILE_IMPORTING], capture_output=True, text=True, check=False, timeout=120
    )
    said = "counterclaim: stopped; what was finished is kept, and the same command goes on from there\n"
    assert (done.returncode, done.stdout, done.stderr) == (130, "", said)
