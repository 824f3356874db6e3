"""Which articles report one incident, and whether its settled count lies within the accounts:
`python -m accuracy.gva --corpus FOLDER`.

In:  a folder with dev.jsonl of several-reports-of-one-incident articles (incident_id, num_killed, num_injured, articles
     with id, title, dct, url, text).   Out: a small table on standard output.
Stories are found among all articles at once and scored by B-cubed (Bagga and Baldwin 1998), a second time with reports
of one incident counted apart that no chain of reports within the window joins. With --read every article is read (an
hour of one core; --incidents takes fewer), and the questions over the dead and wounded are scored: whether two articles
in one question are of one incident, and whether the count settled on lies within the lowest and highest account, for
incidents of two or more victims whose number stands in the text.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path
from urllib.parse import urlparse

from accuracy.corpora import dev_rows
from counterclaim.comparison.families import find_families
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.stories import WINDOW_DAYS, Stories, find_stories, signature_of
from counterclaim.ledger.claims import claims_of
from counterclaim.reading.models import load_models
from counterclaim.reading.reader import read_articles
from counterclaim.records.article import Article, Published
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.question import Question, RelationKind
from counterclaim.records.reading import Reading
from counterclaim.records.values import Measure
from counterclaim.records.when import When

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident with its reports."""

    id: str
    killed: int
    injured: int
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class BCubed:
    """Precision and recall of a clustering, averaged over its items."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return (
            2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0
        )


def read_incidents(folder: Path, most: int | None = None) -> list[Incident]:
    """Read the gold incidents. Raises FileNotFoundError when the folder holds no dev.jsonl."""
    found = []
    for row in islice(dev_rows(folder), most):
        articles = tuple(
            Article(
                text=a["text"],
                path=f"{row['incident_id']}/{a['id']}",
                title=a["title"],
                outlet=urlparse(a["url"]).netloc.removeprefix("www."),
                language="en",
                published=Published(When.parse(a["dct"]), "given"),
            )
            for a in row["articles"]
            if a["text"].strip()
        )
        found.append(Incident(row["incident_id"], int(row["num_killed"]), int(row["num_injured"]), articles))
    return found


def b_cubed(gold: Mapping[str, str], found: Callable[[str], str]) -> BCubed:
    """B-cubed of a clustering against gold.

    Args:
        gold: each item's true cluster.
        found: the cluster that an item was put into.
    """
    true: dict[str, set[str]] = defaultdict(set)
    made: dict[str, set[str]] = defaultdict(set)
    for item, cluster in gold.items():
        true[cluster].add(item)
        made[found(item)].add(item)
    both = [(len(true[gold[i]] & made[found(i)]), len(made[found(i)]), len(true[gold[i]])) for i in gold]
    count = len(both) or 1
    return BCubed(
        sum(same / size for same, size, _ in both) / count, sum(same / size for same, _, size in both) / count
    )


def stories_of(incidents: Iterable[Incident]) -> tuple[dict[str, str], Stories, dict[str, ArticleRef]]:
    """Gold, what was found, and the articles by id."""
    gold: dict[str, str] = {}
    refs: dict[str, ArticleRef] = {}
    signed = []
    for incident in incidents:
        for article in incident.articles:
            when = article.published.when if article.published else None
            ref = ArticleRef(article.id, article.path, article.title, article.outlet, when)
            gold[ref.id], refs[ref.id] = incident.id, ref
            signed.append((ref, signature_of(article.title, article.text)))
    return gold, find_stories(signed), refs


def within_window(gold: Mapping[str, str], refs: Mapping[str, ArticleRef]) -> dict[str, str]:
    """Gold in which reports of one incident that no chain of reports within the window joins are apart."""
    found: dict[str, str] = {}
    by_cluster: dict[str, list[str]] = defaultdict(list)
    for item, cluster in gold.items():
        by_cluster[cluster].append(item)
    for cluster, items in by_cluster.items():
        days = {i: (refs[i].published or When.parse("1900")).first.toordinal() for i in items}
        part, last = 0, None
        for item in sorted(items, key=lambda i: (days[i], i)):
            if last is not None and days[item] - last > WINDOW_DAYS:
                part += 1
            found[item], last = f"{cluster} {part}", days[item]
    return found


def pairs_in_questions(questions: Iterable[Question], gold: Mapping[str, str]) -> tuple[int, int, int]:
    """Pairs of articles in one question, of them of one incident, and pairs of one incident in all."""
    found = {
        pair
        for question in questions
        for pair in combinations(sorted({a.claim.article.id for a in question.accounts}), 2)
    }
    sizes = Counter(gold.values())
    return len(found), sum(gold[a] == gold[b] for a, b in found), sum(n * (n - 1) // 2 for n in sizes.values())


def settled(incident: Incident, questions: Sequence[Question], measure: Measure, number: int) -> str | None:
    """ "within", "outside", "no account"; None where the incident or its texts do not count (see the module)."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    told = re.compile(rf"\b(?:{number}|{word})\b", re.IGNORECASE)
    if number < 2 or not any(told.search(article.text) for article in incident.articles):
        return None
    ids = {article.id for article in incident.articles}
    about = []
    for question in questions:
        own = {a.claim.article.id for a in question.accounts if a.claim.article.id in ids}
        if own and question.bounds and any(a.claim.measure is measure for a in question.accounts):
            about.append((len(own), len(question.accounts), question))
    if not about:
        return "no account"
    bounds = max(about, key=lambda row: (row[0], row[1], row[2].id))[2].bounds
    assert bounds is not None
    low = bounds.low is None or bounds.low <= number
    high = bounds.high is None or number <= bounds.high
    return "within" if low and high else "outside"


def _read(incidents: Sequence[Incident]) -> list[Claim]:
    articles = list({a.id: a for incident in incidents for a in incident.articles}.values())
    return [c for r in read_articles(articles, load_models()) if isinstance(r, Reading) for c in claims_of(r)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with dev.jsonl")
    parser.add_argument("--read", action="store_true", help="read the articles and score the questions as well")
    parser.add_argument("--incidents", type=int, help="only the first so many")
    args = parser.parse_args()
    incidents = read_incidents(args.corpus, args.incidents)
    gold, stories, refs = stories_of(incidents)
    print(f"{len(gold):,} articles, {len(incidents):,} incidents")
    for name, wanted in (("all reports", gold), (f"within {WINDOW_DAYS} days", within_window(gold, refs))):
        score = b_cubed(wanted, stories.of)
        print(f"stories, {name:<15} B-cubed P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}")
    if not args.read:
        return
    claims = _read(incidents)
    texts = {a.id: a.text for incident in incidents for a in incident.articles}
    families = find_families((refs[article], text) for article, text in texts.items())
    questions = [q for q in find_questions(claims, families, stories) if q.kind == "figure"]
    pairs, right, every = pairs_in_questions(questions, gold)
    precision, recall = right / max(pairs, 1), right / max(every, 1)
    print(f"pairs in a question  {pairs:,}, of one incident {precision:.3f}; of all pairs {recall:.3f}")
    counted: Counter[str] = Counter()
    for incident in incidents:
        for measure, number in ((Measure.KILLED, incident.killed), (Measure.WOUNDED, incident.injured)):
            if what := settled(incident, questions, measure, number):
                counted[what] += 1
    print(f"settled count        {dict(counted)}: within {counted['within'] / max(counted.total(), 1):.3f}")
    conflicts = sum(r.relation is RelationKind.CONFLICT for q in questions for r in q.relations)
    print(f"conflicts            {conflicts}")


if __name__ == "__main__":
    main()
