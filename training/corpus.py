"""PolNeAR's files: texts with their attributions, and the articles that are held out of training.

A corpus folder holds `text/NAME.txt` and `attributions/NAME_XXXX.ann` (brat standoff, XXXX the annotator). Where an
article has several annotators, the first in alphabetical order is the one that counts; the others' readings of the
training articles serve as further targets. Offsets are code points.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

Spans = tuple[tuple[int, int], ...]

ANNOTATOR = re.compile(r"_[0-9a-f]{4}\.ann$")
# One article in twelve (71 of PolNeAR's 840) is never trained on: thresholds and confidence are fitted on these.
HELD_OUT_ONE_IN = 12


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as annotated; a role that is absent is an empty tuple."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article's text and each annotator's attributions; the first annotator's count."""

    name: str
    text: str
    annotations: tuple[tuple[Gold, ...], ...]


def read_corpus(folder: Path) -> list[Annotated]:
    """Read a corpus folder, in order of file name. Articles without annotation are left out."""
    files: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").iterdir()):
        if ANNOTATOR.search(path.name):
            files.setdefault(ANNOTATOR.sub("", path.name), []).append(path)
    out = []
    for name, paths in sorted(files.items()):
        text = _text(folder / "text" / f"{name}.txt")
        out.append(Annotated(name, text, tuple(_attributions(_text(path)) for path in paths)))
    return out


def read_texts(folder: Path) -> list[str]:
    """Read a folder of .txt files without annotation, in order of file name."""
    return [_text(path) for path in sorted(folder.glob("*.txt"))]


def split(articles: list[Annotated]) -> tuple[list[Annotated], list[Annotated]]:
    """Split into (to train on, held out), by a hash of the name: stable whatever else is in the folder."""
    held = {a.name for a in articles if is_held_out(a.name)}
    return [a for a in articles if a.name not in held], [a for a in articles if a.name in held]


def is_held_out(name: str) -> bool:
    """Whether the text of this name is never trained on."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % HELD_OUT_ONE_IN == 0


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _attributions(standoff: str) -> tuple[Gold, ...]:
    spans: dict[str, Spans] = {}
    events: list[list[list[str]]] = []
    for line in standoff.split("\n"):
        fields = line.split("\t")
        if fields[0].startswith("T") and len(fields) >= 2:
            _, _, places = fields[1].partition(" ")
            try:
                spans[fields[0]] = tuple((int(p.split()[0]), int(p.split()[1])) for p in places.split(";"))
            except (ValueError, IndexError):
                continue  # a note, not a span
        elif fields[0].startswith("E") and len(fields) >= 2:
            events.append([item.split(":") for item in fields[1].split()])
    out = []
    for event in events:
        if not event[0][0].startswith("Attribution"):
            continue
        roles: dict[str, Spans] = {"source": (), "cue": (), "content": ()}
        for label, ident in event[1:]:
            role = label.rstrip("0123456789").lower()
            if role in roles:
                roles[role] += spans.get(ident, ())
        if roles["content"]:
            out.append(Gold(**roles))
    return tuple(out)
