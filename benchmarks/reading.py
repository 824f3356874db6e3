"""What reading costs: words per CPU second, in all and step by step, against the bare spaCy pipeline in the same run.

    python -m benchmarks.reading [PATH...] [--repeat N]

Without PATH the samples are read, over and over. CPU time is counted, not wall time, so that other work on the machine
disturbs little; the two sides take turns, and the ratio is what to look at.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from counterclaim.intake.files import find_files, take_files
from counterclaim.intake.found import Terms
from counterclaim.intake.limits import Limits
from counterclaim.reading import reader
from counterclaim.reading.attribution import encoder
from counterclaim.reading.models import Models, load_models
from counterclaim.records.article import Article

# The network for attributions, and in it the branch that gives hints on events and forecasts.
ENCODER, BRANCH = "read", "branch_off"
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
STEPS = (
    "find_published",
    "find_times",
    "find_places",
    "find_actors",
    "find_attributions",
    "find_figures",
    "find_events",
    "find_forecasts",
)


def main(arguments: list[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(SAMPLES)], metavar="PATH")
    parser.add_argument("--repeat", type=int, default=5, help="how often all of it is read")
    options = parser.parse_args(arguments)
    everything = take_files(find_files(options.paths), Terms(Limits()))
    articles = [taken.item for taken in everything if isinstance(taken.item, Article)]
    words = sum(len(a.text.split()) for a in articles)
    print(f"{len(articles)} articles, {words:,} words, read {options.repeat} times\n")
    start_up()
    models = load_models()
    steps = timed_steps()
    one_round(articles, models, defaultdict(float))  # what is loaded on first use is not reading
    steps.clear()
    sums: defaultdict[str, float] = defaultdict(float)
    for _ in range(options.repeat):
        one_round(articles, models, sums)
    total = words * options.repeat
    print(f"{'step':28}{'words/CPU s':>14}{'share of reading':>18}{'ratio to spaCy':>16}")
    line("spaCy pipeline, bare", sums["spacy"], total, sums)
    line("reading, whole", sums["reading"], total, sums)
    line("  parse and the rest", sums["reading"] - sum(steps.values()) + steps[BRANCH], total, sums)
    line("  encoder, attributions", steps[ENCODER] - steps[BRANCH], total, sums)
    line("  encoder, hints", steps[BRANCH], total, sums)
    for name in STEPS:
        line(f"  {name}", steps[name], total, sums)
    events = steps["find_events"] + steps[BRANCH]
    print(f"\nevents with their hints add {events / (sums['reading'] - events):.1%} to the rest of reading")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:,.0f} MB")


def one_round(articles: list[Article], models: Models, sums: defaultdict[str, float]) -> None:
    """Parse everything with bare spaCy, then read everything; add up the CPU seconds of each."""
    paragraphs = [p for a in articles for p in a.text.split("\n") if p.strip()]
    at = time.process_time()
    for _ in models.parse(paragraphs):
        pass
    sums["spacy"] += time.process_time() - at
    at = time.process_time()
    for _ in reader.read_articles(articles, models):
        pass
    sums["reading"] += time.process_time() - at


def timed_steps() -> defaultdict[str, float]:
    """Wrap the reader's steps so that each adds its CPU seconds to the dictionary returned."""
    sums: defaultdict[str, float] = defaultdict(float)

    def timed(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(step)
        def run(*args: Any, **kwargs: Any) -> Any:
            at = time.process_time()
            try:
                return step(*args, **kwargs)
            finally:
                sums[name] += time.process_time() - at

        return run

    for name in STEPS:
        setattr(reader, name, timed(name, getattr(reader, name)))
    setattr(encoder.AttributionEncoder, ENCODER, timed(ENCODER, encoder.AttributionEncoder.read))
    setattr(encoder, BRANCH, timed(BRANCH, encoder.branch_off))
    return sums


def start_up() -> None:
    """Print what starting costs, each in a process of its own."""
    for what, code in (
        ("python, nothing imported", "pass"),
        ("import counterclaim", "import counterclaim"),
        ("models loaded", "from counterclaim.reading.models import load_models; load_models()"),
    ):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"start-up: {what:28}{seconds:8.2f} CPU s")
    print()


def line(name: str, seconds: float, words: int, sums: defaultdict[str, float]) -> None:
    """Print one row."""
    speed = words / seconds if seconds > 0 else float("inf")
    print(f"{name:28}{speed:>14,.0f}{seconds / sums['reading']:>18.1%}{seconds / sums['spacy']:>16.2f}")


if __name__ == "__main__":
    main()
