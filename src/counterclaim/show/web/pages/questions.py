"""The questions of a ledger: the list, disputed ones first, and one question with its accounts side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from counterclaim.comparison.bounds import RULES, bounds_of, core_accounts, with_bounds
from counterclaim.comparison.echo_tree import Echo, origins_of_question
from counterclaim.comparison.families import find_families
from counterclaim.comparison.notes import Note
from counterclaim.comparison.rules.verdict import teller, value_words
from counterclaim.comparison.series import claim_order
from counterclaim.flow.catalogue import QuestionsWanted
from counterclaim.records.claim import ArticleRef
from counterclaim.records.question import Account, Bounds, Question, Relation, RelationKind
from counterclaim.records.wire_comparison import question_to_json
from counterclaim.show.charts.accounts import accounts_chart
from counterclaim.show.charts.drawing import Chart
from counterclaim.show.tables import CLAIMS, QUESTIONS
from counterclaim.show.web.pages.base import PAGE_ROWS, Choice, Data, Page, Paging, Site, next_number

# Pairs of sentences that stand side by side before the list of relations takes over.
MOST_PAIRS = 6
MOST_RELATIONS = 60
MOST_APART = 12
MOST_ORIGINS = 100  # that a page lists, the question's own accounts first
MOST_REPEATS = 20  # of one origin
MOST_TEXTS = 12  # articles that are compared word by word for one page
DEEPEST = 40
_DIFFERING = (RelationKind.CONFLICT, RelationKind.DENIES)
_SET_APART = (RelationKind.DIFFERENT_PERIOD, RelationKind.DIFFERENT_SCOPE, RelationKind.NARROWER, RelationKind.WIDER)


@dataclass(frozen=True, slots=True)
class QuestionsAsked:
    """Which questions are asked for."""

    status: str | None = None
    track: str | None = None
    kind: str | None = None
    words: str | None = None  # all of which stand in the title
    after: str | None = None  # id of the last question of the page before
    number: int = 1  # of the page, in a folder of files


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One line of the list."""

    question: Question
    outlets: int
    ranges: tuple[Bounds, ...]  # by every rule; empty where the question is not over a figure


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """The list."""

    rows: tuple[QuestionRow, ...]
    asked: QuestionsAsked
    statuses: tuple[Choice, ...]
    tracks: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    paging: Paging
    kept: dict[str, str | None]  # what was asked for, as an address holds it


def wanted_questions(site: Site, asked: QuestionsAsked) -> Iterator[Question]:
    """The questions asked for, in order, beginning behind `after`. Raises UnknownId where that is none."""
    wanted = QuestionsWanted((asked.status,) if asked.status else (), asked.track, asked.kind, asked.words)
    return site.snapshot.catalogue.wanted(wanted, asked.after)


def questions_page(site: Site, asked: QuestionsAsked) -> Page:
    """The list, one page of it."""
    rows: list[QuestionRow] = []
    following = None
    for question in wanted_questions(site, asked):
        if len(rows) == PAGE_ROWS:
            following = rows[-1].question.id
            break
        outlets = {account.claim.article.outlet or account.claim.article.id for account in question.accounts}
        ranges = bounds_by_rule(question) if question.kind == "figure" else ()
        rows.append(QuestionRow(with_bounds(question, site.bounds), len(outlets), ranges))
    counts = site.snapshot.question_counts
    kept = {
        "status": asked.status,
        "track": asked.track,
        "kind": asked.kind,
        "search": asked.words,
        "bounds": site.picked_bounds,
    }
    paging = Paging(
        shown=len(rows),
        total=None if asked.status or asked.track or asked.kind or asked.words else counts.total,
        following=_next(site, following, asked, kept),
        first=site.links.page("questions", **kept) if asked.after else None,
        after=following,
    )
    view = QuestionsView(
        rows=tuple(rows),
        asked=asked,
        statuses=_choices(site, counts.status, "status", asked.status, kept),
        tracks=_choices(site, counts.track, "track", asked.track, kept),
        kinds=_choices(site, counts.kind, "kind", asked.kind, kept),
        paging=paging,
        kept=kept,
    )
    return Page("questions.html", "questions", "Questions", view, path=("questions", kept))


