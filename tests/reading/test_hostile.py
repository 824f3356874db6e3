"""Whatever stands in a file, reading it ends, in bounded memory, with spans that lie in the text."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import counterclaim
from counterclaim.records.wire import reading_from_json, reading_to_json

SENTENCE = "The ministry said on 3 May 2024 that at least 40 soldiers were killed near Kharkiv."

HOSTILE = {
    "one character": "x",
    "digits only": "1 22 333 4,444 5.5 666666666666666666666666",
    "windows line ends": f"{SENTENCE}\r\n\r\n“We hold it,” he said.\r\n",
    "byte order mark": f"\ufeff{SENTENCE}",
    "nul in the middle": f"{SENTENCE}\0{SENTENCE}",
    "right-to-left marks": f"\u202b{SENTENCE}\u202c \u200fقال الوزير\u200f",
    "quotation mark left open": f"“{SENTENCE} " + f"{SENTENCE} " * 5,
    "quotation marks only": '"“”‘’«»„"' * 40,
    "all capitals": (SENTENCE + " 'WE WILL FIGHT,' HE ADDED. ").upper(),
    "no spaces": "killed" * 2000,
    "one very long line": f"{SENTENCE} " * 400,
    "many brackets": "(" * 500 + SENTENCE + ")" * 500,
    "many dates": "On 3 May, 4 May, 5 May and 6 May 2024 " * 60,
    "many numbers": "40 killed, 50 wounded, 60 captured; " * 80,
    "combining signs": "Z\u0300\u0301\u0302elenskyy said 4\u03300 died. " * 3,
    "emoji": "The 🚀 army 🇺🇦 said 40 👩‍🚀 were killed.",
    "blank lines": "\n\n\n" + SENTENCE + "\n" * 50,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_with_spans_inside_it(read, name):
    text = HOSTILE[name]
    reading = read(text, published="2024-05-08")
    check_spans(reading, text)


@settings(max_examples=25)
@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "'", "said", "killed", "40", "more than", "Moscow", "the ministry", ".", ",", "\n\n", "on",
             "Tuesday", "will", "not", "according to", "he", "(", ")", "3 May", "—", "at least dozens", "talks"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_jumble_of_the_words_that_rules_look_for_is_read(read, words):
    text = " ".join(["x", *words])
    reading = read(text, published="2024-05-08")
    check_spans(reading, text)


def check_spans(reading, text):
    assert reading_from_json(reading_to_json(reading), text) == reading
    spans = [f.span for f in reading.figures] + [e.span for e in reading.events] + [e.trigger for e in reading.events]
    spans += [p.span for p in (*reading.forecasts, *reading.times, *reading.places, *reading.actors)]
    for a in reading.attributions:
        spans += [*a.cue, *a.content, *(a.source.spans if a.source else ())]
        assert a.content
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    for figure in reading.figures:
        assert figure.span.of(text) == figure.text
        assert figure.low is None or figure.high is None or figure.low <= figure.high
    ids = {a.id for a in reading.attributions}
    assert {v.attribution for v in (*reading.figures, *reading.events, *reading.forecasts)} <= ids | {None}


@pytest.mark.slow
def test_a_text_of_a_quarter_megabyte_is_read_in_bounded_memory(tmp_path):
    # No two paragraphs are alike: repeated ones would be left out as boilerplate and cost nothing.
    names = ("council", "committee", "delegation", "family", "orchestra", "parish", "company")
    sentences = (
        f"The {names[n % 7]} of street {n} met again on matter {n * 7} of the bridge, and nobody was the wiser for it."
        for n in range(2_500)
    )
    (tmp_path / "long.txt").write_text("\n".join(sentences))
    # VmHWM begins anew with the program; ru_maxrss would count what the process that started it holds.
    code = (
        "import re, sys; from counterclaim.flow import read_many; [r] = read_many([sys.argv[1]]); "
        "print(type(r).__name__, *re.findall(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "long.txt")], capture_output=True, text=True, check=True
    )
    name, peak_kb = done.stdout.split()
    assert name == "Reading"
    assert int(peak_kb) < 800_000  # 534,000, of which the models take 476,000


def test_no_step_compares_parser_tokens_by_identity():
    """spaCy hands out a new Token at each look, so `head is token` is never true and a loop on it never ends."""
    sources = Path(counterclaim.__file__).parent.joinpath("reading").rglob("*.py")
    pattern = re.compile(r"\.head is(?! None| not None)|\b(?:head|token|verb) is (?:not )?(?:head|token|verb)\b")
    assert [f"{s.name}: {m.group()}" for s in sources for m in pattern.finditer(s.read_text(encoding="utf-8"))] == []


def test_a_relative_clause_without_an_antecedent_ends(read):
    text = "WHO STATED THAT FORTY SOLDIERS HAD DIED. WHO SAID SO WAS NEVER ASKED. THOSE WHO CLAIM IT LIE, HE SAID."
    check_spans(read(text, published="2024-05-08"), text)
