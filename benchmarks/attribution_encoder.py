"""How fast the attribution encoder reads: words per CPU second, one thread.

    python benchmarks/attribution_encoder.py [FOLDER_OR_FILE ...] [--repeat 3] [--threads 1]

Reads every .txt file below the given paths (default: samples/). Words are what `str.split` gives, as in the figures
that other readers publish. CPU time of the whole process, so it also holds where other work shares the machine, up
to what shared caches cost; the best of the repeats is the figure to compare.
"""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from counterclaim.reading.attribution.encoder import AttributionEncoder

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def texts(paths: list[Path]) -> Iterator[str]:
    """The text files at and below the paths, in order of name."""
    for path in paths:
        files = [path] if path.is_file() else sorted(path.rglob("*.txt"))
        for file in files:
            yield file.read_text(encoding="utf-8", errors="replace")


def seconds(encoder: AttributionEncoder, articles: list[str]) -> tuple[float, float]:
    """CPU seconds of the network with its encoding, and of all reading."""
    began = time.process_time()
    for article in articles:
        for _ in encoder.answers(article):
            pass
    asked = time.process_time()
    for article in articles:
        encoder.read(article)
    return asked - began, time.process_time() - asked


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--repeat", type=int, default=3, help="passes over the files  [default: 3]")
    parser.add_argument("--threads", type=int, default=1, help="threads for one window  [default: 1]")
    args = parser.parse_args()
    articles = list(texts(args.paths))
    words = sum(len(article.split()) for article in articles)
    if not words:
        print(f"no words in .txt files below {', '.join(map(str, args.paths))}", file=sys.stderr)
        return 2
    began = time.process_time()
    encoder = AttributionEncoder.load(threads=args.threads)
    loading = time.process_time() - began
    encoder.read(articles[0])  # the first window pays for memory that later ones reuse
    runs = [seconds(encoder, articles) for _ in range(args.repeat)]
    whole = [total for _, total in runs]
    best = min(whole)
    print(f"model {encoder.name} {encoder.version}; {len(articles)} texts, {words} words, {args.threads} thread(s)")
    print(
        f"loading: {loading:.2f} CPU s; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"
    )
    print(f"words per CPU second: best {words / best:.0f}, median {words / statistics.median(whole):.0f}")
    print(f"of which decoding: {max(0.0, 1 - min(asked for asked, _ in runs) / best):.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
