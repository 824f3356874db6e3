"""The second corpus: reporting on war, annotated for this project; its folder is made from the corpora's own texts.

    python training/war.py --corpora CORPORA --case POLNEAR/train/text --out WAR [--measuring]

In:  war/annotations.jsonl, spans without words, and war/texts/, articles written for the purpose; a folder with
     warnews, muc4, geoparsing and wikiwars, whose texts belong to others and are not here.
Out: WAR/text/NAME.txt and WAR/attributions/NAME_0000.ann, as corpus.py reads them. Texts whose corpus is not there are
     named and left out. With --measuring: the texts that are kept from training, as their licence is not for all uses.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from texts import cased, usual_case

HOME = Path(__file__).parent / "war"
# Folders with articles that were written for the purpose, here and for the hints (marked.py).
WRITTEN = ("war", "hints")
ROLES = ("source", "cue", "content")
SPACE = re.compile(r"\s+")
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The corpora's rows by corpus and id, read when first asked for."""

    folder: Path
    case: Path  # ordinary text, for the case of old agency copy
    _rows: dict[str, Rows] = field(default_factory=dict)
    _usual: dict[str, str] = field(default_factory=dict)

    def rows(self, corpus: str) -> Rows:
        """The rows of one corpus by id. Raises OSError where it is not there."""
        if corpus == "polnear" and corpus not in self._rows:
            texts = (self.folder / corpus / "train" / "text").glob("*.txt")
            self._rows[corpus] = {path.stem: {"text": path.read_text(encoding="utf-8")} for path in sorted(texts)}
        if corpus not in self._rows:
            with (self.folder / corpus / "dev.jsonl").open(encoding="utf-8") as lines:
                rows = [json.loads(line) for line in lines]
            self._rows[corpus] = {row.get("doc_id") or row["id"]: row for row in rows}
        return self._rows[corpus]

    def usual(self) -> dict[str, str]:
        """How words are usually written."""
        if not self._usual:
            self._usual.update(usual_case(p.read_text(encoding="utf-8") for p in sorted(self.case.glob("*.txt"))))
        return self._usual


def text_of(entry: Mapping[str, Any], shelf: Shelf) -> str:
    """The text that an entry's spans count in. Raises OSError or KeyError where its corpus or row is not there."""
    if "corpus" not in entry:
        own = [HOME.parent / folder / "texts" / f"{entry['name']}.txt" for folder in WRITTEN]
        return next((path for path in own if path.exists()), own[0]).read_text(encoding="utf-8")
    rows = [shelf.rows(entry["corpus"])[ident] for ident in entry["rows"]]
    if len(rows) > 1:  # headlines with their leads
        return "\n\n".join(f"{_line(row['title'])}\n{_line(row['text'])}" for row in rows)
    text = str(rows[0]["text"])
    if "part" in entry:
        start, end = entry["part"]
        return text[start:end]
    if text.isupper():
        return cased(text, shelf.usual())
    return f"{rows[0]['title']}\n\n{text}" if entry.get("titled") else text


def read_entries(folder: Path) -> list[dict[str, Any]]:
    """The lines of a folder's annotations.jsonl, in order."""
    return [json.loads(line) for line in (folder / "annotations.jsonl").read_text(encoding="utf-8").splitlines()]


def with_texts(entries: Iterable[Mapping[str, Any]], shelf: Shelf) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Entries with their texts; one whose text is not there, or another than was annotated, is named and left out."""
    for entry in entries:
        try:
            text = text_of(entry, shelf)
        except (OSError, KeyError) as err:
            print(f"{entry['name']} is left out: {err}", file=sys.stderr)
            continue
        if fingerprint(text) == entry["sha256"]:
            yield entry, text
        else:
            print(f"{entry['name']} is left out: its text is another than was annotated", file=sys.stderr)


def _line(text: str) -> str:
    return SPACE.sub(" ", text)


def fingerprint(text: str) -> str:
    """SHA-256 of a text whatever its case, which is restored by count and may differ."""
    return hashlib.sha256(text.lower().encode()).hexdigest()


def standoff(attributions: Iterable[Mapping[str, list[list[int]]]]) -> str:
    """Attributions as brat writes them, the words left out. One without a cue is anchored at its content."""
    lines: list[str] = []
    for number, attribution in enumerate(attributions, 1):
        named = []
        for role in ROLES:
            if spans := attribution.get(role):
                ident = f"T{len(lines) + 1}"
                lines.append(f"{ident}\t{role.capitalize()} {';'.join(f'{s} {e}' for s, e in spans)}\t")
                named.append((role.capitalize(), ident))
        anchor = dict(named).get("Cue", named[-1][1])
        lines.append(f"E{number}\tAttribution:{anchor} " + " ".join(f"{role}:{ident}" for role, ident in named))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of folders, each with a dev.jsonl")
    parser.add_argument("--case", type=Path, required=True, help="folder of .txt to learn the case of words from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--measuring", action="store_true", help="the texts to measure on, which nothing learns from")
    args = parser.parse_args()
    for name in ("text", "attributions"):
        (args.out / name).mkdir(parents=True, exist_ok=True)
    made = 0
    wanted = [entry for entry in read_entries(HOME) if entry.get("measuring", False) == args.measuring]
    for entry, text in with_texts(wanted, Shelf(args.corpora, args.case)):
        (args.out / "text" / f"{entry['name']}.txt").write_text(text, encoding="utf-8")
        (args.out / "attributions" / f"{entry['name']}_0000.ann").write_text(
            standoff(entry["attributions"]), encoding="utf-8"
        )
        made += 1
    print(f"{made} texts with their attributions in {args.out}")


if __name__ == "__main__":
    main()
