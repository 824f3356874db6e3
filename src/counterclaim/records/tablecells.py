"""What cells of tables may be beside what they say: formulas to spreadsheets, hashtags to humanitarian tools (HXL).

Spreadsheets run a cell that begins with = + - @, a tab or a carriage return, and such words come out of articles that
anybody can write. Text cells that begin so get one apostrophe before them, as OWASP advises; so do those that begin
with apostrophes and then so, which makes it possible to take it away again: `as_said(harmless(text)) == text`.
"""

import re
from collections.abc import Iterable

# Some spreadsheets take full-width signs for plain ones.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")

_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+[a-z][a-z0-9_]*)*\Z", re.IGNORECASE)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return "'" + text if _FORMULA.match(text) else text


def as_said(text: str) -> str:
    """The text that `harmless` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def are_tags(cells: Iterable[str]) -> bool:
    """Whether a row of cells is one of HXL hashtags, as they stand below a header."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and all(map(_TAG.match, said))
