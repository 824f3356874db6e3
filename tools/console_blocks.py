"""What the documents show, run anew: every ```console block is commands after "$ " and what they print.

    python tools/console_blocks.py --check [DOCUMENT...]    say which blocks no longer show what the commands print
    python tools/console_blocks.py --write [DOCUMENT...]    put in what they print now

The commands of one document run in one fresh folder that holds the samples, one after another, 80 columns wide.
"""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from counterclaim.commands.app import app

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

_HELP = re.compile(r"counterclaim ([a-z ]+) --help")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def renewed(document: str) -> str:
    """The document's text with every block's output as it is now. Raises SystemExit when a command fails."""
    if not _BLOCK.search(document):
        return document
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "samples", Path(folder) / "samples")
        return _BLOCK.sub(lambda block: f"```console\n{_run(block[1], folder)}```", document)


def _run(block: str, folder: str) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    out = []
    for command in commands:
        if asked := _HELP.fullmatch(command):
            out.append("\n".join([f"$ {command}", *_help(asked[1].split())]))
            continue
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or "Traceback" in done.stderr:
            raise SystemExit(f"{command!r} failed ({done.returncode}): {done.stderr}")
        lines = [line.rstrip() for line in (done.stderr + done.stdout).splitlines()]
        out.append("\n".join([f"$ {command}", *lines]))
    return "\n".join(out) + "\n"


def _help(names: list[str]) -> list[str]:
    """A command's help. Asked for in this process: there are many, and each of its own would load all of it."""
    shown = CliRunner(env=_environment()).invoke(app, [*names, "--help"], prog_name="counterclaim", terminal_width=78)
    return [line.rstrip() for line in shown.stdout.splitlines()]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COUNTERCLAIM_")}
    here = str(Path(sys.executable).parent)
    return kept | {"COLUMNS": "80", "PATH": f"{here}:{kept['PATH']}", "NO_COLOR": "1", "TERM": "dumb"}


def main(arguments: list[str] | None = None) -> int:
    """0 when every block shows what its commands print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true")
    what.add_argument("--write", action="store_true")
    parser.add_argument("documents", nargs="*", type=Path, metavar="DOCUMENT", help="only these; else all")
    options = parser.parse_args(arguments)
    stale = 0
    for path in [document.resolve() for document in options.documents] or DOCUMENTS:
        before = path.read_text(encoding="utf-8")
        after = renewed(before)
        if before == after:
            continue
        stale += 1
        if options.write:
            path.write_text(after, encoding="utf-8")
        name = str(path.relative_to(ROOT))
        sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True), name, name))
    return 0 if options.write else stale


if __name__ == "__main__":
    sys.exit(main())
