"""What a piece of HTML shows, where nothing is to be judged: the HTML part of a mail, a cell of a table.

In:  HTML.   Out: its words, a blank line between blocks.
"""

from counterclaim.intake.pages.tree import UNSEEN, one_line, parse

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol p pre section table tbody td th thead title tr ul".split()
)


def shown_words(html: str) -> str:
    """The words of `html`; empty where it shows none."""
    if not html.strip():
        return ""
    from lxml.etree import iterwalk

    blocks: list[str] = []
    pieces: list[str] = []

    def close() -> None:
        if words := one_line("".join(pieces)):
            blocks.append(words)
        pieces.clear()

    walk = iterwalk(parse(html), events=("start", "end"))
    for event, element in walk:
        block = element.tag in _BLOCKS or element.tag == "br"
        if event == "start":
            if element.tag in UNSEEN:
                walk.skip_subtree()
                continue
            if block:
                close()
            pieces.append(element.text or "")
        else:
            if block:
                close()
            pieces.append(element.tail or "")
    close()
    return "\n\n".join(blocks) + "\n" if blocks else ""
