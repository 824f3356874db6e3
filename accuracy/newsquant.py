"""Score the number reader on NewsQuant-style sentences: values, and what the words around them make of the bounds.

Usage: python -m accuracy.newsquant --corpus FOLDER [--name NewsQuant] [--half tune|check] [--misses]

FOLDER holds dev.jsonl with `text` and `quantities` (value or low/high, change). A value is right when low and high of
the number or range agree to one part in a million, one to one within a sentence; `change` is scored on the values
found. Vague words are read by the rule set "decade", which is how the corpus annotates them. Nothing is written.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accuracy.corpora import Matches, dev_rows
from counterclaim.reading.figures.bounds import Op
from counterclaim.reading.figures.quantities import CHANGE_FROM, CHANGE_TO, Quantity, read_numbers

Range = tuple[float, float]
_CHANGES = {
    Op.EXACT: "=",
    Op.ABOUT: "~",
    Op.NEARLY: "~",
    Op.AT_LEAST: ">",
    Op.ABOVE: ">",
    Op.AT_MOST: "<",
    Op.BELOW: "<",
}


@dataclass(slots=True)
class Score(Matches):
    """Quantities over all sentences; `misses` says what did not match, for a person."""

    sentences: int = 0
    change_right: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def change(self) -> float:
        """Share of the right values whose bound or trend is right too."""
        return self.change_right / max(1, self.right)


def score(rows: Iterator[dict[str, Any]]) -> Score:
    """Score the number reader on corpus rows."""
    out = Score()
    for row in rows:
        out.sentences += 1
        wanted = [(_wanted(q), str(q["change"]), str(q.get("value_raw"))) for q in row["quantities"]]
        read, _ = read_numbers(row["text"], rule_set="decade")
        found = list(_folded(read, row["text"]))
        out.wanted += len(wanted)
        out.found += len(found)
        left = list(found)
        for value, change, raw in wanted:
            # Of several equal values take one whose change agrees.
            near = sorted((f for f in left if _same(f[0], value)), key=lambda f: f[1] != change)
            if not near:
                out.misses.append(f"{row['id']} missed {raw}: {row['text'][:300]}")
                continue
            left.remove(near[0])
            out.right += 1
            out.change_right += near[0][1] == change
            if near[0][1] != change:
                out.misses.append(f"{row['id']} {raw} is {change!r}, read {near[0][1]!r}: {row['text'][:300]}")
        out.misses += [f"{row['id']} extra {text!r} {value}: {row['text'][:300]}" for value, _, text in left]
    return out


def rows_of(corpus: Path, name: str, half: str | None = None) -> Iterator[dict[str, Any]]:
    """The rows of one corpus in dev.jsonl; `half` takes the first ("tune") or the second ("check") half of them."""
    rows = [row for row in dev_rows(corpus) if row["corpus"] == name]
    middle = len(rows) // 2
    yield from rows[:middle] if half == "tune" else rows[middle:] if half == "check" else rows


def _folded(read: tuple[Quantity, ...], text: str) -> Iterator[tuple[Range, str, str]]:
    """What was read, in the corpus's convention: a change "from A to B", here two levels, is one range there."""
    at = 0
    while at < len(read):
        this, after = read[at], read[at + 1] if at + 1 < len(read) else None
        if after and CHANGE_FROM in this.rule and CHANGE_TO in after.rule:
            yield (_found(this)[0], _found(after)[1]), "=", text[this.span.start : after.span.end]
            at += 2
        else:
            yield _found(this), _change(this), this.span.of(text)
            at += 1


def _wanted(quantity: dict[str, Any]) -> Range:
    value = quantity.get("value")
    if value is not None:
        return (float(value), float(value))
    return (float(quantity["low"]), float(quantity["high"]))


def _found(quantity: Quantity) -> Range:
    low, high = quantity.value_low, quantity.value_high
    return (low if low is not None else 0.0, high if high is not None else float("inf"))


def _same(a: Range, b: Range) -> bool:
    return all(abs(x - y) <= 1e-6 * max(1.0, abs(x), abs(y)) for x, y in zip(a, b, strict=True))


def _change(quantity: Quantity) -> str:
    return _CHANGES[quantity.op] if quantity.op is not Op.EXACT else quantity.trend or "="


def main() -> None:
    """Print a small table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with dev.jsonl")
    parser.add_argument("--name", default="NewsQuant", help="which corpus of the file (default: NewsQuant)")
    parser.add_argument("--half", choices=["tune", "check"], help="only the first or the second half of the sentences")
    parser.add_argument("--misses", action="store_true", help="list what did not match, on standard error")
    args = parser.parse_args()
    result = score(rows_of(args.corpus, args.name, args.half))
    print(f"sentences {result.sentences}, quantities wanted {result.wanted}, read {result.found}")
    print(f"value      precision {result.precision:.3f}  recall {result.recall:.3f}  F1 {result.f1:.3f}")
    print(f"change     right on {result.change:.3f} of the {result.right} values found")
    if args.misses:
        print("\n".join(result.misses), file=sys.stderr)


if __name__ == "__main__":
    main()
