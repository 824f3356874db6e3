"""The static site: the same pages from the same templates, as files that open without a server.

In: a ledger, a folder.   Out: Published, and the folder: pages, data, style and scripts, a search index in pieces,
manifest.json with the SHA-256 of every file and the state of the ledger that they show.

By default it is fit to be shown to everybody: short quotations instead of full texts, no place more exact than its
district, no paths of this machine. The same ledger state gives the same bytes.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from counterclaim.errors import UsageError
from counterclaim.flow import Ledger
from counterclaim.ledger.head import head_of
from counterclaim.show.tables import Cell, Column, Listing
from counterclaim.show.web.answers import harmless_csv, json_lines, ledger_state
from counterclaim.show.web.assets import NAMES, asset
from counterclaim.show.web.links import FileLinks, file_name
from counterclaim.show.web.pages import (
    article,
    briefing,
    claims,
    forecasts,
    places,
    questions,
    sources,
    talks,
    timeline,
)
from counterclaim.show.web.pages.base import PAGE_ROWS, SHORT_QUOTE_CHARS, Data, Page, Site
from counterclaim.show.web.render import render
from counterclaim.show.web.searching import index_files
from counterclaim.show.web.snapshot import Current, Snapshot
from counterclaim.version import __version__

MANIFEST = "manifest.json"
_WORDS = frozenset(("text", "outcome", "source_text"))  # columns that hold an article's words
_MARK = "counterclaim-site"  # what tells a folder of ours from anybody's
# Claims and events are listed so far in a site; every one has its place on its article's page, and in the data.
MOST_LISTED = 2_000


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """What a site holds."""

    full_texts: bool = False
    exact_places: bool = False
    name: str = "ledger"


@dataclass(frozen=True, slots=True)
class Published:
    """What was written."""

    files: int
    size: int  # bytes
    head: str
    digest: str  # SHA-256 of the manifest


def publish(
    ledger: Ledger, folder: Path, options: PublishOptions, *, progress: Callable[[int, int], None] | None = None
) -> Published:
    """Write the site.

    The folder must be empty, new, or an earlier site of ours, which is replaced. The site is made beside it and put in
    its place at the end, so that a stop in the middle leaves what was there.

    Args:
        progress: called with pages written and to be written.
    Raises:
        UsageError: the folder holds something else, or cannot be written.
    """
    _check(folder)
    made = folder.with_name(f".{folder.name}.being-made")
    try:
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        writer = _Writer(ledger, made, options)
        total = len(writer.snapshot.articles) + writer.snapshot.question_counts.total
        for number, _ in enumerate(writer.write_all(), 1):
            if progress:
                progress(min(number, total), total)
        manifest = writer.manifest()
        (made / MANIFEST).write_bytes(manifest)
        if folder.exists():
            shutil.rmtree(folder)
        made.rename(folder)
    except OSError as err:
        raise UsageError(f"the site cannot be written to {folder}: {err}") from err
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return Published(
        files=len(writer.written) + 1,
        size=sum(size for _, size in writer.written.values()) + len(manifest),
        head=writer.snapshot.head.hash,
        digest=hashlib.sha256(manifest).hexdigest(),
    )


def _check(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file; a site is a folder")
    held = folder / MANIFEST
    if any(folder.iterdir()) and not (held.is_file() and _MARK in held.read_text("utf-8", "replace")[:2_000]):
        raise UsageError(f"{folder} holds something that is no site of Counterclaim's; name an empty or a new folder")


def _shortened(words: Cell) -> Cell:
    text = words if isinstance(words, str) else None
    return words if text is None or len(text) <= SHORT_QUOTE_CHARS else text[: SHORT_QUOTE_CHARS - 1].rstrip() + "…"


class _Writer:
    """One site being written."""

    def __init__(self, ledger: Ledger, folder: Path, options: PublishOptions) -> None:
        head = head_of(ledger.view)
        # the day that decides which forecasts are due is the ledger's own: the same state gives the same bytes
        import datetime as dt

        today = dt.date.fromisoformat(head.at[:10]) if head.at else dt.date(1970, 1, 1)
        self.snapshot = Snapshot(ledger, head, None, today)
        self.written: dict[str, tuple[str, int]] = {}
        self._folder = folder
        self._options = options
        self._site = Site(
            current=Current(self.snapshot, stale=False),
            links=FileLinks(0, texts=options.full_texts),
            name=options.name,
            version=__version__,
            full_texts=options.full_texts,
            coarse_places=not options.exact_places,
        )

    def write_all(self) -> Iterator[None]:
        """Write everything, giving way after each page that there may be many of."""
        self._assets()
        self._lists()
        for question in self.snapshot.catalogue.wanted():
            self._page(f"questions/{file_name(question.id)}.html", questions.question_page, question.id)
            self._both(f"questions/{question.id}", questions.question_data(self._site, question.id))
            yield
        for entry in self.snapshot.articles:
            self._page(f"articles/{file_name(entry.id)}.html", article.article_page, entry.id)
            told = article.article_data(self._site, entry.id)
            # the reading holds the text in pieces: without full texts its claims, shortened, are what there is
            self._both(f"articles/{entry.id}", told if self._options.full_texts else replace(told, record=None))
            yield
        for name in self.snapshot.source_entries:
            if name:
                self._page(f"sources/{file_name(name)}.html", sources.source_page, name)
                self._both(f"sources/{file_name(name)}", sources.source_data(self._site, name))
                yield
        for outlet in self.snapshot.outlets:
            name = outlet.outlet or ""
            self._page(f"outlets/{file_name(name)}.html", sources.outlet_page, name)
            self._both(f"outlets/{file_name(name)}", sources.outlet_data(self._site, name))
            yield
        self._data()
        for path, body in index_files(self._site):
            self._put(path, body.encode())

    def manifest(self) -> bytes:
        """Every file with its SHA-256, and the ledger's state."""
        record: dict[str, Any] = {
            "kind": _MARK,
            "ledger": ledger_state(self._site) | {"digest": self.snapshot.ledger.view.digest()},
            "full_texts": self._options.full_texts,
            "exact_places": self._options.exact_places,
            "files": {path: digest for path, (digest, _) in sorted(self.written.items())},
        }
        return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()

    def _assets(self) -> None:
        for name in NAMES:
            found = asset(name)
            assert found is not None  # NAMES lists what there is
            self._put(f"static/{name}", found.body)

    def _lists(self) -> None:
        """The pages of the navigation, each list cut into files."""
        for name, make in (
            ("index", briefing.briefing_page),
            ("map", places.map_page),
        ):
            self._page(f"{name}.html", make)
        self._page("search.html", lambda _: Page("search.html", "", "Search", None))
        self._cut(
            "questions",
            lambda site, after, n: questions.questions_page(site, questions.QuestionsAsked(after=after, number=n)),
        )
        self._cut("articles", article.articles_page)
        self._cut("talks", talks.talks_page)
        self._cut("sources", lambda site, after, n: sources.sources_page(site, int(after or 0), n))
        self._cut("outlets", lambda site, after, n: sources.outlets_page(site, int(after or 0), n))
        self._cut(
            "forecasts",
            lambda site, after, n: forecasts.forecasts_page(site, forecasts.ForecastsAsked(after=after, number=n)),
        )
        self._cut(
            "timeline",
            lambda site, after, n: timeline.timeline_page(site, timeline.TimelineAsked(after=after, number=n)),
        )
        self._cut("claims", lambda site, after, n: claims.claims_page(site, claims.ClaimsAsked(after=after, number=n)))

    def _cut(self, name: str, make: Callable[[Site, str | None, int], Page]) -> None:
        """A list as NAME.html, NAME-2.html, ...: each page says where the next one begins."""
        after: str | None = None
        number = 1
        while True:
            page = make(self._site, after, number)
            paging = page.view.paging
            last = number * PAGE_ROWS >= MOST_LISTED and name in {"claims", "timeline"}
            if last and paging.following:
                note = f"The first {number * PAGE_ROWS:,}; all of them are in this page’s data."
                page = replace(page, view=replace(page.view, paging=replace(paging, following=None, note=note)))
            self._put(f"{name}.html" if number == 1 else f"{name}-{number}.html", render(self._site, page).encode())
            if last or paging.after is None:
                return
            after, number = paging.after, number + 1

    def _page(self, path: str, make: Callable[..., Page], *given: Any) -> None:
        site = self._site.below(FileLinks(path.count("/"), texts=self._options.full_texts))
        self._put(path, render(site, make(site, *given)).encode())

    def _data(self) -> None:
        """What each page of the navigation offers as JSON and CSV; quotations in it are as short as on the pages."""
        for name, made in (
            ("briefing", briefing.briefing_data),
            ("questions", lambda site: questions.questions_data(site, questions.QuestionsAsked())),
            ("map", places.map_data),
            ("talks", talks.talks_data),
            ("forecasts", lambda site: forecasts.forecasts_data(site, forecasts.ForecastsAsked())),
            ("sources", sources.sources_data),
            ("outlets", sources.outlets_data),
            ("articles", article.articles_data),
            ("timeline", lambda site: timeline.timeline_data(site, timeline.TimelineAsked())),
            ("claims", lambda site: claims.claims_data(site, claims.ClaimsAsked())),
        ):
            self._both(name, made(self._site))

    def _both(self, name: str, data: Data[Any]) -> None:
        """Data as JSON and as CSV."""
        assert data.listing is not None  # all that a site offers has one
        items = list(data.items)
        fitted = replace(data, listing=self._fit(data.listing), items=items, record=self._fit_record(data.record))
        self._stream(f"data/{name}.json", json_lines(self._site, fitted))
        self._stream(f"data/{name}.csv", harmless_csv(self._fit(data.listing), items))

    def _fit_record(self, record: Any) -> Any:
        """The same for a record, however deep."""
        if isinstance(record, list):
            return [self._fit_record(item) for item in record]
        if not isinstance(record, dict):
            return record
        fitted = {name: self._fit_record(value) for name, value in record.items()}
        if fitted.get("path"):
            fitted["path"] = PurePath(str(fitted["path"])).name
        if not self._options.full_texts:
            fitted |= {name: _shortened(value) for name, value in fitted.items() if name in _WORDS}
        return fitted

    def _fit(self, listing: Listing[Any]) -> Listing[Any]:
        """The listing without this machine's paths; without full texts also with words as short as on the pages."""

        def fitted(column: Column[Any]) -> Column[Any]:
            if column.name == "path":
                return replace(column, value=lambda item: PurePath(str(column.value(item) or "")).name or None)
            if column.name in _WORDS and not self._options.full_texts:
                return replace(column, value=lambda item: _shortened(column.value(item)))
            return column

        return Listing(listing.name, tuple(fitted(column) for column in listing.columns))

    def _stream(self, path: str, pieces: Iterator[str]) -> None:
        digest, size = hashlib.sha256(), 0
        file = self._folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            for piece in pieces:
                body = piece.encode()
                out.write(body)
                digest.update(body)
                size += len(body)
        self.written[path] = (digest.hexdigest(), size)

    def _put(self, path: str, body: bytes) -> None:
        file = self._folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        self.written[path] = (hashlib.sha256(body).hexdigest(), len(body))
