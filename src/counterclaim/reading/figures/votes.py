"""The two numbers of a vote: "an 86-11 vote", "voted 70 to 29", "passed 210-4".

In:  a text and where a number stands in it.   Out: whether the number and the one beside it are votes cast.
Such a pair is neither the score of a game nor a range, whichever number is the greater, and "passed" bounds neither.
"""

import re

_PAIR = r"(?:\s?[-–—]\s?|\sto\s)"
_FIRST = re.compile(rf"{_PAIR}(\d{{1,4}})\b(?![\d,.]*\d|\s?(?:%|percent|per\scent))")
_SECOND = re.compile(rf"\b(\d{{1,4}}){_PAIR}\Z")
_BY = re.compile(r"\bby\s(?:a\svote\sof\s)?\Z")
_VOTED = re.compile(
    r"\b(?:vot(?:e[sd]?|ing)|passed|adopted|approved|ratified|rejected|confirmed)\b"
    r"(?:\s(?:it|them|the\s\w+|by|was|to|of|on|in|an?)){0,3}\s\Z",
    re.IGNORECASE,
)
_VOTE = re.compile(r"[\s-](?:\w+\s){0,2}(?:votes?|margin|majority)\b", re.IGNORECASE)
_REACH = 40


def is_vote(text: str, start: int, end: int) -> bool:
    """Whether the number at `start` to `end` is one of the two of a vote."""
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    if first := _FIRST.match(after):
        return _are_votes(before, text[start:end], first[1], after[first.end() :])
    if second := _SECOND.search(before):
        return _are_votes(before[: second.start()], second[1], text[start:end], after)
    return False


def _are_votes(before: str, first: str, second: str, after: str) -> bool:
    # "By 495 to 190": a range would rise.
    falls = first.isdecimal() and second.isdecimal() and int(first) > int(second)
    return bool(_VOTED.search(before) or _VOTE.match(after) or (falls and _BY.search(before)))
