"""The recipe's parts that need no training framework: corpus files, scores, confidence."""

import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))

import corpus  # noqa: E402
import scoring  # noqa: E402
import texts  # noqa: E402
import tune  # noqa: E402

TEXT = "The army said the town fell. “We hold it,” the mayor told AFP."
FIRST = (
    "T1\tSource 0 8\tThe army\nT2\tCue 9 13\tsaid\nT3\tContent 14 27\tthe town fell\n"
    "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
)
SPLIT = "T4\tContent 14 18;23 27\tthe  fell\nT5\tCue 9 13\tsaid\nE2\tAttribution-no-source:T5 Cue:T5 Content1:T4\n"
WITHOUT_CONTENT = "T6\tCue 9 13\tsaid\nE3\tAttribution:T6 Cue:T6\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a_b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "a_b_0f0f.ann").write_text(FIRST + WITHOUT_CONTENT, encoding="utf-8")
    (tmp_path / "attributions" / "a_b_1f0f.ann").write_text(SPLIT, encoding="utf-8")
    return tmp_path


def test_an_article_keeps_each_annotators_attributions_in_order_of_file(folder):
    first = corpus.Gold(((0, 8),), ((9, 13),), ((14, 27),))
    second = corpus.Gold((), ((9, 13),), ((14, 18), (23, 27)))
    assert corpus.read_corpus(folder) == [corpus.Annotated("a_b", TEXT, ((first,), (second,)))]


def test_what_is_held_out_does_not_depend_on_the_other_articles():
    articles = [corpus.Annotated(f"article {i}", "", ()) for i in range(600)]
    train, held = corpus.split(articles)
    assert len(train) + len(held) == 600
    assert 30 <= len(held) <= 70
    assert corpus.split(articles[:300])[1] == [a for a in held if a in articles[:300]]


def words(*numbers):
    return frozenset(numbers)


def test_a_prediction_is_judged_by_the_gold_that_it_overlaps_most():
    gold = [(words(0), words(1), words(2, 3, 4, 5)), (words(), words(8), words(9, 10))]
    predicted = [
        (words(7), words(8), words(9, 10)),
        (words(0), words(1), words(2, 3, 4)),
        (words(0), words(1), words(5)),
    ]
    assert scoring.judge(gold, predicted) == [
        scoring.Prediction(partial=True, full=False, exact=True),
        scoring.Prediction(partial=True, full=True, exact=False),
        scoring.Prediction(partial=False, full=False, exact=False),
    ]


def test_scores_count_every_prediction_and_every_gold_attribution():
    judged = [[scoring.Prediction(True, True, False), scoring.Prediction(False, False, False)]]
    assert scoring.f1(judged, gold_count=2) == {"exact": 0.0, "partial": 0.5, "full": 0.5}


def test_fitted_confidence_recovers_a_known_logistic_curve():
    rng = np.random.default_rng(1)
    evidence = np.zeros((20_000, 8))
    evidence[:, 0], evidence[:, 4] = 1, rng.normal(size=20_000)
    right = rng.random(20_000) < 1 / (1 + np.exp(-(0.5 + 2 * evidence[:, 4])))
    weights = tune.fit_confidence(evidence, right.astype(float))
    assert weights[0] == pytest.approx(0.5, abs=0.1)
    assert weights[4] == pytest.approx(2.0, abs=0.1)


def test_a_reliability_table_sets_stated_against_observed():
    table = tune.reliability(np.array([0.15, 0.15, 1.0]), np.array([0.0, 1.0, 1.0]))
    assert table == [tune.Bin(0.1, 0.2, 2, pytest.approx(0.15), 0.5), tune.Bin(0.9, 1.0, 1, 1.0, 1.0)]


def test_copy_in_capitals_gets_the_case_that_its_words_usually_have():
    usual = texts.usual_case(["The army of Nepal asked NATO for help, and the army waited. The army left Nepal."])
    copy = 'NEPAL, 3 MAY -- [TEXT] THE ARMY\nASKED NATO FOR HELP. "THE KAMAK GROUP LEFT."'
    assert texts.cased(copy, usual) == 'Nepal, 3 May --  The army asked NATO for help. "The Kamak Group left."'
