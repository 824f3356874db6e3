import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.intake.charset import Decoded, declared_in, decode

UKRAINIAN = "Міністерство оборони повідомило, що війська залишили село після двох днів боїв біля річки."
RUSSIAN = "Министерство обороны сообщило, что войска оставили село после двух дней боёв у реки, и это подтвердили."


@given(st.text(min_size=1).filter(lambda t: not t.startswith("\ufeff")))
def test_utf8_is_read_as_it_is_whatever_is_declared(text):
    data = text.encode("utf-8", "ignore")
    assert decode(data, "windows-1251") == Decoded(data.decode(), "utf-8")


@pytest.mark.parametrize("charset", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_goes_before_everything(charset):
    assert decode(UKRAINIAN.encode(charset), "latin-1").text == UKRAINIAN


@pytest.mark.parametrize(("declared", "charset"), [("windows-1251", "cp1251"), ("KOI8-R", "koi8-r")])
def test_what_is_declared_is_taken_where_it_fits(declared, charset):
    assert decode(RUSSIAN.encode(charset), declared).text == RUSSIAN


def test_latin1_means_windows_1252_as_in_browsers():
    assert decode("“Café”".encode("cp1252"), "iso-8859-1").text == "“Café”"


def test_an_undeclared_charset_is_told_by_the_words():
    found = decode((RUSSIAN * 5).encode("cp1251"))
    assert (found.text, found.charset) == (RUSSIAN * 5, "cp1251")
    assert found.note == "charset guessed: cp1251"


def test_letters_are_not_invented_where_nothing_can_be_told():
    assert decode(b"caf\xe9 and t\xeate") is None
    assert decode(bytes(range(128, 256)) * 3) is None


def test_a_codec_that_is_no_charset_is_not_used():
    assert decode(b"caf\xe9", "rot13") is None
    assert decode(b"caf\xe9", "zlib") is None


def test_a_slip_in_a_long_utf8_page_is_marked_and_told():
    data = (RUSSIAN * 300).encode() + b"\xff"
    found = decode(data, "utf-8")
    assert found.text == RUSSIAN * 300 + "\ufffd"
    assert found.note == "1 bytes are no UTF-8 and stand as U+FFFD"


def test_a_page_says_its_charset_in_its_head():
    assert declared_in(b'<html><head><meta charset="windows-1251">') == "windows-1251"
    assert declared_in(b'<meta http-equiv=Content-Type content="text/html; charset=koi8-r">') == "koi8-r"
    assert declared_in(b"<p>charset=none</p>") is None
