"""The briefing for a terminal or a text file: aligned, wrapped, no wider than asked for.

In: a Briefing. Out: lines of at most `width` columns (a longer word, such as a path, has a line of its own).
"""

import textwrap

from rich.cells import cell_len

from counterclaim.show.layout import Briefing, Entry, Row, Section, SourceLine

NARROWEST = 60
LABEL_COLUMNS = (12, 24)  # narrowest and widest column of values or dates


def as_text(briefing: Briefing, width: int = 100) -> str:
    """The whole briefing as lines of text."""
    width = max(width, NARROWEST)
    lines = [briefing.title.upper(), *briefing.summary]
    for section in briefing.sections:
        lines += ["", *_section(section, width)]
    lines += ["", _rule("Articles", width), *(line for a in briefing.articles for line in _article(a, width))]
    lines += ["", *textwrap.wrap(f"[n:s-e] is article n, characters s to e. Bounds: {briefing.rule}.", width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _rule(title: str, width: int) -> str:
    head = f"── {title} "
    return head + "─" * max(0, width - len(head))


def _section(section: Section, width: int) -> list[str]:
    lines = [_rule(section.title, width)]
    labels = [cell_len(row.label) for entry in section.entries for row in entry.rows]
    headed = False
    column = min(max([LABEL_COLUMNS[0], *labels]), LABEL_COLUMNS[1]) + 2
    for entry in section.entries:
        if len(lines) > 1 and (entry.head or headed):
            lines.append("")
        headed = bool(entry.head)
        lines += _entry(entry, width, column)
    if section.more:
        lines.append(f"  … and {section.more} more")
    return lines


def _entry(entry: Entry, width: int, column: int) -> list[str]:
    lines = []
    if entry.head:
        lines += textwrap.wrap(entry.head, width)
    if entry.tags:
        lines += textwrap.wrap(" · ".join(entry.tags), width, initial_indent="  ", subsequent_indent="  ")
    for row in entry.rows:
        lines += _row(row, width, column)
    for note in entry.notes:
        lines += textwrap.wrap(note, width, initial_indent="  ~ ", subsequent_indent="    ")
    return lines


def _row(row: Row, width: int, column: int) -> list[str]:
    """Value, who and what on one line with the citation at its end; the article's words below."""
    cites = " ".join(c.short for c in (row.cite, *row.also[:3])) + (
        f" +{len(row.also) - 3}" if len(row.also) > 3 else ""
    )
    indent = " " * (2 + column)
    label = _padded(row.label, column)
    told = f"{row.who} ({row.detail})" if row.detail else row.who
    first = textwrap.wrap(told, max(20, width - len(indent))) or [""]
    lines = [f"  {label}{first[0]}"] if cell_len(row.label) <= column - 2 else [f"  {row.label}", indent + first[0]]
    lines += [indent + part for part in first[1:]]
    words = _quoted(row.words)
    quoted = textwrap.wrap(
        f"{words} {cites.replace(' ', chr(160))}", width, initial_indent=indent, subsequent_indent=indent
    )
    return lines + [line.replace("\u00a0", " ") for line in quoted]


def _quoted(words: str) -> str:
    """The words in quotation marks, without doubling those that they begin or end with."""
    first = "" if words.startswith(("“", '"', "«")) else "“"
    last = "" if words.endswith(("”", '"', "»")) else "”"
    return f"{first}{words}{last}" if words else words


def _padded(label: str, column: int) -> str:
    return label + " " * max(1, column - cell_len(label))


def _article(line: SourceLine, width: int) -> list[str]:
    title = f", “{line.title}”" if line.title else ""
    said = f"{line.name}{title}, {line.published}, {line.claims} claims, {line.where}"
    return textwrap.wrap(said, width, initial_indent=f"{line.number:>4}  ", subsequent_indent=" " * 6)
