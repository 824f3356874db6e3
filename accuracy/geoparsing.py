"""How well places are found and resolved, on LGL and GeoVirus (Gritta et al. 2018; Lieberman et al. 2010).

Usage: python -m accuracy.geoparsing --corpus FOLDER [--recognition N] [--misses N]

FOLDER holds dev.jsonl: one article a line with gold toponyms and their coordinates. Printed for each corpus:

  resolution   gold toponyms with coordinates, resolved from their own words and the article: the share within 161 km
               (100 miles), the mean error, and the area under ln(error + 1) normalised by ln(20,039): lower is better.
               An unresolved toponym counts as an error of 20,039 km, half the Earth's girth.
  recognition  (with --recognition N, on each corpus's first N articles: it needs the language models) spans found
               against gold spans, exact. LGL annotates demonyms ("Russian") as toponyms; they are left out of both.
"""

import argparse
import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accuracy.corpora import Matches, dev_rows
from counterclaim.reading import register
from counterclaim.reading.placecontext import country_talk
from counterclaim.reading.places import resolve_spans
from counterclaim.records.article import Article
from counterclaim.records.places import distance_km
from counterclaim.records.span import Span

NEAR_KM = 161.0
FURTHEST_KM = 20_039.0


@dataclass(slots=True)
class Tally(Matches):
    """Spans of one corpus, and how far off they were resolved."""

    errors_km: list[float] = field(default_factory=list)
    misses: Counter[str] = field(default_factory=Counter)

    @property
    def near(self) -> float:
        """Share of gold toponyms resolved within 161 km."""
        return sum(e <= NEAR_KM for e in self.errors_km) / max(1, len(self.errors_km))

    @property
    def area(self) -> float:
        """Normalised area under the logarithm of the errors: 0 is perfect."""
        return sum(math.log(e + 1) for e in self.errors_km) / max(1, len(self.errors_km)) / math.log(FURTHEST_KM)


def score_resolution(rows: list[dict[str, Any]]) -> dict[str, Tally]:
    """Resolve the gold toponyms of every article."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in rows:
        tally = tallies[row["corpus"]]
        text = row["text"]
        gold = sorted((t for t in row["toponyms"] if t["offset_ok"]), key=lambda t: (t["start"], t["end"]))
        spans = [Span(t["start"], t["end"]) for t in gold]
        for toponym, entry in zip(gold, resolve_spans(text, spans, country_talk(text), row.get("outlet")), strict=True):
            if toponym.get("lat") is None:
                continue
            error = distance_km(entry.lat, entry.lon, toponym["lat"], toponym["lon"]) if entry else FURTHEST_KM
            tally.errors_km.append(error)
            if error > NEAR_KM:
                got = f"{entry.name} {entry.division or entry.country} {entry.kind}" if entry else "unknown"
                wanted = toponym.get("wikipedia") or f"{toponym['admin1']}, {toponym['country']} {toponym['fcode']}"
                tally.misses[f"{toponym['text']}: {got}, wanted {wanted}"] += 1
    return tallies


def score_recognition(rows: list[dict[str, Any]], most: int) -> dict[str, Tally]:
    """Find places in each corpus's first articles."""
    from counterclaim.reading.document import make_documents
    from counterclaim.reading.models import load_models
    from counterclaim.reading.placenames import find_names

    taken: Counter[str] = Counter()
    tallies: dict[str, Tally] = defaultdict(Tally)
    part = []
    for row in rows:
        taken[row["corpus"]] += 1
        if taken[row["corpus"]] <= most:
            part.append(row)
    read = make_documents(((Article(row["text"]), ()) for row in part), load_models())
    for row, document in zip(part, read, strict=True):
        tally = tallies[row["corpus"]]
        gold = {
            (t["start"], t["end"]) for t in row["toponyms"] if t["offset_ok"] and not register.is_demonym(t["text"])
        }
        found = {(s.start, s.end) for s in find_names(document)}
        tally.found += len(found)
        tally.wanted += len(gold)
        tally.right += len(found & gold)
        for start, end in found - gold:
            tally.misses[f"extra: {row['text'][start:end]}"] += 1
        for start, end in gold - found:
            tally.misses[f"missed: {row['text'][start:end]}"] += 1
    return tallies


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="How well places are found and resolved.")
    parser.add_argument("--corpus", type=Path, required=True, help="folder with dev.jsonl, or a file of its form")
    parser.add_argument(
        "--recognition", type=int, default=0, metavar="N", help="also find places in N articles of each"
    )
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print the N commonest misses of each")
    given = parser.parse_args()
    rows = list(dev_rows(given.corpus))
    print(f"{'resolution':12} {'toponyms':>9} {'acc@161km':>10} {'mean km':>9} {'AUC':>7}")
    for name, tally in score_resolution(rows).items():
        mean = sum(tally.errors_km) / max(1, len(tally.errors_km))
        print(f"{name:12} {len(tally.errors_km):9,} {tally.near:10.3f} {mean:9.0f} {tally.area:7.3f}")
        for miss, n in tally.misses.most_common(given.misses):
            print(f"    {n:4} {miss}")
    if given.recognition:
        print(f"{'recognition':12} {'toponyms':>9} {'precision':>10} {'recall':>9} {'F1':>7}")
        for name, tally in score_recognition(rows, given.recognition).items():
            print(f"{name:12} {tally.wanted:9,} {tally.precision:10.3f} {tally.recall:9.3f} {tally.f1:7.3f}")
            for miss, n in tally.misses.most_common(given.misses):
                print(f"    {n:4} {miss}")


if __name__ == "__main__":
    main()
