"""The time that a story has reached: what an event without a date of its own goes on from.

In:  drafts of events in text order.   Out: the same with their times and places.
Within a paragraph the time goes on from one deed to the next, also from a sentence that tells no event ("The siege
began in May. Two convoys got through."). What still has no date, in the plain past of a report, was done lately: an
agency that gives no day tells what is new. A report is an article most of whose dated deeds lie in the weeks before its
publication; where its story has gone back to older days ("the war broke out in 2011"), it stays there.
"""

import dataclasses
import itertools
from collections.abc import Collection, Iterator
from typing import Any

from counterclaim.reading.events.commissives import ANNOUNCED
from counterclaim.reading.events.dating import Dated, date_of, goes_back_to, lately, places_of, tells_news, time_told_in
from counterclaim.reading.events.drafts import Draft
from counterclaim.reading.events.mentions import Context
from counterclaim.reading.events.status import Presented
from counterclaim.records.article import Published
from counterclaim.records.values import Status
from counterclaim.records.when import When

# Of the deeds that an article dates, this share at least is of the last weeks in a report; in a history hardly any is,
# in an essay about half.
_REPORT_SHARE = 2 / 3
_REAL = frozenset({Status.HAPPENED, Status.ALLEGED})


def dated_as_told(
    drafts: list[Draft], context: Context, published: Published | None, headed: Collection[int]
) -> list[Draft]:
    """Give each draft its time and places.

    Args:
        headed: the first tokens of the sentences that are headings.
    """
    found: list[Draft] = []
    asked = _days_asked_for(context, headed)
    told = _TimesTold(context)
    paragraph, before = None, None
    for draft in drafts:
        here = context.document.paragraph_at(draft.trigger.token.idx)
        if here != paragraph:
            paragraph, before = here, asked.get(here.start) if here is not None else None
        before = told.up_to(draft.trigger.token, here.start if here is not None else 0) or before
        dated = date_of(
            draft.trigger,
            draft.presented.status,
            draft.attribution,
            context,
            published,
            before,
            announced=draft.presented.why == ANNOUNCED,
        )
        before = _handed_on(dated, draft, before)
        draft = _not_yet(draft, dated, published)
        where = places_of(draft.trigger, list(draft.heads), context)
        found.append(dataclasses.replace(draft, when=dated.when, dated=dated.rule, where=where))
    return list(_reported(found, published))


class _TimesTold:
    """The times of sentences that lie before an event, read once each in text order."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._next = 0

    def up_to(self, token: Any, start: int) -> When | None:
        """The time of the last sentence from `start` to before the token's that tells one; None where none does."""
        sentences = self._context.document.sentences
        found: When | None = None
        while self._next < len(sentences) and sentences[self._next].end <= token.i:
            sentence = sentences[self._next]
            self._next += 1
            if sentence.start_char >= start:
                found = time_told_in(sentence, self._context) or found
        return found


def _days_asked_for(context: Context, headed: Collection[int]) -> dict[int, When]:
    """The one day that a question or heading names, for the paragraph below it ("What happened on 19 September?")."""
    found: dict[int, When] = {}
    sentences = context.document.sentences
    for sentence, after in itertools.pairwise(sentences):
        if sentence[-1].text != "?" and sentence.start not in headed:
            continue
        below = context.document.paragraph_at(after.start_char)
        if below is None or below.start <= sentence.start_char:
            continue
        days = [t.when for t in context.times.within(sentence.start_char, sentence.end_char) if t.when is not None]
        if len(days) == 1 and days[0].days == 1:
            found[below.start] = days[0]
    return found


def _not_yet(draft: Draft, dated: Dated, published: Published | None) -> Draft:
    """What is dated later than publication is planned, whatever its form ("a conference on April 15")."""
    ahead = dated.when is not None and published is not None and dated.when.first > published.when.last
    if not ahead or draft.presented.status is not Status.HAPPENED or draft.presented.why != "narrator":
        return draft
    return dataclasses.replace(draft, presented=Presented(Status.PLANNED, "still to come"))


def _handed_on(dated: Dated, draft: Draft, before: When | None) -> When | None:
    """The time that the next event of the paragraph may go on from: only one that the text itself gives to a deed.

    "Its first default since the fall of the empire in 1918" brings up another time; the story does not go on from it.
    """
    told = draft.trigger.clause is not None or draft.trigger.carrier is not None
    return dated.when if told and _is_dated_deed(dated.rule, draft.presented.status) else before


def _is_dated_deed(rule: str, status: Status) -> bool:
    return rule == "time in the clause" and status in _REAL


def _reported(drafts: list[Draft], published: Published | None) -> Iterator[Draft]:
    """Give what a report tells in the plain past, without a date, the weeks up to its publication."""
    window = lately(published)
    days = [d.when for d in drafts if d.when is not None and _is_dated_deed(d.dated, d.presented.status)]
    if window is None or sum(when.last >= window.first for when in days) < _REPORT_SHARE * max(1, len(days)):
        yield from drafts
        return
    reached: When | None = None
    for draft in drafts:
        if draft.when is not None and _is_dated_deed(draft.dated, draft.presented.status):
            reached = draft.when
        recent = reached is None or reached.last >= window.first
        undated = draft.dated == "undated" and draft.presented.status in _REAL
        if recent and undated and tells_news(draft.trigger) and not goes_back_to(draft.trigger):
            draft = dataclasses.replace(draft, when=window, dated="reported lately")
        yield draft
