import pytest

from counterclaim.reading.timex.phrases import Searched, families, phrase


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("{fall} Goma", "The fall of Goma shook the capital.", ["fall of Goma"]),
        ("{fall} Bukavu", "They have taken Goma and Bukavu since January.", ["taken Goma and Bukavu"]),
        ("{fall} Goma", "The brigade withdrew its last men from the lakeside city of Goma.", 1),
        ("{fall} Goma", "Goma fell on Monday, and Goma’s fall was denied.", ["Goma fell", "Goma’s fall"]),
        ("{fall} Goma", "Rebels captured a reporter near Goma.", []),
        ("{fall} Hama", "The army captured Hamas men.", []),
        ("{freed} Izium", "Izium was liberated in September.", ["Izium was liberated"]),
        ("{strike} Dnipro", "The attack on Dnipro killed nine.", ["attack on Dnipro"]),
        ("bodies .. Bucha", "The bodies in the streets of Bucha were found.", ["bodies in the streets of Bucha"]),
        ("bodies .. Bucha", "They found bodies. Bucha was quiet.", []),
    ],
)
def test_a_phrase_is_found_where_its_words_say_so(written, text, found):
    spans = [span.of(text) for span in phrase(written).find(Searched(text))]
    assert spans == found if isinstance(found, list) else len(spans) == found


def test_the_families_are_those_that_the_manual_names():
    assert families() == ("fall", "freed", "strike", "talks", "death", "offensive", "siege")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Congress passed a bill worth $61 billion.", ["passed a bill worth $61 billion"]),
        ("Congress passed a budget without a cent of the $61 billion.", []),
        ("Congress passed a law while the request for $61 billion waits.", []),
    ],
)
def test_a_phrase_is_not_found_across_words_that_undo_it(text, wanted):
    found = [span.of(text) for span in phrase("passed .. $61 billion").find(Searched(text))]
    assert found == wanted
