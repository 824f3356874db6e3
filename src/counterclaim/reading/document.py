"""An article parsed for reading: paragraphs, sentences and tokens over the stored text, boilerplate marked.

In:  an Article, what layout found to exclude, and the language pipeline.   Out: Document.
All offsets are code points of `article.text`: the parse covers the whole text, so `token.idx` indexes it.
Paragraphs are parsed one by one: no sentence crosses a paragraph break, and memory is bounded by the longest paragraph.
"""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from spacy.tokens import Doc

from counterclaim.reading.footnotes import without_marks
from counterclaim.reading.models import Models
from counterclaim.reading.recasing import recased
from counterclaim.records.article import Article, Excluded
from counterclaim.records.span import Span

# The parser's memory grows with the longest piece; 20,000 characters is some 4,000 tokens. Longer lines are cut
# after a sentence's end or, failing that, after a space.
LONGEST_PIECE_CHARS = 20_000

_BREAK = re.compile(r"[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A parsed article. Not changed after it is made; the same only as itself."""

    article: Article
    excluded: tuple[Excluded, ...]  # in text order, not overlapping
    doc: Any = field(repr=False)  # spacy.tokens.Doc over the whole text: as long as it, recased and without marks
    paragraphs: tuple[Span, ...]  # without the white space around them, in text order
    sentences: tuple[Any, ...] = field(repr=False)  # spacy Spans of the body: none lies in an excluded stretch
    entities: tuple[Any, ...] = field(repr=False)  # spacy Spans of the whole text, in order
    _starts: tuple[int, ...] = field(repr=False)  # first character of each sentence, for bisection

    @property
    def text(self) -> str:
        """The article's stored text."""
        return self.article.text

    def sentence_at(self, offset: int) -> Any | None:
        """The body sentence (spacy Span) that holds the character at `offset`; None outside the body."""
        at = bisect.bisect_right(self._starts, offset) - 1
        if at < 0 or offset >= self.sentences[at].end_char:
            return None
        return self.sentences[at]

    def sentence_index(self, offset: int) -> int:
        """The index in `sentences` of the last sentence that begins at or before `offset`; -1 before the first."""
        return bisect.bisect_right(self._starts, offset) - 1

    def paragraph_at(self, offset: int) -> Span | None:
        """The paragraph that holds the character at `offset`."""
        at = bisect.bisect_right(self.paragraphs, offset, key=lambda p: p.start) - 1
        if at < 0 or offset >= self.paragraphs[at].end:
            return None
        return self.paragraphs[at]

    def tokens(self, span: Span) -> Any:
        """The tokens (spacy Span, may be empty) that share a character with `span`."""
        first = bisect.bisect_right(self._token_ends(), span.start)
        return self.doc[first : bisect.bisect_left(self._token_starts(), span.end)]

    def entities_in(self, part: Any) -> tuple[Any, ...]:
        """The entities within `part` (a spacy Span). Use it for `part.ents`, which looks through the whole article."""
        first = bisect.bisect_left(self.entities, part.start, key=lambda e: e.start)
        last = bisect.bisect_right(self.entities, part.end, lo=first, key=lambda e: e.end)
        return self.entities[first:last]

    def is_excluded(self, span: Span) -> bool:
        """Whether `span` shares a character with an excluded stretch."""
        at = bisect.bisect_left(self.excluded, span.end, key=lambda x: x.span.start)
        return at > 0 and self.excluded[at - 1].span.end > span.start

    def _token_starts(self) -> "_Offsets":
        return _Offsets(self.doc, ends=False)

    def _token_ends(self) -> "_Offsets":
        return _Offsets(self.doc, ends=True)


class _Offsets(Sequence[int]):
    """Token offsets of a Doc as a sequence for bisection, without a copy."""

    def __init__(self, doc: Any, *, ends: bool) -> None:
        self._doc = doc
        self._ends = ends

    def __len__(self) -> int:
        return len(self._doc)

    def __getitem__(self, i: Any) -> Any:
        token = self._doc[i]
        return token.idx + len(token) if self._ends else token.idx


def make_documents(articles: Iterable[tuple[Article, tuple[Excluded, ...]]], models: Models) -> Iterator[Document]:
    """Parse articles in batches, in order; articles flow through one stream of paragraphs.

    Args:
        articles: each with the stretches to exclude, in text order and not overlapping.
    """
    waiting: list[tuple[Article, tuple[Excluded, ...], list[tuple[Span, bool]]]] = []

    def pieces() -> Iterator[str]:
        for article, excluded in articles:
            cut = list(_pieces(article.text, excluded))
            waiting.append((article, excluded, cut))
            yield from (recased(without_marks(span.of(article.text))) for span, body in cut if body)
            if not any(body for _, body in cut):
                # An article without a body still takes its turn in the stream.
                yield ""

    parsed = models.parse(pieces())
    for first in parsed:
        article, excluded, cut = waiting.pop(0)
        bodies = sum(body for _, body in cut)
        docs = [first, *islice(parsed, bodies - 1)] if bodies else []
        yield _join(article, excluded, cut, docs, models)


def _join(
    article: Article, excluded: tuple[Excluded, ...], cut: list[tuple[Span, bool]], docs: list[Any], models: Models
) -> Document:
    whole: list[Any] = []
    turn = iter(docs)
    for span, body in cut:
        doc = next(turn) if body else _unread(span.of(article.text), models)
        # The tok2vec output is no longer needed and would be most of the memory of a long text.
        doc.tensor = np.zeros((len(doc), 0), dtype="f")
        whole.append(doc)
    doc = Doc.from_docs(whole, ensure_whitespace=False) if whole else models.nlp.make_doc("")
    barred = [x.span for x in excluded]
    sentences = tuple(s for s in _sentences(doc) if not _inside(s, barred))
    return Document(
        article=article,
        excluded=excluded,
        doc=doc,
        paragraphs=tuple(_trimmed(span, article.text) for span in _paragraphs(article.text)),
        sentences=sentences,
        entities=tuple(doc.ents),
        _starts=tuple(s.start_char for s in sentences),
    )


def _unread(text: str, models: Models) -> Any:
    """A stretch that is not read: tokens that keep the offsets right, with an empty parse."""
    n = 1
    return Doc(
        models.nlp.vocab,
        words=[text],
        spaces=[False],
        tags=["XX"] * n,
        pos=["X"] * n,
        lemmas=[text],
        heads=[0],
        deps=["ROOT"],
        ents=["O"],
    )


def _sentences(doc: Any) -> Iterator[Any]:
    """Sentences with words in them, without the white space that ends them."""
    if not len(doc):
        return
    for sent in doc.sents:
        first, last = sent.start, sent.end
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last - 1].is_space:
            last -= 1
        if first < last:
            yield doc[first:last]


