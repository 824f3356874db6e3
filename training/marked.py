"""Texts whose events and forecasts are marked: what the branch learns from (branch.py).

    python training/marked.py --corpora CORPORA --case POLNEAR/train/text --out MARKED.jsonl

In:  hints/annotations.jsonl, spans without words; war/texts/, articles written for the purpose; the corpora's folders,
     whose texts belong to others and are not here.
Out: one JSON object a line, each a text with its marks. Texts whose corpus is not there are named and left out.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from war import Shelf, read_entries, with_texts

HOME = Path(__file__).parent / "hints"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks; spans are code points."""

    name: str
    text: str
    events: tuple[tuple[int, int, str], ...]  # the words that name an event, its type
    forecasts: tuple[tuple[int, int], ...]


def read_marked(path: Path) -> list[Marked]:
    """Read what `main` wrote, in order."""
    with path.open(encoding="utf-8") as lines:
        return [_marked(json.loads(line)) for line in lines]


def _marked(row: dict[str, Any]) -> Marked:
    return Marked(
        row["name"],
        row["text"],
        tuple((a, b, kind) for a, b, kind in row["events"]),
        tuple((a, b) for a, b in row["forecasts"]),
    )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of folders: polnear, muc4, warnews, ...")
    parser.add_argument("--case", type=Path, required=True, help="folder of .txt to learn the case of words from")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    made = 0
    with args.out.open("w", encoding="utf-8") as out:
        for entry, text in with_texts(read_entries(HOME), Shelf(args.corpora, args.case)):
            kept = {key: entry[key] for key in ("name", "events", "forecasts")}
            out.write(json.dumps({**kept, "text": text}) + "\n")
            made += 1
    print(f"{made} texts with their marks in {args.out}")


if __name__ == "__main__":
    main()
