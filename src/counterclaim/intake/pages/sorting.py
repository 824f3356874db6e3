"""What kind of page it is: an article, or an error page, consent wall, paywall stub, list, gallery, empty shell.

In:  the tree, what it says of itself, the body found on it.   Out: Sorted; a reason where it is no article.
By structure first. Words (data/pages.toml) count only where the body is short: an article about cookies stays one.
"""

import functools
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from counterclaim.intake.pages.structured import Thing
from counterclaim.intake.pages.tree import UNSEEN, count_words, words_in

# A body of fewer words is no article even if nothing else speaks against it: two sentences have more.
FEWEST_WORDS = 20
# A body up to this length can be the part of an article in front of a paywall, or a wall's own words.
STUB_WORDS = 220
WALL_WORDS = 400
FEWEST_CARDS = 6  # linked headlines, each in a box of its own, which make a list
FEWEST_PICTURES = 6  # with captions, which make a gallery
_PROSE_WORDS = 25  # a paragraph of so many words is prose
_LINE_WORDS = 10  # outside the boxes of linked headlines, where no teasers stand, a paragraph may be short
_OWN_PROSE = 120  # words of prose that make an article of a page with many linked headlines
_MANY_CARDS, _PROSE_A_CARD = 20, 6  # a front page's odd paragraphs between so many headlines make no article
_LOOKED_AT = 20_000  # elements of a kind on one page; more are a machine's doing
_LISTS = frozenset("CollectionPage ItemList SearchResultsPage".split())
_GALLERIES = frozenset("ImageGallery MediaGallery".split())


@dataclass(frozen=True, slots=True)
class Sorted:
    """`reason` None: an article. Else a short, countable name of what it is, with what was seen."""

    reason: str | None = None
    detail: str = ""
    notes: tuple[str, ...] = ()


def sort_page(
    tree: Any,
    body: tuple[str, ...],
    *,
    titles: tuple[str, ...],
    found: tuple[Thing, ...],
    article: Thing | None,
    meta: dict[str, str],
    url: str | None,
    status: int | None,
    scripts: int,
) -> Sorted:
    """What kind of page it is, by the first sign that holds."""
    words = sum(count_words(p) for p in body)
    text = " ".join(body).casefold()
    if status is not None and status >= 400:
        return Sorted("error page", f"the server answered {status}")
    if (title := _error(titles, text, words)) is not None:
        return Sorted("error page", f"its title is {title[:80]!r}")
    seen = _seen_words(tree) if words < WALL_WORDS else text
    if words < WALL_WORDS and (sign := _consent(text, seen, words)):
        return Sorted("consent wall", f"it asks for consent ({sign!r}) and shows {words} words beside")
    if (sign := _paywall(tree, text, words, article, meta)) is not None:
        return Sorted("paywall stub", f"{words} words stand before the wall ({sign})")
    types = frozenset(t for thing in found for t in thing.types)
    if (sign := _list(tree, types, article, url)) is not None:
        return Sorted("list page", sign)
    pictures = _pictures(tree)
    if pictures >= FEWEST_PICTURES or types & _GALLERIES:
        captions = _captions(tree)
        prose = sum(n for p in body if (n := count_words(p)) >= _PROSE_WORDS and p not in captions)
        if prose < _OWN_PROSE:
            return Sorted("gallery", f"{pictures} pictures with captions and {prose} words of prose")
    if words < FEWEST_WORDS:
        return Sorted("no article text", _emptiness(tree, words, scripts))
    free = article.free if article else None
    return Sorted(notes=("marked as not free to read; the text is there",) if free is False else ())


def _error(titles: tuple[str, ...], text: str, words: int) -> str | None:
    if words > WALL_WORDS:
        return None
    said = _pattern("error", "body").search(text) is not None
    for title in titles:
        found = _pattern("error", "title").search(title.casefold())
        if found and (said or words < FEWEST_WORDS or len(title) - len(found[0]) < 12):
            return title
    return None


def _consent(text: str, seen: str, words: int) -> str | None:
    sure = _pattern("consent", "sure").match(text)
    signs = {found[0] for found in _pattern("consent", "words").finditer(text)}
    if (sure and len(signs) >= 2) or len(signs) >= 4:
        return sorted(signs)[0]
    if words < FEWEST_WORDS:
        signs = {found[0] for found in _pattern("consent", "words").finditer(seen)}
        if len(signs) >= 3:
            return sorted(signs)[0]
    return None


