"""What the attribution encoder sees of a text: words, word pieces, features, windows.

In:  a text and stretches to leave out.   Out: Passages (encoded blocks of text) and the Windows that cover them.
Training and reading share this module, so that a model is always asked what it was taught. It knows neither the
network nor what its answers mean (decoding.py does), and it runs on Python 3.11, where the training framework lives.

Memory is bounded: a text is encoded block by block, whatever its length.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

# Version of everything in this file that a trained model depends on; stands in model.json and is checked on loading.
ENCODING_VERSION = 1

# A run of word characters or one punctuation mark, as PolNeAR's scorers split. A run is cut at 64 so that one word
# can never fill a window (a line of 5 MB without a space is a legal input).
WORD = re.compile(r"\w{1,64}|[^\w\s]")
# Pieces kept of one word. The longest in PolNeAR (numbers of tweets) have 14; without a limit, a blob of base64 text
# costs four times as much as this per character, for nothing.
MAX_WORD_PIECES = 16

# Code points encoded at a time: about 3,400 English words, longer than nine in ten news articles. A longer text is
# cut here, at the best break at hand, and context does not reach across the cut.
BLOCK_CHARS = 20_000
# How far back from BLOCK_CHARS a break is looked for before the text is cut wherever it is.
BLOCK_SLACK_CHARS = 5_000

# Pieces that two neighbouring windows share; each reads the half that is nearer to it, the rest is context.
# Without overlap the trial model lost 1.9 points of F1 at window borders.
OVERLAP_PIECES = 64

# Feature 0, case shape: an uncased vocabulary cannot tell "May" from "may".
SHAPES = ("special", "lower", "title", "upper", "mixed", "digit", "quote", "punctuation", "initial")
# Feature 1, what stands before the piece.
BREAKS = ("special", "none", "space", "line", "blank line", "inside word")
# Feature 2, where the piece stands among quotation marks. "unclosed": after a mark that its paragraph never closes.
QUOTATION = ("special", "outside", "inside", "unclosed", "opening", "closing")
FEATURE_SIZES = (len(SHAPES), len(BREAKS), len(QUOTATION))

OPENING_MARKS = frozenset("“„‟«")
CLOSING_MARKS = frozenset("”»")
STRAIGHT_MARK = '"'
QUOTATION_MARKS = OPENING_MARKS | CLOSING_MARKS | {STRAIGHT_MARK}
SENTENCE_ENDS = frozenset(".!?…")

# How good a place before a word is for cutting: after a blank line, a line break, a sentence; 0 is none of these.
CUT_BLANK, CUT_LINE, CUT_SENTENCE = 3, 2, 1


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One encoded block of text: n words, m word pieces."""

    starts: Ints  # [n] first code point of each word, in the whole text
    ends: Ints  # [n] end of each word, exclusive
    first: Ints  # [n + 1] index of each word's first piece; last entry m
    pieces: Ints  # [m] vocabulary numbers
    features: Ints  # [m, 3] classes of SHAPES, BREAKS, QUOTATION
    cut: Ints  # [n] CUT_* of the place before each word
    words: tuple[str, ...]  # [n] the words themselves

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Window:
    """Words [first, last) are shown to the encoder at once; its answers are used for [own_first, own_last)."""

    first: int
    last: int
    own_first: int
    own_last: int


