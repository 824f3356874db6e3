"""Where each thing has its permanent address: on a server, or in a folder of files.

In: what a page shows.   Out: addresses, ready to be put into a page. Both kinds of Links have the same methods, so that
the templates do not know which of the two they serve.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode

from counterclaim.records.claim import Claim
from counterclaim.records.span import Span

# Pages that stand in the navigation, in order: name, title.
NAVIGATION = (
    ("briefing", "Briefing"),
    ("questions", "Questions"),
    ("timeline", "Timeline"),
    ("map", "Map"),
    ("talks", "Talks"),
    ("forecasts", "Forecasts"),
    ("sources", "Sources"),
    ("outlets", "Outlets"),
    ("articles", "Articles"),
    ("claims", "Claims"),
    ("review", "Review"),
)
# Characters of an article that its reader shows at a time: some twenty printed pages.
WINDOW_CHARS = 40_000
_WEB_SCHEMES = ("http://", "https://")
_NOT_IN_FILE_NAMES = re.compile(r"[^a-z0-9]+")


class Links(Protocol):
    """Addresses of pages."""

    @property
    def static(self) -> bool:
        """A folder of files: nothing can be asked of it that is not written in it."""
        ...

    def page(self, name: str, /, **asked: str | int | None) -> str:
        """A page of the navigation; what is asked of it goes with it where something can answer."""
        ...

    def data(self, name: str, form: str, /, **asked: str | int | None) -> str:
        """The same page's data as "json" or "csv"; empty where it is not to be had."""
        ...

    def question(self, question_id: str, **asked: str | None) -> str:
        """One question."""
        ...

    def claim(self, claim_id: str, article_id: str) -> str:
        """One claim."""
        ...

    def article(self, article_id: str) -> str:
        """One article's reader."""
        ...

    def words(self, article_id: str, span: Span, claim_id: str | None = None) -> str:
        """The words of a span in the article's reader."""
        ...

    def source(self, source: str | None) -> str:
        """One source's page."""
        ...

    def outlet(self, outlet: str | None) -> str:
        """One outlet's page."""
        ...

    def asset(self, name: str) -> str:
        """A file of the page's own: style, script, base map."""
        ...


@dataclass(frozen=True, slots=True)
class ServerLinks:
    """Addresses on a server, all from its root; the day as of which the ledger is looked at goes along."""

    as_of: dt.date | None = None
    static: bool = False
    version: str = ""  # of the assets, so that a browser may keep them for good

    def page(self, name: str, /, **asked: str | int | None) -> str:
        """See Links."""
        return self._asked("/" if name == "briefing" else f"/{name}", asked)

    def data(self, name: str, form: str, /, **asked: str | int | None) -> str:
        """See Links."""
        return self._asked(f"/{name}.{form}", asked, keep=("name",))

    def question(self, question_id: str, **asked: str | None) -> str:
        """See Links."""
        return self._asked(f"/questions/{quote(question_id, safe='')}", asked)

    def claim(self, claim_id: str, article_id: str) -> str:  # noqa: ARG002 - a static site needs to know the article
        """See Links."""
        return self._asked(f"/claims/{quote(claim_id, safe='')}", {})

    def article(self, article_id: str) -> str:
        """See Links."""
        return self._asked(f"/articles/{quote(article_id, safe='')}", {})

    def words(self, article_id: str, span: Span, claim_id: str | None = None) -> str:  # noqa: ARG002
        """See Links."""
        path = f"/articles/{quote(article_id, safe='')}"
        return (
            f"{self._asked(path, {'at': span.start if span.start >= WINDOW_CHARS else None})}#s{span.start}-{span.end}"
        )

    def source(self, source: str | None) -> str:
        """See Links."""
        return self._asked("/source", {"name": source or ""}, keep=("name",))

    def outlet(self, outlet: str | None) -> str:
        """See Links."""
        return self._asked("/outlet", {"name": outlet or ""}, keep=("name",))

    def asset(self, name: str) -> str:
        """See Links."""
        return f"/static/{name}" + (f"?v={self.version}" if self.version else "")

    def _asked(self, path: str, asked: Mapping[str, str | int | None], keep: tuple[str, ...] = ()) -> str:
        given = [(k, str(v)) for k, v in asked.items() if (v is not None and v != "") or k in keep]
        if self.as_of is not None:
            given.append(("as_of", self.as_of.isoformat()))
        return f"{path}?{urlencode(given)}" if given else path


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Addresses in a folder of files, each from the page that it stands in, so that the folder can lie anywhere."""

    depth: int = 0  # how many folders below the site's own the page lies
    texts: bool = False  # whether the articles' full texts are in the site
    static: bool = True

    def page(self, name: str, /, **asked: str | int | None) -> str:
        """See Links."""
        number = asked.get("page")
        file = "index" if name == "briefing" else name
        return self._up(f"{file}-{number}.html" if number and number != 1 else f"{file}.html")

    def data(self, name: str, form: str, /, **asked: str | int | None) -> str:
        """See Links."""
        if name in {"source", "outlet"}:
            name = f"{name}s/{file_name(str(asked['name']))}"
        return self._up(f"data/{name}.{form}")

    def question(self, question_id: str, **asked: str | None) -> str:  # noqa: ARG002
        """See Links."""
        return self._up(f"questions/{file_name(question_id)}.html")

    def claim(self, claim_id: str, article_id: str) -> str:
        """See Links."""
        return f"{self.article(article_id)}#{claim_id}"

    def article(self, article_id: str) -> str:
        """See Links."""
        return self._up(f"articles/{file_name(article_id)}.html")

    def words(self, article_id: str, span: Span, claim_id: str | None = None) -> str:
        """See Links."""
        if self.texts or claim_id is None:
            return f"{self.article(article_id)}#s{span.start}-{span.end}"
        return self.claim(claim_id, article_id)

    def source(self, source: str | None) -> str:
        """See Links."""
        return self._up(f"sources/{file_name(source or '')}.html")

    def outlet(self, outlet: str | None) -> str:
        """See Links."""
        return self._up(f"outlets/{file_name(outlet or '')}.html")

    def asset(self, name: str) -> str:
        """See Links."""
        return self._up(f"static/{name}")

    def _up(self, path: str) -> str:
        return "../" * self.depth + path


def file_name(text: str) -> str:
    """A file's name for any text: readable, lower-case letters and digits alone, another one for another text."""
    if re.fullmatch(r"[a-z0-9]{1,64}", text):
        return text
    slug = _NOT_IN_FILE_NAMES.sub("-", text.lower()).strip("-")[:40]
    return f"{slug or 'unnamed'}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def web_address(url: str | None) -> str | None:
    """An article's address if it is one of the web; None for anything that a browser might run (javascript:, data:)."""
    clean = (url or "").strip()
    return clean if clean.lower().startswith(_WEB_SCHEMES) and not re.search(r"[\s\x00-\x1f<>\"]", clean) else None


def claim_words(links: Links, claim: Claim) -> str:
    """Where a claim's words stand."""
    return links.words(claim.article.id, claim.span, claim.id)
