"""What a time expression says by itself: its words put into slots, nothing resolved.

In:  the tokens of one expression and their classes.   Out: a Meaning, or None where they make no sense together.
"""

import re
from dataclasses import dataclass

from counterclaim.reading.timex.words import Token, lexicon


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a time expression says by itself. None = it does not say; nothing is resolved here."""

    rule: str  # the pattern that found it
    year: int | None = None
    bc: bool = False
    decade: int | None = None  # its first year
    century: int | None = None  # 19 = the 1800s
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    daypart: str | None = None
    clock: str | None = None  # hh:mm
    holiday: str | None = None
    edge: str | None = None  # START, MID, END, H1, H2
    relation: str | None = None  # this, last, past, next, coming, that, same, its, previous, following
    moved: str | None = None  # earlier, later (within the unit that `relation` names)
    of_year: str | None = None  # the relation of a year that is pointed at: "June of last year"
    count: float | None = None
    vague: bool = False  # several, few: `count` is None
    approximate: bool = False
    unit: str | None = None
    plural: bool = False  # of the unit: "the past months"
    ordinal: int | None = None  # -1 = last
    direction: str | None = None  # ago, earlier, later, before, after
    deictic: str | None = None
    repeated: str | None = None  # value of a SET
    adjective: bool = False  # hyphenated: "ten-day"
    definite: bool = False  # begins with "the": "the next day" is the story's, "next week" the writer's


_RELATIONS = {
    "this": "this", "these": "this", "last": "last", "past": "past", "previous": "previous", "preceding": "previous",
    "prior": "previous", "next": "next", "coming": "coming", "upcoming": "coming", "following": "following",
    "subsequent": "following", "ensuing": "following", "intervening": "following", "that": "that", "those": "that",
    "its": "its", "same": "same", "very": "same",
}  # fmt: skip
_MONTH, _YEAR_BEHIND_MONTH = re.compile(r"M[do]?,?\Z"), re.compile(r"M[do]?,?[XxlpN]\Z")  # "3 March", "3 March last"
_EDGES = {
    "early": "START", "beginning": "START", "start": "START", "outset": "START", "opening": "START", "initial": "START",
    "late": "END", "end": "END", "close": "END", "closing": "END", "mid": "MID", "middle": "MID", "height": "MID",
}  # fmt: skip
_DIRECTIONS = {
    "ago": "ago", "earlier": "earlier", "later": "later", "before": "before", "previously": "earlier",
    "beforehand": "earlier", "after": "after", "afterwards": "later", "afterward": "later", "thereafter": "later",
    "following": "after",
}  # fmt: skip


# Classes whose words have one entry in a table of words.toml: the table, and the slot that the entry fills.
_LISTED = {
    "M": ("months", "month"), "W": ("weekdays", "weekday"), "S": ("seasons", "season"), "P": ("dayparts", "daypart"),
    "O": ("ordinals", "ordinal"), "T": ("deictic", "deictic"), "Z": ("sets", "repeated"),
}  # fmt: skip


class _Slots:
    """Fills the slots of a Meaning token by token."""

    def __init__(self, rule: str) -> None:
        self.slots: dict[str, object] = {"rule": rule}
        self.number: float | None = None
        self.pointing = "that"  # the relation of the last word of that kind

    def add(self, token: Token, letter: str, before: str, after: str) -> bool:
        """Take one token in; False when the expression makes no sense with it (a 40th of May)."""
        if letter in _LISTED:
            name, slot = _LISTED[letter]
            entry = lexicon()[name][token.lower]
            self.slots[slot] = entry[1] if letter == "S" else entry
        elif letter in "YBDH":
            self._big(token, letter)
        elif letter in "do":
            return self._small_number(token, letter, before, after)
        elif letter == "n":
            self._number(token, before)
        elif letter == "U":
            self._unit(token, before)
        elif letter == "Q":
            return self._numeric_date(token.text)
        elif letter in "Cm":
            return self._clock(token, letter)
        else:
            self._small_word(token, letter, before, after)
        return True

    def _big(self, token: Token, letter: str) -> None:
        if letter == "Y":
            self.slots["year"] = int(token.text)
        elif letter == "B":
            self.slots["bc"] = True
            self.slots.setdefault("year", int(self.number or 0))
        elif letter == "D":
            digits = int(token.lower[:-1])
            self.slots["decade"] = digits if digits > 100 else 1900 + digits
        else:
            self.slots["holiday"] = token.lower

    def _small_number(self, token: Token, letter: str, before: str, after: str) -> bool:
        """A day of the month, an ordinal or a count; "3-4 days" leaves the count open."""
        value = int(re.sub(r"\D", "", token.text))
        near_month = "M" in (before[-1:], after[:1]) or before[-2:] in ("Mt",) or after[:2] == "fM"
        if near_month or (letter == "o" and after[:1] != "U" and after[:2] != "-U"):
            if not 1 <= value <= 31:
                return False
            self.slots["day"] = value
        elif letter == "o":
            self.slots["ordinal"] = value
        elif self.number is not None:
            self.slots.pop("count", None)
            self.slots["vague"] = True
        else:
            self.number = float(value)
            self.slots["count"] = self.number
        return True

    def _number(self, token: Token, before: str) -> None:
        written = token.lower.replace(",", "")
        value = float(written) if written[0].isdigit() else float(lexicon()["numbers"][token.lower])
        joined = before[-1:] == "n" or before[-2:] == "n-"
        if joined and self.number and (value == 100 or (self.number >= 20 and self.number % 10 == 0 and value < 10)):
            value = self.number * 100 if value == 100 else self.number + value
        elif self.number is not None:
            self.slots.pop("count", None)
            self.slots["vague"] = True
            return
        self.number = value
        self.slots["count"] = value

    def _unit(self, token: Token, before: str) -> None:
        unit = lexicon()["units"][token.lower]
        if "unit" in self.slots:
            if unit == "Y":
                self.slots["of_year"] = self.pointing
            return
        if before.endswith(("fX", "fx", "fl", "fp", "fN", "fts")) and ({"month", "day", "season"} & set(self.slots)):
            self.slots["of_year"] = self.pointing
            return
        if _YEAR_BEHIND_MONTH.search(before):
            if unit == "Y":
                self.slots["of_year"] = self.pointing
            return
        self.slots["unit"] = unit
        self.slots["plural"] = token.lower.endswith("s")
        if before.endswith("-"):
            self.slots["adjective"] = True

    def _numeric_date(self, written: str) -> bool:
        parts = [int(x) for x in re.split(r"[-/.]", written)]
        if len(written.split("-", maxsplit=1)[0]) == 4:
            year, month, day = parts
        else:
            first, second, year = parts
            # Day first unless that cannot be: outside the United States the day comes first; slashes are American.
            month, day = (first, second) if "/" in written and first <= 12 else (second, first)
            year += 0 if year > 99 else 2000 if year < 70 else 1900
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return False
        self.slots |= {"year": year, "month": month, "day": day}
        return True

    def _clock(self, token: Token, letter: str) -> bool:
        if letter == "m":
            hour, minute = (
                (self.number, 0) if "clock" not in self.slots else map(int, str(self.slots["clock"]).split(":"))
            )
            if hour is None or not 0 <= hour <= 24:
                return False
            if token.lower.replace(".", "") == "pm" and hour < 12:
                hour += 12
            self.slots["clock"] = f"{int(hour):02d}:{int(minute):02d}"
            self.slots.pop("count", None)
            return True
        digits = re.match(r"(\d{1,2}):?(\d\d)?", token.lower)
        if not digits or int(digits[1]) > 24 or int(digits[2] or 0) > 59:
            return False
        hour = int(digits[1]) + (12 if token.lower.endswith("pm") and int(digits[1]) < 12 else 0)
        self.slots["clock"] = f"{hour:02d}:{int(digits[2] or 0):02d}"
        return True

    def _small_word(self, token: Token, letter: str, before: str, after: str) -> None:
        word, slots = token.lower, self.slots
        if letter == "F" and before.endswith("U"):
            slots["direction"] = "after"
        elif letter in "gbr" or (letter == "k" and before.endswith("U")):
            slots["direction"] = _DIRECTIONS[word]
        elif letter == "k":
            slots["moved"] = word
        elif letter in "eEV":
            if word in ("latter", "final"):
                slots["ordinal"] = -1
            if word in _EDGES:
                slots.setdefault("edge", _EDGES[word])
        elif letter == "h" and word == "half":
            self._half()
        elif letter in "xXlpNFs":
            self.pointing = _RELATIONS[word]
            of_it = before.endswith(("f", "ft")) and ({"month", "day", "season", "unit"} & set(slots))
            if of_it or _MONTH.search(before):
                return
            if slots["rule"] == "part of a unit" and letter == "l" and "unit" not in slots:
                slots["ordinal"] = -1
                return
            slots["relation"] = _RELATIONS[word]
        elif letter == "q":
            slots["vague"] = True
        elif letter == "a" and after[:1] != "q":
            slots.setdefault("count", 1.0)
        elif letter == "v":
            slots["approximate"] = True
        elif letter == "j":
            slots["repeated"] = "each"

    def _half(self) -> None:
        second = self.slots.pop("ordinal", None) in (2, -1)
        second = self.slots.pop("relation", None) == "last" or second
        self.slots["edge"] = "H2" if second else "H1"


def meaning_of(tokens: list[Token], letters: str, rule: str) -> Meaning | None:
    """Fill the slots token by token. `rule`: the pattern that found the expression."""
    slots = _Slots(rule)
    for i, (token, letter) in enumerate(zip(tokens, letters, strict=True)):
        if not slots.add(token, letter, letters[:i], letters[i + 1 :]):
            return None
    filled = slots.slots
    unit = filled.get("unit")
    if unit == "100Y" and filled.get("ordinal") and rule in ("decade", "edge"):
        filled["century"] = filled.pop("ordinal")
    if rule == "decade" and "decade" not in filled and "century" not in filled and unit != "Q":
        return None
    if rule == "early in" and any(t.lower == "on" for t in tokens):
        return None
    if rule == "weekend" and unit != "WE":
        return None
    if rule == "past" and tokens[-1].lower != "past":
        return None
    if rule == "year" and letters[0] == "t" and letters[:2] == "tU" and unit != "Y":
        return None
    if rule == "numbered unit":
        filled["ordinal"] = int(slots.number or 0) or None
        filled.pop("count", None)
    filled["definite"] = letters[0] == "t"
    return Meaning(**filled)  # type: ignore[arg-type]  # filled by the slots' own names
