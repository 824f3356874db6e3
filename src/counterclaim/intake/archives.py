"""Archives to what lies in them: ZIP, tar, and what is packed by gzip, bzip2, xz or Zstandard.

In:  an archive, from a file, a stream or another archive.   Out: every member, through the door, in its order.
Members are read where they are; nothing is written under a member's name, so a name can do no harm ("../", "/etc").
Links and devices are named and not followed.
"""

import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from counterclaim.intake.found import Found, Opened, Take, Taken, Terms, buffered
from counterclaim.intake.kinds import HEAD_BYTES, NEVER_ARTICLES, Kind
from counterclaim.intake.limits import Limits, Refused
from counterclaim.intake.unpacking import Budget, Watched, unpacked
from counterclaim.records.article import Drop

_PACKED_ENDINGS = (".gz", ".bz2", ".xz", ".zst", ".tgz", ".tbz2", ".txz")
# A member that claims to unpack to less than this is read whatever its ratio: one line a million times over.
_SMALL = 1 << 20
# A header that gives a member's name and times; a longer one is made to fill the memory.
_LONGEST_HEADER = 1 << 20


def read_zip(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:
    """A ZIP archive, or one of the kinds that are ZIP archives underneath (DOCX, WACZ)."""
    with opened.seekable(terms.limits) as file:
        try:
            archive = zipfile.ZipFile(file)
        except zipfile.BadZipFile as err:
            raise Refused("damaged ZIP", str(err)) from err
        with archive:
            kind = _kind_within(archive)
            if kind is Kind.DOCX:
                from counterclaim.intake.documents import read_docx

                yield from read_docx(replace(opened, kind=kind), archive, file, terms)
            else:
                yield from _zip_members(replace(opened, kind=kind), archive, terms, take)


def read_tar(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:
    """A tar archive, as a stream: memory does not grow with it."""
    _check_depth(opened.found, terms.limits)
    done = (terms.done(opened.found) or (-1,))[0]
    passed = _Passed(opened.found, terms)
    try:
        with tarfile.open(fileobj=opened.stream, mode="r|", tarinfo=_Header) as archive:
            number = 0
            while (member := archive.next()) is not None:
                # The module keeps every header that it has seen, which a million members would make a gigabyte of.
                archive.members.clear()  # type: ignore[attr-defined]
                terms.meter.at(opened.found, member.offset)
                number += 1
                if number <= done or member.isdir() or passed.over(member.name):
                    continue
                inner = opened.found.inside(_shown(member.name), b"", number, size=member.size)
                if not member.isreg():
                    detail = f"points to {_shown(member.linkname)}" if member.linkname else "is no file"
                    yield _dropped(inner, "link or device", f"{detail}; only files are read")
                    continue
                stream = archive.extractfile(member)
                assert stream is not None  # it is a file
                yield from take(replace(inner, source=cast(BinaryIO, stream)))
    except (tarfile.TarError, EOFError, zlib.error) as err:
        yield opened.drop("damaged tar", f"{err}; what came before it is taken in")
    passed.say()


def read_packed(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:
    """One packed stream: a text, a page, a tar archive; a WARC file is read record by record as it is."""
    found = opened.found
    if opened.kind is Kind.GZIP and _unpacks_to(opened.stream.peek(HEAD_BYTES), b"WARC/"):
        from counterclaim.intake.warcs import read_warc

        yield from read_warc(replace(opened, kind=Kind.WARC), terms, take)
        return
    if found.layers >= terms.limits.archive_depth:
        raise Refused("nested too deeply", f"packed {found.layers + 1} times over (COUNTERCLAIM_MAX_ARCHIVE_DEPTH)")
    stream = unpacked(opened.stream, opened.kind, terms.limits, lambda read: terms.meter.at(found, read))
    name = found.name
    if found.name.lower().endswith(_PACKED_ENDINGS) and found.at:
        name = found.name.rpartition(".")[0]
    # What is inside moves the meter no more: its offsets are not the file's.
    yield from take(replace(found, name=name, source=stream, layers=found.layers + 1, size=None))


def _zip_members(opened: Opened, archive: zipfile.ZipFile, terms: Terms, take: Take) -> Iterator[Taken]:
    _check_depth(opened.found, terms.limits)
    done = (terms.done(opened.found) or (-1,))[0]
    passed = _Passed(opened.found, terms)
    budget = Budget(terms.limits)
    packed_so_far = 0
    for number, member in enumerate(archive.infolist(), 1):
        terms.meter.at(opened.found, packed_so_far)
        packed_so_far += member.compress_size
        if number < done or (number == done and not _goes_on_within(opened.found, terms)):
            continue
        if member.is_dir() or passed.over(member.filename) or _is_wacz_index(opened.kind, member.filename):
            continue
        inner = opened.found.inside(_shown(member.filename), b"", number, size=member.file_size)
        if (refused := _refused(member, terms.limits)) is not None:
            yield _dropped(inner, *refused)
            continue
        budget.packed += member.compress_size
        try:
            with archive.open(member) as stream:
                yield from take(replace(inner, source=_watched(stream, budget)))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as err:
            yield _dropped(inner, "damaged member", f"{err}")
    passed.say()


def _watched(stream: IO[bytes], budget: Budget) -> BinaryIO:
    return cast(BinaryIO, buffered(Watched(stream, budget.spend)))


def _goes_on_within(found: Found, terms: Terms) -> bool:
    """Whether the earlier run ended inside the member, an archive itself."""
    done = terms.done(found)
    return done is not None and len(done) > 1


def _kind_within(archive: zipfile.ZipFile) -> Kind:
    names = archive.NameToInfo
    if "word/document.xml" in names:
        return Kind.DOCX
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return Kind.WACZ
    for sign, what in (
        ("xl/workbook.xml", "XLSX table; export it as CSV"),
        ("ppt/presentation.xml", "PPTX presentation; export it as PDF"),
        ("META-INF/container.xml", "EPUB book"),
        ("content.xml", "OpenDocument file; save it as DOCX or PDF"),
    ):
        if sign in names:
            raise Refused("binary file", f"it is an {what}" if what[0] in "XEO" else f"it is a {what}")
    return Kind.ZIP


def _is_wacz_index(kind: Kind, name: str) -> bool:
    """What a WACZ package holds beside its archives: page lists, indexes, its own description."""
    return kind is Kind.WACZ and not name.startswith("archive/")


def _refused(member: zipfile.ZipInfo, limits: Limits) -> tuple[str, str] | None:
    if member.flag_bits & 0x1:
        return "encrypted", "it has a password; unpack it and give the file"
    if member.file_size > max(_SMALL, limits.unpack_ratio * member.compress_size):
        return (
            "decompression bomb",
            f"{member.compress_size:,} packed bytes claim to give {member.file_size:,}; at most {limits.unpack_ratio} "
            "for one (COUNTERCLAIM_MAX_UNPACK_RATIO)",
        )
    return None


def _check_depth(found: Found, limits: Limits) -> None:
    if found.depth >= limits.archive_depth:
        raise Refused(
            "nested too deeply",
            f"an archive in {found.depth} archives; at most {limits.archive_depth} are opened "
            "(COUNTERCLAIM_MAX_ARCHIVE_DEPTH)",
        )


def _unpacks_to(head: bytes, beginning: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, len(beginning)) == beginning
    except zlib.error:
        return False


def _shown(name: str) -> str:
    """A member's name as it can be shown: no control characters, no half surrogates, not without end."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name[:300])


def _dropped(found: Found, reason: str, detail: str) -> Taken:
    return Taken(Drop(found.name, reason, detail), found.name, None, (), found.at)


class _Passed:
    """Members that are passed over, as in folders: hidden ones, pictures, scripts, styles. Counted, and said once."""

    def __init__(self, found: Found, terms: Terms) -> None:
        self._found = found
        self._terms = terms
        self._counts: Counter[str] = Counter()

    def over(self, name: str) -> bool:
        """Whether this one is passed over."""
        path = PurePosixPath(name)
        hidden = any(part.startswith(".") and part not in {".", ".."} for part in path.parts)
        if not hidden and "__MACOSX" not in path.parts and path.suffix.lower() not in NEVER_ARTICLES:
            return False
        self._counts["hidden" if hidden else path.suffix.lower() or "__MACOSX"] += 1
        return True

    def say(self) -> None:
        """Tell the person what was passed over."""
        if self._counts and self._terms.tell:
            what = ", ".join(f"{n:,} {name}" for name, n in self._counts.most_common(5))
            count = self._counts.total()
            members = "1 member that is no article" if count == 1 else f"{count:,} members that are no articles"
            self._terms.tell(f"{self._found.name}: passed over {members} ({what})")


class _Header(tarfile.TarInfo):
    """A header that refuses to be larger than headers are, before it is read into memory."""

    def _proc_member(self, archive: tarfile.TarFile) -> "tarfile.TarInfo":
        extended = self.type in {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
        if extended and self.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {self.size:,} bytes")
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]


KINDS = {
    Kind.ZIP: read_zip,
    Kind.TAR: read_tar,
    Kind.GZIP: read_packed,
    Kind.BZIP2: read_packed,
    Kind.XZ: read_packed,
    Kind.ZSTD: read_packed,
}
"""The kinds that this module reads."""
