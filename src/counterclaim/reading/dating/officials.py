"""Evidence from officials: who is called by an office was in it.

The terms are those of the register of actors (data/actors.csv, and the user's own rows).
"""

import functools
import re
from collections.abc import Iterator

from counterclaim.reading.dating.constraints import FIRST_DAY, LAST_DAY, Constraint, clipped
from counterclaim.reading.dating.evidence import Evidence, Kind
from counterclaim.reading.registertables import load_register

_FORMER = re.compile(
    r"\b(?:former|ex|then|late|past|previous|ousted|sacked|dismissed|deposed|predecessor)\b", re.IGNORECASE
)
_NO_OTHER = r"(?<!vice[\s-])(?<!deputy[\s-])(?<!assistant[\s-])(?<!under[\s-])"  # "Vice President" is no president
_BEFORE, _BEHIND = 60, 45  # characters from a name to its office: "the defence minister of Ukraine, Rustem Umerov"


def officials_in_office(evidence: Evidence) -> Iterator[Constraint]:
    """ "Defense Minister Sergei Shoigu" was written within a term of his."""
    for name, rows in load_register().officials.items():
        if name.rsplit(" ", 1)[-1] not in evidence.body:
            continue
        held = [row for row in rows if row.office and _is_called(evidence.body, name, row.office)]
        if held:
            pairs = [(row.first or FIRST_DAY, row.last or LAST_DAY) for row in held]
            offices = " or ".join(sorted({str(row.office) for row in held}))
            yield Constraint(clipped(pairs), 1.0, f"{name} is {offices}")


def _is_called(body: str, name: str, office: str) -> bool:
    """Whether the person bears the office somewhere, and nothing says that he bore it once."""
    whole = re.escape(name).replace(r"\ ", r"\s(?:[A-Z]\.\s)?")  # "Ashton B. Carter" is Ashton Carter
    for found in re.finditer(rf"\b{whole}\b", body):
        before = body[max(0, found.start() - _BEFORE) : found.start()].rsplit(".", 1)[-1]
        behind = body[found.end() : found.end() + _BEHIND].split(".", 1)[0]
        words = _words_of(office)
        called = words.search(before) or (behind.startswith(",") and words.search(behind))
        if called and not _FORMER.search(f"{before} {behind}"):
            return True
    return False


@functools.cache  # some eighty offices
def _words_of(office: str) -> re.Pattern[str]:
    ways = [key for key, offices in load_register().offices.items() if office in offices] or [office.lower()]
    words = "|".join(map(re.escape, ways)).replace(r"\ ", r"[\s-]")
    return re.compile(rf"{_NO_OTHER}\b(?:{words})\b", re.IGNORECASE)


KINDS: tuple[Kind, ...] = (officials_in_office,)
