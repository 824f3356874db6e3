"""Score the reader of time expressions on WikiWars: spans (strict and relaxed) and TIMEX values.

Usage: python -m accuracy.wikiwars --corpus FOLDER [--half tune|check] [--misses]

FOLDER holds dev.jsonl with `text` and `timex3_syntime`, the flattening that SynTime was scored on. Relaxed: a predicted
span shares a character with a gold one, one to one; strict: the ends agree. Value: the TIMEX value is letter for letter
the gold one, on matched spans that have a gold value. The texts are chronicles without a publication date, so values
test the anchoring in the story. Rules were tuned on the first ten documents;
`--half check` is the rest. Nothing is written.
"""

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accuracy.corpora import dev_rows
from counterclaim.reading.document import make_documents
from counterclaim.reading.models import Models, load_models
from counterclaim.reading.times import find_times
from counterclaim.records.article import Article
from counterclaim.records.reading import Time

TUNED_ON = 10  # documents, in the file's order


@dataclass(slots=True)
class Score:
    """Counts over all documents; `misses` says what did not match, for a person."""

    wanted: int = 0
    found: int = 0
    matched: int = 0
    exact: int = 0
    valued: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def relaxed(self) -> float:
        """F1 of spans that share a character."""
        return 2 * self.matched / max(1, self.wanted + self.found)

    @property
    def strict(self) -> float:
        """F1 of spans with the same ends."""
        return 2 * self.exact / max(1, self.wanted + self.found)

    @property
    def value(self) -> float:
        """Share of right values, of matched spans that have one."""
        return self.right / max(1, self.valued)


def score(rows: list[dict[str, Any]], models: Models) -> Score:
    """Score corpus rows, each a document."""
    out = Score()
    parsed = make_documents(((Article(row["text"]), ()) for row in rows), models)
    for row, document in zip(rows, parsed, strict=True):
        _add(out, row, find_times(document, None))
    return out


def _add(out: Score, row: dict[str, Any], times: tuple[Time, ...]) -> None:
    text, left = row["text"], list(row["timex3_syntime"])
    out.wanted += len(left)
    out.found += len(times)
    for time in times:
        words = f"[{time.span.of(text)}] {text[time.span.end : time.span.end + 30]!r}"
        near = [g for g in left if g["start"] < time.span.end and time.span.start < g["end"]]
        if not near:
            out.misses.append(f"{row['doc_id']} extra {words}")
            continue
        gold = max(near, key=lambda g: min(g["end"], time.span.end) - max(g["start"], time.span.start))
        left.remove(gold)
        out.matched += 1
        out.exact += (gold["start"], gold["end"]) == (time.span.start, time.span.end)
        if gold["value"] in (None, "null"):
            continue
        out.valued += 1
        out.right += time.value == gold["value"]
        if time.value != gold["value"]:
            out.misses.append(f"{row['doc_id']} value {time.value}, wanted {gold['value']}: {words}")
    out.misses += [f"{row['doc_id']} missed [{g['text']}]" for g in left]


def read_corpus(folder: Path, half: str | None = None) -> list[dict[str, Any]]:
    """The documents of dev.jsonl: all, the ten tuned on, or the rest."""
    rows = list(dev_rows(folder))
    return rows[:TUNED_ON] if half == "tune" else rows[TUNED_ON:] if half == "check" else rows


def table(out: Score) -> str:
    """The figures as lines to print."""
    return "\n".join(
        [
            f"{'spans, relaxed F1':28} {out.relaxed:6.1%}   ({out.matched} of {out.wanted}, {out.found} found)",
            f"{'spans, strict F1':28} {out.strict:6.1%}   ({out.exact})",
            f"{'values, of those matched':28} {out.value:6.1%}   ({out.right} of {out.valued})",
        ]
    )


def main() -> int:
    """Print the table; the misses go to standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--half", choices=["tune", "check"])
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    out = score(read_corpus(args.corpus, args.half), load_models())
    print(table(out))
    if args.misses:
        print("\n".join(out.misses), file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
