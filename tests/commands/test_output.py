"""Where output goes wrong: a full disk, words that a terminal would obey."""

import subprocess
import sys

import pytest

from counterclaim.ledger.store import open_store
from counterclaim.records.article import Article
from counterclaim.records.printable import printable
from counterclaim.records.reading import Reader, Reading

COUNTERCLAIM = (sys.executable, "-c", "from counterclaim.commands.main import run; run()")
HOSTILE = "Talks\x1b]0;owned\x07 \x1b[31mresume\u202e"


@pytest.fixture
def ledger(tmp_path):
    """A ledger of one article without claims, with a title out of a hostile page."""
    path = tmp_path / "made.ledger"
    with open_store(str(path)) as store:
        article = Article("No claim is in it.", title=HOSTILE)
        store.add(Reading(article, Reader("test", ()), published=None), ())
    return path


@pytest.mark.parametrize("options", [[], ["--format", "csv"], ["--format", "json"], ["--format", "jsonl"]])
def test_a_full_disk_is_named_and_no_traceback_is_shown(ledger, options):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COUNTERCLAIM, "articles", "--ledger", ledger, *options],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.stderr == "counterclaim: the output cannot be written: No space left on device\n"
    assert done.returncode == 2


def test_what_a_terminal_would_obey_is_shown_and_not_obeyed(cli, ledger):
    done = cli("articles", "--ledger", ledger)
    assert "Talks\ufffd]0;owned\ufffd \ufffd[31mresume\ufffd" in done.out
    assert not set("\x1b\x07\u202e") & set(done.out)


def test_a_path_with_control_characters_is_named_harmlessly(cli, tmp_path):
    file = tmp_path / "a\x1b[2Jb.txt"
    file.write_bytes(b"")
    done = cli("read", file)
    assert "a\ufffd[2Jb.txt: dropped: empty file" in done.err
    assert "\x1b" not in done.err


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zwischenfall in Kiew – „Waffenruhe“", "Zwischenfall in Kiew – „Waffenruhe“"),
        ("two\nlines\tand a\r\nthird", "two\nlines\tand a\r\nthird"),
        ("over\rwritten", "over\ufffdwritten"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs its joiners
        ("\x9b31m\x00\x7f\ud800", "\ufffd31m\ufffd\ufffd\ufffd"),
    ],
)
def test_only_what_is_harmful_is_replaced(text, shown):
    assert printable(text) == shown
