"""How the alternatives of data/acts.toml become patterns."""

import pytest

from counterclaim.reading.attribution.wording import compile_words


@pytest.mark.parametrize(
    ("alternative", "text", "whole"),
    [
        ("must", "They must go", True),
        ("must", "The mustard is sold", False),
        ("no (?:talks|deal)", "There are no  talks", True),  # a space stands for any white space
    ],
)
def test_the_words_of_a_rule_are_whole_words(alternative, text, whole):
    assert (compile_words([alternative], (), {}).search(text) is not None) is whole


def test_an_opening_stands_behind_a_mark_or_that():
    pattern = compile_words((), ["<own> refuse"], {"own": "(?:we|they)"})
    assert pattern.search("that “we refuse to go”")
    assert not pattern.search("the men said we refuse to go")


def test_a_class_that_the_file_does_not_define_is_named():
    with pytest.raises(ValueError, match="does not define: <foes> shelled"):
        compile_words(["<foes> shelled"], (), {})
