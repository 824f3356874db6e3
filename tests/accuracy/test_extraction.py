from accuracy.extraction import measured, word_shares

BODY = "The regional governor said on Tuesday that four people had been wounded when shells hit the market. " * 4


def test_words_count_as_often_as_they_stand_and_signs_where_no_spaces_are():
    assert word_shares("two shells, two", "Two shells hit") == (2 / 3, 2 / 3)
    assert word_shares("地雷", "地雷原") == (1.0, 2 / 3)
    assert word_shares("", "") == (1.0, 1.0)


def test_pages_with_a_reference_are_measured_and_refused_ones_named(tmp_path):
    for folder in ("html", "txt"):
        (tmp_path / folder).mkdir()
    for name, body in (("a", f"<article><p>{BODY}</p></article>"), ("b", "<p>404 Not Found</p>"), ("c", "<p>x</p>")):
        (tmp_path / "html" / f"{name}.html").write_text(f"<html lang=en><body>{body}</body></html>")
    (tmp_path / "txt" / "a.txt").write_text(BODY + "unseen")
    (tmp_path / "txt" / "b.txt").write_text("Four people")
    whole, refused = measured(tmp_path)
    assert (whole.name, whole.recall, whole.precision, whole.refused) == ("a", 68 / 69, 1.0, None)
    assert (refused.name, refused.recall, refused.precision, refused.language) == ("b", 0.0, 1.0, None)
    assert refused.refused == "no article text"
