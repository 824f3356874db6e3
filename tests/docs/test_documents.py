"""The documents hold: what they show is what the commands print, and everything there is is in them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from counterclaim.commands.app import app
from counterclaim.comparison.bounds import RULES
from counterclaim.records import values
from counterclaim.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = sorted(typer.main.get_command(app).commands)


@pytest.mark.slow
def test_the_documents_show_what_the_commands_print():
    tool = str(ROOT / "tools" / "console_blocks.py")
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr + "\nrenew: make docs"


@pytest.mark.slow
@pytest.mark.parametrize("document", ["README.md", "docs/start.md"])
def test_the_python_in_the_documents_runs(document, tmp_path):
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    blocks = re.findall(r"^```python\n(.*?)^```$", (ROOT / document).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), block
        assert done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_reference(name):
    assert f"## counterclaim {name}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_every_setting_is_documented_with_its_default(setting):
    row = f"| `{setting.name}` | `{setting.environment}` | `{setting.default}` | {setting.unit} | {setting.help} |"
    assert row in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "kind", [values.Quote, values.Act, values.Measure, values.Modality, values.EventType, values.Status, values.Track]
)
def test_every_value_is_explained(kind):
    words = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    assert [v.value for v in kind if not re.search(rf"\b{re.escape(v.value)}\b", words)] == []


def test_every_bounds_rule_is_explained():
    words = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    assert [rule for rule in RULES if f"`{rule}`" not in words] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_links_within_the_documents_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (document.parent / target).exists(), target