def questions_data(site: Site, asked: QuestionsAsked) -> Data[Question]:
    """All questions asked for, with their bounds by the rule that was picked."""
    return Data(QUESTIONS, (with_bounds(question, site.bounds) for question in wanted_questions(site, asked)))


def _next(site: Site, following: str | None, asked: QuestionsAsked, kept: dict[str, str | None]) -> str | None:
    if following is None:
        return None
    return site.links.page("questions", **kept, after=following, page=next_number(site, asked.number))


def _choices(
    site: Site, counts: Counter[str], name: str, chosen: str | None, kept: dict[str, str | None]
) -> tuple[Choice, ...]:
    return tuple(
        Choice(value, value.replace("-", " "), value == chosen, number,
               site.links.page("questions", **{**kept, name: None if value == chosen else value}))
        for value, number in counts.most_common()
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree of echoes: one account, why it hangs where it does, and what hangs on it."""

    echo: Echo
    branches: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin of a question: its first account, and all that repeat it."""

    name: str
    first: Account
    accounts: tuple[Account, ...]
    tree: tuple[Branch, ...]
    outlets: int
    core: bool  # False: set beside the question for its other period or scope


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that differ, and why they do."""

    left: Account
    right: Account
    relation: Relation


@dataclass(frozen=True, slots=True)
class RelationLine:
    """How two accounts stand to each other, in words."""

    relation: Relation
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question."""

    question: Question
    origins: tuple[Origin, ...]  # the first MOST_ORIGINS
    more_origins: int
    most_repeats: int
    bounds: tuple[Bounds, ...]  # by every rule
    chart: Chart | None
    pairs: tuple[Pair, ...]
    more_pairs: int
    apart: tuple[RelationLine, ...]  # comparability: what keeps accounts from being set against each other
    relations: tuple[RelationLine, ...]
    more_relations: int
    outlets: int
    articles: tuple[ArticleRef, ...]
    notes: tuple[tuple[Note, Account], ...]  # what the articles say of a claim's standing


def question_page(site: Site, question_id: str) -> Page:
    """One question with its accounts. Raises UnknownId."""
    question = with_bounds(site.snapshot.catalogue.one(question_id), site.bounds)
    core = core_accounts(question.accounts)
    within = {account.claim.id for account in core}
    accounts = {account.claim.id: account for account in question.accounts}
    differing = [r for r in question.relations if r.relation in _DIFFERING]
    apart = [r for r in question.relations if r.relation in _SET_APART]
    is_figure = question.kind == "figure"
    texts = _texts(site, question)
    refs = {account.claim.article.id: account.claim.article for account in question.accounts}
    origins = tuple(_origins(question, within, texts))
    view = QuestionView(
        question=question,
        origins=origins[:MOST_ORIGINS],
        more_origins=max(0, len(origins) - MOST_ORIGINS),
        most_repeats=MOST_REPEATS,
        bounds=bounds_by_rule(question) if is_figure else (),
        chart=accounts_chart(question, "accounts-table", site.bounds) if is_figure else None,
        pairs=tuple(_pairs(differing, accounts)),
        more_pairs=max(0, len(differing) - MOST_PAIRS),
        apart=tuple(_lines(_once_a_pair(apart, accounts), accounts))[:MOST_APART],
        relations=tuple(_lines(question.relations[:MOST_RELATIONS], accounts)),
        more_relations=max(0, len(question.relations) - MOST_RELATIONS),
        outlets=len({ref.outlet or ref.id for ref in refs.values()}),
        articles=tuple(refs.values()),
        notes=tuple((note, accounts[note.claim]) for note in (_notes(site, question) if texts else ())),
    )
    path = (f"questions/{question.id}", {"bounds": site.picked_bounds})
    return Page("question.html", "questions", question.title, view, path=path)


def bounds_by_rule(question: Question) -> tuple[Bounds, ...]:
    """The range of a question over a figure by every rule, in the order of the rules."""
    core = core_accounts(question.accounts)
    return tuple(bounds_of(core, rule) for rule in RULES)


def question_data(site: Site, question_id: str) -> Data[object]:
    """One question: as JSON the whole record, as CSV the claims that give its accounts."""
    question = with_bounds(site.snapshot.catalogue.one(question_id), site.bounds)
    return Data(CLAIMS, [account.claim for account in question.accounts], question_to_json(question))  # type: ignore[arg-type]


def _origins(question: Question, within: set[str], texts: dict[str, str]) -> Iterator[Origin]:
    """The question's own accounts before those set beside them; each in the order of the accounts."""
    by_origin: dict[str, list[Account]] = defaultdict(list)
    for account in question.accounts:
        by_origin[account.origin].append(account)
    refs = {account.claim.article.id: account.claim.article for account in question.accounts}
    families = find_families((refs[article], text) for article, text in texts.items())
    trees = {origin.name: origin.echoes for origin in origins_of_question(_without_folders(question), families)}
    found = []
    for name, accounts in by_origin.items():
        first = min(accounts, key=lambda a: claim_order(a.claim))
        outlets = len({a.claim.article.outlet or a.claim.article.id for a in accounts})
        core = any(account.claim.id in within for account in accounts)
        found.append(Origin(name, first, tuple(accounts), _hanging(trees[name], None), outlets, core))
    yield from sorted(found, key=lambda origin: not origin.core)


def _without_folders(question: Question) -> Question:
    """The question with files' names instead of paths: the tree's evidence names them, and pages go out."""

    def bare(account: Account) -> Account:
        ref = account.claim.article
        if not ref.path:
            return account
        return replace(account, claim=replace(account.claim, article=replace(ref, path=PurePath(ref.path).name)))

    return replace(question, accounts=tuple(map(bare, question.accounts)))


def _hanging(echoes: Sequence[Echo], on: str | None) -> tuple[Branch, ...]:
    """What hangs on one account (None: the origin itself), each with what hangs on it in turn."""
    by_parent: dict[str | None, list[Echo]] = {}
    for echo in echoes:
        by_parent.setdefault(echo.of, []).append(echo)

    def grown(parent: str | None, depth: int) -> tuple[Branch, ...]:
        # a chain of copies of copies deeper than that is told flat: the page stays readable, nothing is left out
        return tuple(
            Branch(echo, grown(echo.claim.id, depth + 1) if depth < DEEPEST else ())
            for echo in by_parent.get(parent, ())
        )

    return grown(on, 0)


def _texts(site: Site, question: Question) -> dict[str, str]:
    """The texts of the articles, to see which are copies; none where there are too many to compare for one page."""
    articles = sorted({account.claim.article.id for account in question.accounts})
    if len(articles) > MOST_TEXTS:
        return {}
    return {article: site.snapshot.ledger.view.article(article).text for article in articles}


def _notes(site: Site, question: Question) -> tuple[Note, ...]:
    from counterclaim.flow.analysing import notes_of_question

    return notes_of_question(site.snapshot.ledger, question)


def _pairs(relations: Sequence[Relation], accounts: dict[str, Account]) -> Iterator[Pair]:
    """Those that differ, each pair of origins once: copies add no other words."""
    seen: set[frozenset[str]] = set()
    for relation in relations:
        left, right = accounts[relation.a], accounts[relation.b]
        both = frozenset((left.origin, right.origin))
        if both not in seen and len(seen) < MOST_PAIRS:
            seen.add(both)
            yield Pair(left, right, relation)


def _once_a_pair(relations: Sequence[Relation], accounts: dict[str, Account]) -> list[Relation]:
    """One relation of two origins: their copies stand in the same."""
    found: dict[frozenset[str], Relation] = {}
    for relation in relations:
        found.setdefault(frozenset((accounts[relation.a].origin, accounts[relation.b].origin)), relation)
    return list(found.values())


def _lines(relations: Sequence[Relation], accounts: dict[str, Account]) -> Iterator[RelationLine]:
    for relation in relations:
        left, right = accounts[relation.a].claim, accounts[relation.b].claim
        yield RelationLine(relation, f"{teller(left)} ({_value(left)})", f"{teller(right)} ({_value(right)})")


def _value(claim: object) -> str:
    words = " ".join(value_words(claim).split())  # type: ignore[arg-type]
    return words if len(words) <= 60 else words[:59] + "…"
