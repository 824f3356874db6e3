"""How fast, how large and how right intake is: WARC without reading, near-duplicates, extraction on made pages.

    python -m benchmarks.intake warc [--pages 4000]         pages a CPU second; peak memory at 1x and 10x the size
    python -m benchmarks.intake duplicates [--articles N]   near-duplicates among N articles (100,000)
    python -m benchmarks.intake pages [--pages 96]          body recall and precision, dates, by layout

CPU time (process_time), so that what else runs on the machine counts for little. Memory by a process of its own.
"""

import argparse
import gzip
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from accuracy.extraction import word_shares

from benchmarks.made_pages import COLLECTED, Page, made_pages
from counterclaim.intake.door import take
from counterclaim.intake.duplicates import Seen
from counterclaim.intake.files import take_files
from counterclaim.intake.found import Found, Known, Terms
from counterclaim.intake.limits import Limits
from counterclaim.records.article import Article

_WORD = re.compile(r"\w+")
# Pages in crawls are larger than articles: menus, styles and scripts as sites send them.
_PADDING = b"<script>" + b"window.dataLayer.push({'event':'view','id':12345});" * 400 + b"</script>"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one measurement and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("warc", "duplicates", "pages", "one-warc"))
    parser.add_argument("--pages", type=int)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--kilobytes", type=int, default=0, help="of data that does not pack, added to each page")
    parser.add_argument("--file")
    given = parser.parse_args(arguments)
    match given.what:
        case "warc":
            _warc(given.pages or 1000, given.kilobytes)
        case "one-warc":
            _one_warc(given.file)
        case "duplicates":
            _duplicates(given.articles)
        case _:
            _pages(given.pages or 96)
    return 0


def _warc(pages: int, kilobytes: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for count in (pages, 10 * pages):
            path = Path(folder) / f"{count}.warc.gz"
            _write_warc(path, count, kilobytes)
            command = [sys.executable, "-m", "benchmarks.intake", "one-warc", "--file", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"{count:>7,} pages, {path.stat().st_size / 1e6:6.1f} MB packed: {done.stdout.strip()}")


def _write_warc(path: Path, pages: int, kilobytes: int) -> None:
    rng = random.Random(1)
    made = [_record(page, rng.randbytes(512 * kilobytes).hex().encode()) for page in made_pages(320)]
    with path.open("wb") as file:
        for number in range(pages):
            # The same pages under other addresses: what is measured is the way in, not the difference of texts.
            file.write(gzip.compress(rng.choice(made).replace(b"/world/", b"/w%07d/" % number), 1))


def _record(page: Page, more: bytes) -> bytes:
    body = page.html.replace(b"</head>", _PADDING + b"<script>'" + more + b"'</script></head>")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Date: {COLLECTED:%Y-%m-%dT%H:%M:%SZ}\r\nWARC-Target-URI: {page.url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http):09d}\r\n\r\n"
    )
    # The address in the header is replaced, too; both have the same length, so the lengths stay right.
    return head.encode() + http + b"\r\n\r\n"


def _one_warc(path: str) -> None:
    list(take(Found("warm", next(made_pages(1)).html), Terms(Limits())))  # libraries and the language model
    started = time.process_time()
    kept = total = 0
    for taken in take_files([path], Terms(Limits())):
        total += 1
        kept += isinstance(taken.item, Article)
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{total / spent:6.0f} pages a CPU second, {kept:,} of {total:,} kept, peak {peak:.0f} MB")


def _duplicates(articles: int) -> None:
    rng = random.Random(1)
    vocabulary = [f"word{n}" for n in range(40_000)]
    often = list(accumulate(1 / (n + 10) for n in range(40_000)))  # as words are used: a few often, most rarely
    stories = [" ".join(rng.choices(vocabulary, cum_weights=often, k=350)) for _ in range(2000)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen, spent, named, copies = Seen(), 0.0, 0, 0
    told: set[int] = set()
    for number in range(articles):
        if number % 5 == 4:  # every fifth is a copy of a story, with some words changed
            story = rng.randrange(len(stories))
            copies += story in told
            told.add(story)
            words = stories[story].split()
            for _ in range(len(words) // 50):
                words[rng.randrange(len(words))] = rng.choice(vocabulary)
        else:
            words = rng.choices(vocabulary, cum_weights=often, k=350)
        article = Article(" ".join(words))
        started = time.process_time()
        named += bool(seen.note(article, f"a{number}"))
        spent += time.process_time() - started
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{articles:,} articles in {spent:.1f} CPU seconds, {peak:.0f} MB; {named:,} of {copies:,} copies named")


def _pages(pages: int) -> None:
    from htmldate import find_date
    from trafilatura import extract

    rows: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    late = 0
    for page in made_pages(pages):
        [taken] = take(Found("p", page.html, Known(url=page.url, collected=COLLECTED)), Terms(Limits()))
        text = taken.item.text if isinstance(taken.item, Article) else ""
        day = taken.item.published.when.first if isinstance(taken.item, Article) and taken.item.published else None
        late += day is not None and day > COLLECTED.date()
        theirs = extract(page.html, include_comments=False) or ""
        limit = f"{COLLECTED:%Y-%m-%d}"
        their_day = find_date(page.html.decode(), original_date=True, url=page.url, max_date=limit)
        gold = " ".join(page.paragraphs)
        right, their_right = day == page.day, their_day == (str(page.day) if page.day else None)
        rows[page.layout].append((*word_shares(gold, text), right, *word_shares(gold, theirs), their_right))
    print(f"{'':22}   intake: recall, precision, date right    trafilatura and htmldate by default")
    for layout, values in (*rows.items(), ("all", [v for part in rows.values() for v in part])):
        means = [sum(column) / len(values) for column in zip(*values, strict=True)]
        print(
            f"{layout:22}   {means[0]:.3f}  {means[1]:.3f}  {means[2]:.3f}                      "
            + "  ".join(f"{m:.3f}" for m in means[3:])
        )
    print(f"dates later than the collection: {late}")


if __name__ == "__main__":
    sys.exit(main())
