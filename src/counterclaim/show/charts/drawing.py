"""A chart for a page: its specification, its drawing in SVG, and the names that a screen reader says.

In: an Altair chart.   Out: Chart. The drawing needs no JavaScript and no other machine; colours are the page's own
(custom properties), so that it follows light, dark and print.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from counterclaim.show.charts.palette import FONT, ROLES, colour

if TYPE_CHECKING:
    import altair as alt

_FIXED_SIZE = re.compile(r'(<svg [^>]*?)width="([\d.]+)" height="([\d.]+)"')
_NAMED_PARTS = re.compile(r' (?:role|aria-roledescription|aria-label|aria-hidden)="[^"]*"')
_OURS = re.compile("|".join(re.escape(role.light) for role in ROLES), re.IGNORECASE)
_PROPERTY = {role.light: f"var(--c-{role.name})" for role in ROLES}


@dataclass(frozen=True, slots=True)
class Chart:
    """What a page needs to show a chart."""

    key: str  # unique in its page
    title: str  # what it shows, in one sentence: the name that a screen reader says
    spec: str  # Vega-Lite, JSON
    svg: str
    table: str  # id of the table that holds the same data
    outlines: bool = False  # the page's script puts the base map in for the data set "world"


def finish(
    chart: "alt.TopLevelMixin | dict[str, Any]", key: str, title: str, table: str, *, outlines: str | None = None
) -> Chart:
    """Draw a chart.

    Args:
        chart: an Altair chart with its data in it, or a specification.
        table: id of the table that holds the same data.
        outlines: the base map (TopoJSON) for the data set named "world"; left out of the page's specification.
    """
    styled = _styled(chart)
    spec = json.dumps(styled, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    full = spec
    if outlines is not None:
        full = spec.replace('"world":[]', f'"world":{outlines}', 1)
    return Chart(key, title, spec, drawn(full), table, outlines is not None)


def _styled(chart: "alt.TopLevelMixin | dict[str, Any]") -> dict[str, Any]:
    spec: dict[str, Any] = chart if isinstance(chart, dict) else chart.to_dict(validate=False)
    spec["config"] = {
        "font": FONT,
        "background": None,
        "view": {"stroke": None},
        "axis": {
            "labelColor": colour("faint"),
            "titleColor": colour("faint"),
            "titleFontWeight": "normal",
            "gridColor": colour("line"),
            "domainColor": colour("line"),
            "tickColor": colour("line"),
            "labelFontSize": 11,
            "titleFontSize": 11,
        },
        "legend": {"labelColor": colour("ink"), "titleColor": colour("faint"), "titleFontWeight": "normal"},
        "header": {"labelColor": colour("ink"), "titleColor": colour("faint")},
        "text": {"color": colour("ink"), "font": FONT},
    }
    spec["background"] = None
    spec.pop("usermeta", None)
    return spec


@lru_cache(maxsize=256)
def drawn(spec: str) -> str:
    """A specification drawn as SVG for the inside of a page, its colours the page's custom properties."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(spec)
    # The figure around it names it as one image: its parts are not read out one by one.
    svg = _NAMED_PARTS.sub("", svg)
    svg = _FIXED_SIZE.sub(r'\1width="\2" height="\3" aria-hidden="true" focusable="false"', svg, count=1)
    return _OURS.sub(lambda found: _PROPERTY[found.group().lower()], svg)
