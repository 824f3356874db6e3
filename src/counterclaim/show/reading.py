"""One article's reading in the terminal: as tables, or as the text with its spans marked.

In:  a Reading.   Out: text on standard output, coloured where it is a terminal.
"""

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from counterclaim.records.reading import Attribution, Figure, Reading
from counterclaim.records.span import words_of
from counterclaim.show.screen import Screen
from counterclaim.show.words import bounds_in_words

# One colour a kind, of the sixteen that every terminal has, legible on light and dark.
STYLES = {
    "source": "bold cyan",
    "cue": "yellow",
    "content": "green",
    "figure": "bold magenta",
    "event": "underline",
    "excluded": "dim strike",
}


def print_reading(reading: Reading) -> None:
    """Print what an article says as tables."""
    console = Screen()
    console.print(Group(*_head(reading), *_tables(reading)))
    console.print()


def explain_reading(reading: Reading) -> None:
    """Print the article with its spans marked, then every value with the rule that read it."""
    console = Screen()
    console.print(Group(*_head(reading)))
    legend = Text.assemble("marked: ", *[part for name, style in STYLES.items() for part in ((name, style), "  ")])
    console.print(legend)
    console.print()
    console.print(marked_text(reading), soft_wrap=True)
    console.print()
    console.print(Group(*_tables(reading, rules=True)))
    for drop in reading.dropped:
        where = f" at {drop.span.start}" if drop.span else ""
        console.print(f"not kept{where}: {escape(drop.reason)}: {escape(drop.detail or drop.item)}", style="dim")


def marked_text(reading: Reading) -> Text:
    """The article's text with sources, cues, contents, figures, events and excluded stretches styled."""
    text = Text(reading.article.text)
    for attribution in reading.attributions:
        for span in attribution.content:
            text.stylize(STYLES["content"], span.start, span.end)
        for span in attribution.source.spans if attribution.source else ():
            text.stylize(STYLES["source"], span.start, span.end)
        for span in attribution.cue:
            text.stylize(STYLES["cue"], span.start, span.end)
    for event in reading.events:
        text.stylize(STYLES["event"], event.trigger.start, event.trigger.end)
    for figure in reading.figures:
        text.stylize(STYLES["figure"], figure.span.start, figure.span.end)
    for excluded in reading.excluded:
        text.stylize(STYLES["excluded"], excluded.span.start, excluded.span.end)
    return text


def _head(reading: Reading) -> list[RenderableType]:
    article = reading.article
    title = article.title or article.path or article.id[:12]
    lines: list[RenderableType] = [Text(title, style="bold")]
    if reading.published:
        lines.append(
            Text(f"{article.outlet or 'outlet unknown'} · {reading.published.when} ({reading.published.basis})")
        )
    else:
        lines.append(Text(f"{article.outlet or 'outlet unknown'} · no date of publication in the text"))
    lines.extend(
        Text(f"left out: {excluded.reason} ({excluded.span.start}-{excluded.span.end})", style="dim")
        for excluded in reading.excluded
    )
    return lines


def _tables(reading: Reading, *, rules: bool = False) -> list[RenderableType]:
    out: list[RenderableType] = []
    by_id = {a.id: a for a in reading.attributions}
    if reading.attributions:
        table = _table("Claims", "", "who", "via", "act", "said", "what")
        for a in reading.attributions:
            if a.withheld is not None and not rules:
                continue
            via = " ← ".join(v.name for v in a.via)
            what = words_of(a.content, reading.article.text) + (f" (no claim: {a.withheld})" if a.withheld else "")
            table.add_row(a.id, escape(_who(a)), escape(via), str(a.act), str(a.said or ""), escape(what))
        out.append(table)
    if reading.figures:
        table = _table("Figures", "", "figure", "measure", "of", "since", "as of", "by whom said", *(["rule"] * rules))
        for f in reading.figures:
            row = [f.id, _amount(f), str(f.measure), f.of or "", str(f.since or ""), str(f.as_of or "")]
            row.append(_said_by(f.attribution, by_id))
            table.add_row(*map(escape, [*row, *([f.rule] * rules)]))
        out.append(table)
    if reading.events:
        table = _table("Events", "", "type", "status", "when", "who → whom", "where", "words", *(["rule"] * rules))
        for e in reading.events:
            kind = f"{e.type}{':' if e.mode else ''}{e.mode or ''}"
            parties = " → ".join(filter(None, (", ".join(e.actors), ", ".join(e.targets))))
            words = e.span.of(reading.article.text)
            told = f"{e.id} = {e.same_as}" if e.same_as else e.id
            row = [told, kind, str(e.status), str(e.when or ""), parties, ", ".join(e.where), words]
            table.add_row(*map(escape, [*row, *([e.rule] * rules)]))
        out.append(table)
    if reading.forecasts:
        table = _table("Forecasts", "", "by when", "likelihood", "by whom said", "words", *(["rule"] * rules))
        for p in reading.forecasts:
            likely = f"{p.likelihood[0]:.0%}-{p.likelihood[1]:.0%}" if p.likelihood else ""
            row = [p.id, str(p.horizon or ""), likely, _said_by(p.attribution, by_id), p.span.of(reading.article.text)]
            table.add_row(*map(escape, [*row, *([p.rule] * rules)]))
        out.append(table)
    return out


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for i, column in enumerate(columns):
        table.add_column(column, header_style="dim", style="dim" if i == 0 else None, overflow="fold")
    return table


def _who(a: Attribution) -> str:
    return (a.source.name or a.source.text) if a.source else "(nobody named)"


def _said_by(attribution: str | None, by_id: dict[str, Attribution]) -> str:
    return _who(by_id[attribution]) if attribution in by_id else "(narrator)"


def _amount(f: Figure) -> str:
    return bounds_in_words(f.low, f.high, approximate=f.approximate, unit=f.unit)
