"""People's decisions: what they do to claims and articles, that they last, and that nothing is lost by them."""

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import RecordError, UnknownId
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.copy import copy_ledger
from counterclaim.ledger.effective import anchored, effective
from counterclaim.ledger.store import Added, ChangeKind, ClaimFilter, open_store
from counterclaim.records.article import Article, Published
from counterclaim.records.correcting import anchor_of
from counterclaim.records.decisions import Decision, DecisionAct, is_decision_id
from counterclaim.records.reading import Attribution, Event, Figure, Reader, Reading, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Quote, Side
from counterclaim.records.when import When
from counterclaim.version import __version__

TEXT = "The harbour master said 40 sailors drowned off Merin. Rescue boats left the quay at dawn."


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def reading(version=__version__, words="40", low=40.0, measure=Measure.KILLED, text=TEXT, **changes):
    source = Source((span("The harbour master"),), "The harbour master", "harbour master of Merin", "merin", Side.OTHER)
    content = (span("40 sailors drowned off Merin"),)
    said = Attribution("a1", source, (), (span("said"),), content, Quote.INDIRECT, Act.ASSERT, None, 0.9)
    figure = Figure("f1", span(words), words, low, low, False, measure, of="sailors", unit="person", attribution="a1")
    event = Event(
        "e1", span("Rescue boats left the quay at dawn"), span("left"), EventType.AID, when=When.parse("2024-05-01")
    )
    article = Article(text, path="merin.txt", outlet="The Bell", published=Published(When.parse("2024-05-02"), "given"))
    return replace(
        Reading(article, Reader(version, ()), article.published, (), (said,), (figure,), (event,)), **changes
    )


READING = reading()
STATEMENT, FIGURE, EVENT = claims_of(READING)


def decision(act, claim=FIGURE, field=None, value=None, by="Ana", at="2024-06-01T10:00:00Z", **more):
    return Decision(DecisionAct(act), claim.id, by, at, field=field, value=value, anchors=(anchor_of(claim),), **more)


def withdraw(subject, by="Ana", at="2024-07-01T10:00:00Z", reason="retracted"):
    return Decision(DecisionAct.WITHDRAW, subject, by, at, reason=reason)


@pytest.fixture
def filled(store):
    store.add(READING, claims_of(READING))
    return store


def kinds(view):
    return [claim.kind for claim in view.claims()]


def figure_of(view):
    [figure] = view.claims(ClaimFilter(kind="figure"))
    return figure


def test_a_rejected_claim_leaves_the_listings_and_is_listed_as_rejected(filled, clock):
    clock.at = "2024-06-01T10:00:00+00:00"
    no = decision("reject", reason="a boat's number")
    assert filled.decide([no]) == (no,)
    assert kinds(filled) == ["statement", "event"]
    assert [(r.claim, r.decision) for r in filled.rejected()] == [(FIGURE, no)]
    assert filled.claim(FIGURE.id) == FIGURE  # as it was, for who asks by its id
    before = filled.as_of(dt.date(2024, 5, 31))
    assert (kinds(before), list(before.rejected()), list(before.decisions())) == (kinds_all(), [], [])
    assert filled.verify().problem is None


def kinds_all():
    return ["statement", "figure", "event"]


def test_a_corrected_claim_carries_the_value_and_by_whom_and_the_machines_own_stays(filled, clock):
    clock.at = "2024-06-01T10:00:00+00:00"
    low, high = (decision("correct", field=name, value=14.0, reason="misheard") for name in ("low", "high"))
    filled.decide([low, high])
    now = figure_of(filled)
    assert (now.low, now.high, now.measure) == (14.0, 14.0, Measure.KILLED)
    assert {(r.reviewer, r.field, r.before) for r in now.reviewed} == {("Ana", "low", 40.0), ("Ana", "high", 40.0)}
    assert filled.machine_claim(FIGURE.id) == FIGURE
    assert [(v.claim.low, v.begun_by, v.ended_by) for v in filled.versions(FIGURE.id)] == [
        (40.0, f"counterclaim {__version__}", "Ana"),
        (14.0, "Ana", None),
    ]
    assert figure_of(filled.as_of(dt.date(2024, 5, 31))) == FIGURE
    [change] = filled.changes(dt.date(2024, 5, 31))
    assert (change.kind, change.claim.low, change.before.low, change.who) == (ChangeKind.REVISED, 14.0, 40.0, "Ana")
    assert filled.verify().problem is None


