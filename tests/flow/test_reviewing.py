"""What people look at first, what they decide, how far they agree, and what becomes gold data."""

import json
import math
from dataclasses import replace

import pytest

from counterclaim.errors import RecordError, UnknownId, UsageError
from counterclaim.flow import Ledger
from counterclaim.flow.agreement import KEPT, agreement
from counterclaim.flow.gold import anchor_in, gold
from counterclaim.flow.review_order import consequence, doubt
from counterclaim.flow.reviewing import decisions_from_records, reviewer_name
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.article import Article, Published
from counterclaim.records.decisions import decision_to_json
from counterclaim.records.question import Account, Question, QuestionStatus
from counterclaim.records.reading import Attribution, Figure, Forecast, Reader, Reading, Source
from counterclaim.records.span import Span
from counterclaim.records.values import Act, Measure, Quote, Side
from counterclaim.records.when import When
from counterclaim.version import __version__

DAY = When.parse("2015-10-12")


def toll(number, source, side, outlet, confidence=0.9, version=__version__):
    """One article in which one source gives one number of Syrian dead by one day."""
    text = (
        f"Report of {outlet}. {source} said that {number} Syrian soldiers had been killed by 12 October. The line held."
    )
    at = lambda words: Span(text.index(words), text.index(words) + len(words))  # noqa: E731
    said = Attribution(
        "a1", Source((at(source),), source, source, None, side), (), (at("said"),),
        (at(f"that {number} Syrian soldiers had been killed by 12 October"),), Quote.INDIRECT, Act.ASSERT, DAY,
        confidence,
    )  # fmt: skip
    figure = Figure(
        "f1", at(str(number)), str(number), float(number), float(number), False, Measure.KILLED, "Syrian soldiers",
        None, "person", since=When.parse("2015-09-24"), as_of=DAY, attribution="a1",
    )  # fmt: skip
    article = Article(text, path=f"{outlet}.txt", outlet=outlet, published=Published(DAY, "given"))
    return Reading(article, Reader(version, ()), article.published, (), (said,), (figure,))


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "war.ledger") as ledger:
        for reading in (
            toll(40, "Syrian defence ministry", Side.OTHER, "The Bell"),
            toll(900, "Islamic State", Side.OTHER, "The Horn", confidence=0.5),
        ):
            ledger.store.add(reading, claims_of(reading))
        yield ledger


def figures(ledger):
    return list(ledger.claims(ClaimFilter(kind="figure")))


def claim_with(**changes):
    return replace(claims_of(toll(40, "Syrian defence ministry", Side.OTHER, "The Bell"))[1], **changes)


def test_doubt_grows_with_every_ground_and_names_them():
    sure = doubt(claim_with(confidence=0.95))
    unsure = doubt(claim_with(confidence=0.4))
    worse = doubt(claim_with(confidence=0.4, source="they", measure=Measure.COUNT))
    assert 0 < sure.number < unsure.number < worse.number < 1
    assert unsure.why == "attributed with a confidence of 0.40"
    assert "who 'they' stands for was not found" in worse.why
    assert "what the figure counts was not recognised" in worse.why
    assert math.isclose(worse.number, 1 - 0.4 * 0.5 * 0.8)


def asked(status, *claims):
    accounts = tuple(Account(claim, f"o{number}", None) for number, claim in enumerate(claims))
    return Question("q1", "How many?", "figure", None, status, accounts, (), None)


def test_more_hangs_on_an_account_of_a_dispute_and_most_on_the_end_of_its_range():
    low, middle, high = (claim_with(id=f"c{n}", low=float(n), high=float(n)) for n in (3, 5, 9))
    disputed = asked(QuestionStatus.DISPUTED, low, middle, high)
    alone = consequence(low, [])
    reported = consequence(low, [asked(QuestionStatus.REPORTED, low)])
    inside, end = consequence(middle, [disputed]), consequence(high, [disputed])
    assert alone.number < reported.number < inside.number < end.number <= 1
    assert end.why == "one of 3 accounts, from 3 origins, of a disputed question; alone gives its highest"
    assert (alone.why, reported.why) == ("answers no question", "the only account of its question")


