"""The scorer of snippets' ACLED sub-events."""

import pytest
from accuracy.case import Row, f1_by_class, sub_event, weighted_f1

from counterclaim.records.reading import Event
from counterclaim.records.span import Span
from counterclaim.records.values import EventType, Status

HERE = Span(0, 4)


def event(kind, mode=None, status=Status.HAPPENED):
    return Event("e1", HERE, HERE, kind, mode, status=status, rule="frame; narrator; undated")


def test_the_most_telling_kind_stands_for_a_snippet():
    told = [event(EventType.ASSAULT, "firearms"), event(EventType.ASSAULT, "suicide-attack")]
    assert sub_event(told) == "Suicide bomb"


def test_a_protest_with_arrests_is_one_with_intervention():
    assert (
        sub_event([event(EventType.PROTEST, "demo"), event(EventType.COERCE, "arrest")]) == "Protest with intervention"
    )


def test_what_is_denied_stands_for_a_snippet_only_where_nothing_else_is_told():
    denied = event(EventType.ASSAULT, "suicide-attack", Status.DENIED)
    assert sub_event([denied, event(EventType.COERCE, "arrest")]) == "Arrests"
    assert sub_event([denied]) == "Suicide bomb"


def test_talk_has_no_home_in_acled():
    assert sub_event([event(EventType.CONSULT)]) is None
    assert sub_event([]) is None


def test_classes_are_weighted_by_their_rows():
    rows = [Row(0, "", "Attack", "Attack"), Row(1, "", "Attack", None), Row(2, "", "Arrests", "Attack")]
    assert f1_by_class(rows) == {"Attack": pytest.approx(0.5), "Arrests": 0.0}
    assert weighted_f1(rows) == pytest.approx(2 / 3 * 0.5)
    assert weighted_f1([]) == 0
