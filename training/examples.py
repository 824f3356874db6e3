"""From annotated articles to batches: targets for every word, links for every cue, windows at random places."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from corpus import Annotated, Gold, Spans
from counterclaim.reading.attribution.encoding import FEATURE_SIZES, Passage, blocks, encode

IGNORED = -100  # cross-entropy's mark for "no target here": pieces that continue a word, and padding
ROLES = ("source", "cue", "content")
TAGS = 7  # O, then B and I of source, cue, content
LINKS = 2  # from a cue's first word to: words of its source ([CLS] where it has none), words of its content

Taught = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """Pieces (indices into the passage) that belong to the cue whose first piece is `first`."""

    first: int
    source: tuple[int, ...]
    content: tuple[int, ...]
    sourceless: bool  # the article names no source
    annotated: bool = True  # false where only teachers take this for a cue
    taught: Taught | None = None  # [LINKS, m + 1] the teachers' probabilities: [CLS], then the pieces; NaN: not asked


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One passage with one annotator's targets."""

    passage: Passage
    targets: np.ndarray  # [m] tag of each first piece, IGNORED elsewhere
    links: tuple[Link, ...]
    taught: Taught | None = None  # [m, TAGS] the teachers' probabilities at each first piece, NaN elsewhere


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows and their targets; link rows name (window, piece) in them."""

    pieces: torch.Tensor
    features: torch.Tensor
    mask: torch.Tensor  # [b, l] bool, true where there is text
    targets: torch.Tensor
    links: tuple[tuple[int, Link, int], ...]  # (window, link, shift from passage to window)
    taught: torch.Tensor  # [b, l, TAGS] the teachers' probabilities, NaN where there are none
    taught_links: torch.Tensor  # [number of links, LINKS, l] likewise


def examples(article: Annotated, tokenizer: Any) -> list[list[Example]]:
    """Encode an article: for each annotator, its passages with targets."""
    passages = [encode(article.text, a, b, tokenizer) for a, b in blocks(article.text)]
    return [[_example(p, gold) for p in passages if len(p)] for gold in article.annotations]


def _example(passage: Passage, gold: tuple[Gold, ...]) -> Example:
    tags = np.zeros(len(passage), np.int64)
    links = []
    for attribution in gold:
        words = {role: words_of(passage, getattr(attribution, role)) for role in ROLES}
        for number, role in enumerate(ROLES):
            previous = -2
            for word in words[role]:
                tags[word] = 1 + 2 * number + (word == previous + 1)
                previous = word
        if words["cue"] and words["content"]:
            pieces = {role: tuple(int(passage.first[w]) for w in words[role]) for role in ROLES}
            links.append(Link(pieces["cue"][0], pieces["source"], pieces["content"], not attribution.source))
    targets = np.full(len(passage.pieces), IGNORED, np.int64)
    targets[passage.first[:-1]] = tags
    return Example(passage, targets, tuple(links))


def words_of(passage: Passage, spans: Spans) -> list[int]:
    """Indices of the passage's words that share a character with the spans, in order."""
    found: set[int] = set()
    for start, end in spans:
        low = int(np.searchsorted(passage.ends, start, side="right"))
        high = int(np.searchsorted(passage.starts, end, side="left"))
        found.update(range(low, high))
    return sorted(found)


def epoch(
    articles: list[list[list[Example]]], limit: int, batch_pieces: int, rng: random.Random
) -> Iterator[list[tuple[Example, int, int]]]:
    """Yield batches of windows (example, first piece, end) that together cover every article once.

    Windows begin at a random place, so that a word is seen with different context each time. Where an article has
    several annotators, one is drawn. Windows of like length go together: less padding.
    """
    cut = [window for options in articles for one in rng.choice(options) for window in _cut(one, limit, rng)]
    rng.shuffle(cut)
    batches = []
    for i in range(0, len(cut), 256):
        group = sorted(cut[i : i + 256], key=lambda w: w[2] - w[1])
        batch: list[tuple[Example, int, int]] = []
        for window in group:
            longest = window[2] - window[1] + 2
            if batch and longest * (len(batch) + 1) > batch_pieces:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    rng.shuffle(batches)
    yield from batches


def _cut(example: Example, limit: int, rng: random.Random) -> list[tuple[Example, int, int]]:
    total = len(example.passage.pieces)
    end = total if total <= limit else rng.randint(64, limit)
    start, out = 0, []
    while start < total:
        out.append((example, start, end))
        start, end = end, min(total, end + limit)
    return out


def collate(batch: list[tuple[Example, int, int]], special: tuple[int, int]) -> Batch:
    """Pad windows to one length and put [CLS] and [SEP] around each."""
    size = max(end - start for _, start, end in batch) + 2
    pieces = torch.zeros(len(batch), size, dtype=torch.long)
    features = torch.zeros(len(batch), size, len(FEATURE_SIZES), dtype=torch.long)
    mask = torch.zeros(len(batch), size, dtype=torch.bool)
    targets = torch.full((len(batch), size), IGNORED)
    taught = torch.full((len(batch), size, TAGS), torch.nan)
    links: list[tuple[int, Link, int]] = []
    for row, (example, start, end) in enumerate(batch):
        length = end - start
        pieces[row, 0], pieces[row, length + 1] = special
        pieces[row, 1 : length + 1] = torch.from_numpy(example.passage.pieces[start:end])
        features[row, 1 : length + 1] = torch.from_numpy(example.passage.features[start:end])
        mask[row, : length + 2] = True
        targets[row, 1 : length + 1] = torch.from_numpy(example.targets[start:end])
        if example.taught is not None:
            taught[row, 1 : length + 1] = torch.from_numpy(example.taught[start:end].astype(np.float32))
        links += [(row, link, 1 - start) for link in example.links if start <= link.first < end]
    ends = [end for _, _, end in batch]
    return Batch(pieces, features, mask, targets, tuple(links), taught, _taught_links(links, ends, size))


def _taught_links(links: list[tuple[int, Link, int]], ends: list[int], size: int) -> torch.Tensor:
    out = torch.full((len(links), LINKS, size), torch.nan)
    for n, (row, link, shift) in enumerate(links):
        if link.taught is not None:
            start, end = 1 - shift, ends[row]
            said = torch.from_numpy(link.taught.astype(np.float32))
            out[n, :, 0] = said[:, 0]
            out[n, :, 1 : end - start + 1] = said[:, start + 1 : end + 1]
    return out
