"""What people do with the pages, done in a real browser."""

import re

from tests.show.web.conftest import WRITE_TOKEN

from counterclaim.flow import Ledger


def test_from_the_briefing_to_a_dispute_its_rule_its_sentence_its_article_and_back(address, open_page):
    page, _ = open_page(address)
    page.goto(address)
    page.click("#disputed h3 a")
    assert page.inner_text("h1").startswith("How many soldiers were killed in Verovka")
    page.wait_for_selector(".chart canvas")  # the drawing gave way to the chart that answers
    assert page.inner_text("[data-bounds-shown]") == "40–90"
    page.click("#bounds-acled")
    assert page.inner_text("[data-bounds-shown]") == "40"
    assert page.inner_text(".rules tr[aria-current] th a") == "acled"
    assert page.url.endswith("?bounds=acled")
    page.reload()
    assert page.inner_text("[data-bounds-shown]") == "40"
    words = page.locator(".pair .where").last
    words.click()
    assert re.search(r"/articles/[0-9a-f]{64}(\?[^#]*)?#s\d+-\d+$", page.url)
    lit = page.locator(".body .p.lit")
    assert lit.first.inner_text() == "90"
    page.go_back()
    assert page.inner_text("h1").startswith("How many soldiers were killed in Verovka")
    page.go_back()
    assert page.inner_text("h1") == "Briefing"


def test_the_briefing_and_the_list_change_their_ranges_in_place_and_hand_the_rule_on(address, open_page):
    page, _ = open_page(address)
    for path in ("/", "/questions"):
        page.goto(address + path)
        assert page.inner_text("[data-by] >> nth=0") == "40–90", path
        page.click("#bounds-median")
        assert page.inner_text("[data-by] >> nth=0") == "65", path
        assert page.inner_text("[data-rule][aria-current]") == "median"
        assert page.url == f"{address}{path}?bounds=median"
        page.click("main a[href*='/questions/'] >> nth=0")
        assert page.inner_text("[data-bounds-shown]") == "65"


def test_from_words_to_the_value_and_back_with_the_keyboard(address, open_page):
    page, _ = open_page(address)
    claim = next(c for c in page.request.get(f"{address}/claims.json?kind=figure").json()["data"] if c["text"] == "90")
    page.goto(f"{address}/articles/{claim['article']}")
    page.focus(f'.body a[href="#{claim["id"]}"]')
    assert page.locator(f'li[id="{claim["id"]}"].lit').count() == 1
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#{claim['id']}")
    page.focus(f'li[id="{claim["id"]}"] a.back')
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#s{claim['start']}-{claim['end']}")
    assert page.locator(".body .p.lit").first.inner_text() == "90"


def test_an_address_of_any_span_shows_its_words(address, open_page):
    page, _ = open_page(address)
    article = page.request.get(f"{address}/claims.json?search=rebels").json()["data"][0]["article"]
    page.goto(f"{address}/articles/{article}#s63-73")
    assert page.locator(".body .p.lit").count() >= 1


def test_searching_and_narrowing(address, open_page):
    page, _ = open_page(address)
    page.goto(f"{address}/questions")
    page.fill("#find", "rebels")
    page.press("#find", "Enter")
    assert page.url == f"{address}/claims?search=rebels"
    assert page.inner_text("h1") == "Claims with “rebels”"
    before = page.locator(".each").count()
    page.select_option("select[name=kind]", "figure")
    page.click("form.filters button")
    assert 0 < page.locator(".each").count() < before
    page.click("text=clear")
    assert page.url == f"{address}/claims"


def test_reviewing_with_keys(own_server, open_page):
    client, path = own_server
    home = str(client.base_url).rstrip("/")
    page, _ = open_page(home)
    page.goto(f"{home}/sign-in?token={WRITE_TOKEN}")
    assert page.inner_text("h1") == "Review"
    first = page.get_attribute('input[name="claim"]', "value")
    page.keyboard.press("n")
    page.wait_for_url("**/review?claim=*")
    second = page.get_attribute('input[name="claim"]', "value")
    assert second != first
    page.fill('input[name="reviewer"]', "Ana")
    page.fill('input[name="reason"]', "a headline")  # typing is no key press for a decision
    page.locator("h1").click()
    page.keyboard.press("r")
    page.wait_for_selector(f"text={second}: rejected by Ana")
    page.keyboard.press("a")
    page.wait_for_selector("text=accepted by Ana")
    page.keyboard.press("c")
    assert page.locator("details.correct[open]").count() == 1
    with Ledger.open(path, read_only=True) as ledger:
        decided = {d.subject: (d.act.value, d.reason) for d in ledger.decisions()}
    assert decided[second] == ("reject", "a headline")
    assert decided[first] == ("accept", "")


def test_the_theme_follows_the_system_and_the_switch_and_is_kept(address, open_page):
    page, _ = open_page(address, dark=True)
    page.goto(f"{address}/questions")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(23, 24, 26)"
    page.click("[data-theme-switch]")
    assert page.evaluate(paper) == "rgb(253, 253, 251)"
    page.goto(f"{address}/sources")
    assert page.evaluate(paper) == "rgb(253, 253, 251)"


def test_without_javascript_everything_is_read_and_rules_are_links(address, open_page):
    page, _ = open_page(address, script=False)
    page.goto(address)
    page.click("#disputed h3 a")
    assert page.locator(".chart svg").count() == 1
    page.click("#bounds-acled")
    assert page.inner_text("[data-bounds-shown]") == "40"
    page.locator(".pair .where").last.click()
    assert page.locator(".anchor:target + .p").inner_text() == "90"


def test_first_paint_within_a_second(address, open_page):
    page, _ = open_page(address)
    page.goto(f"{address}/questions")
    page.goto(address)
    page.wait_for_timeout(300)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert paint < 1_000


def test_a_published_site_opens_from_the_file_system_and_searches(made_ledger, tmp_path, open_page):
    from counterclaim.show.web.publishing import PublishOptions, publish

    with Ledger.open(made_ledger, create=False, read_only=True) as ledger:
        publish(ledger, tmp_path / "site", PublishOptions(name="war"))
    home = (tmp_path / "site").as_uri()
    page, _ = open_page(home)
    page.goto(f"{home}/index.html")
    page.click("#disputed h3 a")
    page.wait_for_selector(".chart canvas")
    page.click("#bounds-acled")
    assert page.inner_text("[data-bounds-shown]") == "40"
    page.fill("#find", "rebels soldiers")
    page.press("#find", "Enter")
    page.wait_for_selector(".found li")
    assert "search.html" in page.url
    assert page.locator(".found li").count() >= 1
    page.click(".found li a")
    assert "/articles/" in page.url or "/questions/" in page.url
