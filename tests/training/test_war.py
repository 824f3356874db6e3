"""The second corpus: spans without words find their words again; nothing is learned from a text that has changed."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training"))

import corpus  # noqa: E402
import war  # noqa: E402

FIRST = "ARMY SAYS 12 DIED. THE MAYOR DENIED IT."
SECOND = {"id": "n1", "title": "Rebels: town  fell", "text": "The rebels\nsaid so."}
THIRD = {"id": "n2", "title": "Calm returns", "text": "Nobody spoke."}


@pytest.fixture
def shelf(tmp_path):
    for name, rows in {"old": [{"doc_id": "d1", "text": FIRST}], "news": [SECOND, THIRD]}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "a.txt").write_text("Then the mayor said that the army denied it.", encoding="utf-8")
    return war.Shelf(tmp_path, tmp_path / "case")


def test_a_text_in_capitals_is_annotated_in_the_usual_case(shelf):
    text = war.text_of({"name": "x", "corpus": "old", "rows": ["d1"]}, shelf)
    assert text == "Army Says 12 Died. The mayor denied it."
    assert war.fingerprint(text) == war.fingerprint(FIRST)


def test_headlines_stand_above_their_leads_and_a_part_is_cut_out(shelf):
    both = war.text_of({"name": "x", "corpus": "news", "rows": ["n1", "n2"]}, shelf)
    assert both == "Rebels: town fell\nThe rebels said so.\n\nCalm returns\nNobody spoke."
    assert war.text_of({"name": "x", "corpus": "news", "rows": ["n1"], "part": [4, 10]}, shelf) == "rebels"
    with pytest.raises(OSError, match="other"):
        war.text_of({"name": "x", "corpus": "other", "rows": ["n1"]}, shelf)


def test_spans_are_read_again_as_they_were_written(tmp_path):
    said = {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 17], [19, 22]]}
    cueless = {"content": [[19, 38]]}
    first = corpus.Gold(((0, 4),), ((5, 9),), ((10, 17), (19, 22)))
    for name, words in {"text/a.txt": FIRST, "attributions/a_0000.ann": war.standoff([said, cueless])}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(words, encoding="utf-8")
    [article] = corpus.read_corpus(tmp_path)
    assert article.annotations == ((first, corpus.Gold((), (), ((19, 38),))),)


def test_every_text_written_for_the_purpose_is_the_one_that_was_annotated():
    entries = map(json.loads, (war.HOME / "annotations.jsonl").read_text(encoding="utf-8").splitlines())
    own = {entry["name"]: entry for entry in entries if "corpus" not in entry}
    assert set(own) == {path.stem for path in (war.HOME / "texts").glob("*.txt")}
    for entry in own.values():
        text = war.text_of(entry, war.Shelf(Path(), Path()))
        assert war.fingerprint(text) == entry["sha256"], entry["name"]
        spans = [span for one in entry["attributions"] for role in war.ROLES for span in one.get(role, [])]
        assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans), entry["name"]


def test_no_text_under_a_licence_against_commercial_use_is_learned_from():
    entries = [json.loads(line) for line in (war.HOME / "annotations.jsonl").read_text(encoding="utf-8").splitlines()]
    measured = [entry for entry in entries if entry.get("measuring")]
    assert {entry["corpus"] for entry in measured} == {"warnews"}
    assert [e["name"] for e in entries if "ruwa" in str(e.get("rows")) and not e.get("measuring")] == []


@pytest.mark.shared
@pytest.mark.parametrize(("more", "least"), [([], 5_000), (["--measuring"], 1_000)])
def test_the_corpus_is_whole_where_the_corpora_are(shared, tmp_path, monkeypatch, capsys, more, least):
    corpora = shared / "corpora"
    arguments = ["--corpora", corpora, "--case", corpora / "polnear" / "train" / "text", "--out", tmp_path, *more]
    monkeypatch.setattr(sys, "argv", ["war.py", *map(str, arguments)])
    war.main()
    told = capsys.readouterr()
    assert told.err == ""
    made = corpus.read_corpus(tmp_path)
    assert told.out.startswith(f"{len(made)} texts")
    assert sum(len(article.annotations[0]) for article in made) > least
