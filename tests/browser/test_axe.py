"""WCAG 2.2 AA by axe-core, the engine that accessibility auditors use: every page, light and dark, narrow and wide."""

from importlib.resources import files

import pytest
from tests.show.web.conftest import HOSTILE, WRITE_TOKEN, fill, serving

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What colours can break; everything else is the same in the dark.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
WIDTHS = (390, 1280)
FOUND = """
async (rules) => (await axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations
  .map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 90)).slice(0, 3).join(' | ')}`)
"""


@pytest.fixture(scope="module")
def axe():
    bundled = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    return files(bundled).joinpath("axe.min.js").read_text("utf-8")


def assert_accessible(page, axe, address, paths):
    """Each page is loaded once for either theme: colours and width change in place, as they do for a reader."""
    for path in paths:
        page.goto(address + path)
        page.evaluate(axe)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme, rules in (("light", LEVELS), ("dark", OF_COLOURS)):
                page.emulate_media(color_scheme=scheme)
                assert page.evaluate(FOUND, rules) == [], (path, scheme, width)


def every_kind_of_page(page, address):
    def first(listing):
        return page.request.get(f"{address}/{listing}.json").json()["data"][0]["id"]

    lists = "questions claims articles timeline map talks forecasts sources outlets sign-in nowhere".split()
    details = (f"questions/{first('questions')}", f"claims/{first('claims')}", f"articles/{first('articles')}")
    return [f"/{path}" for path in ("", *lists, *details, "source?name=rebels", f"outlet?name=Outlet {HOSTILE}")]


def test_no_page_breaks_a_rule(made_ledger, address, axe, open_page):
    page, seen = open_page(address)
    assert_accessible(page, axe, address, every_kind_of_page(page, address))
    seen.faults = [fault for fault in seen.faults if "404" not in fault]  # of /nowhere


def test_the_review_queue_breaks_no_rule(own_server, axe, open_page):
    home = str(own_server[0].base_url).rstrip("/")
    page, _ = open_page(home)
    page.goto(f"{home}/sign-in?token={WRITE_TOKEN}")
    assert_accessible(page, axe, home, ["/review"])
    page.keyboard.press("c")
    page.evaluate(axe)
    assert page.evaluate(FOUND, LEVELS) == []


def test_the_pages_of_an_empty_ledger_break_no_rule(tmp_path, axe, open_page):
    with serving(fill(tmp_path / "empty.ledger", [])) as home:
        page, _ = open_page(home)
        assert_accessible(page, axe, home, ["/", "/questions", "/map"])
