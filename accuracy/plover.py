"""How often the main event of a sentence gets PLOVER's type: `python -m accuracy.plover --corpus FOLDER`.

In:  a folder with the PLOVER gold standard records (dev.jsonl: text, event).   Out: a small table on standard output.
The main event of a sentence is the one that the reading puts first; older type names are mapped to PLOVER 2.0's
(FIGHT is ASSAULT; DEMAND is REQUEST; DISAPPROVE and INVESTIGATE are ACCUSE; CONCEDE and RETREAT are YIELD).
Rows with an even index were looked at while the lexicon was written ("tune"); of the odd ones ("check") those whose
index leaves 1 divided by 4 were read later, those that leave 3 never.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from accuracy.corpora import dev_rows
from counterclaim.reading.models import load_models
from counterclaim.reading.reader import read_articles
from counterclaim.records.article import Article
from counterclaim.records.reading import Event, Reading
from counterclaim.records.values import EventType, Status

_OLD_NAMES = {
    "FIGHT": "ASSAULT",
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One gold sentence and what the reading made of it."""

    index: int
    text: str
    wanted: EventType
    found: EventType | None  # the main event's type; None where no event was found
    among: tuple[EventType, ...]  # all types found in the sentence


def main_event(events: Sequence[Event]) -> Event | None:
    """The event that a one-sentence text is about: the first that is not merely denied or imagined, else the first."""
    real = [e for e in events if e.status not in {Status.HYPOTHETICAL, Status.DENIED}]
    return next(iter(real or events), None)


def read_rows(folder: Path) -> list[Row]:
    """Read the gold sentences. Raises FileNotFoundError when the folder holds no dev.jsonl."""
    gold = list(dev_rows(folder))
    articles = [Article(" ".join(row["text"].strip("{} ").split())) for row in gold]
    rows = []
    for n, (row, reading) in enumerate(zip(gold, read_articles(articles, load_models()), strict=True)):
        events = reading.events if isinstance(reading, Reading) else ()
        best = main_event(events)
        wanted = EventType(_OLD_NAMES.get(row["event"], row["event"]))
        rows.append(Row(n, row["text"], wanted, best.type if best else None, tuple(e.type for e in events)))
    return rows


def accuracy(rows: Sequence[Row]) -> float:
    """The share of sentences whose main event has the type wanted, 0..1; 0 for none."""
    return sum(row.found is row.wanted for row in rows) / max(1, len(rows))


def table(rows: Sequence[Row]) -> str:
    """The figures as text: by half, then by type."""
    halves = [("tune", [r for r in rows if r.index % 2 == 0]), ("check", [r for r in rows if r.index % 2])]
    lines = [f"{'half':<12}{'rows':>6}{'main':>8}{'any':>8}"]
    for name, half in [*halves, ("all", list(rows))]:
        among = sum(r.wanted in r.among for r in half) / max(1, len(half))
        lines.append(f"{name:<12}{len(half):>6}{accuracy(half):>8.3f}{among:>8.3f}")
    lines.append("")
    for kind, count in sorted(Counter(r.wanted for r in rows).items()):
        right = sum(r.found is r.wanted for r in rows if r.wanted is kind)
        lines.append(f"{kind:<12}{count:>6}{right / count:>8.3f}")
    return "\n".join(lines)


def run() -> None:
    """Print the table; with --misses also the rows whose main event is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the PLOVER gold standard's dev.jsonl")
    parser.add_argument("--misses", action="store_true", help="also list the tune half's rows that are wrong")
    args = parser.parse_args()
    rows = read_rows(args.corpus)
    print(table(rows))
    if args.misses:
        for row in rows:
            if row.found is not row.wanted and row.index % 2 == 0:
                print(f"{row.index} {row.wanted} read as {row.found} among {list(map(str, row.among))}: {row.text}")


if __name__ == "__main__":
    run()
