"""Short forms that an article brings in itself: "the Lower Valley Army (LVA)".

In:  the article's text.   Out: the full form of each short one.
What the article says itself goes before any register: "AA" is an army here and a news agency elsewhere.
"""

import re

# A name of capitalised words, with small words between them, and its letters in brackets.
# At most so many words: a bound on the cost of a text that is nothing but capitals.
_BROUGHT_IN = re.compile(
    r"(?P<name>[A-Z][\w’'.-]{0,40}(?:[ \n](?:[A-Z][\w’'.-]{0,40}|of|the|for|and|in|on|de|des|du|la)){0,11})"
    r"\s\((?:the\s)?(?P<short>[A-Z]{2,6})\)\Z"
)
# Its end, looked for first: few texts have one, and names are tried at every capital.
_SHORT = re.compile(r"\s\((?:the\s)?[A-Z]{2,6}\)")
_LONGEST_CHARS = 12 * 42
_WORD = re.compile(r"[\w’'.]+")
LONGEST_NAME_WORDS = 9


def find_acronyms(text: str) -> dict[str, str]:
    """The full form of each acronym that the text brings in between brackets after it; its first one counts."""
    out: dict[str, str] = {}
    for end in _SHORT.finditer(text):
        found = _BROUGHT_IN.search(text, max(0, end.start() - _LONGEST_CHARS), end.end())
        full = found and _spelled_out(found["name"], found["short"])
        if found and full:
            out.setdefault(found["short"], full)
    return out


def _spelled_out(name: str, short: str) -> str | None:
    """The end of `name` whose capital letters are those of `short`; None where no end spells it."""
    words = list(_WORD.finditer(name))[-LONGEST_NAME_WORDS:]
    for first in reversed(range(len(words))):
        capitals = "".join(w.group()[0] for w in words[first:] if w.group()[0].isupper())
        if capitals == short and words[first].group()[0].isupper():
            return name[words[first].start() :]
    return None