def test_a_corrected_claim_is_found_by_what_it_is_corrected_to(filled):
    filled.decide(
        [
            decision("correct", field="source", value="Port Office"),
            decision("correct", field="measure", value="wounded"),
        ]
    )
    [found] = filled.claims(ClaimFilter(source="port off", measure=Measure.WOUNDED))
    assert (found.source, found.source_text, found.actor, found.side) == ("Port Office", None, None, None)
    assert list(filled.claims(ClaimFilter(measure=Measure.KILLED))) == []
    assert [c.kind for c in filled.claims(ClaimFilter(search="sailors", source="harbour"))] == ["statement"]


@pytest.mark.parametrize(
    ("claim", "field", "value", "attribute", "wanted"),
    [
        (EVENT, "event_type", "YIELD", "event_type", EventType.YIELD),
        (EVENT, "when", "2024-04", "when", When.parse("2024-04")),
        (EVENT, "where", ("Merin",), "where", ("Merin",)),
        (EVENT, "where", None, "where", ()),
        (FIGURE, "as_of", "2024-05-01/2024-05-03", "as_of", When.parse("2024-05-01/2024-05-03")),
        (FIGURE, "high", None, "high", None),
        (FIGURE, "approximate", True, "approximate", True),
        (STATEMENT, "source", "narrator", "narrator", True),
        (STATEMENT, "act", "deny", "act", Act.DENY),
        (STATEMENT, "side", "us", "side", Side.US),
    ],
)
def test_what_can_be_corrected(filled, claim, field, value, attribute, wanted):
    filled.decide([decision("correct", claim, field=field, value=value)])
    assert getattr(filled.claim(claim.id), attribute) == wanted
    assert filled.verify().problem is None


@pytest.mark.parametrize(
    ("claim", "field", "value"),
    [
        (FIGURE, "measure", "sunk"),
        (FIGURE, "measure", None),
        (FIGURE, "low", "many"),
        (FIGURE, "low", True),
        (FIGURE, "low", 50.0),  # above the high that stays
        (FIGURE, "event_type", "AID"),
        (EVENT, "when", "yesterday"),
        (EVENT, "id", "c0"),
    ],
)
def test_what_a_claim_cannot_have_is_refused_and_nothing_is_written(filled, claim, field, value):
    with pytest.raises(RecordError):
        filled.decide([decision("accept", STATEMENT), decision("correct", claim, field=field, value=value)])
    assert (list(filled.decisions()), list(filled.claims())) == ([], [STATEMENT, FIGURE, EVENT])
    assert filled.verify().decisions == 0


def test_the_last_word_counts_whoever_says_it(filled):
    filled.decide([decision("reject", by="Ana", at="2024-06-01T10:00:00Z")])
    filled.decide([decision("accept", by="Bo", at="2024-06-02T10:00:00Z")])
    assert "figure" in kinds(filled)
    filled.decide([decision("reject", by="Cy", at="2024-06-01T23:00:00Z")])  # taken earlier, came in later
    assert "figure" in kinds(filled)
    assert [d.reviewer for d in filled.decisions(FIGURE.id)] == ["Ana", "Cy", "Bo"]


def test_a_decision_taken_in_twice_is_one(filled):
    no = decision("reject")
    filled.decide([no, no])
    before = filled.digest(), filled.verify()
    assert filled.decide([no]) == ()
    assert (filled.digest(), filled.verify()) == before


def test_what_is_taken_back_counts_no_longer_and_stays_in_the_history(filled, clock):
    no = decision("reject")
    clock.at = "2024-06-01T10:00:00+00:00"
    filled.decide([no])
    clock.at = "2024-07-01T10:00:00+00:00"
    back = withdraw(no.id, reason="wrong line")
    filled.decide([back])
    assert list(filled.claims()) == [STATEMENT, FIGURE, EVENT]
    assert (list(filled.decisions()), filled.decision(no.id)) == ([back], no)
    assert list(filled.as_of(dt.date(2024, 6, 30)).decisions()) == [no]
    assert filled.verify().problem is None


