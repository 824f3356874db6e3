"""What is said once of several numbers: "six priests and two cooks were killed", "killed six men and their two cooks".

In:  the counted quantities of an article in text order, and what each was found to measure by itself.
Out: the same, with measures carried across "and" and commas between people.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.figures.bounds import Op
from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.evidence import Read
from counterclaim.reading.figures.felled import flies
from counterclaim.reading.figures.lexicon import OTHER, PEOPLE
from counterclaim.records.values import Measure

_JOINT = re.compile(
    r"\s*(?:,|,?\s(?:and|as\swell\sas|along\swith|together\swith|plus))(?:\s(?:the|their|his|her|its|another|also|a\sfurther|some|other))*\s*",
    re.IGNORECASE,
)

_PART_OF = re.compile(r"\b(?:including|among\sthem|of\swhom|of\sthem)\s(?:\w+\s)?\Z", re.IGNORECASE)


def share_nouns(text: str, counted: Sequence[Counted]) -> list[Counted]:
    """Hand a noun back to the number that it serves too: "no fewer than 35 and possibly as many as 60 people"."""
    out = list(counted)
    for at in range(len(out) - 1):
        first, second = out[at], out[at + 1]
        bare = first.noun is None and first.quantity.unit is None and first.sentence.start == second.sentence.start
        open_second = second.quantity.op is not Op.EXACT or second.quantity.approximate
        if not bare or not open_second or second.noun is None or second.quantity.unit is not None:
            continue
        if _OR_SO.fullmatch(text[first.quantity.hull.end : second.quantity.hull.start]):
            # What is said of those counted begins after the second number for both.
            out[at] = replace(first, last=second.last, noun=second.noun, noun_class=second.noun_class)
    return out


_OR_SO = re.compile(r"\s(?:and|or|but)\s(?:possibly\s|perhaps\s|maybe\s|probably\s)?")


def share_measures(text: str, counted: Sequence[Counted], own: Sequence[Read | None]) -> list[Read | None]:
    """Carry a measure forward to the next number of a list where its word stands before, back where it stands after."""
    out = [_launched_in_all(text, this, read) for this, read in zip(counted, own, strict=True)]
    for at in range(len(counted) - 1):
        first, second = out[at], out[at + 1]
        if (
            first
            and (not second or _is_attribute(second, counted[at + 1]))
            and _stands_before(first, counted[at])
            and _are_joint(text, first, counted[at], counted[at + 1])
        ):
            out[at + 1] = Read(first.measure, first.evidence, f"shared:{first.rule}")
        if first and first.measure is Measure.SHOT_DOWN and _whole_of(text, counted[at], counted[at + 1]):
            out[at + 1] = Read(Measure.LAUNCHED, counted[at + 1].noun, "whole of those shot down")
        if first and not second and _is_apposed(text, counted[at], counted[at + 1]):
            out[at + 1] = Read(first.measure, first.evidence, f"apposed:{first.rule}")
    for at in range(len(counted) - 2, -1, -1):
        first, second = out[at], out[at + 1]
        if (
            second
            and not first
            and counted[at + 1].antecedent is None
            and not _is_part(text, counted[at])
            and not _is_whole(text, counted[at])
            and _stands_after(second, counted[at + 1])
            and _are_joint(text, second, counted[at], counted[at + 1])
        ):
            grounded = second.measure is Measure.SHOT_DOWN and not flies(counted[at].noun)
            measure = Measure.DESTROYED if grounded else second.measure
            out[at] = Read(measure, second.evidence, f"shared:{second.rule}")
    return out


def _is_whole(text: str, counted: Counted) -> bool:
    """Whether the number opens its sentence as the whole of what follows: "Of the 31 tanks, 12 have been lost"."""
    opening = text[counted.sentence.start_char : counted.quantity.hull.start].strip().lower()
    return opening in ("of", "out of", "of the", "out of the", "of some", "of about")


def _launched_in_all(text: str, counted: Counted, own: Read | None) -> Read | None:
    """ "Of 60 drones, 48 were shot down": the first number is the whole of the second."""
    whole = counted.noun_class == "munitions" and _is_whole(text, counted)
    return Read(Measure.LAUNCHED, counted.noun, "of so many") if whole else own


def _whole_of(text: str, first: Counted, second: Counted) -> bool:
    """ "shot down 21 of 22 drones": those that were brought down are a part of those that were launched."""
    between = text[first.quantity.hull.end : second.quantity.hull.start]
    return bool(
        second.noun_class == "munitions" and re.fullmatch(r"\s(?:out\s)?of\s(?:the\s|some\s|about\s)?", between)
    )


def _is_attribute(read: Read, counted: Counted) -> bool:
    """Whether the measure rests on a participle that only describes: "downed a drone and two missiles fired at us"."""
    word, noun = read.evidence, counted.noun
    if noun is None or word is None or word.i != noun.i + 1 or word.tag_ not in ("VBN", "VBD"):
        return False
    return bool(word.i + 1 < counted.sentence.end and word.nbor(1).pos_ == "ADP")


def _is_apposed(text: str, first: Counted, second: Counted) -> bool:
    """Whether the second only puts the first as a share: "3,000 people, or a tenth of the town"."""
    if first.quantity.unit is not None:
        return False
    share = second.quantity.unit is not None and second.quantity.unit.kind == "share"
    if not share and second.quantity.form != "fraction":
        return False
    start = first.quantity.hull.end if first.noun is None else first.noun.idx + len(first.noun)
    between = text[start : second.quantity.hull.start]
    of = text[second.quantity.hull.end : second.quantity.hull.end + 4] == " of "
    return bool(_APPOSED.fullmatch(between) or (of and _ASIDE.fullmatch(between)))


_APPOSED = re.compile(r"\s?[,(–—]?\s?(?:or|i\.e\.|that\sis,?)\s")
_ASIDE = re.compile(r"\s?[,(–—]\s?")


def _is_part(text: str, counted: Counted) -> bool:
    """Whether the number names part of another ("12 died, including 2 children"): it takes that one's measure."""
    before = text[max(counted.sentence.start_char, counted.quantity.hull.start - 30) : counted.quantity.hull.start]
    return bool(_PART_OF.search(before))


def _stands_before(read: Read, counted: Counted) -> bool:
    return read.evidence is not None and read.evidence.i < counted.first.i


def _stands_after(read: Read, counted: Counted) -> bool:
    return read.evidence is not None and read.evidence.i > counted.last.i and read.evidence is not counted.noun


_THINGS = frozenset({"equipment", "sites", "munitions"})
_OF_THINGS = frozenset({Measure.DESTROYED, Measure.TARGETS_HIT, Measure.SHOT_DOWN, Measure.LAUNCHED})


def _are_joint(text: str, read: Read, first: Counted, second: Counted) -> bool:
    """Whether nothing but a comma or "and" lies between the two, and both count people, or things that were hit."""
    things = read.measure in _OF_THINGS and first.noun_class in {*_THINGS, OTHER}
    kinds = PEOPLE if first.noun_class in PEOPLE else _THINGS if things else frozenset()
    if first.noun is None or second.noun_class not in kinds:
        return False
    between = text[first.noun.idx + len(first.noun) : second.quantity.hull.start]
    return len(between) < 40 and bool(_JOINT.fullmatch(between))
