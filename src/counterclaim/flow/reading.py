"""Whatever holds articles to Readings, in order; nothing is stored.

In: texts, files, folders, globs. Out: a Reading for each article, or a Drop with its reason, in its place.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from counterclaim import settings
from counterclaim.errors import InputError
from counterclaim.flow.fetching import take_sources
from counterclaim.flow.workers import read_by_workers
from counterclaim.intake.fetching.manners import Manners
from counterclaim.intake.found import Terms
from counterclaim.intake.limits import Limits
from counterclaim.intake.texts import make_article
from counterclaim.reading.coded.rows import coded_shape, read_row, row_reader
from counterclaim.records.article import Article, Drop, Excluded, Published
from counterclaim.records.reading import Reader, Reading
from counterclaim.records.span import Span
from counterclaim.records.when import When
from counterclaim.version import __version__

# What the reader reads; an article in another language is named or kept unread, never read as English.
READ_LANGUAGES = frozenset({"en"})


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    author: str | None = None,
) -> Reading:
    """Read one article's text; nothing is stored.

    Args:
        text: the article. Offsets in the Reading index it in code points; front matter in it is understood.
        published: ISO day, month, year or FROM/TO, where it is known; else the text's own evidence is used.
        outlet: who published it.
        title: its headline, where the text does not hold it.
        author: who wrote it.
    Raises:
        InputError: the text cannot be read (no words in it, another language, an unreadable date).
    """
    defaults = make_defaults(published=published, outlet=outlet, title=title, author=author)
    item = make_article(text, defaults=defaults) if any(c.isalnum() for c in text) else Drop("text", "no text")
    [result] = read_in_order([_readable(item)])
    if isinstance(result, Drop):
        raise InputError("text", f"{result.reason}{result.detail and ': '}{result.detail}")
    return result


def read_many(
    paths: Iterable[str],
    *,
    defaults: Article | None = None,
    columns: Mapping[str, str] | None = None,
    jobs: int = 1,
    tell: Callable[[str], None] | None = None,
    manners: Manners | None = None,
) -> Iterator[Reading | Drop]:
    """Read files, folders and globs, in order; what cannot be read comes back as a Drop in its place.

    Args:
        paths: files of any kind that intake knows, folders, globs; "-" is standard input.
        defaults: from `make_defaults`, what is known of all of them.
        columns: for tables, which column holds which field; None = by their names and contents.
        jobs: how many processes read; each loads the models (0.5 GB).
        tell: called with what a person should see on the way: columns that were guessed, what was passed over.
        manners: from `make_manners`, how web addresses are fetched; None = nothing is.
    Raises:
        InputError: no path names anything, or an address is given without `manners`; nothing has been read by then.
    """
    taken = take_sources(paths, make_terms(defaults, columns, tell), manners, None)
    return read_in_order((_readable(t.item) for t in taken), jobs=jobs)


def make_defaults(
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    author: str | None = None,
    url: str | None = None,
) -> Article:
    """What is known of all articles of a call beside their texts. Raises InputError when `published` is no date."""
    when = None
    if published is not None:
        try:
            when = Published(When.parse(published), f"given: {published}")
        except ValueError as err:
            raise InputError(
                "the date of publication", f"{published!r} is none; expected YYYY-MM-DD, YYYY-MM, YYYY or FROM/TO"
            ) from err
    return Article("", title=title, outlet=outlet, author=author, url=url, published=when)


def make_terms(
    defaults: Article | None = None,
    columns: Mapping[str, str] | None = None,
    tell: Callable[[str], None] | None = None,
) -> Terms:
    """The terms on which intake takes things in: the limits as they are set, and what the person said."""
    return Terms(Limits.from_settings(), defaults, columns, tell=tell)


def is_unread(article: Article) -> bool:
    """Whether the article is in a language that is not read."""
    return article.language is not None and article.language not in READ_LANGUAGES


def unread(article: Article) -> Reading:
    """The reading of an article that is kept, but not read: nothing in it, and why."""
    return Reading(
        article=article,
        reader=reader(),
        published=article.published,
        excluded=(Excluded(Span(0, len(article.text)), f"language {article.language}: only English is read"),),
    )


def reader() -> Reader:
    """Who reads here: this version with the models that are set; nothing is loaded to tell."""
    from counterclaim.reading.models import model_versions

    return Reader(__version__, model_versions(settings.value_of("pipeline")))


def _readable(item: Article | Drop) -> Article | Drop:
    """The article, or why it is not read."""
    if isinstance(item, Article) and is_unread(item):
        return Drop(item.path or "text", f"language {item.language}", "only English is read; the article is left out")
    return item


def read_in_order[Other](items: Iterable[Article | Drop | Other], *, jobs: int = 1) -> Iterator[Reading | Drop | Other]:
    """Read the articles among `items` in one stream; whatever else is among them comes through in its place.

    The models are loaded when the first article comes: a run that finds nothing new does not wait for them.
    """
    waiting: deque[Article | Drop | Other] = deque()

    def articles() -> Iterator[Article]:
        for item in items:
            waiting.append(item)
            if isinstance(item, Article):
                yield item

    for result in _read_lazily(articles(), jobs):
        while not isinstance(item := waiting.popleft(), Article):
            yield item
        yield result
    for rest in waiting:
        if not isinstance(rest, Article):
            yield rest


def _read_lazily(articles: Iterator[Article], jobs: int = 1) -> Iterator[Reading | Drop]:
    for first in articles:
        if jobs > 1:
            yield from read_by_workers(chain([first], articles), settings.value_of("pipeline"), jobs)
            return
        # Importing the parser costs over a second, which listings and briefings need not pay.
        from counterclaim.reading.models import load_models
        from counterclaim.reading.reader import read_articles

        yield from read_articles(chain([first], articles), load_models(settings.value_of("pipeline")))


def reread(article: Article) -> Reading:
    """Read one stored article anew. Raises InputError when it can no longer be read."""
    if is_unread(article):
        return unread(article)
    if (shape := coded_shape(article)) is not None:
        return read_row(article, shape, row_reader(__version__))
    [result] = _read_lazily(iter([article]))
    if isinstance(result, Drop):
        raise InputError(result.item, f"{result.reason}: {result.detail}")
    return result
