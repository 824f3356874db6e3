"""Where the time expressions of a paragraph stand, and what each says: class patterns over tokens, slots filled in.

In:  text and the stretch to read.   Out: Expressions in text order, not overlapping (the longest wins).
The patterns are regular expressions over one letter a token (words.toml), after SynTime's idea (Zhong et al., ACL 2017)
that a time expression is a time word with modifiers and numerals around it; the spans follow its convention.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from counterclaim.reading.timex.meaning import Meaning, meaning_of
from counterclaim.reading.timex.words import Token, class_string, tokens_of
from counterclaim.records.span import Span

_YEAR = "YB?"
_OF_YEAR = "(?:,?f?YB?|,?f?[XxlpN]U|,?ftsU)"
_DAY = f"(?:t?[do]f?M{_OF_YEAR}?|Mt?[do]{_OF_YEAR}?|Q)"
_CORE = f"(?:W,?{_DAY}|{_DAY}|M{_OF_YEAR}?|W)"
_SEASON = f"(?:S(?:f?{_YEAR}|f[XxNlp]U|ftsU)?|YS)"
_WHOLE = f"(?:{_CORE}|t?{_SEASON}|{_YEAR}|t?D|t?[xXlNpFs]{{0,2}}U|t?[oO]-?U)"
_COUNT = "(?:n(?:-?n){0,4}(?:ia?h)?|d|aqf|aq|qf|q|a)"
_ABOUT = "(?:iv|v){0,3}"

# In order of no importance: of the matches that share a token, the longest is taken, then the earliest in this list.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("date", f"(?:e-?|te)?{_CORE}P?"),
    ("date of that part", f"(?:e?i?t?e?P(?:U)?f){_CORE}"),
    ("sunday dawn of", f"WPf{_DAY}"),
    ("edge", f"tE(?:hf|f){_WHOLE}|tE?e?hf{_WHOLE}|t?[OoVl]hf{_WHOLE}|E(?:f){_WHOLE}|teh?f{_WHOLE}|U'E"),
    ("early in", f"[ek]i(?:{_CORE}|t?{_SEASON}|t?D|{_YEAR}|tU)|e(?:itPf){_CORE}"),
    ("season", f"(?:e-?|te)?t?[xXlNpFs]{{0,2}}{_SEASON}"),
    ("year", f"(?:te|e-?|v)?(?:tU)?{_YEAR}"),
    ("bc", f"(?:te|e-?|v)?[ndY]B|{_CORE}?(?:,|f)?[nd]B|(?:te|e)?t?Sf?[nd]B"),
    ("head of a range", "t?[do](?=[-i]t?[do]f?M)|[ndY](?=(?:-|i)[ndY]B)"),
    ("tail of a range", "(?<=M[do][-i])[do](?:,?Y)?(?!U)|(?<=M[do],Y[-i])Y|(?<=Y-)[dn](?![-U])"),
    ("decade", "t?(?:e-?)?D|t?(?:Ef)?t?(?:e-?)?[oO]-?UB?"),
    ("relative unit", f"(?:[ek]i?)?t?[xXlNpFs]{{1,3}}{_COUNT}?y?T?U"),
    ("count relative unit", f"t?{_COUNT}[pNFl]U"),
    ("later in the unit", "[ek]i?t[s]?U|e[NlpF]U"),
    ("relative day", "e?t?[xXlNpFs]{1,2}(?:W|M|P|D|H)P?"),
    ("part of a unit", f"t?[lOVN]{_COUNT}?y?Uf(?:{_CORE}|{_YEAR}|t?{_SEASON}|t?[xXlNps]{{1,2}}U)"),
    ("ordinal unit", f"[tX][OloV]{_COUNT}?y?U"),
    ("offset", f"{_ABOUT}(?:[nd][-i](?=[nd]))?(?:{_COUNT})y?U[gkbr]|U[gkb]"),
    ("the day before", "tU[brF]"),
    ("duration", f"{_ABOUT}(?:[nd][-i](?=[nd]))?t?(?:{_COUNT})-?y?U|(?:n(?:-n)?|d)-?U-v|{_ABOUT}nUiah|U-v|U-ia-h-v"),
    ("numbered unit", "U[dn](?=f)"),
    ("recent unit", "TU"),
    ("weekend", "tU"),
    ("clock", "C(?:m)?|[nd]m"),
    ("daypart", "e?(?:[it]t?|n|t)P|P-z|e?t?[NFxXs]{1,2}P"),
    ("deictic", "TP?|tT"),
    ("set", "j[nd]?U|j[WPM]|Z"),
    ("holiday", f"t?[lN]?Hw?P?{_YEAR}?|H"),
    ("period", "t?s[z]|[xX]s?z|x-?z|itz"),
    ("past", "tl"),
)
# After the two digits of a year: the end, or a sign that closes the date.
_NOTHING_COUNTED = re.compile(r"[ \t]*(?:\Z|\n|[(\[)\]–—:|]|-[ -]|,|\.(?:\s|\Z))")
_CENTURY_BREAK = 70  # 69 is 2069, 70 is 1970, as POSIX reads two digits
# No pattern spans two words that are none of time; one such word stands in "Easter Sunday service".
_STRETCH = re.compile(r"[^w]+(?:w[^w]+)*w?")
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in the text, unresolved."""

    span: Span
    meaning: Meaning


