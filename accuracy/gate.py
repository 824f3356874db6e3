"""The gate: the reading of the samples, scored against their answer keys, may not fall below the pinned floors.

    python -m accuracy.gate                      print the table and say whether the gate holds
    python -m accuracy.gate --misses             and list what was missed or should not be there
    python -m accuracy.gate --pin                raise the floors to what is measured now
    python -m accuracy.gate --pin --allow-regression   lower them too; say why in the commit

The samples and keys are fingerprinted: floors hold for that data only, and pinning anew is asked for when it changes.
"""

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from accuracy.score import Tally, score_article
from counterclaim.intake.files import take_files
from counterclaim.intake.found import Terms
from counterclaim.intake.limits import Limits
from counterclaim.reading.models import load_models
from counterclaim.reading.reader import read_articles
from counterclaim.records.article import Article
from counterclaim.records.reading import Reading
from counterclaim.records.wire import reading_to_json

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
KEYS = ROOT / "accuracy" / "keys"
FLOORS = ROOT / "accuracy" / "floors.json"

# onnxruntime's and spaCy's kernels differ between processors by rounding, which can tip a decision here and there.
# One row of the smallest figure of merit (16 forecasts) is 6 points; for the others it is 1 to 2.
NOISE = 0.02


@dataclass(frozen=True, slots=True)
class Floors:
    """The pinned shares, and the fingerprint of the data that they were measured on."""

    fingerprint: str
    shares: dict[str, float]

    @classmethod
    def load(cls, path: Path = FLOORS) -> "Floors":
        """Read the pinned floors."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        return cls(stored["fingerprint"], stored["shares"])

    def save(self, path: Path = FLOORS) -> None:
        """Write the floors, sorted, so that a change reads well in a diff."""
        stored = {"fingerprint": self.fingerprint, "shares": dict(sorted(self.shares.items()))}
        path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def fingerprint(samples: Path = SAMPLES, keys: Path = KEYS) -> str:
    """SHA-256 over the names and contents of the samples and their keys."""
    whole = hashlib.sha256()
    for file in sorted([*samples.glob("*.txt"), *keys.glob("*.json")]):
        whole.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


def measure(samples: Path = SAMPLES, keys: Path = KEYS) -> Tally:
    """Read every sample that has a key and score it."""
    wanted = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(keys.glob("*.json"))]
    articles = []
    for key in wanted:
        path = samples / key["article"]
        [taken] = take_files([str(path)], Terms(Limits()))
        article = taken.item
        if not isinstance(article, Article):
            raise SystemExit(f"{path}: {article.reason}: {article.detail}")
        articles.append(article)
    tally = Tally()
    for key, reading in zip(wanted, read_articles(articles, load_models()), strict=True):
        if not isinstance(reading, Reading):
            raise SystemExit(f"{reading.item}: {reading.reason}: {reading.detail}")
        score_article(reading.article.text, key, reading_to_json(reading), tally)
    return tally


def failures(tally: Tally, floors: Floors, found: str) -> list[str]:
    """What keeps the gate shut, in words; empty when it holds."""
    if floors.fingerprint != found:
        return ["the samples or keys have changed since the floors were pinned: look at the table, then --pin"]
    out = [f"{name}: no floor is pinned" for name in tally.rows if name not in floors.shares]
    for name, floor in floors.shares.items():
        if tally.share(name) < floor - NOISE:
            out.append(f"{name}: {tally.share(name):.3f} is below the floor of {floor:.3f}")
    return out


def pinned(tally: Tally, old: Floors | None, found: str, *, allow_regression: bool) -> Floors:
    """New floors from what is measured. Raises SystemExit when one would sink and that is not allowed."""
    shares = {name: round(tally.share(name), 4) for name in tally.rows}
    if old is not None and not allow_regression:
        sunk = [n for n, floor in old.shares.items() if shares.get(n, 0) < floor - NOISE]
        if sunk:
            raise SystemExit(
                f"these floors would sink: {', '.join(sunk)}. Mend it, or say why with --allow-regression."
            )
        if old.fingerprint == found:
            shares = {n: max(share, old.shares.get(n, 0)) for n, share in shares.items()}
    return Floors(found, shares)


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 0 when the gate holds, 1 when it does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list every miss and false alarm")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument("--allow-regression", action="store_true", help="with --pin: lower floors as well")
    options = parser.parse_args(arguments)
    tally, found = measure(), fingerprint()
    floors = Floors.load() if FLOORS.exists() else None
    print(f"{'':36}{'matched':>9}{'share':>8}{'floor':>8}")
    for name, (hit, of) in tally.rows.items():
        floor = floors.shares.get(name) if floors else None
        print(f"{name:36}{hit:>4}/{of:<4}{hit / of:>8.1%}{f'{floor:.1%}' if floor is not None else '-':>8}")
    if options.misses:
        print("\n".join(tally.misses))
    if options.pin:
        pinned(tally, floors, found, allow_regression=options.allow_regression).save()
        return 0
    problems = failures(tally, floors, found) if floors else ["no floors are pinned: --pin"]
    for problem in problems:
        print(f"gate: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
