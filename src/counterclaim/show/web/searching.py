"""A search index for a site without a server, in pieces that a page loads as it needs them.

In: a Site.   Out: files. A word's first two letters (or its sign) name the piece that lists where it stands; what is
found is described in pieces of PER_PIECE. All of them are scripts, since a page opened from the file system may load
those and nothing else; each does nothing but hand over its data.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from anyascii import anyascii

from counterclaim.show.web.pages.base import Site
from counterclaim.show.web.pages.claims import in_one_sentence
from counterclaim.show.web.quoting import quoted

PER_PIECE = 400  # things described in one piece: some 80 kB
LONGEST_WORDS = 130  # characters of a claim's words in a result
_WORD = re.compile(r"[^\W_]+")
_SAFE = re.compile(r"[a-z0-9]{1,2}\Z")


def index_files(site: Site) -> Iterator[tuple[str, str]]:
    """Path and content of every piece of the index, the questions first."""
    words: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    piece: list[list[str]] = []
    number = 0
    for kind, title, detail, link, text in _things(site):
        for word in set(words_of(text)):
            words[piece_of(word)][word].append(number)
        piece.append([kind, title, detail, link])
        number += 1
        if len(piece) == PER_PIECE:
            yield f"search/things-{number // PER_PIECE - 1}.js", _handed("things", number // PER_PIECE - 1, piece)
            piece = []
    if piece:
        yield f"search/things-{number // PER_PIECE}.js", _handed("things", number // PER_PIECE, piece)
    for name in sorted(words):
        held = {word: words[name][word] for word in sorted(words[name])}
        yield f"search/words-{name}.js", _handed("words", name, held)
    yield "search/all.js", _handed("all", "", {"pieces": sorted(words), "per": PER_PIECE, "things": number})


def words_of(text: str) -> Iterator[str]:
    """The words of a text as the index has them: without accents and capitals, in Latin letters."""
    for found in _WORD.findall(text):
        for part in _WORD.findall(anyascii(found).lower()):
            if len(part) > 1 or part.isdigit():
                yield part[:40]


def piece_of(word: str) -> str:
    """The name of the piece that a word stands in."""
    start = word[:2]
    return start if _SAFE.match(start) else "x" + hashlib.sha256(start.encode()).hexdigest()[:6]


def _things(site: Site) -> Iterator[tuple[str, str, str, str, str]]:
    """What can be found: kind, title, detail, link from the site's own folder, the words that find it."""
    for question in site.snapshot.catalogue.wanted():
        detail = f"{question.status.value.replace('-', ' ')}, {question.origins} origins"
        yield "question", question.title, detail, site.links.question(question.id), question.title
    for _, same in groupby(site.snapshot.ledger.claims(), key=in_one_sentence):
        claims = list(same)
        claim = claims[-1]
        shown = quoted(claim, LONGEST_WORDS).text
        who = claim.source or (claim.article.outlet or "the article" if claim.narrator else "nobody named")
        kinds = ", ".join(sorted({one.kind for one in claims}))
        yield (
            kinds,
            shown,
            who,
            site.links.claim(claim.id, claim.article.id),
            f"{shown} {who} {claim.article.outlet or ''}",
        )


def _handed(what: str, name: int | str, data: object) -> str:
    """A script that hands data over. No sign in it can end a script element."""
    text = json.dumps([what, name, data], ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.counterclaimFound({text});\n"
