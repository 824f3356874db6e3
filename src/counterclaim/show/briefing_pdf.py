"""The briefing on paper: a PDF with a chart for each disputed figure and the articles as endnotes.

In: Material.   Out: the bytes of a PDF. Set by Typst from templates/briefing.typ; the same material gives the same
bytes on a machine with the same fonts. Nothing is fetched.
"""

import json
import tempfile
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.records.question import Question
from counterclaim.show.charts.drawing import Chart
from counterclaim.show.layout import Briefing, Entry

if TYPE_CHECKING:
    from counterclaim.show.briefing import Material

# A chart needs two accounts at least, and room: those of the first questions of each section.
_MOST_CHARTS = 6


def as_pdf(briefing: Briefing, material: "Material") -> bytes:
    """The briefing as PDF (tagged, so that a screen reader follows it)."""
    import typst

    with tempfile.TemporaryDirectory(prefix="counterclaim-") as name:
        folder = Path(name)
        record = _record(briefing, {q.id: q for q in material.questions}, folder)
        (folder / "briefing.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
        template = resources.files("counterclaim.show").joinpath("templates", "briefing.typ").read_bytes()
        (folder / "briefing.typ").write_bytes(template)
        pdf: bytes = typst.compile(str(folder / "briefing.typ"), root=name, format="pdf", timestamp=0)
        return pdf


def _record(briefing: Briefing, questions: dict[str, Question], folder: Path) -> dict[str, Any]:
    drawn = 0
    sections = []
    for section in briefing.sections:
        entries = []
        for entry in section.entries:
            chart = _chart(questions.get(entry.id), briefing.rule) if drawn < _MOST_CHARTS else None
            if chart:
                drawn += 1
                (folder / f"chart-{drawn}.svg").write_text(_svg(chart), "utf-8")
            entries.append(
                {
                    **_entry(entry),
                    "chart": f"chart-{drawn}.svg" if chart else None,
                    "chart_title": chart.title if chart else "",
                }
            )
        sections.append({"title": section.title, "entries": entries, "more": section.more})
    return {
        "title": briefing.title,
        "summary": briefing.summary,
        "rule": briefing.rule,
        "sections": sections,
        "articles": [asdict(article) for article in briefing.articles],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    rows = [
        {
            "label": row.label,
            "who": row.who,
            "detail": row.detail,
            "words": row.words,
            "cites": [{"number": c.number, "short": c.short} for c in (row.cite, *row.also)],
        }
        for row in entry.rows
    ]
    return {"head": entry.head, "tags": entry.tags, "rows": rows, "notes": entry.notes}


def _chart(question: Question | None, rule: str) -> Chart | None:
    from counterclaim.show.charts.accounts import accounts_chart

    if question is None or question.kind != "figure" or len(question.accounts) < 2:
        return None
    return accounts_chart(question, "", rule)


def _svg(chart: Chart) -> str:
    """The chart in its own colours: the page's drawing takes them from the page's style sheet, which paper has not."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(chart.spec)
    return svg
