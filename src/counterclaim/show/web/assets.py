"""The files that pages ask for: style, scripts, base map, chart library. All of them from here, none from elsewhere.

In: an asset's name.   Out: its bytes and type. The chart library is the bundle that vl-convert carries; it is made on
first use and kept.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterclaim.show.charts.map import outlines

_SHIPPED = {
    "site.css": "text/css; charset=utf-8",
    "site.js": "text/javascript; charset=utf-8",
    "search.js": "text/javascript; charset=utf-8",
    "theme.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
# What the bundle leaves for the page's script.
_GLOBALS = "window.vegaEmbed = vegaEmbed;"
_MADE = ("vega.js", "world.js")
NAMES = (*_SHIPPED, *_MADE)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file."""

    body: bytes
    kind: str
    digest: str  # SHA-256 in hexadecimal


@cache
def asset(name: str) -> Asset | None:
    """The asset of that name; None where there is none."""
    if name in _SHIPPED:
        body = files("counterclaim.show.web").joinpath("static", name).read_bytes()
        return Asset(body, _SHIPPED[name], hashlib.sha256(body).hexdigest())
    if name == "world.js":
        text = f"window.counterclaimOutlines = {outlines()};\n"
    elif name == "vega.js":
        text = _chart_library()
    else:
        return None
    body = text.encode()
    return Asset(body, "text/javascript; charset=utf-8", hashlib.sha256(body).hexdigest())


@cache
def version() -> str:
    """Changes whenever a shipped asset does: browsers keep assets for good under it."""
    import vl_convert

    digest = hashlib.sha256(vl_convert.get_vega_version().encode())
    for name in _SHIPPED:
        digest.update(files("counterclaim.show.web").joinpath("static", name).read_bytes())
    return digest.hexdigest()[:12]


def _chart_library() -> str:
    import vl_convert

    bundle: str = vl_convert.javascript_bundle(_GLOBALS)
    return bundle
