"""How much of anything is taken in, so that no file, however made, takes the machine down. Set in `settings`."""

from dataclasses import dataclass
from typing import Self

from counterclaim import settings


class Refused(Exception):
    """Something that is not taken in, with the reason and what was seen; `door.take` makes a Drop of it."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Limits:
    """See docs/settings.md for what each is for."""

    article_chars: int = 10_000_000  # code points of an article's text
    item_bytes: int = 64 << 20  # one page, document, mail, line or row, unpacked
    page_bytes: int = 10 << 20  # one HTML page: its tree takes some twenty times as much memory
    spooled_bytes: int = 4 << 30  # an archive inside a stream or archive, which needs random access
    memory_bytes: int = 8 << 20  # of which so much stays in memory
    archive_depth: int = 3  # archives in archives
    unpack_ratio: int = 200  # bytes out for each byte in; text packs to a tenth, a bomb to a thousandth
    unpacked_bytes: int = 1 << 40  # out of one archive

    @classmethod
    def from_settings(cls) -> Self:
        """The limits as they are set. Raises UsageError where a setting is no number."""
        return cls(
            article_chars=int(settings.number_of("max_article_chars")),
            item_bytes=int(settings.number_of("max_item_bytes")),
            page_bytes=int(settings.number_of("max_page_bytes")),
            spooled_bytes=int(settings.number_of("max_spooled_bytes")),
            archive_depth=int(settings.number_of("max_archive_depth")),
            unpack_ratio=int(settings.number_of("max_unpack_ratio")),
            unpacked_bytes=int(settings.number_of("max_unpacked_bytes")),
        )
