"""The scorer of stories and settled counts, and what it gives on the shared corpus."""

import pytest
from accuracy.gva import Incident, b_cubed, read_incidents, settled, stories_of, within_window

from counterclaim.records.article import Article
from counterclaim.records.claim import ArticleRef
from counterclaim.records.question import Bounds, Question, QuestionStatus
from counterclaim.records.values import Measure
from counterclaim.records.when import When


def test_b_cubed_of_a_perfect_clustering_is_one_and_of_one_lump_loses_precision():
    gold = {"a": "x", "b": "x", "c": "y"}
    perfect, lump = b_cubed(gold, gold.__getitem__), b_cubed(gold, lambda _: "all")
    assert (perfect.precision, perfect.recall, perfect.f1) == (1, 1, 1)
    assert (round(lump.precision, 4), lump.recall) == (round((2 / 3 + 2 / 3 + 1 / 3) / 3, 4), 1)


def test_reports_that_lie_further_apart_than_the_window_are_apart():
    refs = {
        name: ArticleRef(name, None, None, None, When.parse(day))
        for name, day in (("a", "2016-01-01"), ("b", "2016-01-09"), ("c", "2016-03-01"))
    }
    assert within_window(dict.fromkeys(refs, "x"), refs) == {"a": "x 0", "b": "x 0", "c": "x 1"}


@pytest.mark.parametrize(("low", "high", "said"), [(2.0, 5.0, "within"), (1.0, 3.0, "outside"), (None, 4.0, "within")])
def test_a_settled_count_is_held_against_the_bounds_of_the_largest_question(claim_of_article, low, high, said):
    article = Article("Four men were wounded on the quay.")
    account = claim_of_article(article)
    question = Question(
        "q1", "?", "figure", None, QuestionStatus.REPORTED, (account,), (), Bounds("minmax", low, None, high)
    )
    assert settled(Incident("i", 0, 4, (article,)), [question], Measure.WOUNDED, 4) == said
    assert settled(Incident("i", 0, 4, (article,)), [], Measure.WOUNDED, 4) == "no account"
    assert settled(Incident("i", 0, 9, (article,)), [question], Measure.WOUNDED, 9) is None


@pytest.fixture
def claim_of_article():
    from counterclaim.ledger.claims import claims_of
    from counterclaim.records.question import Account
    from counterclaim.records.reading import Figure, Reader, Reading
    from counterclaim.records.span import Span

    def make(article):
        figure = Figure("f1", Span(0, 4), "Four", 4.0, 4.0, False, Measure.WOUNDED, of="men")
        [claim] = claims_of(Reading(article, Reader("0", ()), None, figures=(figure,)))
        return Account(claim, "o1", None)

    return make


@pytest.mark.shared
def test_stories_of_the_shared_incidents_stay_as_good_as_they_were(shared):
    gold, stories, refs = stories_of(read_incidents(shared / "corpora" / "gva_incidents"))
    assert b_cubed(gold, stories.of).f1 >= 0.83
    score = b_cubed(within_window(gold, refs), stories.of)
    assert score.f1 >= 0.87
    assert score.precision >= 0.96
