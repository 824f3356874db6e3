"""Reference marks in running text, blanked for the parser and the encoder: "... was lost.[12] The army ...".

In:  a text.   Out: the same text, as long, with spaces for the marks; the article's own text is never changed.
A mark glued to a full stop hides the end of the sentence: what one source says then runs on into the next one's.
"""

import re

# "[3]", "[3][4]", "[note 2]" right behind a word or a mark, and raised digits behind a mark of punctuation.
_MARK = re.compile(
    r"(?<=[^\s\[(])(?:\[(?:\d{1,3}|note\s\d{1,2})\])+(?=[\s.,;:!?)”\"’—–-]|\Z)|(?<=[.,;:!?”\"’)])[¹²³⁰-⁹]{1,3}(?=\s|\Z)"
)


def without_marks(text: str) -> str:
    """The text with spaces where reference marks stand."""
    return _MARK.sub(lambda mark: " " * len(mark.group()), text)
