"""Which claims are compared with which: blocks, each of whose questions is made from its own claims and nothing else.

A figure is in the block of its series, an event in that of its kind and place (and in its region's, where it tells of
ground there), an explanation in that of its place. A block of more than MOST claims is taken apart by months, and a
month of more than MOST by days, of which MOST_OF_A_DAY are heard: a function of the set of claims, so that neither the
order of arrival nor adding one by one makes a difference, and a bound on what adding an article costs. Statements that
matches join are a block too (STATEMENTS).
In: claims. Out: blocks' names, parts, questions.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from counterclaim.comparison.event_questions import EventKey, event_key, event_questions
from counterclaim.comparison.figure_questions import counts, figure_questions_of, setting_in
from counterclaim.comparison.periods import period_of
from counterclaim.comparison.series import NOWHERE, Setting, series_key
from counterclaim.comparison.statement_questions import aims_at, aims_within
from counterclaim.comparison.surroundings import surroundings_of
from counterclaim.comparison.territory import ground_within, territory_questions
from counterclaim.records.claim import Claim
from counterclaim.records.question import Question

# As many accounts as a question is made of at once: adding an article to dozens of blocks takes a tenth of a second.
MOST = 50
# Of one day of a block taken apart, as many are set beside each other as its question shows on a page: what each source
# gives once before anything again, so that what is left out are the copies of what is there as long as it can be.
MOST_OF_A_DAY = 100
UNKNOWN_DAY = -1
UNDATED = "undated"
STATEMENTS = "s\t"  # how the name of a block of statements begins


def most() -> int:
    """How many claims a block may have before it is taken apart."""
    return MOST


def most_of_a_day() -> int:
    """How many claims of one day of a block that is taken apart are heard."""
    return MOST_OF_A_DAY


def day_number(claim: Claim) -> int:
    """The day by which a claim's block is taken apart, as an ordinal; -1 where it has none."""
    day = period_of(claim).day
    return day.toordinal() if day else UNKNOWN_DAY


def figure_block(claim: Claim, family_of: Callable[[str], str], setting: Setting = NOWHERE) -> str | None:
    """The block of a figure; None for one that answers no question."""
    if not counts(claim):
        return None
    key = series_key(claim, family_of, setting)
    # a figure that names no party joins the one party that is counted at its place: both are in one block
    value = key.value.split("|")[0] if key.scope in {"place", "story"} else key.value
    return "\t".join(("f", key.family, key.kind, key.unit, key.scope, value))


def event_block(claim: Claim, lent: str | None = None) -> str | None:
    """The block of an event; None for one that answers no question. `lent`: the place that its surroundings give."""
    key = event_key(claim, lent)
    return None if key is None else "\t".join(("e", key.kind, key.where, key.direction, key.dates))


def aim_blocks(article: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    """The blocks of one article's explanations."""
    return [(f"a\t{key}", run) for key, run in aims_within(article)]


def article_blocks(
    article: Sequence[Claim], family_of: Callable[[str], str], story_of: Callable[[str], str | None]
) -> list[tuple[str, Claim, str | None]]:
    """Every block that claims of one article are in, with the place that a figure's surroundings give.

    Args:
        article: all claims of one article.
        family_of: the family of an article id.
        story_of: the story of an article id; None where no other article is of it.
    """
    around = surroundings_of(article)
    found: list[tuple[str, Claim, str | None]] = []
    for claim in article:
        if claim.kind == "figure":
            setting = setting_in(around, claim, story_of)
            block = figure_block(claim, family_of, setting)
            if block:
                found.append((block, claim, setting.place))
        elif claim.kind == "event" and (block := event_block(claim, around.place_of_event(claim))):
            found.append((block, claim, None))
    found += [(f"t\t{region}", claim, None) for region, claim in ground_within(article)]
    return found + [(block, claim, None) for block, run in aim_blocks(article) for claim in run]


def part_of(day: int, whole: int, month: int) -> str:
    """The part of its block that a claim is in: "" (the whole), a month or a day.

    Args:
        day: of the claim, an ordinal; -1 = none.
        whole: how many claims the block has.
        month: how many of its claims are of the claim's month.
    """
    if whole <= MOST:
        return ""
    if day == UNKNOWN_DAY:
        return UNDATED
    date = dt.date.fromordinal(day)
    return f"{date:%Y-%m}" if month <= MOST else date.isoformat()


def is_one_day(part: str) -> bool:
    """Whether a part of a block is one day's, or that of the claims without a day."""
    return part == UNDATED or len(part) == len("2022-03-05")


def heard(part: str, claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims of a part that are set beside each other: all, but for a day of more than MOST_OF_A_DAY."""
    if not is_one_day(part) or len(claims) <= MOST_OF_A_DAY:
        return claims
    told: Counter[tuple[str | None, float | None, float | None]] = Counter()
    ranked = []
    for published, number, claim in sorted((_published(claim), claim.id, claim) for claim in claims):
        telling = (claim.source, claim.low, claim.high)
        told[telling] += 1
        ranked.append((told[telling], published, number, claim))
    return [claim for *_, claim in sorted(ranked)[:MOST_OF_A_DAY]]


def _published(claim: Claim) -> str:
    return claim.article.published.first.isoformat() if claim.article.published else "9999"


def month_of(day: int) -> tuple[int, int]:
    """The first and the last day of a day's month, as ordinals; of no day itself."""
    if day == UNKNOWN_DAY:
        return day, day
    first = dt.date.fromordinal(day).replace(day=1)
    following = (first + dt.timedelta(days=32)).replace(day=1)
    return first.toordinal(), following.toordinal() - 1


def parts_of_block(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """A block's claims by part."""
    known = [(day_number(claim), claim) for claim in claims]
    months = Counter(month_of(day)[0] for day, _ in known)
    found: dict[str, list[Claim]] = defaultdict(list)
    for day, claim in known:
        found[part_of(day, len(known), months[month_of(day)[0]])].append(claim)
    return found


def block_questions(
    block: str, claims: Sequence[Claim], places: Mapping[str, str | None], family_of: Callable[[str], str], rule: str
) -> list[Question]:
    """The questions that one part of a block answers; not of one of statements, which their matches make.

    Args:
        block: its name, which says what kind of claims it has.
        claims: all of the part.
        places: the place that a figure's surroundings give, by claim id.
        family_of: the family of an article id.
        rule: the rule of bounds.
    """
    kind, _, rest = block.partition("\t")
    if kind == "e":
        return event_questions(EventKey(*rest.split("\t")), claims, family_of)
    if kind == "a":
        return aims_at(rest, claims, family_of)
    if kind == "t":
        return territory_questions(rest, claims, family_of)
    story = rest.split("\t")[4] if rest.split("\t")[3] == "story" else None

    def setting_of(claim: Claim) -> Setting:
        return Setting(places.get(claim.id), story)

    return figure_questions_of(claims, family_of, rule, setting_of)
