"""Read a corpus folder's texts with a model and write what it finds, for the scorer of attributions.

    python training/predict.py --corpus POLNEAR/dev --model MODEL [--threshold 0.5] > predictions.jsonl

One JSON object a line: {"article": "NAME.txt", "attributions": [{"source", "cue", "content", "confidence"}]}, each role
a list of [start, end] code points, null where it is absent.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import product  # noqa: F401  (first: makes the product's modules importable)
from corpus import read_corpus
from counterclaim.reading.attribution.encoder import SHIPPED_MODEL, AttributionEncoder


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=SHIPPED_MODEL)
    parser.add_argument("--threshold", type=float, default=0.0, help="leave out what is less sure  [default: 0]")
    args = parser.parse_args()
    encoder = AttributionEncoder.load(args.model)
    words, began = 0, time.process_time()
    for article in read_corpus(args.corpus):
        found = [a for a in encoder.read(article.text).attributions if a.confidence >= args.threshold]
        rows = [
            {"source": a.source or None, "cue": a.cue, "content": a.content, "confidence": round(a.confidence, 4)}
            for a in found
        ]
        print(json.dumps({"article": f"{article.name}.txt", "attributions": rows}))
        words += len(article.text.split())
    seconds = time.process_time() - began
    print(f"{words} words, {words / seconds:.0f} a CPU second", file=sys.stderr)


if __name__ == "__main__":
    main()
