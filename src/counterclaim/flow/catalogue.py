"""The questions of a ledger as pages ask for them: one page of a list, one question, those that a claim answers.

In: a ledger.   Out: Catalogue, in one of two forms that give the same: out of the kept index, where nothing is held but
what people decided about questions; or all questions compared and held, for a day in the past or without an index.
"""

import heapq
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched, islice
from typing import TYPE_CHECKING

from counterclaim.comparison.decided import with_decisions
from counterclaim.comparison.questions import question_order
from counterclaim.errors import UnknownId
from counterclaim.flow.asking import INDEX_VERSION, KEPT_RULE, all_questions, on_questions, whole_questions
from counterclaim.ledger.comparison_rows import ComparisonRows
from counterclaim.ledger.kept_questions import Place
from counterclaim.ledger.store import Store
from counterclaim.records.decisions import Decision
from counterclaim.records.question import Question

if TYPE_CHECKING:
    from counterclaim.flow.ledger import Ledger

HEADS_AT_A_TIME = 2_000  # looked through for words in their titles
WHOLE_AT_A_TIME = 60  # questions with their accounts: a page and one more


@dataclass(frozen=True, slots=True)
class QuestionsWanted:
    """Which questions; None asks for nothing."""

    statuses: tuple[str, ...] = ()  # any of these; empty asks for nothing, too
    track: str | None = None
    kind: str | None = None
    words: str | None = None  # all of which stand in the title
    several: bool = False  # only those of several accounts

    def fits(self, question: Question) -> bool:
        """Whether a question is one of them."""
        return (
            (not self.statuses or question.status.value in self.statuses)
            and (self.track is None or question.track == self.track)
            and (self.kind is None or question.kind == self.kind)
            and (not self.several or len(question.accounts) > 1)
            and self.has_words(question.title)
        )

    def has_words(self, title: str) -> bool:
        """Whether all the words stand in a title."""
        folded = title.casefold()
        return all(word in folded for word in (self.words or "").casefold().split())


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """How many questions there are, all of them and by each of their filters."""

    total: int = 0
    status: Counter[str] = field(default_factory=Counter)
    track: Counter[str] = field(default_factory=Counter)
    kind: Counter[str] = field(default_factory=Counter)


