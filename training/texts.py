"""Texts without annotation for teachers to read: rows of JSON lines to a folder of .txt files.

    python training/texts.py --rows ROWS.jsonl [--rows ...] --case POLNEAR/train/text --out TEXTS [--most 750]

In:  files with one JSON object a line, its article in the field `text` (and `title`); a folder of ordinary text.
Out: OUT/FILE_NNNN.txt. An article all in capitals, as old agency copy is, is put in the usual case.
"""

import argparse
import collections
import json
import random
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

LEAST_WORDS = 40  # a shorter text is a caption or a row of a table
WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
INNER_WORD = re.compile(r"(?<=[A-Za-z,] )" + WORD.pattern)  # one that its case tells about: not the first of a sentence
SENTENCE_START = re.compile(r"(?:^|[.!?]\s+|--\s+|[\"“]|\n\s*)([a-z])")
WRAPPED_LINE = re.compile(r"(?<!\n)\n(?!\n)")
EDITORS_NOTE = re.compile(r"\[[A-Z ]+\]")


def usual_case(texts: Iterable[str]) -> dict[str, str]:
    """How each word is written most often within a sentence: {"nato": "NATO", "general": "general"}."""
    seen: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for text in texts:
        for match in INNER_WORD.finditer(text):
            seen[match.group().lower()][match.group()] += 1
    return {word: forms.most_common(1)[0][0] for word, forms in seen.items()}


def cased(text: str, usual: Mapping[str, str]) -> str:
    """A text in capitals as it would usually be written. A word never seen is taken for a name."""
    text = WRAPPED_LINE.sub(" ", EDITORS_NOTE.sub("", text))
    text = WORD.sub(lambda m: usual.get(m.group().lower(), m.group().capitalize()), text)
    return SENTENCE_START.sub(lambda m: m.group()[:-1] + m.group(1).upper(), text)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=Path, action="append", required=True)
    parser.add_argument("--case", type=Path, required=True, help="folder of .txt to learn the case of words from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=750, help="articles of each file, drawn at random  [default: 750]")
    args = parser.parse_args()
    usual = usual_case(path.read_text(encoding="utf-8") for path in sorted(args.case.glob("*.txt")))
    args.out.mkdir(parents=True, exist_ok=True)
    for file in args.rows:
        with file.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        rows = random.Random(1).sample(rows, min(args.most, len(rows)))
        kept = 0
        for row in rows:
            text = cased(row["text"], usual) if row["text"].isupper() else row["text"]
            if len(text.split()) >= LEAST_WORDS:
                title = f"{row['title']}\n\n" if row.get("title") else ""
                (args.out / f"{file.parent.name}_{kept:04}.txt").write_text(title + text, encoding="utf-8")
                kept += 1
        print(f"{file}: {kept} of {len(rows)} articles", flush=True)


if __name__ == "__main__":
    main()
