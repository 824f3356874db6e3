"""A real browser over a real server: Debian's Chromium or COUNTERCLAIM_BROWSER's; skipped where there is none."""

import os
import shutil
from pathlib import Path

import pytest
from tests.show.web.conftest import address, made_ledger, own_server  # noqa: F401 - fixtures of the same made ledger

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="module")  # no longer: while it is open, no other test of its process may run asyncio
def browser():
    found = os.environ.get("COUNTERCLAIM_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None or not Path(found).exists():
        pytest.skip("no browser here: install Chromium, or name one in COUNTERCLAIM_BROWSER")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


class Seen:
    """What a page said and asked for while it was open."""

    def __init__(self, page, home):
        self.faults, self.elsewhere = [], []
        page.on("console", lambda m: self.faults.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda r: self.elsewhere.append(r.url) if not r.url.startswith((home, "data:")) else None)


@pytest.fixture
def open_page(browser):
    """open_page(home, width=…, dark=…, script=…) gives (page, seen); at the end nothing may have gone wrong in it."""
    contexts, watched = [], []

    def opened(home, *, width=1200, dark=False, script=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        seen = Seen(page, home)
        watched.append(seen)
        return page, seen

    yield opened
    for context in contexts:
        context.close()
    for seen in watched:
        assert seen.faults == []
        assert seen.elsewhere == []
