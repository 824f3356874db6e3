"""Which articles are copies of one text, and which of them came first."""

import random

import pytest

from counterclaim.comparison.families import find_families, is_copy
from counterclaim.records.claim import ArticleRef
from counterclaim.records.when import When

WORDS = [
    f"{a}{b}" for a in ("bri", "tra", "sol", "mar", "ken", "vol") for b in ("ga", "nel", "to", "dis", "mar", "pen")
]


def written(seed, count=220):
    chance = random.Random(seed)
    return " ".join(chance.choices(WORDS, k=count))


def article(name, day, text):
    return ArticleRef(name, f"{name}.txt", None, f"Outlet {name}", When.parse(day) if day else None), text


def test_copies_with_another_beginning_and_end_are_one_family_that_began_with_the_earliest():
    body = written(1)
    wire = article("wire", "2022-03-10", body)
    copy = article("copy", "2022-03-11", f"Our reporters write. {body} All rights reserved by this paper.")
    other = article("other", "2022-03-09", written(2))
    families = find_families([copy, other, wire])
    assert families.head == {"copy": "wire"}
    assert families.of("wire") == "wire"
    assert families.of("other") == "other"
    assert families.evidence["copy"].endswith("stand in Outlet wire, the earliest of the family.")


def test_a_shortened_copy_belongs_to_the_family():
    body = written(3, 300)
    short = " ".join(body.split()[:170])
    assert find_families([article("a", "2022-03-10", body), article("b", "2022-03-12", short)]).head == {"b": "a"}


def test_two_reports_of_one_thing_in_other_words_are_no_family():
    quote = " ".join(written(4).split()[:30])
    a = f"{written(5)} {quote} {written(6)}"
    b = f"{written(7)} {quote} {written(8)}"
    assert find_families([article("a", "2022-03-10", a), article("b", "2022-03-10", b)]).head == {}


@pytest.mark.parametrize("text", ["", "x", "Seven dead in Goris", "§ " * 50, "a " * 5000])
def test_short_and_strange_texts_make_no_family_and_no_error(text):
    families = find_families([article("a", None, text), article("b", None, text + " ")])
    assert set(families.head) <= {"b"}


def test_the_order_of_arrival_does_not_matter():
    body = written(9)
    articles = [article(str(i), f"2022-03-{10 + i}", f"{written(20 + i, 10)} {body}") for i in range(5)]
    assert find_families(articles) == find_families(articles[::-1])
    assert set(find_families(articles).head.values()) == {"0"}


def toll(killed, hurt, month, day):
    return (
        f"Shelling of Goris district kills {killed} since the fighting began. {killed} people have been killed and "
        f"{hurt} wounded in the district since the fighting began, its health office said on {month} {day}."
    )


@pytest.mark.parametrize(
    ("killed", "hurt", "day"), [("231", "502", "9"), ("1,012", "502", "9"), ("twelve", "490", "2")]
)
def test_the_same_words_with_another_days_numbers_are_another_report_and_no_copy(killed, hurt, day):
    first, later = toll("214", "490", "May", "2"), toll(killed, hurt, "May", day)
    assert is_copy(first, later) is False
    assert find_families([article("a", "2023-05-02", first), article("b", "2023-05-09", later)]).head == {}


def test_a_copy_under_another_headline_and_a_time_stamp_stays_a_copy_though_it_holds_numbers():
    first = toll("214", "490", "May", "2")
    copy = f"Goris: new figures (02.05.23 18:40) War today, 02.05.23 18:40. {first} View all news."
    assert find_families([article("a", "2023-05-02", first), article("b", "2023-05-02", copy)]).head == {"b": "a"}


def test_a_long_copy_in_which_one_figure_was_put_right_stays_a_copy():
    body = written(31, 240)
    first, corrected = (f"{body} The raid killed {n} people there. {written(32, 60)}" for n in ("14", "15"))
    assert is_copy(first, corrected) is True
