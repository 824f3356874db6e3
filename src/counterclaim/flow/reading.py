"""Files and texts to Readings, in order; nothing is stored.

In: texts, files, folders, globs. Out: a Reading for each article, or a Drop with its reason, in its place.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

from counterclaim import settings
from counterclaim.errors import InputError
from counterclaim.intake.files import find_files, make_article, read_files
from counterclaim.reading.models import Models, load_models
from counterclaim.records.article import Article, Drop, Published
from counterclaim.records.reading import Reading
from counterclaim.records.when import When

# What the reader reads; an article in another language is dropped by name, never read as English.
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


def read_many(paths: Iterable[str], *, defaults: Article | None = None) -> Iterator[Reading | Drop]:
    """Read files, folders and globs, in order; what cannot be read comes back as a Drop in its place.

    Args:
        paths: files, folders, globs; "-" is standard input.
        defaults: from `make_defaults`, what is known of all of them.
    Raises:
        InputError: a path names nothing; nothing has been read by then.
    """
    return read_in_order(take_in(find_files(paths), defaults))


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


def take_in(files: Iterable[str], defaults: Article | None) -> Iterator[Article | Drop]:
    """The articles of the files, and what of them is not read, with the reason."""
    longest = int(settings.number_of("max_article_chars"))
    for item in read_files(files, defaults=defaults, max_chars=longest):
        yield _readable(item)


def _readable(item: Article | Drop) -> Article | Drop:
    """The article, or why it is not read."""
    if isinstance(item, Article) and item.language is not None and item.language not in READ_LANGUAGES:
        return Drop(item.path or "text", f"language {item.language}", "only English is read; the article is left out")
    return item


def read_in_order[Other](items: Iterable[Article | Drop | Other]) -> Iterator[Reading | Drop | Other]:
    """Read the articles among `items` in one stream; whatever else is among them comes through in its place.

    The models are loaded when the first article comes: a run that finds nothing new does not wait for them.
    """
    waiting: deque[Article | Drop | Other] = deque()

    def articles() -> Iterator[Article]:
        for item in items:
            waiting.append(item)
            if isinstance(item, Article):
                yield item

    for result in _read_lazily(articles()):
        while not isinstance(item := waiting.popleft(), Article):
            yield item
        yield result
    for rest in waiting:
        if not isinstance(rest, Article):
            yield rest


def _read_lazily(articles: Iterator[Article]) -> Iterator[Reading | Drop]:
    for first in articles:
        # Importing the parser costs over a second, which listings and briefings need not pay.
        from counterclaim.reading.reader import read_articles

        yield from read_articles(chain([first], articles), _models())


def reread(article: Article) -> Reading:
    """Read one stored article anew. Raises InputError when it can no longer be read."""
    [result] = _read_lazily(iter([article]))
    if isinstance(result, Drop):
        raise InputError(result.item, f"{result.reason}: {result.detail}")
    return result


def _models() -> Models:
    return load_models(settings.value_of("pipeline"))
