"""A ledger as one ZIP file that another machine can check and take in.

In: a ledger's address, a ZIP file.   Out: the ZIP file; a new ledger.
The ZIP holds `manifest.json` (format, version, digest, counts, the SHA-256 of what follows) and `ledger.sqlite`, the
whole ledger with its history and log. The same ledger gives the same manifest, but for the hash of the file it lies in.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from counterclaim.errors import LedgerError, NotALedger
from counterclaim.ledger.copy import copy_ledger
from counterclaim.ledger.entries import Counts
from counterclaim.ledger.store import open_store
from counterclaim.version import __version__

FORMAT = "counterclaim bundle 1"
_MANIFEST, _LEDGER = "manifest.json", "ledger.sqlite"
_CHUNK_BYTES = 1 << 20
_LONGEST_MANIFEST_BYTES = 1 << 20  # a real one has some 600


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself."""

    format: str
    version: str  # of Counterclaim that wrote it
    digest: str  # store.View.digest of the ledger
    counts: dict[str, int]
    sha256: str  # of ledger.sqlite
    bytes: int


def write_bundle(source: str, path: str) -> Manifest:
    """Write the whole ledger at `source` (file or address) to a ZIP file, which must not be there yet.

    Raises:
        LedgerError: `path` is there already or cannot be written, or the ledger does not fit itself: a bundle of a
            damaged ledger would pass the damage on.
    """
    with open_store(source, create=False, read_only=True) as store:
        found = store.verify()
    if found.problem is not None:
        raise LedgerError(f"{source} does not fit itself, and no bundle was made of it: {found.problem}")
    with TemporaryDirectory() as folder:
        file = Path(folder) / _LEDGER
        counts = copy_ledger(source, str(file))
        with open_store(str(file), read_only=True) as copy:
            digest = copy.digest()
        manifest = Manifest(FORMAT, __version__, digest, _numbers(counts), _sha256(file), file.stat().st_size)
        with _written(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n")
            bundle.write(file, _LEDGER)
    return manifest


def read_bundle(path: str, target: str) -> Counts:
    """Check a bundle and make the ledger that it holds at `target`: a new file or an empty database.

    Raises:
        NotALedger: `path` is no bundle, or what it holds is not what its manifest says.
        LedgerError: `target` holds something already.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / _LEDGER
        manifest = _unpack(path, file)
        with open_store(str(file), create=False, read_only=True) as store:
            found = store.verify()
            if found.problem is not None or store.digest() != manifest.digest:
                raise NotALedger(f"{path}: the ledger in it is not the one that its manifest names: {found.problem}")
        return copy_ledger(str(file), target)


def _unpack(path: str, file: Path) -> Manifest:
    """Write the bundle's ledger to `file`, never more of it than the manifest says that there is."""
    try:
        with zipfile.ZipFile(path) as bundle:
            manifest = _manifest(bundle, path)
            with bundle.open(_LEDGER) as packed, file.open("wb") as out:
                _copy(packed, out, manifest.bytes)
    except FileNotFoundError as err:
        raise LedgerError(f"there is no bundle at {path}") from err
    except (zipfile.BadZipFile, KeyError, OSError, EOFError) as err:
        raise NotALedger(f"{path} is not a bundle, or damaged: {err}") from err
    if file.stat().st_size != manifest.bytes or _sha256(file) != manifest.sha256:
        raise NotALedger(f"{path} is damaged: the ledger in it has not the SHA-256 that its manifest gives")
    return manifest


def _manifest(bundle: zipfile.ZipFile, path: str) -> Manifest:
    with bundle.open(_MANIFEST) as stream:
        said = stream.read(_LONGEST_MANIFEST_BYTES)
    try:
        manifest = Manifest(**json.loads(said))
    except (ValueError, TypeError) as err:
        raise NotALedger(f"{path} is not a bundle: its manifest cannot be read: {err}") from err
    if manifest.format != FORMAT:
        raise NotALedger(f"{path} is a bundle of another format: {manifest.format!r}, this version reads {FORMAT!r}")
    return manifest


def _copy(packed: IO[bytes], out: IO[bytes], most_bytes: int) -> None:
    left = most_bytes + 1  # one too many shows that it is not what the manifest says
    while left > 0 and (chunk := packed.read(min(_CHUNK_BYTES, left))):
        out.write(chunk)
        left -= len(chunk)


@contextmanager
def _written(path: str) -> Iterator[Path]:
    """Where to write the bundle; it gets its name when it is whole, so that a broken one is never taken for one."""
    part = Path(f"{path}.part")  # of one whose making was broken off, which the next one writes over
    if Path(path).exists():
        raise LedgerError(f"{path} is there already; give another name")
    try:
        yield part
        try:
            os.link(part, path)  # unlike a renaming never over a file that came meanwhile
        except (PermissionError, NotImplementedError):  # a file system without links
            part.rename(path)
    except FileExistsError as err:
        raise LedgerError(f"{path} is there already; give another name") from err
    except OSError as err:
        raise LedgerError(f"{path} cannot be written: {err.strerror}") from err
    finally:
        part.unlink(missing_ok=True)


def _numbers(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in ("articles", "readings", "claims", "superseded_claims", "dropped")}


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