def test_what_is_taken_back_before_it_comes_in_never_counts(filled):
    no = decision("reject")
    filled.decide([withdraw(no.id)])
    filled.decide([no])
    assert kinds(filled) == kinds_all()
    assert filled.verify().problem is None


def test_a_withdrawn_article_leaves_current_views_and_a_former_moment_shows_it(filled, clock):
    article = READING.article
    clock.at = "2024-07-01T10:00:00+00:00"
    filled.decide([withdraw(article.id, reason="the outlet retracted it")])
    assert (kinds(filled), list(filled.articles()), filled.counts().claims) == ([], [], 0)
    with pytest.raises(UnknownId, match="withdrawn by Ana on 2024-07-01: the outlet retracted it"):
        filled.article(article.id[:8])
    assert filled.withdrawal(article.id).reason == "the outlet retracted it"
    before = filled.as_of(dt.date(2024, 6, 30))
    assert (list(before.claims()), before.article(article.id), before.withdrawal(article.id)) == (
        [STATEMENT, FIGURE, EVENT],
        article,
        None,
    )
    assert [(c.kind, c.who) for c in filled.changes(dt.date(2024, 6, 30))] == [(ChangeKind.WITHDRAWN, "Ana")] * 3
    assert filled.verify().problem is None


def test_a_withdrawn_article_does_not_come_back_by_reading_it_again_but_by_a_person(filled):
    gone = withdraw(READING.article.id)
    filled.decide([gone, decision("correct", EVENT, field="event_type", value="YIELD")])
    newer = reading("99.0")
    assert filled.add(newer, claims_of(newer)) is Added.WITHDRAWN
    assert kinds(filled) == []
    filled.decide([withdraw(gone.id, at="2024-08-01T10:00:00Z")])
    assert [claim.event_type for claim in filled.claims(ClaimFilter(kind="event"))] == [EventType.YIELD]
    assert filled.reading(READING.article.id) == READING
    assert filled.add(newer, claims_of(newer)) is Added.SUPERSEDED
    assert kinds(filled) == kinds_all()
    assert filled.verify().problem is None


def test_decisions_survive_a_newer_reader_that_reads_the_words_otherwise(filled):
    filled.decide([
        decision("correct", field="low", value=14.0),
        decision("correct", field="high", value=14.0),
        decision("reject", EVENT),
    ])  # fmt: skip
    newer = reading("99.0", words="40 sailors", low=41.0)
    assert [c.id for c in claims_of(newer) if c.kind == "figure"] != [FIGURE.id]
    filled.add(newer, claims_of(newer))
    now = figure_of(filled)
    assert (now.low, now.high, now.text, {r.before for r in now.reviewed}) == (14.0, 14.0, "40 sailors", {41.0})
    assert kinds(filled) == ["statement", "figure"]
    assert [r.claim.kind for r in filled.rejected()] == ["event"]
    assert filled.verify().problem is None


def test_decisions_may_come_in_before_their_article(store):
    store.decide([decision("reject"), decision("accept", EVENT)])
    store.add(READING, claims_of(READING))
    assert kinds(store) == ["statement", "event"]
    [event] = store.claims(ClaimFilter(kind="event"))
    assert [(r.act, r.reviewer) for r in event.reviewed] == [("accept", "Ana")]
    assert store.verify().problem is None


def test_whatever_order_decisions_and_articles_come_in_the_ledger_is_the_same(new_store):
    no, yes = decision("reject"), decision("accept", at="2024-06-03T10:00:00Z", by="Bo")
    fix = decision("correct", field="measure", value="missing", at="2024-06-02T10:00:00Z")
    back = withdraw(yes.id, at="2024-06-04T10:00:00Z", by="Bo")
    seen = set()
    for order in itertools.islice(itertools.permutations([no, yes, fix, back, None]), 0, 120, 23):
        store = new_store()
        for step in order:
            if step is None:
                store.add(READING, claims_of(READING))
            else:
                store.decide([step])
        seen.add((store.digest(), repr(list(store.claims()))))
        assert store.verify().problem is None
    assert len(seen) == 1


