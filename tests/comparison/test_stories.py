"""Which articles report the same thing in words of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.comparison.stories import find_stories, likeness, signature_of
from counterclaim.records.claim import ArticleRef
from counterclaim.records.when import When

FERRY = (
    "A ferry carrying farm workers capsized in the Ostrava lagoon before dawn after its engine failed, drowning "
    "eleven passengers, harbourmaster Teodor Lanza said. Fishermen from Pellworm pulled survivors onto a jetty while "
    "divers searched the flooded hull for a missing steward."
)
FERRY_TOLD_ANEW = (
    "Eleven farm workers drowned when a ferry overturned in the Ostrava lagoon, according to harbourmaster Lanza. "
    "Its engine had failed. Divers were still searching the hull for a steward on Friday; fishermen from Pellworm "
    "had brought the survivors to a jetty."
)
MARKET = (
    "Shells struck a covered market in Brezno at noon and set a row of textile stalls alight, killing a seamstress and "
    "two porters, the mayor Ilona Kovacs told reporters. Firemen said the roof of the fish hall had fallen in and that "
    "a tram depot nearby was burning as well."
)


def article(name, text, published="2024-05-03", title=None):
    ref = ArticleRef(name, f"{name}.txt", title, "Gazette", When.parse(published) if published else None)
    return ref, signature_of(title, text)


def test_two_articles_that_tell_one_thing_in_their_own_words_are_one_story():
    found = find_stories([article("a", FERRY), article("b", FERRY_TOLD_ANEW, "2024-05-04"), article("c", MARKET)])
    assert found.first == {"a": "a", "b": "a"}
    assert [found.of(name) for name in "abc"] == ["a", "a", "c"]
    assert [found.shared(name) for name in "abc"] == ["a", "a", None]


def test_the_same_words_a_month_later_are_another_story():
    assert find_stories([article("a", FERRY), article("b", FERRY_TOLD_ANEW, "2024-06-04")]).first == {}


def test_headlines_of_one_war_share_too_little_to_be_one_story():
    pair = [
        article("a", "Zelenskyy thanks Canada for shells"),
        article("b", "Zelenskyy thanks Canada for helmets and shells"),
    ]
    assert find_stories(pair).first == {}


def test_a_signature_leaves_out_the_parties_that_stand_in_every_text_of_a_war():
    assert (
        likeness(signature_of(None, "Russia Ukraine Russian Moscow Kyiv"), signature_of(None, "Russia Kyiv")).shared
        == 0
    )


def test_a_text_of_no_words_has_an_empty_signature_and_no_story():
    assert signature_of(None, "… — 7").terms == ()
    assert find_stories([article("a", ""), article("b", "")]).first == {}


@given(st.permutations(["a", "b", "c", "d", "e"]), st.integers(1, 4))
def test_the_order_of_arrival_does_not_matter(order, day):
    texts = {"a": FERRY, "b": FERRY_TOLD_ANEW, "c": MARKET, "d": FERRY, "e": MARKET + " " + FERRY}
    made = [article(name, texts[name], f"2024-05-0{1 + (ord(name) * day) % 8}") for name in texts]
    by_name = {ref.id: (ref, signature) for ref, signature in made}
    assert find_stories(by_name[name] for name in order) == find_stories(made)


@pytest.mark.parametrize("published", [None, "2024-05"])
def test_articles_without_a_day_are_told_apart_by_their_words_alone(published):
    found = find_stories([article("a", FERRY, published), article("b", FERRY_TOLD_ANEW, published)])
    assert found.first == {"a": "a", "b": "a"}