def find_expressions(
    text: str, start: int, end: int, *, veto: Callable[[Token, Token | None, Token | None], bool] | None = None
) -> list[Expression]:
    """The time expressions of `text[start:end]`.

    Args:
        veto: (token, the one before, the one after) -> True where the token is no time word ("May" the verb).
    """
    tokens = tokens_of(text, start, end)
    n = len(tokens)

    def vetoed(i: int) -> bool:
        token = tokens[i]
        if token.letter not in "MYSPdUT" or veto is None:
            return False
        return veto(token, tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < n else None)

    tokens = list(_with_short_years(tokens, text))
    letters = class_string(tokens, vetoed)
    found = [
        (stretch.start() + first, stretch.start() + last, rank, name)
        for stretch in _STRETCH.finditer(letters)
        for first, last, rank, name in _matches(stretch.group())
    ]
    found.sort(key=lambda x: (x[0] - x[1], x[0], x[2]))
    taken = bytearray(n)
    kept = []
    for first, last, _, name in found:
        if any(taken[first:last]) or (name == "daypart" and _counts_more(tokens[first], text)):
            continue
        begin = first
        while begin < last - 1 and _leads_in(tokens[begin], letters[begin:last], name):
            begin += 1
        meaning = meaning_of(tokens[begin:last], letters[begin:last], name)
        if meaning is None:
            continue
        taken[first:last] = b"\1" * (last - first)
        kept.append((begin, last, meaning))
    kept.sort(key=lambda x: x[0])
    kept = _complete_ranges(kept)
    return [Expression(Span(tokens[a].start, tokens[b - 1].end), meaning) for a, b, meaning in kept]


@functools.lru_cache(maxsize=16_384)
def _matches(letters: str) -> tuple[tuple[int, int, int, str], ...]:
    """Where each pattern matches a stretch: first, last, rank and name. The same stretches come again and again."""
    return tuple(
        (m.start(), m.end(), rank, name)
        for rank, (name, pattern) in enumerate(_COMPILED)
        for m in pattern.finditer(letters)
    )


def _with_short_years(tokens: list[Token], text: str) -> Iterator[Token]:
    """Two digits behind "29 MAR" as the year that they stand for, where nothing follows that they could count.

    The form of wire copy and monitored broadcasts ("LIMA, 14 MAY 90 (EFE) --", "29 Mar 22"): day, month, two digits,
    then a bracket, a dash, a stop or the end of the line.
    """
    for i, token in enumerate(tokens):
        short = (
            i >= 2
            and len(token.text) == 2
            and token.text.isascii()
            and token.text.isdecimal()
            and tokens[i - 1].letter == "M"
            and tokens[i - 2].letter == "d"
            and _NOTHING_COUNTED.match(text, token.end)
        )
        if short:
            value = int(token.text)
            year = str(value + (2000 if value < _CENTURY_BREAK else 1900))
            token = token._replace(text=year, lower=year, letter="Y")
        yield token


def _complete_ranges(found: list[tuple[int, int, Meaning]]) -> list[tuple[int, int, Meaning]]:
    """Give "3" in "3-5 March" and "5" in "March 3-5" the month and year of the date beside it."""
    done = list(found)
    for i, (first, last, meaning) in enumerate(found):
        if meaning.rule == "head of a range" and i + 1 < len(found):
            other = found[i + 1][2]
            if other.bc:
                meaning = replace(meaning, year=int(meaning.count or meaning.year or 0), bc=True, count=None)
            else:
                day = meaning.day or int(meaning.count or 0)
                meaning = replace(meaning, day=day, count=None, month=other.month, year=other.year)
            done[i] = (first, last, meaning)
        elif meaning.rule == "tail of a range" and i:
            other = done[i - 1][2]
            number = int(meaning.count or meaning.day or 0)
            if other.month and other.day:
                meaning = replace(meaning, day=number, count=None, month=other.month, year=meaning.year or other.year)
                if meaning.year and not other.year:
                    done[i - 1] = (*done[i - 1][:2], replace(other, year=meaning.year))
            elif other.year and number < 100:
                meaning = replace(meaning, year=other.year // 100 * 100 + number, count=None, day=None)
            done[i] = (first, last, meaning)
    return [x for x in done if not (x[2].day and not 1 <= x[2].day <= 31)]


def _counts_more(token: Token, text: str) -> bool:
    """ "600 night-shift workers": digits before a part of the day count something else; "one night" is a night."""
    return token.letter == "n" and text[token.start].isdigit()


def _leads_in(first: Token, letters: str, rule: str) -> bool:
    """Whether the first token belongs to the sentence and not to the expression ("for over a year", "the former")."""
    if letters[0] == "i":
        return not (letters[1] == "v" and first.lower == "at")
    if letters[0] == "t":
        return (rule == "deictic" and letters[1] == "T" and "P" not in letters) or "-U" in letters
    return first.lower == "than"