def blocks(text: str, excluded: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """Cut a text into stretches that are read one by one, in order.

    Args:
        excluded: (start, end) code points to leave out, in any order, overlapping or not. Each is a hard break.
    Yields:
        (start, end) of non-empty blocks of at most BLOCK_CHARS code points, disjoint, in text order. Together they
        are the text without what is excluded.
    """
    position = 0
    size = len(text)
    for start, end in [*sorted(span for span in excluded if span[0] < span[1]), (size, size)]:
        stop = min(start, size)
        while position < stop:
            cut = stop if stop - position <= BLOCK_CHARS else _block_end(text, position)
            yield position, cut
            position = cut
        position = max(position, min(end, size))


def _block_end(text: str, position: int) -> int:
    """The best place to end a block that starts at `position` and has more than BLOCK_CHARS to go."""
    high = position + BLOCK_CHARS
    low = high - BLOCK_SLACK_CHARS
    for mark in ("\n\n", "\n", ". ", " "):
        found = text.rfind(mark, low, high)
        if found >= 0:
            return found + len(mark)
    return high


def encode(text: str, start: int, end: int, tokenizer: Any) -> Passage:
    """Encode one block of a text.

    Args:
        text: The whole text; only `text[start:end]` is looked at.
        tokenizer: A tokenizers.Tokenizer with the model's vocabulary, without truncation and padding.
    Returns:
        A Passage whose offsets index the whole text. Words that the vocabulary's normaliser deletes (control
        characters) are not in it; it may have no words.
    """
    found = [(m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    # Lone surrogates are legal in a str and not in UTF-8, which the tokenizer works on.
    raw = [text[a:b] for a, b in found]
    words = raw if text.isascii() else [_encodable(w) for w in raw]
    encoding = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    owner = np.asarray(encoding.word_ids, dtype=np.int64)
    pieces = np.asarray(encoding.ids, dtype=np.int64)
    if len(owner):
        begins = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
        rank = np.arange(len(owner)) - np.repeat(begins, np.diff(np.r_[begins, len(owner)]))
        owner, pieces = owner[rank < MAX_WORD_PIECES], pieces[rank < MAX_WORD_PIECES]
    kept, counts = np.unique(owner, return_counts=True)
    first = np.r_[0, np.cumsum(counts)].astype(np.int64)
    offsets = np.asarray(found, dtype=np.int64).reshape(-1, 2)[kept]
    chosen = tuple(raw[i] for i in kept.tolist())
    gaps = _breaks(text, offsets)
    quotation = _quotation_states(text, chosen, offsets, gaps)
    shapes = np.fromiter((_shape(w) for w in chosen), np.int64, len(chosen))
    features = np.stack([np.repeat(f, counts) for f in (shapes, gaps, quotation)], axis=1).astype(np.int64)
    inner = np.ones(len(pieces), bool)
    inner[first[:-1]] = False
    features[inner, 1] = BREAKS.index("inside word")
    return Passage(offsets[:, 0], offsets[:, 1], first, pieces, features, _cuts(chosen, gaps), chosen)


def _encodable(word: str) -> str:
    return "".join("�" if "\ud800" <= c <= "\udfff" else c for c in word)


@functools.lru_cache(maxsize=65_536)  # news repeats its words: one look-up instead of five string tests
def _shape(word: str) -> int:
    """Index into SHAPES."""
    if word in QUOTATION_MARKS:
        return 6
    if not word[0].isalnum():
        return 7
    if any(c.isdigit() for c in word):
        return 5
    if word.islower():
        return 1
    if len(word) == 1:
        return 8 if word.isupper() else 1
    if word.isupper():
        return 3
    return 2 if word[0].isupper() and word[1:].islower() else 4


def _breaks(text: str, offsets: Ints) -> Ints:
    """[n] index into BREAKS for each word; the first word of a block counts as after a blank line."""
    out = np.ones(len(offsets), np.int64)
    if not len(offsets):
        return out
    out[0] = 4
    previous = offsets[:-1, 1]
    wide = np.flatnonzero(offsets[1:, 0] > previous) + 1
    for i in wide.tolist():
        a, b = int(offsets[i - 1, 1]), int(offsets[i, 0])
        if b - a == 1 and text[a] == " ":
            out[i] = 2
        else:
            out[i] = min(2 + _line_breaks(text, a, b), 4)
    return out


# Whitespace looked at between two words; more says nothing more.
MAX_GAP_CHARS = 256


def _line_breaks(text: str, start: int, end: int) -> int:
    """Line breaks in a gap, whichever convention it uses."""
    return len((text[start : min(end, start + MAX_GAP_CHARS)] + "x").splitlines()) - 1


def _cuts(words: Sequence[str], breaks: Ints) -> Ints:
    """[n] CUT_* of the place before each word."""
    out = np.zeros(len(words), np.int64)
    if not words:
        return out
    ends = np.fromiter((w in SENTENCE_ENDS for w in words), bool, len(words))
    marks = np.fromiter((w in QUOTATION_MARKS for w in words), bool, len(words))
    closes = ends | (marks & np.r_[False, ends[:-1]])
    out[1:][closes[:-1] & (breaks[1:] == 2)] = CUT_SENTENCE
    out[breaks == 3] = CUT_LINE
    out[breaks == 4] = CUT_BLANK
    return out


def _quotation_states(text: str, words: Sequence[str], offsets: Ints, breaks: Ints) -> Ints:
    """[n] index into QUOTATION for each word.

    A quotation ends with its paragraph at the latest: at a blank line, and at a line break after the end of a
    sentence (a line break elsewhere is a hard-wrapped line). So a mark left open costs one paragraph, not the text.
    """
    out = np.ones(len(words), np.int64)
    opened = -1  # word index of the open mark, -1 outside
    signs = [i for i, w in enumerate(words) if w in QUOTATION_MARKS or w == "'"]
    lines = np.flatnonzero(breaks >= 3).tolist()
    for i in sorted({*signs, *lines}):
        if opened >= 0 and breaks[i] >= 3 and (breaks[i] == 4 or words[i - 1] in SENTENCE_ENDS):
            out[opened + 1 : i] = 3
            opened = -1
        sign = _sign(text, words, offsets, i, is_open=opened >= 0)
        if sign == "opening":
            if opened >= 0:
                out[opened + 1 : i] = 3
            out[i], opened = 4, i
        elif sign == "closing":
            if opened >= 0:
                out[opened + 1 : i] = 2
            out[i], opened = 5, -1
    if opened >= 0:
        out[opened + 1 :] = 3
    # Marks of two straight apostrophes: the second belongs to the first.
    for i in signs:
        if (
            words[i] == "'"
            and i
            and out[i - 1] in (4, 5)
            and words[i - 1] == "'"
            and offsets[i - 1, 1] == offsets[i, 0]
        ):
            out[i] = out[i - 1]
    return out


def _sign(text: str, words: Sequence[str], offsets: Ints, i: int, *, is_open: bool) -> str | None:
    """Whether word i opens or closes a quotation, or neither."""
    word = words[i]
    start, end = int(offsets[i, 0]), int(offsets[i, 1])
    if word in OPENING_MARKS:
        return "opening"
    if word in CLOSING_MARKS:
        return "closing"
    if word == "'":  # '' stands for a double mark in plain-text wires; a single one is mostly an apostrophe
        if text[end : end + 1] != "'" or text[start - 1 : start] == "'":
            return None
        end += 1
    elif word != STRAIGHT_MARK:
        return None
    space_before = start == 0 or text[start - 1].isspace()
    space_after = end >= len(text) or text[end].isspace()
    if space_before != space_after:
        return "opening" if space_before else "closing"
    return "closing" if is_open else "opening"


def windows(passage: Passage, limit: int, overlap: int = OVERLAP_PIECES) -> list[Window]:
    """Cover a passage with windows of at most `limit` pieces.

    The windows are of about equal length. Neighbours share about `overlap` pieces; which of the two answers for
    which part is decided at the best break near the middle of the shared part.

    Args:
        limit: Pieces in a window, without the special ones; more than overlap + 2 * MAX_WORD_PIECES.
    Returns:
        Windows in order. Every word is owned by exactly one, which shows it to the encoder.
    """
    count = len(passage)
    if not count:
        return []
    first, total = passage.first, int(passage.first[-1])
    if total <= limit:
        return [Window(0, count, 0, count)]
    number = -(-(total - overlap) // (limit - overlap))
    # Equal lengths; the 8 make up for windows that begin and end at whole words.
    length = min(limit, -(-(total + (number - 1) * overlap) // number) + 8)
    out: list[Window] = []
    begin, own = 0, 0
    while True:
        end = int(np.searchsorted(first, first[begin] + length, side="right")) - 1
        if end >= count:
            return [*out, Window(begin, count, own, count)]
        following = max(int(np.searchsorted(first, first[end] - overlap)), own, begin + 1)
        border = _border(passage, max(following, own + 1), end, overlap)
        out.append(Window(begin, end, own, border))
        begin, own = min(following, border), border


def _border(passage: Passage, low: int, high: int, overlap: int) -> int:
    """The word in [low, high] at which the later of two windows takes over, low and high being the shared part."""
    middle = (int(passage.first[low]) + int(passage.first[high])) / 2
    if low >= high:
        return high
    places = np.arange(low, high)
    distance = np.abs(passage.first[low:high] - middle)
    # A quarter of the overlap stays context on either side, so a border never stands at a window's edge.
    near = distance <= overlap / 4
    if not near.any():
        return int(places[int(distance.argmin())])
    best = passage.cut[low:high] * 1000 - distance
    best[~near] = -np.inf
    return int(places[int(best.argmax())])


def window_arrays(passage: Passage, window: Window, special: tuple[int, int]) -> tuple[Ints, Ints]:
    """The encoder's input for one window.

    Args:
        special: Vocabulary numbers of [CLS] and [SEP].
    Returns:
        pieces [1, k + 2] and features [1, k + 2, 3], k being the window's pieces. Word w of the passage stands at
        `passage.first[w] - passage.first[window.first] + 1`.
    """
    a, b = int(passage.first[window.first]), int(passage.first[window.last])
    pieces = np.empty((1, b - a + 2), np.int64)
    pieces[0, 0], pieces[0, -1] = special
    pieces[0, 1:-1] = passage.pieces[a:b]
    features = np.zeros((1, b - a + 2, len(FEATURE_SIZES)), np.int64)
    features[0, 1:-1] = passage.features[a:b]
    return pieces, features
