"""What the scorers on public corpora share: how a corpus lies on disk, and precision and recall over it.

In:  a folder with dev.jsonl, one record a line.   Out: the records; counts of what was wanted, found and right.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def dev_rows(corpus: Path) -> Iterator[dict[str, Any]]:
    """The records of FOLDER/dev.jsonl, or of a file of its form. Raises FileNotFoundError where there is none."""
    path = corpus / "dev.jsonl" if corpus.is_dir() else corpus
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


@dataclass(slots=True)
class Matches:
    """How many were wanted, how many found, and how many of those were right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Share of what was wanted that is found; 0 where nothing was wanted."""
        return self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / max(1, self.found + self.wanted)
