import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records.when import When

days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-03-11", dt.date(2022, 3, 11), dt.date(2022, 3, 11)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2022", dt.date(2022, 1, 1), dt.date(2022, 12, 31)),
        ("2022-02-24/2022-03", dt.date(2022, 2, 24), dt.date(2022, 3, 31)),
    ],
)
def test_a_written_date_stands_for_all_its_days(text, first, last):
    when = When.parse(text)
    assert (when.first, when.last, str(when)) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["", "March 2022", "2022-13", "2022-02-30", "2022/2021/2020", "22-03-11", "2022-03-11/"]
)
def test_what_is_no_iso_date_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        When.parse(text)


def test_an_interval_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="must not end before it begins"):
        When.parse("2022-03-11/2022-03-01")


@given(days, days)
def test_between_writes_what_parse_reads(a, b):
    first, last = min(a, b), max(a, b)
    when = When.between(first, last)
    assert When.parse(when.text) == when
    assert when.days == (last - first).days + 1


def test_between_keeps_whole_months_and_years_short():
    assert When.between(dt.date(2024, 2, 1), dt.date(2024, 2, 29)).text == "2024-02"
    assert When.between(dt.date(2024, 1, 1), dt.date(2024, 12, 31)).text == "2024"
    assert When.between(dt.date(2024, 2, 1), dt.date(2024, 2, 28)).text == "2024-02-01/2024-02-28"


@given(days, days, days, days)
def test_overlap_is_symmetric_and_means_a_shared_day(a, b, c, d):
    one, other = When.between(min(a, b), max(a, b)), When.between(min(c, d), max(c, d))
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) == (max(one.first, other.first) <= min(one.last, other.last))
