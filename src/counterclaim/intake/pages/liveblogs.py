"""Live blogs, cut into their posts, each with its own time.

In:  a tree and its JSON-LD.   Out: Post, newest first as the page has them; none where it is no live blog.
By the page's LiveBlogPosting where its posts carry their text; else by structure: several blocks side by side, each
with a <time> of its own, on a page that calls itself live.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from counterclaim.intake.pages.structured import Thing
from counterclaim.intake.pages.tree import UNSEEN, one_line, words_in

FEWEST_POSTS = 3
_FEWEST_WORDS = 5
_LIVE = re.compile(r"(?:\b|_)live(?:[-_ ]?(?:blog|updates?|feed|coverage|reporting|stream))?(?:\b|_)", re.I)
_BLOCKS = frozenset(("article", "section", "li", "div"))
_LINES = ("p", "li", "blockquote", "h2", "h3", "h4")
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Post:
    """One post; `written` is its time as the page writes it."""

    text: str
    written: str | None = None
    title: str | None = None
    author: str | None = None
    anchor: str | None = None  # its address, or the id of its block


def find_posts(tree: Any, found: tuple[Thing, ...], titles: tuple[str, ...], url: str | None) -> tuple[Post, ...]:
    """The posts of a live blog; empty for any other page."""
    blog = next((thing for thing in found if "LiveBlogPosting" in thing.types), None)
    if blog is not None:
        posts = tuple(_told(post) for post in blog.posts if post.body and len(post.body.split()) >= _FEWEST_WORDS)
        if posts and len(posts) >= len(blog.posts) / 2:
            return posts
    if blog is not None or _calls_itself_live(tree, titles, url):
        return _structured(tree)
    return ()


def _told(post: Thing) -> Post:
    body = "\n\n".join(
        p for part in re.split(r"\n+|</p>|<br\s*/?>", post.body or "") if (p := one_line(_TAGS.sub(" ", part)))
    )
    return Post(body, post.published, post.headline, post.author, post.url)


def _calls_itself_live(tree: Any, titles: tuple[str, ...], url: str | None) -> bool:
    if any(_LIVE.search(title) for title in titles) or (url and re.search(r"/live\b|live-?blog|-live-", url)):
        return True
    return any(
        re.search(r"live-?blog", element.get("class") or "", re.I)
        for element in tree.iter("main", "section", "div", "body")
    )


def _structured(tree: Any) -> tuple[Post, ...]:
    """Blocks under one parent that each hold exactly one time of their own: the largest such group."""
    times = [t for t in tree.iter("time") if t.get("datetime")][:5000]
    count: dict[Any, int] = defaultdict(int)
    for time in times:
        for above in time.iterancestors():
            count[above] += 1
    groups: dict[Any, list[tuple[Any, Any]]] = defaultdict(list)
    for time in times:
        block = None
        for above in time.iterancestors():
            if count[above] > 1:
                break
            if above.tag in _BLOCKS:
                block = above
        if block is not None and block.getparent() is not None:
            groups[block.getparent()].append((block, time))
    largest = max(groups.values(), key=len, default=[])
    posts = tuple(post for block, time in largest if (post := _post(block, time)))
    return posts if len(posts) >= FEWEST_POSTS else ()


def _post(block: Any, time: Any) -> Post | None:
    lines: list[str] = []
    title: str | None = None
    for element in block.iter(*_LINES):
        if any(above.tag in UNSEEN or above.tag in _LINES for above in element.iterancestors() if above is not block):
            continue
        words = words_in(element)
        if not words or words == words_in(time):
            continue
        if element.tag in {"h2", "h3", "h4"} and title is None and not lines:
            title = words
        else:
            lines.append(words)
    if sum(len(line.split()) for line in lines) < _FEWEST_WORDS:
        return None
    return Post("\n\n".join(lines), time.get("datetime"), title, None, block.get("id"))