def _inside(sentence: Any, barred: list[Span]) -> bool:
    at = bisect.bisect_left(barred, sentence.end_char, key=lambda b: b.start)
    return at > 0 and barred[at - 1].end > sentence.start_char


def _pieces(text: str, excluded: tuple[Excluded, ...]) -> Iterator[tuple[Span, bool]]:
    """The text cut without gaps into pieces to parse (True) and excluded stretches (False)."""
    at = 0
    for stretch in [*(x.span for x in excluded), None]:
        stop = stretch.start if stretch else len(text)
        if at < stop:
            yield from ((span, True) for span in _paragraphs(text, at, stop))
        if stretch:
            yield stretch, False
            at = stretch.end


def _paragraphs(text: str, start: int = 0, stop: int | None = None) -> Iterator[Span]:
    """Stretches that end with a paragraph's line break, or at `LONGEST_PIECE_CHARS`; together they are the text."""
    stop = len(text) if stop is None else stop
    hard_wrapped = is_hard_wrapped(text)
    at = start
    for found in _BREAK.finditer(text, start, stop):
        if hard_wrapped and found.group().count("\n") < 2:
            continue
        yield from _shortened(text, at, found.end())
        at = found.end()
    if at < stop:
        yield from _shortened(text, at, stop)


def _shortened(text: str, start: int, stop: int) -> Iterator[Span]:
    while stop - start > LONGEST_PIECE_CHARS:
        cut = start + LONGEST_PIECE_CHARS
        ends = [m.end() for m in _SENTENCE_END.finditer(text, start + LONGEST_PIECE_CHARS // 2, cut)]
        space = text.rfind(" ", start, cut) + 1
        cut = ends[-1] if ends else max(space, start) if space > start else cut
        yield Span(start, cut)
        start = cut
    if start < stop:
        yield Span(start, stop)


def is_hard_wrapped(text: str) -> bool:
    """Whether lines are cut at a fixed width (mail, old wire copy), so that one line break ends no paragraph.

    Judged on the first 200 lines: most of them are 50 to 90 characters wide and stop in mid-sentence.
    """
    lines = [line for line in text[:20_000].splitlines()[:200] if line.strip()]
    if len(lines) < 6:
        return False
    cut = sum(50 <= len(line) <= 90 and line.rstrip()[-1].isalnum() for line in lines)
    return cut > len(lines) * 0.5


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    lead = len(words) - len(words.lstrip())
    trail = len(words) - len(words.rstrip())
    return Span(span.start + lead, span.end - trail) if lead + trail < len(words) else span
