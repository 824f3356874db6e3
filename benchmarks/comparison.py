"""How long comparison takes from scratch and for one more article, and how that grows.

`python -m benchmarks.comparison`

Made claims (benchmarks/made.py) of 10^2 to 10^5, 10^6 with --largest 1000000, in one process on one core; CPU seconds.
`ratio` compares a size with the one before: 10 is linear growth. With --adding a ledger is filled to each size from
10^3 on and brought up to date, then articles are added one by one: the median and the slowest of 20, and what talks,
forecasts and sources' records take to ask for. That grows with how many articles of one time there are, not with how
many there are: --days 150 packs 10^5 claims as close as 10^6 lie on the made data's 1,500 days.
"""

import argparse
import datetime as dt
import random
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from tempfile import TemporaryDirectory

from benchmarks.made import DAYS, made_reading
from counterclaim.comparison.families import find_families
from counterclaim.comparison.forecasts import find_forecasts
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.talks import find_rounds
from counterclaim.flow import Ledger
from counterclaim.flow.analysing import source_records
from counterclaim.ledger.claims import claims_of
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.reading import Reading
from counterclaim.records.values import Act

PARTIES = ("Russian", "Ukrainian", "Israeli", "Lebanese", "Sudanese", "Ethiopian", "Armenian", "Azerbaijani")
PLACES = [
    f"{a}{b}" for a in ("Ver", "Kolm", "Ost", "Bran", "Sel", "Tor") for b in ("ovka", "insk", "burg", "ane", "ino")
]
ADDED = 20
TODAY = dt.date(2026, 1, 1)


def main() -> None:
    """Compare growing sets of claims and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=100_000, help="claims  [default: 100000]")
    parser.add_argument("--seed", type=int, default=1, help="of the made data  [default: 1]")
    parser.add_argument("--adding", action="store_true", help="measure one more article in a ledger of each size")
    parser.add_argument("--days", type=int, default=DAYS, help=f"on which the articles appear  [default: {DAYS}]")
    args = parser.parse_args()
    if args.adding:
        _adding(args.largest, args.seed, args.days)
        return
    claims, articles = _made(args.largest, args.seed, args.days)
    print(f"{'claims':>9} {'step':<10} {'found':>9} {'CPU s':>9} {'ratio':>6}")
    before: dict[str, float] = {}
    size = 100
    while size <= args.largest:
        part = claims[:size]
        texts = articles[: max(1, len({claim.article.id for claim in part}))]
        for step, run in _steps(part, texts):
            began = time.process_time()
            found = run()
            took = time.process_time() - began
            ratio = f"{took / before[step]:6.1f}" if before.get(step) else "     -"
            before[step] = took
            print(f"{size:>9,} {step:<10} {found:>9,} {took:>9.3f} {ratio}")
        size *= 10
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB, made claims included")


def _steps(claims: list[Claim], texts: list[tuple[ArticleRef, str]]) -> list[tuple[str, Callable[[], int]]]:
    return [
        ("families", lambda: len(find_families(texts).head)),
        ("questions", lambda: len(find_questions(claims))),
        ("talks", lambda: len(find_rounds(claims))),
        ("forecasts", lambda: len(find_forecasts(claims, TODAY))),
    ]


def _adding(largest: int, seed: int, days: int) -> None:
    """Fill a ledger to each size and add articles one by one."""
    print(f"{'claims':>9} {'fill CPU s':>10} {'one, median':>12} {'slowest':>9}  asked for")
    readings = made_war(seed, days)
    with TemporaryDirectory() as folder, Ledger.open(f"{folder}/war.ledger") as ledger:
        held, size = 0, 1000
        while size <= largest:
            began = time.process_time()
            while held < size:
                held += _add(ledger, *next(readings))
            ledger.compare()
            filled = time.process_time() - began
            ones = []
            for _ in range(ADDED):
                held += _add(ledger, *next(readings))
                began = time.process_time()
                ledger.compare()
                ones.append(time.process_time() - began)
            asked = " ".join(f"{name} {took:.2f}" for name, took in _asked(ledger))
            print(
                f"{held:>9,} {filled:>10.1f} {sorted(ones)[ADDED // 2]:>12.4f} {max(ones):>9.4f}  {asked}", flush=True
            )
            size *= 10


def _asked(ledger: Ledger) -> Iterator[tuple[str, float]]:
    for name, ask in (
        ("talks", ledger.talks),
        ("forecasts", lambda: ledger.forecasts(TODAY)),
        ("records", lambda: source_records(ledger)),
    ):
        began = time.process_time()
        ask()
        yield name, time.process_time() - began


def _add(ledger: Ledger, claims: tuple[Claim, ...], reading: Reading) -> int:
    ledger.store.add(reading, claims)
    return len(claims)


def _made(count: int, seed: int, days: int) -> tuple[list[Claim], list[tuple[ArticleRef, str]]]:
    claims: list[Claim] = []
    articles: list[tuple[ArticleRef, str]] = []
    for found, reading in made_war(seed, days):
        claims += found
        articles.append((found[0].article, reading.article.text))
        if len(claims) >= count:
            break
    return claims[:count], articles


def _of_a_war(claim: Claim, chance: random.Random) -> Claim:
    """The claim with parties, places and acts as a war's reporting has them: few parties, so that accounts do meet."""
    one, other = chance.sample(PARTIES, 2)
    if claim.kind == "figure":
        place = chance.choice(PLACES) if chance.random() < 0.5 else None
        return replace(claim, of=chance.choice((f"{one} soldiers", f"{one} civilians", "people", "tanks")), place=place)
    if claim.kind == "event":
        place = chance.choice(PLACES)
        return replace(
            claim, actors=(one,), targets=(f"{other} troops",), where=(place,) if chance.random() < 0.7 else ()
        )
    if claim.kind == "statement":
        return replace(
            claim, act=chance.choice((Act.ASSERT, Act.ACCUSE, Act.DENY, Act.DEMAND)), source=f"{one} ministry"
        )
    return claim


def made_war(seed: int, days: int = DAYS) -> Iterator[tuple[tuple[Claim, ...], Reading]]:
    """Made articles of one war without end, with their claims; the same ones for the same seed."""
    number = 0
    while True:
        reading = made_reading(seed * 10_000_000 + number, days=days)
        chance = random.Random(number)
        number += 1
        found = tuple(_of_a_war(claim, chance) for claim in claims_of(reading))
        if found:
            yield found, reading


if __name__ == "__main__":
    main()