class Catalogue(ABC):
    """The questions of a ledger in their order, disputed ones first."""

    @abstractmethod
    def wanted(
        self, wanted: QuestionsWanted = QuestionsWanted(), after: str | None = None, few: int = WHOLE_AT_A_TIME
    ) -> Iterator[Question]:
        """The questions wanted, in order, beginning behind the one with the id `after`. Raises UnknownId.

        Args:
            few: how many are likely to be taken: so many are looked up in one go.
        """

    @abstractmethod
    def one(self, question_id: str) -> Question:
        """The question whose id begins so. Raises UnknownId where none or several do."""

    @abstractmethod
    def of_claims(self, claims: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The ids of the questions that claims give accounts of, by the claims' ids, in the questions' order."""

    @abstractmethod
    def several(self, question_ids: Iterable[str]) -> list[Question]:
        """Questions by their whole ids; those that there are not are left out."""

    @abstractmethod
    def beside_others(self, claims: Collection[str]) -> set[str]:
        """Those of some claims, by id, that give one of several accounts of a question."""

    @abstractmethod
    def counts(self) -> QuestionCounts:
        """How many questions there are."""


def catalogue_of(ledger: "Ledger") -> Catalogue:
    """The questions of a ledger as it is, or as it stood at a moment."""
    if ledger.view is ledger.store:
        with ledger.store.compared() as rows:
            kept = rows.entry(INDEX_VERSION) is not None
        if kept:
            return KeptCatalogue.of(ledger.store, on_questions(ledger))
    return HeldCatalogue(all_questions(ledger))


def _unknown_place(question_id: str) -> UnknownId:
    return UnknownId(f"no question has the id {question_id!r}; it may have changed with the ledger")


def _not_one(number: int, question_id: str) -> UnknownId:
    return UnknownId(f"{number or 'no'} questions have an id that begins with {question_id!r}")


def _counted(found: Iterable[tuple[str, str | None, str, int]]) -> QuestionCounts:
    total, status, track, kind = 0, Counter[str](), Counter[str](), Counter[str]()
    for of_status, of_track, of_kind, number in found:
        total += number
        status[of_status] += number
        kind[of_kind] += number
        if of_track is not None:
            track[of_track] += number
    return QuestionCounts(total, +status, +track, +kind)


def _one_of_each(questions: Iterable[Question], number: int) -> Iterator[tuple[str, str | None, str, int]]:
    for question in questions:
        yield question.status.value, question.track.value if question.track else None, question.kind, number


class HeldCatalogue(Catalogue):
    """All questions, compared and held."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions = questions
        self._places = {question.id: place for place, question in enumerate(questions)}
        found: dict[str, list[str]] = defaultdict(list)
        for question in questions:
            for account in question.accounts:
                found[account.claim.id].append(question.id)
        self._of_claim = {claim: tuple(dict.fromkeys(ids)) for claim, ids in found.items()}

    def wanted(
        self,
        wanted: QuestionsWanted = QuestionsWanted(),
        after: str | None = None,
        few: int = WHOLE_AT_A_TIME,  # noqa: ARG002 all are held
    ) -> Iterator[Question]:
        """See Catalogue."""
        if after and after not in self._places:
            raise _unknown_place(after)
        start = self._places[after] + 1 if after else 0
        return (question for question in islice(self._questions, start, None) if wanted.fits(question))

    def one(self, question_id: str) -> Question:
        """See Catalogue."""
        if question_id in self._places:
            return self._questions[self._places[question_id]]
        found = [place for known, place in self._places.items() if known.startswith(question_id)] if question_id else []
        if len(found) != 1:
            raise _not_one(len(found), question_id)
        return self._questions[found[0]]

    def of_claims(self, claims: Collection[str]) -> dict[str, tuple[str, ...]]:
        """See Catalogue."""
        return {claim: self._of_claim[claim] for claim in claims if claim in self._of_claim}

    def several(self, question_ids: Iterable[str]) -> list[Question]:
        """See Catalogue."""
        return [self._questions[self._places[i]] for i in question_ids if i in self._places]

    def beside_others(self, claims: Collection[str]) -> set[str]:
        """See Catalogue."""
        several = {q.id for q in self._questions if len(q.accounts) > 1}
        return {claim for claim in claims if several & set(self._of_claim.get(claim, ()))}

    def counts(self) -> QuestionCounts:
        """See Catalogue."""
        return _counted(_one_of_each(self._questions, 1))


@dataclass(frozen=True, slots=True)
class _Decided:
    """What people's decisions make of some questions, and which of the index they stand for."""

    made: tuple[Question, ...] = ()  # in order
    instead_of: tuple[Question, ...] = ()

    @property
    def gone(self) -> frozenset[str]:
        """Ids of the questions in the index that do not stand as they are."""
        return frozenset(question.id for question in self.instead_of)


class KeptCatalogue(Catalogue):
    """Questions out of the kept index: each call costs what it gives, whatever the ledger's size."""

    def __init__(self, store: Store, decided: _Decided) -> None:
        self._store = store
        self._decided = decided
        self._made = {question.id: question for question in decided.made}

    @classmethod
    def of(cls, store: Store, decisions: Sequence[Decision]) -> "KeptCatalogue":
        """The catalogue of a store, with the questions that decisions are about as they make them."""
        if not decisions:
            return cls(store, _Decided())
        ids = {question for decision in decisions for question in (decision.subject, *decision.others)}
        claims = {anchor.claim for decision in decisions for anchor in decision.anchors}
        claims |= {other for decision in decisions for other in decision.others}
        with store.compared() as rows:
            heads = {head.number for found in rows.answered(claims).values() for head in found}
            heads |= {head.number for head in rows.heads_with_ids(ids)}
            questions = tuple(sorted(_whole(rows, sorted(heads)), key=question_order))
            origins = rows.origins_of({a.claim.article.id for q in questions for a in q.accounts})
        made = with_decisions(questions, decisions, lambda article: origins.get(article, article))
        return cls(store, _Decided(made, questions))

    def wanted(
        self, wanted: QuestionsWanted = QuestionsWanted(), after: str | None = None, few: int = WHOLE_AT_A_TIME
    ) -> Iterator[Question]:
        """See Catalogue."""
        place = self._place_of(after) if after else None
        own = [q for q in self._decided.made if wanted.fits(q) and (place is None or question_order(q) > place)]
        kept = self._kept(wanted, place, few)
        return heapq.merge(kept, own, key=question_order) if own else kept

    def _place_of(self, question_id: str) -> Place:
        if question_id in self._made:
            return question_order(self._made[question_id])
        with self._store.compared() as rows:
            heads = rows.heads_with_ids([question_id])
        if not heads or question_id in self._decided.gone:
            raise _unknown_place(question_id)
        return heads[0].order

    def _kept(self, wanted: QuestionsWanted, after: Place | None, few: int) -> Iterator[Question]:
        """Those of the index that stand as they are."""
        size = HEADS_AT_A_TIME if wanted.words else few
        while True:
            with self._store.compared() as rows:
                heads = rows.heads(
                    statuses=wanted.statuses,
                    track=wanted.track,
                    kind=wanted.kind,
                    several=wanted.several,
                    after=after,
                    limit=size,
                )
                fitting = [h for h in heads if h.id not in self._decided.gone and wanted.has_words(h.title)]
            for part in batched((head.number for head in fitting), few):
                with self._store.compared() as rows:
                    questions = _whole(rows, part)
                yield from questions
            if len(heads) < size:
                return
            after = heads[-1].order

    def one(self, question_id: str) -> Question:
        """See Catalogue."""
        if question_id in self._made:
            return self._made[question_id]
        with self._store.compared() as rows:
            found = rows.heads_beginning(question_id, 2 + len(self._decided.gone)) if question_id else []
            kept = {head.id: head.number for head in found if head.id not in self._decided.gone}
            own = [question for name, question in self._made.items() if question_id and name.startswith(question_id)]
            if question_id in kept:
                return _whole(rows, [kept[question_id]])[0]
            if len(kept) + len(own) != 1:
                raise _not_one(len(kept) + len(own), question_id)
            return own[0] if own else _whole(rows, kept.values())[0]

    def of_claims(self, claims: Collection[str]) -> dict[str, tuple[str, ...]]:
        """See Catalogue."""
        found: dict[str, list[Place]] = defaultdict(list)
        with self._store.compared() as rows:
            for claim, heads in rows.answered(claims).items():
                found[claim] += [head.order for head in heads if head.id not in self._decided.gone]
        asked = set(claims)
        for question in self._decided.made:
            for claim in asked & {account.claim.id for account in question.accounts}:
                found[claim].append(question_order(question))
        return {claim: tuple(dict.fromkeys(place[-1] for place in sorted(places))) for claim, places in found.items()}

    def several(self, question_ids: Iterable[str]) -> list[Question]:
        """See Catalogue."""
        wanted = list(question_ids)
        with self._store.compared() as rows:
            heads = rows.heads_with_ids(i for i in wanted if i not in self._decided.gone)
            kept = {question.id: question for question in _whole(rows, [head.number for head in heads])}
        found = kept | self._made
        return [found[i] for i in wanted if i in found]

    def beside_others(self, claims: Collection[str]) -> set[str]:
        """See Catalogue. What people moved out of a question still stood beside others there."""
        with self._store.compared() as rows:
            found = rows.claims_beside_others(claims)
        own = {account.claim.id for q in self._decided.made if len(q.accounts) > 1 for account in q.accounts}
        return found | (own & set(claims))

    def counts(self) -> QuestionCounts:
        """See Catalogue."""
        with self._store.compared() as rows:
            kept = rows.question_counts()
        decided = (*_one_of_each(self._decided.made, 1), *_one_of_each(self._decided.instead_of, -1))
        return _counted((*kept, *decided))


def _whole(rows: ComparisonRows, numbers: Iterable[int]) -> tuple[Question, ...]:
    """Questions with their accounts, in the order of the numbers."""
    wanted = list(numbers)
    held = rows.questions_numbered(wanted)
    return whole_questions(rows, [held[number] for number in wanted if number in held], KEPT_RULE)