def test_the_queue_is_in_order_and_ends_with_what_was_decided_left_out(ledger):
    items = ledger.queue()
    assert len(items) == 4
    assert [item.score for item in items] == sorted((item.score for item in items), reverse=True)
    assert all(0 < item.score == item.doubt.number * item.consequence.number <= 1 for item in items)
    first = items[0].claim
    assert (first.kind, first.source) == ("figure", "Islamic State")
    ledger.decide("accept", first.id, reviewer="Ana")
    assert first.id not in [item.claim.id for item in ledger.queue()]
    assert [item.claim.kind for item in ledger.queue(wanted=ClaimFilter(kind="statement"))] == ["statement"] * 2
    for most in range(1, 4):  # whether by the short way or by walking the whole ledger
        assert ledger.queue(limit=most) == ledger.queue(limit=None)[:most]


def test_two_who_differ_come_first_until_a_third_word(ledger):
    claim = figures(ledger)[0]
    ledger.decide("reject", claim.id, reviewer="Ana")
    ledger.decide("accept", claim.id, reviewer="Bo")
    first = ledger.queue()[0]
    assert (first.claim.id, first.doubt.number) == (claim.id, 1.0)
    assert first.doubt.why == "Ana and Bo differ on accept or reject"
    assert [d.reviewer for d in first.decisions] == ["Ana", "Bo"]
    ledger.decide("accept", claim.id, reviewer="Ana", reason="I see it now")
    assert claim.id not in [item.claim.id for item in ledger.queue()]


def test_coders_who_correct_a_field_otherwise_differ_on_it(ledger):
    claim = figures(ledger)[0]
    ledger.decide("correct", claim.id, fields={"measure": "wounded"}, reviewer="Ana")
    ledger.decide("accept", claim.id, reviewer="Bo")
    assert ledger.queue()[0].doubt.why == "Ana and Bo differ on measure"


def test_a_second_coder_works_blind(ledger):
    claim = figures(ledger)[0]
    ledger.decide("correct", claim.id, fields={"low": 41.0, "high": 41.0}, reviewer="Ana")
    ledger.decide("reject", figures(ledger)[1].id, reviewer="Ana")
    blind = {item.claim.id: item for item in ledger.queue(reviewer="Bo", blind=True)}
    assert len(blind) == 4
    assert (blind[claim.id].claim, blind[claim.id].decisions) == (ledger.view.machine_claim(claim.id), ())
    assert blind[claim.id].claim.low == 40.0
    assert claim.id not in [item.claim.id for item in ledger.queue(reviewer="Ana", blind=True)]


def test_what_the_reader_reads_otherwise_since_comes_back(ledger):
    claim = figures(ledger)[0]
    ledger.decide("accept", claim.id, reviewer="Ana")
    newer = toll(40, "Syrian defence ministry", Side.OTHER, "The Bell", version="99.0")
    newer = replace(newer, figures=(replace(newer.figures[0], measure=Measure.WOUNDED),))
    ledger.store.add(newer, claims_of(newer))
    [item] = [item for item in ledger.queue() if item.claim.id == claim.id]
    assert item.doubt.why == "the reader reads measure otherwise since Ana decided"
    ledger.decide("accept", claim.id, reviewer="Ana")
    assert claim.id not in [item.claim.id for item in ledger.queue()]


def test_who_corrects_one_bound_vouches_for_the_other(ledger):
    claim = figures(ledger)[0]
    made = ledger.decide("correct", claim.id[:8], fields={"high": 60.0}, reviewer="Ana")
    assert {(d.field, d.value) for d in made} == {("low", 40.0), ("high", 60.0)}
    with pytest.raises(UsageError, match="low 80 lies above high 60"):
        ledger.decide("correct", claim.id, fields={"low": 80.0}, reviewer="Ana")


