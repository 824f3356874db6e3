"""What a person types into a search, taken apart the same way for every database.

In: words as typed.   Out: words and phrases, all of which must occur.
"""

import re

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


def terms_of(typed: str) -> tuple[str, ...]:
    """The words and the "phrases in quotation marks"; nothing in them is an operator. Empty where there is no word."""
    clean = typed.replace("\0", " ")  # which databases take for the end
    terms = (phrase or word for phrase, word in _TERM.findall(clean))
    return tuple(term for term in terms if re.search(r"\w", term))
