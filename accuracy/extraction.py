"""Article text out of saved pages: `python -m accuracy.extraction --corpus FOLDER [--pages]`.

In:  a folder with html/NAME.html and, where there is a reference, txt/NAME.txt, as in newspaper4k's source package
     (tests/data).   Out: a few lines on standard output; with --pages one for each page as well.
Recall and precision count words, each as often as it stands, in scripts without spaces signs; the means are over pages.
A page that is told as no article (a list, an error) counts as one that nothing was got out of, and is named. Beside it
stands what trafilatura gives by itself.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from trafilatura import extract

from counterclaim.intake.files import take_files
from counterclaim.intake.found import Terms
from counterclaim.intake.limits import Limits
from counterclaim.records.article import Article


@dataclass(frozen=True, slots=True)
class Page:
    """What became of one page that has a reference text."""

    name: str
    recall: float
    precision: float  # 1 where nothing was taken: nothing of it is wrong
    peer: tuple[float, float]  # recall and precision of trafilatura as it comes
    language: str | None
    refused: str | None  # why it was told as no article


def word_shares(gold: str, text: str) -> tuple[float, float]:
    """Recall and precision of words, each counted as often as it stands; 1 of nothing is 1."""
    wanted, found = _words(gold), _words(text)
    common = (wanted & found).total()
    return common / wanted.total() if wanted else 1.0, common / found.total() if found else 1.0


def measured(corpus: Path) -> Iterator[Page]:
    """Every page with a reference, by name."""
    for file in sorted((corpus / "html").glob("*.html")):
        reference = corpus / "txt" / f"{file.stem}.txt"
        if not reference.exists():
            continue
        first, *_ = take_files([str(file)], Terms(Limits()))
        item = first.item
        text = item.text if isinstance(item, Article) else ""
        gold, data = reference.read_text("utf-8"), file.read_bytes()
        recall, precision = word_shares(gold, text)
        refused = None if isinstance(item, Article) else item.reason
        language = item.language if isinstance(item, Article) else None
        yield Page(file.stem, recall, precision, word_shares(gold, extract(data) or ""), language, refused)


def run(arguments: list[str] | None = None) -> None:
    """Print the figures. Raises SystemExit where the folder holds no page with a reference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with html/*.html and txt/*.txt")
    parser.add_argument("--pages", action="store_true", help="also a line for each page")
    options = parser.parse_args(arguments)
    pages = list(measured(options.corpus))
    if not pages:
        raise SystemExit(f"{options.corpus}: no html/NAME.html with a txt/NAME.txt in it")
    if options.pages:
        for page in pages:
            print(f"{page.name:32}{page.recall:7.3f}{page.precision:7.3f}  {page.language or ''} {page.refused or ''}")
    print(_line("all", pages))
    print(_line("English", [page for page in pages if page.language == "en"]))


def _line(what: str, pages: list[Page]) -> str:
    if not pages:
        return f"{what}: no pages"
    recall, precision = mean(p.recall for p in pages), mean(p.precision for p in pages)
    refused = sum(p.refused is not None for p in pages)
    peer = tuple(mean(column) for column in zip(*(p.peer for p in pages), strict=True))
    return (
        f"{what}: {len(pages)} pages, recall {recall:.3f}, precision {precision:.3f}, {refused} told as no article; "
        f"trafilatura by itself {peer[0]:.3f}, {peer[1]:.3f}"
    )


def _words(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for word in re.findall(r"\w+", text.casefold()):
        found.update([word] if word.isascii() or not _WITHOUT_SPACES.search(word) else word)
    return found


# Thai, Lao, Khmer, Burmese, Chinese, Japanese: written without spaces between words.
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


if __name__ == "__main__":
    run()