def _paywall(tree: Any, text: str, words: int, article: Thing | None, meta: dict[str, str]) -> str | None:
    """A short body that the page says is not free, or behind which it asks for a subscription."""
    if words >= STUB_WORDS:
        return None
    if article is not None and article.free is False:
        return "the page is marked as not free to read"
    pattern = _pattern("paywall", "words")
    if at_end := pattern.search(text[-300:]):
        return repr(at_end[0])
    locked = meta.get("article:content_tier", "").casefold() in {"locked", "metered", "premium"}
    # What stands in the page's own part beside the body; menus of paying sites ask every reader to subscribe.
    beside = Counter(pattern.findall(_seen_words(tree, without_frame=True)))
    beside.subtract(pattern.findall(text))
    asked = next((sign for sign, count in beside.items() if count > 0), None)
    return repr(asked) if asked and (locked or words < STUB_WORDS // 2) else None


def _list(tree: Any, types: frozenset[str], article: Thing | None, url: str | None) -> str | None:
    if article is not None:
        return None
    cards, prose = _cards(tree)
    if cards >= FEWEST_CARDS and prose < max(_OWN_PROSE, _PROSE_A_CARD * cards if cards >= _MANY_CARDS else 0):
        return f"{cards} linked headlines and {prose} words of prose of its own"
    if types & _LISTS and prose < _OWN_PROSE:
        return "it calls itself a list"
    if url and urlsplit(url).path in {"", "/"} and cards >= FEWEST_CARDS // 2 and prose < 2 * _OWN_PROSE:
        return "the home page of its site"
    return None


def _cards(tree: Any) -> tuple[int, int]:
    """How many linked headlines stand in boxes of their own, and the words of prose outside those boxes."""
    linked = [h for h in _some(tree, "h1", "h2", "h3", "h4") if _is_linked(h)]
    among = set(linked)
    counts: dict[Any, int] = {}  # linked headlines under each element
    for heading in linked:
        for above in heading.iterancestors():
            counts[above] = counts.get(above, 0) + 1
    boxes = set()
    for heading in among:
        box = heading
        for above in heading.iterancestors():
            if counts[above] > 1 or above.tag in {"body", "main"}:
                break
            box = above
        boxes.add(box)
    prose = 0
    for p in _some(tree, "p"):
        words = count_words(words_in(p))
        if words >= _LINE_WORDS and not any(above in boxes for above in p.iterancestors()):
            prose += words
    return len(boxes), prose


def _is_linked(heading: Any) -> bool:
    if any(above.tag == "a" for above in heading.iterancestors()):
        return True
    return any(a.get("href") and 2 * len(words_in(a)) >= len(words_in(heading)) > 0 for a in heading.iter("a"))


def _pictures(tree: Any) -> int:
    return sum(any(True for _ in figure.iter("figcaption")) for figure in _some(tree, "figure"))


def _captions(tree: Any) -> frozenset[str]:
    return frozenset(words_in(caption) for caption in _some(tree, "figcaption"))


def _emptiness(tree: Any, words: int, scripts: int) -> str:
    if words == 0 and scripts >= 3 and len(_seen_words(tree)) < 400:
        return "the page shows nothing before its scripts have run; save it from a browser"
    return f"{words} {'word' if words == 1 else 'words'} in the body; at least {FEWEST_WORDS} make an article"


def _seen_words(tree: Any, *, without_frame: bool = False) -> str:
    """What a reader sees of the page, in lower case; at most the first 20,000 pieces of it."""
    pieces = []
    frame = set(tree.iter("header", "nav", "footer", "aside")) if without_frame else set()
    for number, element in enumerate(tree.iter()):
        if number > _LOOKED_AT:
            break
        if frame and not frame.isdisjoint((element, *element.iterancestors())):
            continue
        if isinstance(element.tag, str) and element.tag not in UNSEEN and element.text and not element.text.isspace():
            pieces.append(element.text)
        if element.tail and not element.tail.isspace():
            pieces.append(element.tail)
    return re.sub(r"\s+", " ", " ".join(pieces)).casefold()


def _some(tree: Any, *tags: str) -> list[Any]:
    found = []
    for element in tree.iter(*tags):
        found.append(element)
        if len(found) >= _LOOKED_AT:
            break
    return found


@functools.cache
def _pattern(section: str, name: str) -> re.Pattern[str]:
    table = tomllib.loads(files("counterclaim.intake").joinpath("data/pages.toml").read_text("utf-8"))
    words = sorted(table[section][name], key=len, reverse=True)
    return re.compile(
        rf"\W*(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"
        if name == "sure"
        else rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"
    )
