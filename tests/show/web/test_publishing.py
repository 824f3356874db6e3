"""The static site: complete, linked, hashed, discreet, the same again from the same ledger."""

import hashlib
import json
import re
from dataclasses import replace

import pytest

from counterclaim.errors import UsageError
from counterclaim.flow import Ledger
from counterclaim.show.web.publishing import PublishOptions, publish
from counterclaim.show.web.searching import piece_of, words_of

from .conftest import HOSTILE, TEXTS, fill, gazette
from .test_hostile import is_safe
from .test_pages import outline


@pytest.fixture(scope="module")
def site(made_ledger, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "site"
    with Ledger.open(made_ledger, create=False, read_only=True) as ledger:
        publish(ledger, folder, PublishOptions(name="war"))
    return folder


class Answer:
    def __init__(self, text):
        self.text = text


def test_every_link_of_every_page_leads_to_a_file_and_a_place_in_it(site):
    ids = {page: set(outline(page.read_text("utf-8")).ids) for page in site.rglob("*.html")}
    assert len(ids) > 10
    for page in ids:
        for link in outline(page.read_text("utf-8")).links:
            if link.startswith("https://"):
                continue
            assert "?" not in link, (page, link)
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_file(), (page.relative_to(site), link)
            if anchor and target.suffix == ".html":
                assert anchor in ids[target], (page.relative_to(site), link)


def test_the_manifest_holds_the_hash_of_every_file_and_the_ledgers_state(site, made_ledger):
    manifest = json.loads((site / "manifest.json").read_text("utf-8"))
    held = {
        str(f.relative_to(site)): hashlib.sha256(f.read_bytes()).hexdigest() for f in site.rglob("*") if f.is_file()
    }
    del held["manifest.json"]
    assert manifest["files"] == held
    with Ledger.open(made_ledger, create=False, read_only=True) as ledger:
        assert manifest["ledger"]["digest"] == ledger.view.digest()


def test_the_same_ledger_gives_the_same_bytes(site, made_ledger, tmp_path):
    with Ledger.open(made_ledger, create=False, read_only=True) as ledger:
        publish(ledger, tmp_path / "again", PublishOptions(name="war"))
    assert (tmp_path / "again" / "manifest.json").read_bytes() == (site / "manifest.json").read_bytes()


def test_full_texts_and_exact_places_stay_at_home(site):
    everything = "\n".join(
        f.read_text("utf-8") for f in site.rglob("*") if f.suffix in {".html", ".json", ".csv", ".js"}
    )
    for text in TEXTS.values():
        assert len(text) < 160 or text not in everything
    assert "dispatches/" not in everything
    places = json.loads((site / "data" / "map.json").read_text("utf-8"))["data"]
    assert places
    for place in places:
        assert place["radius_km"] >= 25
        assert place["lat"] * 4 == round(place["lat"] * 4) or place["kind"] != "district"


def test_full_texts_and_exact_places_are_in_where_they_are_asked_for(made_ledger, tmp_path):
    with Ledger.open(made_ledger, create=False, read_only=True) as ledger:
        publish(ledger, tmp_path / "full", PublishOptions(full_texts=True, exact_places=True))
    pages = [f.read_text("utf-8") for f in (tmp_path / "full" / "articles").glob("*.html")]
    assert any('class="body"' in page for page in pages)
    places = json.loads((tmp_path / "full" / "data" / "map.json").read_text("utf-8"))["data"]
    assert {(p["name"], p["lat"]) for p in places} >= {("Verovka", 48.5)}


def test_hostile_words_are_text_in_pages_and_in_the_index(site):
    for page in site.rglob("*.html"):
        found = outline(page.read_text("utf-8"))
        assert found.handlers == []
        assert found.styles == []
        assert "<img" not in page.read_text("utf-8")
        assert not any(link.lower().startswith(("javascript:", "data:")) for link in found.links)
    for piece in (site / "search").glob("*.js"):
        text = piece.read_text("utf-8")
        assert text.startswith("window.counterclaimFound([")
        assert "<" not in text
    assert callable(is_safe)
    assert HOSTILE


def test_the_index_finds_every_question_and_claim_by_its_words(site):
    def data(path):
        return json.loads(re.fullmatch(r"window\.counterclaimFound\((.*)\);\n", (site / path).read_text("utf-8"))[1])[2]

    whole = data("search/all.js")
    assert whole["things"] > 5
    for word in ("verovka", "90", "courier"):
        numbers = data(f"search/words-{piece_of(word)}.js")[word]
        things = data("search/things-0.js")
        assert numbers
        assert all(word in " ".join(things[number]).lower() or word == "courier" for number in numbers)


def test_no_folder_of_the_machine_that_made_the_ledger_is_in_the_site(tmp_path):
    made = gazette()
    unnamed = replace(made, article=replace(made.article, outlet=None, title=None, path="/home/ana/inbox/gazette.txt"))
    with Ledger.open(fill(tmp_path / "own.ledger", [unnamed]), create=False, read_only=True) as ledger:
        publish(ledger, tmp_path / "site", PublishOptions(name="war", full_texts=True))
    held = {file: file.read_text("utf-8", "replace") for file in (tmp_path / "site").rglob("*") if file.is_file()}
    assert [file.name for file, text in held.items() if "/home/ana" in text] == []
    assert [file.name for file, text in held.items() if file.suffix == ".html" and "gazette.txt" in text] != []


def test_words_are_found_without_accents_and_in_latin_letters():
    assert list(words_of("Zelenśkyj’s 12,000; Київ")) == ["zelenskyj", "12", "000", "kiiv"]


def test_a_folder_of_somebody_elses_is_not_overwritten(tmp_path):
    path = fill(tmp_path / "a.ledger", [gazette()])
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("years of work")
    with Ledger.open(path, create=False, read_only=True) as ledger:
        with pytest.raises(UsageError, match="no site of Counterclaim"):
            publish(ledger, theirs, PublishOptions())
        assert (theirs / "thesis.txt").read_text() == "years of work"
        publish(ledger, tmp_path / "ours", PublishOptions())
        publish(ledger, tmp_path / "ours", PublishOptions(full_texts=True))
    assert json.loads((tmp_path / "ours" / "manifest.json").read_text("utf-8"))["full_texts"] is True


def test_an_empty_ledger_is_a_site_too(tmp_path):
    path = fill(tmp_path / "empty.ledger", [])
    with Ledger.open(path, create=False, read_only=True) as ledger:
        done = publish(ledger, tmp_path / "site", PublishOptions())
    assert done.files > 10
    assert "no articles yet" in Answer((tmp_path / "site" / "index.html").read_text("utf-8")).text
