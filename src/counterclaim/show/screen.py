"""The terminal that listings and readings are printed on.

What articles hold comes from anywhere, and a sentence may hold what a terminal obeys (`records.printable`).
"""

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from counterclaim.records.printable import printable


class Screen(Console):
    """Standard output, or what it is redirected to; nothing in it is coloured for being a number or a path."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(highlight=False, **settings)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """As rich does, but for what a terminal would obey."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(printable(segment.text), segment.style)