def test_decisions_about_questions_are_kept_in_order_and_change_no_claim(filled):
    merge = Decision(
        DecisionAct.MERGE, "q1", "Ana", "2024-06-01T10:00:00Z", others=("q2",), reason="one toll",
        anchors=(anchor_of(FIGURE, "q1"), anchor_of(EVENT, "q2")),
    )  # fmt: skip
    judge = Decision(DecisionAct.JUDGE, "p1", "Bo", "2024-05-01T10:00:00Z", field="outcome", value="did not happen")
    filled.decide([merge, judge])
    assert list(filled.decisions()) == [judge, merge]
    assert list(filled.decisions("q1")) == [merge]
    assert list(filled.claims()) == [STATEMENT, FIGURE, EVENT]
    assert filled.verify().decisions == 2
    assert is_decision_id(merge.id)


def test_the_decisions_of_a_while_are_told(filled, clock):
    clock.at = "2024-06-01T10:00:00+00:00"
    first = decision("reject", at="2024-03-01T00:00:00Z")
    filled.decide([first])
    clock.at = "2024-07-01T10:00:00+00:00"
    filled.decide([withdraw(first.id)])
    assert list(filled.decided(dt.date(2024, 5, 31), dt.date(2024, 6, 1))) == [first]
    assert [d.act for d in filled.decided(dt.date(2024, 6, 1))] == ["withdraw"]


def test_a_copy_carries_decisions_and_custody(new_store, tmp_path, postgres):
    article = replace(READING.article, original=b"<p>" + TEXT.encode() + b"</p>", obtained="made for this test")
    whole = replace(READING, article=article)
    first = str(tmp_path / "first.ledger")
    with open_store(first) as store:
        store.add(whole, claims_of(whole))
        gone = withdraw(article.id)
        store.decide([decision("reject"), gone])
        store.decide([withdraw(gone.id, at="2024-08-01T00:00:00Z")])
        wanted = store.digest(), list(store.claims()), list(store.decisions()), store.custody(article.id)
    there, back = postgres(), str(tmp_path / "back.ledger")
    copy_ledger(first, there)
    copy_ledger(there, back)
    for address in (there, back):
        with open_store(address) as copy:
            assert (copy.digest(), list(copy.claims()), list(copy.decisions()), copy.custody(article.id)) == wanted
            assert copy.original(wanted[3][0].sha256) == article.original
            assert copy.verify().problem is None
            copy.decide([decision("accept", STATEMENT, by="Bo")])  # and numbers count on


VALUES = st.sampled_from(
    [("measure", "missing"), ("measure", "wounded"), ("of", "boats"), ("source", "Bo"), ("side", "us")]
)
DECISIONS = st.lists(
    st.builds(
        lambda act, who, at, pair: decision(
            act, by=who, at=f"2024-06-{at:02}T10:00:00Z", field=pair[0] if act == "correct" else None,
            value=pair[1] if act == "correct" else None,
        ),
        st.sampled_from(["accept", "reject", "correct"]), st.sampled_from(["Ana", "Bo"]), st.integers(1, 28), VALUES,
    ),
    max_size=6,
)  # fmt: skip


@given(DECISIONS, st.randoms())
def test_effective_claims_do_not_depend_on_the_order_of_arrival(decisions, chance):
    shuffled = decisions[:]
    chance.shuffle(shuffled)
    claims = claims_of(READING)
    assert effective(claims, decisions) == effective(claims, shuffled)
    assert effective(claims, [*decisions, *decisions]) == effective(claims, decisions)


def test_an_anchor_holds_on_to_the_same_thing_in_other_words_and_to_nothing_else():
    assert anchored(anchor_of(FIGURE), claims_of(READING)) == FIGURE
    wider = claims_of(reading("99.0", words="40 sailors"))
    assert anchored(anchor_of(FIGURE), wider).text == "40 sailors"
    other = claims_of(reading("99.0", words="40 sailors", low=7.0, measure=Measure.COUNT))
    assert anchored(anchor_of(FIGURE), other) is None
    assert anchored(anchor_of(FIGURE), (STATEMENT, EVENT)) is None
    assert anchored(replace(anchor_of(FIGURE), article="0" * 64, claim="c0"), claims_of(READING)) is None