@pytest.mark.parametrize(
    ("act", "subject", "more", "error"),
    [
        ("accept", "c0000", {}, UnknownId),
        ("correct", "figure", {}, UsageError),
        ("correct", "figure", {"fields": {"status": "denied"}}, UsageError),
        ("withdraw", "figure", {"reason": "x"}, UnknownId),
        ("withdraw", "article", {}, UsageError),
        ("merge", "q0000", {"others": ["q1"]}, UnknownId),
        ("judge", "p0000", {"fields": {"outcome": "held"}}, UnknownId),
        ("frobnicate", "figure", {}, ValueError),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(ledger, act, subject, more, error):
    subject = {"figure": figures(ledger)[0].id, "article": next(ledger.articles()).id}.get(subject, subject)
    with pytest.raises(error):
        ledger.decide(act, subject, reviewer="Ana", **more)
    assert list(ledger.decisions()) == []


def test_questions_are_merged_and_split_with_anchors_in_their_claims(ledger):
    one, other = figures(ledger)
    questions = {q.id: q for q in ledger.questions() if q.kind == "figure"}
    [together] = [q for q in questions.values() if len(q.accounts) == 2]
    with pytest.raises(UsageError, match="all accounts would leave"):
        ledger.decide("split", together.id, others=[one.id, other.id], reviewer="Ana")
    [split] = ledger.decide("split", together.id, others=[other.id[:9]], reviewer="Ana")
    assert split.others == (other.id,)
    assert {(a.claim, a.of) for a in split.anchors} == {(one.id, together.id), (other.id, other.id)}


def test_a_forecast_is_judged(tmp_path):
    text = "Norbury will fall within a week, the staff predicted."
    span = Span(0, text.index(","))
    forecast = Forecast("p1", span, None, When.parse("2015-10-19"), DAY)
    article = Article(text, published=Published(DAY, "given"))
    reading = Reading(article, Reader(__version__, ()), article.published, forecasts=(forecast,))
    with Ledger.open(tmp_path / "war.ledger") as ledger:
        ledger.store.add(reading, claims_of(reading))
        [known] = ledger.forecasts()
        [judged] = ledger.decide("judge", known.id, fields={"outcome": "did not happen"}, reviewer="Ana")
        assert (judged.field, judged.value, judged.anchors[0].words) == ("outcome", "did not happen", span.of(text))


def test_decisions_travel_as_json_into_a_ledger_read_by_another_version(ledger, tmp_path):
    one, other = figures(ledger)
    ledger.decide("correct", one.id, fields={"measure": "wounded"}, reason="hurt, not killed", reviewer="Ana")
    ledger.decide("reject", other.id, reviewer="Bo")
    records = [json.loads(json.dumps(decision_to_json(d))) for d in ledger.decisions()]
    with Ledger.open(tmp_path / "other.ledger") as there:
        made = decisions_from_records(there, records)
        assert there.store.decide(made) == tuple(made)
        for outlet, number, source, confidence in (
            ("The Bell", 40, "Syrian defence ministry", 0.9),
            ("The Horn", 900, "Islamic State", 0.5),
        ):
            newer = toll(number, source, Side.OTHER, outlet, confidence, version="99.0")
            there.store.add(newer, claims_of(newer))
        assert [(c.measure, c.reviewed[0].reviewer) for c in figures(there)] == [(Measure.WOUNDED, "Ana")]
        assert there.verify().problem is None


def test_short_records_are_enough_for_a_person(ledger):
    claim = figures(ledger)[0]
    short = {"act": "correct", "subject": claim.id[:9], "field": "of", "value": "Syrian sailors", "reviewer": "Ana"}
    [made] = decisions_from_records(ledger, [short])
    assert (made.subject, made.field, made.value, made.anchors[0].words) == (claim.id, "of", "Syrian sailors", "40")
    for wrong in ({"act": "correct"}, {"act": "sink", "subject": claim.id}, {**short, "value": {"a": 1}}):
        with pytest.raises((UsageError, RecordError), match="decision 1: "):
            decisions_from_records(ledger, [wrong], "Ana")
    whole = decision_to_json(made)
    with pytest.raises(RecordError, match=r"decision 1: .* was changed"):
        decisions_from_records(ledger, [{**whole, "value": "Syrian pilots"}])


def test_the_reviewer_is_named_by_option_setting_or_login(monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_REVIEWER", "Cy")
    assert (reviewer_name("Ana"), reviewer_name()) == ("Ana", "Cy")
    monkeypatch.delenv("COUNTERCLAIM_REVIEWER")
    monkeypatch.setenv("LOGNAME", "dora")
    assert reviewer_name() == "dora"


@pytest.fixture
def coded(tmp_path):
    """Six tolls that Ana and Bo both coded: they differ on one claim's measure, one low and one claim as such."""
    with Ledger.open(tmp_path / "coded.ledger") as ledger:
        for number in range(10, 16):
            reading = toll(number, "Syrian defence ministry", Side.OTHER, f"Paper {number}")
            ledger.store.add(reading, claims_of(reading))
        for claim in figures(ledger):
            ledger.decide("accept", claim.id, reviewer="Ana")
            match claim.low:
                case 10.0:
                    ledger.decide("correct", claim.id, fields={"measure": "wounded"}, reviewer="Bo")
                case 11.0:
                    ledger.decide("correct", claim.id, fields={"low": 12.0, "high": 12.0}, reviewer="Bo")
                case 12.0:
                    ledger.decide("reject", claim.id, reviewer="Bo")
                case _:
                    ledger.decide("accept", claim.id, reviewer="Bo")
        yield ledger


def test_agreement_is_krippendorffs_alpha_by_field_with_n(coded):
    found = {a.field: a for a in agreement(coded.decisions())}
    # Worked by hand after Krippendorff (2011): 6 pairs, 11 "yes" and 1 "no": 1 - (12 - 1) * 2 / (2 * 11 * 1)
    assert (found[KEPT].alpha, found[KEPT].claims, found[KEPT].same) == (pytest.approx(0.0), 6, 5)
    # 5 pairs, 9 killed and 1 wounded
    assert (found["measure"].alpha, found["measure"].claims, found["measure"].same) == (pytest.approx(0.0), 5, 4)
    # (10,10) (11,12) (13,13) (14,14) (15,15): observed 1/5; expected by all pairs of the ten values
    values = [10, 10, 11, 12, 13, 13, 14, 14, 15, 15]
    expected = sum((a - b) ** 2 for a in values for b in values) / (10 * 9)
    assert found["low"].alpha == pytest.approx(1 - (2 * 1 / 10) / expected)
    assert (found["low"].level, found["low"].coders) == ("interval", ("Ana", "Bo"))
    assert found["modality"].alpha is None
    assert "which chance would do as well" in found["modality"].why


def test_agreement_of_one_coder_alone_is_none(coded):
    assert agreement(coded.decisions(), ["Ana"]) == ()
    assert agreement([]) == ()


def test_a_coder_who_thinks_again_counts_with_the_last_word(coded):
    [rejected] = [item.claim for item in coded.view.rejected()]
    coded.decide("accept", rejected.id, reviewer="Bo")
    found = {a.field: a for a in agreement(coded.decisions())}
    assert (found[KEPT].alpha, found[KEPT].same, found["measure"].claims) == (None, 6, 6)


def test_what_people_vouch_for_becomes_a_key(ledger):
    one, other = figures(ledger)
    ledger.decide("correct", one.id, fields={"measure": "wounded"}, reviewer="Ana")
    [statement, _] = ledger.claims(ClaimFilter(article=one.article.id))
    ledger.decide("accept", statement.id, reviewer="Bo")
    ledger.decide("reject", other.id, reviewer="Ana")
    keys = {found.key["outlet"]: found for found in gold(ledger.view)}
    bell = keys["The Bell"]
    assert bell.rows == 2
    assert bell.key["published"] == {"from": "2015-10-12", "to": "2015-10-12", "why": "given"}
    [figure] = bell.key["figures"]
    assert (figure["anchor"], figure["number"], figure["low"]) == ("40 Syrian soldiers", "40", 40)
    assert (figure["measure"], figure["corrected"]) == ("wounded", {"measure": "killed"})
    [said] = bell.key["claims"]
    assert (said["source"], said["cue"], said["quote"], said["act"]) == (
        "Syrian defence ministry",
        "said",
        "indirect",
        "assert",
    )
    assert bell.key["reviewed"] == {"by": ["Ana", "Bo"], "all_claims": True, "rejected": []}
    horn = keys["The Horn"].key
    assert (horn["figures"], horn["reviewed"]["all_claims"]) == ([], False)
    assert [row["number"] for row in horn["reviewed"]["rejected"]] == ["900"]


@pytest.mark.parametrize(
    ("text", "start", "wanted"),
    [
        ("Seven boats sank off Merin.", 0, "Seven boats sank"),
        ("Seven boats sank. Seven boats sank again.", 0, "Seven boats sank."),
        ("two fell. Later, two fell", 17, "Later, two"),
        ("no no no no no", 3, None),
        ("x", 0, "x"),
    ],
)
def test_an_anchor_occurs_once(text, start, wanted):
    found = anchor_in(text, Span(start, min(len(text), start + 3)))
    assert found == wanted
    assert found is None or text.count(found) == 1
