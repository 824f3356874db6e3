"""Asking a ledger for its questions: out of the kept index where it is up to date, else by comparing all claims.

In: a store or a view of it.   Out: questions; the same ones either way.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.comparison.bounds import with_bounds
from counterclaim.comparison.decided import with_decisions
from counterclaim.comparison.questions import find_questions
from counterclaim.errors import UnknownId
from counterclaim.flow.comparing import BLOCKS_AT_A_TIME, RULES_VERSION, articles_in_batches, refresh, update
from counterclaim.flow.preparing import prepare
from counterclaim.ledger.comparison_rows import ComparisonRows, QuestionRow
from counterclaim.ledger.store import ClaimFilter, Store
from counterclaim.records.claim import Claim
from counterclaim.records.decisions import ON_QUESTIONS, Decision
from counterclaim.records.question import Account, Bounds, Question, QuestionStatus, Relation, RelationKind
from counterclaim.records.values import Interest, Track
from counterclaim.version import __version__

if TYPE_CHECKING:
    from counterclaim.flow.ledger import Ledger

ARTICLES_AT_A_TIME = 20  # in one transaction: what another process waits for
QUESTIONS_AT_A_TIME = 500  # with their claims some 2 MB
KEPT_RULE = "minmax"
INDEX_VERSION = f"{__version__} rules {RULES_VERSION}"


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """One question as a list shows it, without its accounts."""

    id: str
    title: str
    kind: str
    track: Track | None
    status: QuestionStatus
    origins: int
    accounts: int


def bring_up_to_date(store: Store, tell: Callable[[int, int], None] | None = None) -> int:
    """Compare what is new in a ledger with what it concerns; gives how many articles were new or changed.

    Stopping in the middle loses nothing: what is marked is made when it goes on.

    Args:
        store: open for writing.
        tell: called with how many articles are done and how many there are.
    """
    with store.comparing() as rows:
        entry = rows.entry(INDEX_VERSION)
        if entry is None:
            rows.clear()
            rows.set_entry(0, INDEX_VERSION)
            entry = 0
        newest = rows.newest()
        articles = rows.changed_articles(entry) if newest > entry else []
    done = 0
    for batch in articles_in_batches(articles, ARTICLES_AT_A_TIME):
        with store.comparing() as rows:
            update(rows, batch)
        done += len(batch)
        if tell:
            tell(done, len(articles))
    more = True
    while more:
        with store.comparing() as rows:
            more = refresh(rows) == BLOCKS_AT_A_TIME
            if not more and newest > entry:
                rows.set_entry(newest, INDEX_VERSION)
    prepare(store)
    return len(articles)


def is_up_to_date(store: Store) -> bool:
    """Whether the index knows of every claim."""
    with store.compared() as rows:
        entry = rows.entry(INDEX_VERSION)
        return entry is not None and entry >= rows.newest() and not rows.has_stale()


def all_questions(ledger: "Ledger", wanted: ClaimFilter | None = None, rule: str = KEPT_RULE) -> tuple[Question, ...]:
    """Every question of a ledger as people decided them: out of the index, or by comparing claims where it is behind.

    Args:
        ledger: as it is, or as it stood at a moment.
        wanted: compare only these claims, by themselves.
        rule: of bounds.
    """
    decisions = on_questions(ledger)
    if wanted == ClaimFilter():
        wanted = None  # all claims
    if wanted is None and ledger.view is ledger.store and is_up_to_date(ledger.store):
        found = kept_questions(ledger.store, rule=rule)
        if not decisions:
            return found
        with ledger.store.compared() as rows:
            origins = rows.origins_of({account.claim.article.id for q in found for account in q.accounts})
        return with_decisions(found, decisions, lambda article: origins.get(article, article))
    families, stories = ledger.kinships()
    return with_decisions(find_questions(ledger.claims(wanted), families, stories, rule=rule), decisions, families.of)


def each_question(ledger: "Ledger", wanted: ClaimFilter | None = None) -> Iterator[Question]:
    """As `all_questions`, a page at a time out of the index: memory does not grow with the ledger."""
    kept = (wanted is None or wanted == ClaimFilter()) and ledger.view is ledger.store
    if not kept or on_questions(ledger) or not is_up_to_date(ledger.store):
        yield from all_questions(ledger, wanted)
        return
    after: QuestionRow | None = None
    while True:
        with ledger.store.compared() as rows:
            page = rows.questions(after=after, limit=QUESTIONS_AT_A_TIME)
            questions = whole_questions(rows, page, KEPT_RULE)
        yield from questions
        if len(page) < QUESTIONS_AT_A_TIME:
            return
        after = page[-1]


def one_question(ledger: "Ledger", question_id: str, rule: str = KEPT_RULE) -> Question:
    """One question of a ledger as people decided it. Raises UnknownId."""
    if ledger.view is ledger.store and is_up_to_date(ledger.store) and not on_questions(ledger):
        return kept_question(ledger.store, question_id, rule)
    found = [question for question in all_questions(ledger, rule=rule) if question.id.startswith(question_id)]
    if len(found) != 1 or not question_id:
        raise _unknown(question_id, several=len(found) > 1)
    return found[0]


def on_questions(ledger: "Ledger") -> list[Decision]:
    """What people decided about questions, in order."""
    return [decision for decision in ledger.decisions() if decision.act in ON_QUESTIONS]


def kept_questions(
    store: Store, *, disputed: bool = False, track: Track | None = None, kind: str | None = None, rule: str = "minmax"
) -> tuple[Question, ...]:
    """Questions out of the index, in their order."""
    status = QuestionStatus.DISPUTED.value if disputed else None
    with store.compared() as rows:
        found = rows.questions(status=status, track=track.value if track else None, kind=kind)
        return whole_questions(rows, found, rule)


def entries(
    store: Store,
    *,
    disputed: bool = False,
    track: Track | None = None,
    kind: str | None = None,
    after: str | None = None,
    limit: int | None = None,
) -> tuple[QuestionEntry, ...]:
    """A page of questions in their order, without their accounts."""
    status = QuestionStatus.DISPUTED.value if disputed else None
    with store.compared() as rows:
        before = _only(rows.questions_with_id(after, 2), after) if after else None
        found = rows.questions(
            status=status, track=track.value if track else None, kind=kind, after=before, limit=limit
        )
    return tuple(map(_entry, found))


def kept_question(store: Store, question_id: str, rule: str = "minmax") -> Question:
    """One question by its id or the beginning of one. Raises UnknownId."""
    with store.compared() as rows:
        row = _only(rows.questions_with_id(question_id, 2), question_id)
        return whole_questions(rows, [row], rule)[0]


def _only(rows: list[QuestionRow], asked: str) -> QuestionRow:
    if len({row.id for row in rows}) != 1:
        raise _unknown(asked, several=bool(rows))
    return rows[0]


def _unknown(asked: str, *, several: bool) -> UnknownId:
    return UnknownId(
        f"{'several' if several else 'no'} questions have an id that begins with {asked!r}; "
        "counterclaim questions --format json lists them"
    )


def whole_questions(rows: ComparisonRows, found: Iterable[QuestionRow], rule: str) -> tuple[Question, ...]:
    """Questions out of the index with their accounts, in the order given."""
    wanted = list(found)
    claims = rows.claims({account[0] for row in wanted for account in row.record["accounts"]})
    # while an article is compared anew, questions of claims that it no longer makes are left out
    whole = (row for row in wanted if all(account[0] in claims for account in row.record["accounts"]))
    questions = (_question(row, claims) for row in whole)
    return tuple(questions if rule == KEPT_RULE else (with_bounds(question, rule) for question in questions))


def _question(row: QuestionRow, claims: dict[int, Claim]) -> Question:
    bounds = row.record["bounds"]
    return Question(
        id=row.id,
        title=row.title,
        kind=row.kind,
        track=Track(row.track) if row.track else None,
        status=QuestionStatus(row.status),
        accounts=tuple(
            Account(claims[number], origin, Interest(interest) if interest else None)
            for number, origin, interest in row.record["accounts"]
        ),
        relations=tuple(
            Relation(claims[a].id, claims[b].id, RelationKind(kind), why) for a, b, kind, why in row.record["relations"]
        ),
        bounds=Bounds(KEPT_RULE, *bounds) if bounds else None,
        left_out=row.record["left_out"],
    )


def _entry(row: QuestionRow) -> QuestionEntry:
    return QuestionEntry(
        row.id,
        row.title,
        row.kind,
        Track(row.track) if row.track else None,
        QuestionStatus(row.status),
        -row.fewer,
        row.accounts,
    )
