import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from counterclaim.errors import InputError
from counterclaim.intake.door import take
from counterclaim.intake.files import find_files, take_files
from counterclaim.intake.found import Found, Terms
from counterclaim.intake.limits import Limits
from counterclaim.intake.texts import make_article
from counterclaim.records.article import Article, Drop, Published
from counterclaim.records.span import Span
from counterclaim.records.when import When

BODY = "The ministry said on Monday that its forces had left the village of Orlivka after two days of fighting."


def _items(files):
    return [taken.item for taken in take_files(files, Terms(Limits()))]


def test_a_plain_file_is_stored_unchanged(tmp_path):
    file = tmp_path / "a.txt"
    data = ("\ufeff" + BODY.replace("village", "village\r\n") + "\u200f “open quote\n").encode()
    file.write_bytes(data)
    [article] = _items([str(file)])
    assert article.text.encode() == data
    assert (article.path, article.language, article.header) == (str(file), "en", None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b"GIF89a\0\1\2", "binary file"),
        (b"caf\xe9 in Latin-1, not in UTF-8", "not UTF-8"),
        (b" \r\n\t --- \n", "no text"),
        (b"x" * 51, "too long"),
    ],
)
def test_what_cannot_be_an_article_is_dropped_with_a_reason(data, reason):
    [taken] = take(Found("in/x.txt", data), Terms(Limits(article_chars=50)))
    dropped = taken.item
    assert isinstance(dropped, Drop)
    assert (dropped.item, dropped.reason) == ("in/x.txt", reason)
    assert dropped.detail


def test_a_text_under_another_ending_is_read_by_its_content_and_that_is_said(tmp_path):
    file = tmp_path / "dispatch.png"
    file.write_text(BODY)
    told = []
    [taken] = take_files([str(file)], Terms(Limits(), tell=told.append))
    assert isinstance(taken.item, Article)
    assert taken.notes == ("named .png, but its content is text: read as one text",)
    assert told == [f"{file}: named .png, but its content is text: read as one text"]


def test_a_few_signs_under_another_ending_are_no_article_and_under_a_texts_own_they_are():
    [stray] = take(Found("in/a.png", b"x"), Terms(Limits()))
    assert stray.item == Drop(
        "in/a.png",
        "not an article",
        "the file (named .png, but nothing in its first 64 kB is read otherwise than as text) "
        "holds 1 characters; named .txt it is read all the same",
    )
    [headline] = take(Found("in/a.txt", b"Talks resume"), Terms(Limits()))
    assert isinstance(headline.item, Article)
    assert headline.notes == ()


def test_a_table_whose_header_never_ends_is_refused_with_what_was_seen_and_what_to_do():
    endless = b"title,text," + b"x" * (1 << 17)
    [taken] = take(Found("in/long.csv", endless), Terms(Limits(item_bytes=1 << 17)))
    assert taken.item == Drop(
        "in/long.csv",
        "too large",
        "the file (named .csv, but nothing in its first 64 kB is read otherwise than as text) "
        "has more than 131,072 bytes; COUNTERCLAIM_MAX_ITEM_BYTES takes more",
    )


def test_a_bad_file_does_not_stop_the_files_after_it(tmp_path):
    (tmp_path / "1.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "2.txt").write_text(BODY)
    missing = str(tmp_path / "0.txt")
    results = _items([missing, str(tmp_path / "1.txt"), str(tmp_path / "2.txt")])
    assert [type(r) for r in results] == [Drop, Drop, Article]
    assert [r.reason for r in results[:2]] == ["nothing there", "binary file"]


def test_front_matter_gives_what_the_text_does_not():
    text = f'---\ntitle: "A village falls"\noutlet: The Harbour Dispatch\ndate: 2024-05-03\nfoo: bar\n---\n{BODY}\n'
    article = make_article(text, path="x.txt", defaults=Article("", outlet="Another", author="A. Writer"))
    assert (article.title, article.outlet, article.author) == (
        "A village falls",
        "The Harbour Dispatch",
        "A. Writer",
    )
    assert article.published == Published(When.parse("2024-05-03"), "front matter: date: 2024-05-03")
    assert article.text == text
    assert article.header == Span(0, text.index(BODY))


def test_a_horizontal_rule_is_no_front_matter():
    text = f"---\n{BODY}\n---\n"
    assert make_article(text).header is None


def test_a_date_that_is_none_is_a_named_drop_and_never_today():
    dropped = make_article(f"---\ndate: last Tuesday\n---\n{BODY}", path="x.txt")
    assert dropped == Drop(
        "x.txt",
        "unreadable date",
        "the front matter says date: 'last Tuesday'; expected YYYY-MM-DD, YYYY-MM, YYYY or FROM/TO",
    )


def test_folders_globs_and_files_are_found_once_each_in_a_stable_order(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden/d.txt", "e.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY)
    inside = [str(tmp_path / n) for n in ("a.md", "b.txt", "sub/c.txt")]
    assert find_files([str(tmp_path)]) == inside
    assert find_files([inside[1], str(tmp_path / "*.txt"), str(tmp_path), "-"]) == [
        inside[1],
        inside[0],
        inside[2],
        "-",
    ]


@pytest.mark.parametrize("path", ["nowhere", "nowhere/*.txt"])
def test_a_path_that_names_nothing_is_an_error_that_names_it(path):
    with pytest.raises(InputError, match="nowhere"):
        find_files([path])


def test_an_empty_folder_is_an_error_that_says_what_is_looked_for(tmp_path):
    with pytest.raises(InputError, match="the folder holds no files that can be articles"):
        find_files([str(tmp_path)])


def test_a_folder_that_may_not_be_looked_into_is_named_and_the_rest_is_taken():
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        (folder / "closed").mkdir(mode=0o700)
        for name in ("a.txt", "closed/b.txt"):
            (folder / name).write_text(BODY)
        found, taken = _by_nobody(made)
        assert found == [str(folder / "a.txt"), str(folder / "closed")]
        assert isinstance(taken[0], Article)
        assert taken[1] == Drop(str(folder / "closed"), "unreadable file", "Permission denied")


def _by_nobody(folder):
    """What is found and taken by a user to whom closed folders are closed, which they are not to root.

    In a process of its own: what Python itself may not look into while it is nobody (its own library, in some places)
    it remembers as not being there, and later tests would miss modules and encodings.
    """
    if os.geteuid():
        pytest.skip("only root can make a folder that a process of its own may not look into")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_find_and_take_as_nobody, folder).result(timeout=60)


def _find_and_take_as_nobody(folder):
    list(take(Found("first.txt", BODY.encode()), Terms(Limits())))  # loads what reading needs while it may be loaded
    os.seteuid(65534)
    found = find_files([folder])
    return found, _items(found)


def test_another_language_is_recognised_and_a_headline_is_left_open():
    russian = "Министерство обороны сообщило, что войска оставили село после двух дней боёв у реки."
    assert make_article(russian).language == "ru"
    assert make_article("Talks resume").language is None
    assert make_article(BODY.upper()).language == "en"
