"""Where articles were seen, the bytes that they were made of, and how their texts were got out of them.

In: a connection, an article.   Out: rows written; what is held, as records; the bytes again.
Bytes are kept once, by their SHA-256. Those that are the text itself, as with plain text files, take no room: the text
of the article with that very id stands for them.
"""

import hashlib
import zlib
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select

from counterclaim.errors import NotALedger, UnknownId
from counterclaim.ledger import tables
from counterclaim.ledger.rows import Row, packed
from counterclaim.records.article import Article
from counterclaim.version import __version__

PLAIN = "as it is"  # how a text is got out of bytes that are the text

_SEEN = select(tables.sighting.c.number).where(
    tables.sighting.c.article == bindparam("of_article"),
    tables.sighting.c.path == bindparam("path"),
    tables.sighting.c.url == bindparam("url"),
    tables.sighting.c.outlet == bindparam("outlet"),
)
_KEPT = (
    select(tables.custody.c.number)
    .join(tables.original, tables.original.c.number == tables.custody.c.original)
    .where(tables.custody.c.sighting == bindparam("of_sighting"), tables.original.c.sha256 == bindparam("sha256"))
)
_HELD = select(tables.original.c.number).where(tables.original.c.sha256 == bindparam("sha256"))
_INSERT_SIGHTING, _INSERT_CUSTODY = insert(tables.sighting), insert(tables.custody)
_INSERT_ORIGINAL = insert(tables.original)


@dataclass(frozen=True, slots=True)
class Seen:
    """Where an article was seen, and of which bytes it was made there."""

    place: Row  # path, url and outlet, empty where not known
    obtained: Row | None  # sha256, bytes, how and version; None = the bytes are not known

    @property
    def content(self) -> Row:
        """What the log's hash is taken of; as it was before bytes were kept where there are none."""
        return self.place if self.obtained is None else {**self.place, "original": self.obtained}

    def new_content(self, connection: Connection, article: int | None) -> Row:
        """The same with what the ledger does not know yet: bytes that it has already are not noted again.

        Args:
            article: its number; None = it is not in the ledger.
        """
        known = article is not None and is_noted(connection, article, self)
        return self.place if known else self.content


def seen_of(article: Article) -> Seen:
    """Where an article was seen, for the ledger to note."""
    place = {"path": article.path or "", "url": article.url or "", "outlet": article.outlet or ""}
    if article.original is None:
        return Seen(place, None)
    obtained = {
        "sha256": hashlib.sha256(article.original).hexdigest(),
        "bytes": len(article.original),
        "how": article.obtained or PLAIN,
        "version": __version__,
    }
    return Seen(place, obtained)


def is_noted(connection: Connection, article: int, seen: Seen) -> bool:
    """Whether the ledger knows that the article was seen there, made of those bytes."""
    sighting = number_of_sighting(connection, article, seen)
    return sighting is not None and _is_kept(connection, sighting, seen)


def number_of_sighting(connection: Connection, article: int, seen: Seen) -> int | None:
    """The number of the row that says that the article was seen there, whatever it was made of."""
    number: int | None = connection.execute(_SEEN, {"of_article": article, **seen.place}).scalar()
    return number


def note(
    connection: Connection, number: int, article: Article, seen: Seen, begun: int, *, is_new: bool = False
) -> None:
    """Write what is not there yet of where an article was seen and of its bytes.

    Args:
        number: of the article in the ledger.
        begun: the log entry that vouches for it.
        is_new: the article came with that entry, so that nothing of it can be there.
    """
    sighting = None if is_new else number_of_sighting(connection, number, seen)
    if sighting is None:
        row = {"article": number, "begun": begun, **seen.place}
        [sighting] = connection.execute(_INSERT_SIGHTING, row).inserted_primary_key or [0]
    if seen.obtained is None or _is_kept(connection, sighting, seen):
        return
    original = connection.execute(_HELD, {"sha256": seen.obtained["sha256"]}).scalar()
    if original is None:
        assert article.original is not None
        is_text = seen.obtained["sha256"] == article.id
        row = {
            "sha256": seen.obtained["sha256"],
            "begun": begun,
            "bytes": seen.obtained["bytes"],
            "data": None if is_text else packed(article.original),
        }
        [original] = connection.execute(_INSERT_ORIGINAL, row).inserted_primary_key or [0]
    how = {name: seen.obtained[name] for name in ("how", "version")}
    connection.execute(_INSERT_CUSTODY, {"sighting": sighting, "original": original, "begun": begun, **how})


def bytes_of(connection: Connection, sha256: str) -> bytes:
    """The original bytes with that SHA-256. Raises UnknownId where none are held, NotALedger where they are damaged."""
    original, article = tables.original.c, tables.article.c
    row = connection.execute(
        select(original.data, article.text)
        .select_from(tables.original)
        .outerjoin(tables.article, article.id == original.sha256)
        .where(original.sha256 == sha256)
    ).first()
    if row is None:
        raise UnknownId(f"the ledger holds no original with the SHA-256 {sha256}")
    packed_bytes = row.data if row.data is not None else row.text
    try:
        data = zlib.decompress(packed_bytes)
    except (zlib.error, TypeError) as err:
        raise NotALedger(f"original {sha256[:16]} is damaged in the ledger: {err}. Restore it from a copy") from err
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NotALedger(f"original {sha256[:16]} is damaged in the ledger: its bytes have another SHA-256")
    return data


def _is_kept(connection: Connection, sighting: int, seen: Seen) -> bool:
    if seen.obtained is None:
        return True
    given = {"of_sighting": sighting, "sha256": seen.obtained["sha256"]}
    return connection.execute(_KEPT, given).first() is not None
