"""HTML to a tree, and the few looks into it that several modules share. lxml's limits on depth stay on.

In:  text.   Out: an lxml tree; words of an element with single spaces.
"""

import re
from typing import Any

from counterclaim.intake.limits import Refused

# The time that extraction takes grows with them; the largest pages that were met had 20,000.
MOST_ELEMENTS = 60_000
# Elements whose words nobody sees.
UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "head", "select", "option"))
_SPACES = re.compile(r"\s+")
# Thai, Lao, Burmese and Khmer words have some five characters, Chinese and Japanese ones two (Korean writes spaces).
_WORDS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{1,5}|[\u3040-\u30ff\u3400-\u9fff]{1,2}"
    "|[^\\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+"
)


def parse(html: str) -> Any:
    """The tree of a page. Raises Refused where there is none."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError) as err:
        raise Refused("no text", f"the page has no content: {err}"[:200]) from err
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise Refused("too many elements", f"more than {MOST_ELEMENTS:,} elements; a third of it is much")
    return tree


def strip_code(tree: Any) -> int:
    """Take out what no reader sees and every later look would pay for; returns how many scripts there were."""
    from lxml.etree import strip_elements

    scripts = sum(1 for _ in tree.iter("script"))
    strip_elements(tree, "script", "style", "svg", "noscript", "template", "link", with_tail=False)
    return scripts


def count_words(text: str) -> int:
    """How many words; in scripts that write no spaces, as many as their characters make."""
    if text.isascii():
        return len(text.split())
    return len(_WORDS.findall(text))


def words_in(element: Any) -> str:
    """The words of an element, single spaces between them."""
    return one_line(" ".join(element.itertext()))


def one_line(text: str) -> str:
    """`text` with single spaces."""
    return _SPACES.sub(" ", text).strip()


def metas(tree: Any) -> dict[str, str]:
    """The page's <meta> values by name, property or itemprop in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = one_line(meta.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found
