"""Evidence from officials: who is called by an office was in it.

The terms are those of the register of actors (data/actors.csv, and the user's own rows).
"""

import functools
import re
from collections.abc import Iterable, Iterator

from counterclaim.reading.dating.constraints import FIRST_DAY, LAST_DAY, Constraint, clipped
from counterclaim.reading.dating.evidence import Evidence, Kind
from counterclaim.reading.registertables import load_register

_FORMER = re.compile(
    r"\b(?:former|ex|then|late|past|previous|ousted|sacked|dismissed|deposed|predecessor)\b", re.IGNORECASE
)
_NO_OTHER = r"(?<!vice[\s-])(?<!deputy[\s-])(?<!assistant[\s-])(?<!under[\s-])"  # "Vice President" is no president
_BEFORE, _BEHIND = 60, 45  # characters from a name to its office: "the defence minister of Ukraine, Rustem Umerov"
# All that may stand between an office and who bears it, or it is another's: "President Putin met Dmitry Medvedev".
_TO_NAME = re.compile(
    r"(?:\s(?:of|for)\s(?:the\s)?[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})?,?\s?(?:(?:Gen|Lt|Maj|Col|Adm|General|Admiral|Mr)\.?\s)*"
)
_FROM_NAME = re.compile(r",\s(?:(?:the|its|their|his|new|current|[A-Z][\w.-]*(?:['’]s)?)\s){0,4}")


def officials_in_office(evidence: Evidence) -> Iterator[Constraint]:
    """ "Defense Minister Sergei Shoigu" was written within a term of his."""
    register = load_register()
    words = set(_WORD.findall(evidence.body))
    surnames = sorted(words & register.surnamed.keys())
    for name in (name for surname in surnames for name in register.surnamed[surname]):
        if not words.issuperset(_WORD.findall(name)):
            continue
        around = list(_around(evidence.body, name))
        held = [row for row in register.officials[name] if row.office and _is_called(around, row.office)]
        if held:
            pairs = [(row.first or FIRST_DAY, row.last or LAST_DAY) for row in held]
            offices = " or ".join(sorted({str(row.office) for row in held}))
            yield Constraint(clipped(pairs), 1.0, f"{name} is {offices}")


_WORD = re.compile(r"\w+")


def _around(body: str, name: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind each mention of the person's whole name."""
    whole = re.escape(name).replace(r"\ ", r"\s(?:[A-Z]\.\s)?")  # "Ashton B. Carter" is Ashton Carter
    for found in re.finditer(rf"{whole}\b", body):  # begins with letters alone: those are looked for fast
        yield body[max(0, found.start() - _BEFORE) : found.start()], body[found.end() : found.end() + _BEHIND]


def _is_called(around: Iterable[tuple[str, str]], office: str) -> bool:
    """Whether the person bears the office somewhere, and nothing says that he bore it once."""
    words = _words_of(office)
    for before, behind in around:
        led = (m for m in words.finditer(before) if _TO_NAME.fullmatch(before, m.end()))
        followed = (m for m in words.finditer(behind) if _FROM_NAME.fullmatch(behind, 0, m.start()))
        if any((*led, *followed)) and not _FORMER.search(f"{before} {behind}"):
            return True
    return False


@functools.cache  # some eighty offices
def _words_of(office: str) -> re.Pattern[str]:
    ways = [key for key, offices in load_register().offices.items() if office in offices] or [office.lower()]
    words = "|".join(map(re.escape, ways)).replace(r"\ ", r"[\s-]")
    return re.compile(rf"\b{_NO_OTHER}(?:{words})\b", re.IGNORECASE)


KINDS: tuple[Kind, ...] = (officials_in_office,)
