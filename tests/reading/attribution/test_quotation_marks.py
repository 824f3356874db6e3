"""Quotation marks of every kind, however badly kept."""

import pytest

from counterclaim.reading.attribution.quotations import find_quotations
from counterclaim.records.span import Span


def found_in(text):
    return [q.span.of(text) for q in find_quotations(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“It holds,” she said.", ["“It holds,”"]),
        ('"It holds," she said.', ['"It holds,"']),
        ("«It holds», she said.", ["«It holds»"]),
        ("„It holds“ is wrong here”, she said.", ["„It holds“ is wrong here”"]),
        ("‘It holds,’ she said.", ["‘It holds,’"]),
        ("'It holds,' she said.", ["'It holds,'"]),
        ("'It's ours and it holds,' she said.", ["'It's ours and it holds,'"]),
        ("The army's drones hit the soldiers' camp.", []),
        ("It was the summer of '68 and rock 'n' roll.", []),
        ("The so-called 'people's republic' fell.", ["'people's republic'"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("“He left it open, she said. The rain fell.", ["“He left it open,"]),
    ],
)
def test_marks_are_paired(text, quotations):
    assert found_in(text) == quotations
