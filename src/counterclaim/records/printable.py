"""Text from anywhere as a terminal can show it: what would move its cursor, colour it or turn it round is made visible.

In:  a name, a title, a sentence out of a file that somebody sent.   Out: the same text, harmless.
"""

import re

# C0 and C1 controls but tab and line ends, half surrogates, and the marks that turn the direction of writing over.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]|\r(?!\n)")


def printable(text: str) -> str:
    """`text` with U+FFFD for each character that a terminal would obey instead of showing."""
    return _HARMFUL.sub("\ufffd", text)
