"""WCAG 2.2 AA, as far as a browser can say: contrast, names, keyboard, reflow, focus; on every page, light and dark."""

import pytest

PAGES = ("/", "/questions", "/claims", "/articles", "/timeline", "/map", "/talks", "/forecasts", "/sources", "/outlets")

# Every text's colour against what lies behind it: the nearest ancestor with a background that is not see-through.
CONTRAST = """
() => {
  const parse = (c) => {
    const p = c.match(/[\\d.]+/g).map(Number);
    if (c.startsWith('color(srgb')) return [p[0] * 255, p[1] * 255, p[2] * 255, p[3] ?? 1];
    return [p[0], p[1], p[2], p[3] ?? 1];
  };
  const light = ([r, g, b]) => {
    const f = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const over = (a, b) => a.slice(0, 3).map((v, i) => v * a[3] + b[i] * (1 - a[3]));
  const behind = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      const c = parse(getComputedStyle(at).backgroundColor);
      if (c[3] > 0) layers.push(c);
      if (c[3] === 1) break;
    }
    return layers.reverse().reduce((below, c) => over(c, below), [255, 255, 255]);
  };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const e = node.parentElement;
    if (!node.textContent.trim() || e.closest('svg, script, .hidden, .skip, noscript, [hidden]')) continue;
    if (!e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const below = behind(e);
    const a = light(over(parse(style.color), below)), b = light(below);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
    const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    if (ratio < needed) poor.push([node.textContent.trim().slice(0, 40), style.color, ratio.toFixed(2)]);
  }
  return poor;
}
"""
NAMES = """
() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, summary, [role=img], [tabindex="0"]')]
  .filter((e) => e.checkVisibility())
  .filter((e) => {
    const labels = e.labels ? [...e.labels].map((l) => l.textContent).join('') : '';
    const ids = (e.getAttribute('aria-labelledby') ?? '').split(' ');
    const by = ids.map((id) => document.getElementById(id)?.textContent).join('');
    return !(e.getAttribute('aria-label') || by || labels.trim() || e.textContent.trim() || e.title);
  }).map((e) => e.outerHTML.slice(0, 120))
"""
SMALL = """
() => [...document.querySelectorAll('button, input:not([type=hidden]), select, summary, nav a')]
  .filter((e) => e.checkVisibility() && !e.closest('label, .hidden'))
  .filter((e) => e.getBoundingClientRect().height < 24 && !e.closest('.contents, .paging, p, li li'))
  .filter((e) => e.tagName !== 'SUMMARY')
  .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
"""
TABLES = """
() => [...document.querySelectorAll('table')]
  .filter((t) => !t.querySelector('th[scope]')).map((t) => t.outerHTML.slice(0, 120))
"""


def paths(page, address):
    question = page.request.get(f"{address}/questions.json").json()["data"][0]["id"]
    articles = [a["id"] for a in page.request.get(f"{address}/articles.json").json()["data"]]
    claim = page.request.get(f"{address}/claims.json").json()["data"][1]["id"]
    return (*PAGES, f"/questions/{question}", *(f"/articles/{a}" for a in articles), f"/claims/{claim}", "/sign-in")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_stands_out_from_what_lies_behind_it(address, open_page, dark):
    page, _ = open_page(address, dark=dark)
    for path in paths(page, address):
        page.goto(address + path)
        assert page.evaluate(CONTRAST) == [], path


def test_everything_that_can_be_reached_has_a_name_and_every_table_has_headers(address, open_page):
    page, _ = open_page(address)
    for path in paths(page, address):
        page.goto(address + path)
        assert page.evaluate(NAMES) == [], path
        assert page.evaluate(TABLES) == [], path
        assert page.evaluate(SMALL) == [], path
        assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("width", [320, 1200])
def test_no_page_scrolls_sideways(address, open_page, width):
    page, _ = open_page(address, width=width)
    for path in paths(page, address):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_keyboard_reaches_everything_in_order_and_the_focus_is_seen(address, open_page):
    page, _ = open_page(address)
    page.goto(f"{address}/questions")
    wanted = page.locator("a[href], button:visible, input:visible:not([type=hidden]), select, summary").count()
    seen = []
    for _number in range(wanted + 5):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const e = document.activeElement; if (e === document.body) return null;
            const s = getComputedStyle(e);
            return [e.outerHTML.slice(0, 60), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2]; }"""
        )
        if at is None:
            break
        seen.append(at)
    assert seen[0][0].startswith('<a class="skip"')
    assert len(seen) >= wanted
    assert [what for what, shown in seen if not shown] == []
    page.goto(f"{address}/questions")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_chart_has_a_name_and_its_data_in_a_table_on_the_page(address, open_page):
    page, _ = open_page(address)
    for path in paths(page, address):
        page.goto(address + path)
        for chart in page.query_selector_all(".drawing"):
            assert chart.get_attribute("role") == "img"
            assert len(chart.get_attribute("aria-label")) > 20
            table = page.query_selector(f"table#{chart.get_attribute('aria-details')}")
            assert table is not None, path
            assert table.query_selector_all("tr") != []


def test_printed_pages_leave_out_what_paper_cannot_do(address, open_page):
    page, _ = open_page(address, dark=True)
    page.goto(f"{address}/questions")
    page.click("[data-theme-switch]")
    page.click("[data-theme-switch]")  # dark by choice, not by the system
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 27, 26)"
    for selector in (".top nav", ".find", ".asof"):
        assert not page.is_visible(selector), selector
    assert page.is_visible("h1")
