"""How a page is cited: in a sentence and as BibTeX, with the state of the ledger that it shows.

In: a Site and a Page.   Out: Citation. The state is named by the head of the ledger's log, which changes with every
entry: whoever has the ledger can show the same page again.
"""

import re
from dataclasses import dataclass

from counterclaim.show.web.pages.base import Page, Site

_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    c: f"\\{c}" for c in "&%$#_{}"
}


@dataclass(frozen=True, slots=True)
class Citation:
    """One page's citation."""

    sentence: str
    bibtex: str


def citation(site: Site, page: Page) -> Citation:
    """The citation of a page."""
    head = site.snapshot.head
    at = (head.at or "")[:10] or "empty"
    title = " ".join((page.cited or page.title).split())
    state = f"log entry {head.number}, {at}, SHA-256 {head.hash[:16]}"
    as_of = f", as of {site.as_of.isoformat()}" if site.as_of else ""
    sentence = f"“{title}”. Counterclaim ledger “{site.name}”{as_of} ({state}), Counterclaim {site.version}."
    key = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "ledger"
    bibtex = "\n".join(
        (
            f"@misc{{counterclaim-{key}-{head.hash[:8]},",
            f"  title = {{{_tex(title)}}},",
            f"  howpublished = {{Counterclaim ledger {_tex(site.name)}{_tex(as_of)}}},",
            f"  year = {{{at[:4] if at != 'empty' else ''}}},",
            f"  note = {{{_tex(state)}; Counterclaim {site.version}}}",
            "}",
        )
    )
    return Citation(sentence, bibtex)


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)
