"""Every page, read without JavaScript, from the made ledger."""

import csv
import datetime as dt
import io
import re
import threading
from html.parser import HTMLParser

import httpx
import pytest

from counterclaim.flow import Ledger
from counterclaim.records.article import Article, Published
from counterclaim.records.reading import Event, Reader, Reading
from counterclaim.records.span import Span
from counterclaim.records.values import EventType, Track
from counterclaim.records.when import When

PAGES = ("/", "/questions", "/claims", "/articles", "/timeline", "/map", "/talks", "/forecasts", "/sources", "/outlets")
VOID = frozenset("area base br col embed hr img input link meta source track wbr path rect circle line use".split())


class Outline(HTMLParser):
    """What a page is made of: open elements, links, ids, headings, what has no name."""

    def __init__(self):
        super().__init__()
        self.open, self.links, self.ids, self.headings, self.unclosed = [], [], [], [], []
        self.scripts, self.handlers, self.styles, self.unlabelled = [], [], [], []
        self.labels = set()

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in held:
            self.ids.append(held["id"])
        if tag in {"a", "link"} and held.get("href"):
            self.links.append(held["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "script":
            self.scripts.append(held)
        self.handlers += [name for name in held if name.startswith("on")]
        self.styles += [value for name, value in held.items() if name == "style"]
        if tag == "label" and held.get("for"):
            self.labels.add(held["for"])
        fields = {"input", "select", "textarea"}
        if tag in fields and held.get("type") != "hidden" and "label" not in self.open:
            self.unlabelled.append(held.get("id", tag))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.unclosed.append((tag, self.open[-3:]))
        elif self.open:
            self.open.pop()


def outline(text):
    found = Outline()
    found.feed(text)
    return found


def first_of(client, path):
    return client.get(path).json()["data"][0]["id"]


@pytest.fixture(scope="module")
def every_page(client):
    paths = [
        *PAGES,
        f"/questions/{first_of(client, '/questions.json')}",
        *(f"/articles/{a['id']}" for a in client.get("/articles.json").json()["data"]),
        *(f"/claims/{c['id']}" for c in client.get("/claims.json").json()["data"][:6]),
        "/source?name=Army+Command",
        "/outlet?name=Gazette",
        "/questions?status=disputed&bounds=acled",
        "/claims?search=soldiers&kind=figure&track=losses",
        "/?as_of=2100-01-01",
    ]
    return {path: client.get(path) for path in paths}


def test_every_page_answers_and_is_well_formed(every_page):
    for path, answer in every_page.items():
        assert answer.status_code == 200, path
        found = outline(answer.text)
        assert found.unclosed == [], path
        assert found.open == [], path


def test_every_page_has_landmarks_one_first_heading_and_no_level_left_out(every_page):
    for path, answer in every_page.items():
        found = outline(answer.text)
        assert found.headings.count(1) == 1, path
        assert all(b - a <= 1 for a, b in zip(found.headings, found.headings[1:], strict=False)), (path, found.headings)
        for landmark in ("<main", "<header", "<footer", "<nav"):
            assert landmark in answer.text, path


def test_every_field_has_a_label_and_every_id_is_there_once(every_page):
    for path, answer in every_page.items():
        found = outline(answer.text)
        assert [name for name in found.unlabelled if name not in found.labels] == [], path
        assert len(found.ids) == len(set(found.ids)), path


def test_every_link_of_every_page_leads_somewhere(client, every_page):
    asked = {}
    for path, answer in every_page.items():
        for link in outline(answer.text).links:
            address = str(httpx.URL(f"http://127.0.0.1{path}").join(link))
            if link.startswith("https://"):
                continue
            asked.setdefault(address.split("#", maxsplit=1)[0].removeprefix("http://127.0.0.1"), path)
    broken = {link: path for link, path in asked.items() if client.get(link).status_code != 200}
    assert broken == {}


def test_the_disputed_question_comes_first_and_leads_to_its_page(client):
    question = client.get("/questions.json").json()["data"][0]
    assert question["status"] == "disputed"
    page = client.get("/").text
    assert f"/questions/{question['id']}" in page
    assert page.index('id="disputed"') < page.index('id="articles"')


def test_a_question_shows_its_accounts_the_range_by_every_rule_and_where_they_differ(client):
    at = f"/questions/{first_of(client, '/questions.json')}"
    page = client.get(at).text
    assert "2 outlets, <strong>2 origins</strong>" in page
    for rule in ("minmax", "acled", "ucdp", "median", "third-party", "latest"):
        assert f'data-rule="{rule}"' in page
    assert page.count('class="pair"') == 1
    assert "<svg" in page
    assert 'aria-details="accounts-table"' in page
    assert 'id="accounts-table"' in page


def test_a_question_lists_so_many_origins_and_says_how_many_more_there_are(client, monkeypatch):
    from counterclaim.show.web.pages import questions

    monkeypatch.setattr(questions, "MOST_ORIGINS", 1)
    monkeypatch.setattr(questions, "MOST_REPEATS", 1)
    at = f"/questions/{first_of(client, '/questions.json')}"
    page = client.get(f"{at}?bounds=ucdp").text
    table = page[page.index('id="accounts-table"') : page.index("</table>", page.index('id="accounts-table"'))]
    assert table.count("<tr>\n<td><strong>") == 1
    assert "1 account more of this origin, in the page’s data" in table
    assert "… and 1 more origin, in the page’s data." in page
    assert len(client.get(f"{at}.json").json()["data"]["accounts"]) == 3


@pytest.mark.parametrize(("rule", "words"), [("minmax", "40–90"), ("acled", "40"), ("median", "65")])
def test_bounds_by_the_rule_that_the_address_picks(client, rule, words):
    page = client.get(f"/questions/{first_of(client, '/questions.json')}?bounds={rule}").text
    shown = re.search(r"data-bounds-shown><span[^>]*>([^<]*)<", page).group(1)
    assert shown.startswith(words)
    assert re.search(rf'data-rule="{rule}"[^>]*aria-current="true"', page)


def test_a_span_of_an_article_has_a_permanent_address(client):
    claim = next(c for c in client.get("/claims.json?kind=figure").json()["data"] if c["text"] == "90")
    page = client.get(f"/claims/{claim['id']}").text
    assert f"/articles/{claim['article']}#s{claim['start']}-{claim['end']}" in page
    reader = client.get(f"/articles/{claim['article']}").text
    assert f'id="s{claim["start"]}-{claim["end"]}"' in reader
    assert f'id="{claim["id"]}"' in reader
    assert f'href="#s{claim["start"]}-{claim["end"]}"' in reader


def test_the_readers_pieces_are_the_articles_text_again(client):
    for entry in client.get("/articles.json").json()["data"]:
        page = client.get(f"/articles/{entry['id']}").text
        body = re.search(r'<div class="body"[^>]*>(.*?)</div>', page, re.DOTALL).group(1)
        import html

        text = html.unescape(re.sub(r"<[^>]*>", "", body))
        words = client.get(f"/api/v1/articles/{entry['id']}/words?start=0&end={entry['chars']}").json()["data"]["text"]
        assert text == words


@pytest.mark.parametrize(
    "path", ["/questions", "/claims", "/articles", "/timeline", "/map", "/talks", "/forecasts", "/sources", "/outlets"]
)
def test_what_a_page_shows_is_had_as_json_and_as_csv(client, path):
    rows = client.get(f"{path}.json").json()
    table = list(csv.DictReader(io.StringIO(client.get(f"{path}.csv").text)))
    assert set(rows) == {"data", "next", "ledger"}
    assert len(rows["data"]) == len(table)
    if rows["data"]:
        assert list(rows["data"][0]) == list(table[0])


def test_every_page_offers_what_it_shows_as_json_and_csv_and_a_citation(client, every_page):
    for path, answer in every_page.items():
        links = [link for link in outline(answer.text).links if re.search(r"\.(json|csv)(\?|$)", link)]
        assert [re.search(r"\.(json|csv)", link)[1] for link in links] == ["json", "csv"], path
        assert "@misc{counterclaim-" in answer.text, path
        assert set(client.get(links[0]).json()) == {"data", "next", "ledger"}, path
        assert client.get(links[1]).headers["content-type"].startswith("text/csv"), path


def test_a_page_is_cited_with_the_ledgers_state(client, made_ledger):
    page = client.get("/questions").text
    state = client.get("/api/v1/").json()["ledger"]
    assert state["head"][:16] in page
    assert "@misc{counterclaim-questions-" in page
    with Ledger.open(made_ledger, create=False, read_only=True) as ledger:
        assert state["entry"] > 0
        assert ledger.view.counts().articles == 3


def test_an_empty_ledger_has_every_page(tmp_path):
    from .conftest import fill, serving

    with serving(fill(tmp_path / "empty.ledger", [])) as at, httpx.Client(base_url=at) as client:
        for path in PAGES:
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert 'class="empty"' in answer.text, path


def test_the_ledger_as_it_stood_before_anything_came_in_is_empty(client):
    page = client.get("/questions?as_of=2001-02-03").text
    assert "as it stood at the end of 2001-02-03" in page
    assert 'class="list questions"' not in page


def test_a_page_that_has_not_changed_is_not_sent_again(client):
    for path in ("/", "/questions", "/claims.json", "/api/v1/claims"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path


def test_a_page_weighs_less_than_150_kb_without_the_chart_library(client, every_page):
    shared = sum(len(client.get(f"/static/{name}").content) for name in ("site.css", "site.js", "theme.js", "icon.svg"))
    for path, answer in every_page.items():
        assert len(answer.content) + shared < 150_000, (path, len(answer.content))


def test_listings_are_paged_by_key(tmp_path):
    from benchmarks.made import made_reading

    from .conftest import fill, serving

    path = fill(tmp_path / "many.ledger", [made_reading(number) for number in range(24)])
    with serving(path) as at, httpx.Client(base_url=at) as client:
        for page in ("claims", "questions"):
            every = [row["id"] for row in client.get(f"/{page}.json").json()["data"]]
            found, link = [], f"/{page}"
            while link:
                text = client.get(link).text
                body = text[text.index("<main") : text.index("<footer")]
                found += re.findall(rf'href="/{page}/([a-z0-9]+)(?:\?[^"]*)?"', body)
                following = re.search(r'href="([^"]*)" rel="next"', text)
                link = following.group(1).replace("&amp;", "&") if following else None
            assert len(every) > 50
            assert sorted(set(found)) == sorted(every)


def walked(client, page):
    """The bodies of a listing's pages, one behind the other, and its numbers of pages."""
    link, bodies = f"/{page}", []
    while link:
        text = client.get(link).raise_for_status().text
        bodies.append(text[text.index("<main") : text.index("<footer")])
        following = re.search(r'href="([^"]*)" rel="next"', text)
        link = following.group(1).replace("&amp;", "&") if following else None
    return bodies


def test_no_page_grows_with_the_ledger(tmp_path, monkeypatch):
    from benchmarks.made import made_reading

    from counterclaim.flow.happenings import happenings_of
    from counterclaim.ledger.page_rows import Days
    from counterclaim.show.web.pages import sources, timeline

    from .conftest import fill, gazette, serving

    monkeypatch.setattr(sources, "MOST_ROWS", 5)
    monkeypatch.setattr(timeline, "PAGE_ROWS", 7)
    path = fill(tmp_path / "many.ledger", [*(made_reading(number) for number in range(12)), gazette()])
    with Ledger.open(path, read_only=True) as ledger:
        dated = {event.claim.id for event in happenings_of(ledger).within(Days())}
        outlets = {entry.outlet for entry in ledger.articles()}
    with serving(path) as at, httpx.Client(base_url=at, timeout=120) as client:
        pages = walked(client, "timeline")
        shown = [re.findall(r'href="/claims/([a-z0-9]+)"', body) for body in pages]
        assert [len(set(ids)) for ids in shown[:-1]] == [7] * (len(pages) - 1)
        assert sorted(one for ids in shown for one in dict.fromkeys(ids)) == sorted(dated)
        pages = walked(client, "outlets")
        named = [name for body in pages for name in re.findall(r'href="/outlet\?name=([^"&]*)"', body)]
        assert (len(pages), len(named)) == (-(-len(outlets) // 5), len(outlets))


def test_rounds_of_talks_are_paged_and_the_matrix_stands_on_the_first_page(made_ledger):
    from counterclaim.ledger.head import head_of
    from counterclaim.records.talks import Round
    from counterclaim.records.values import Status
    from counterclaim.show.web.links import ServerLinks
    from counterclaim.show.web.pages.base import Site
    from counterclaim.show.web.pages.talks import ROUNDS_SHOWN, talks_page
    from counterclaim.show.web.snapshot import Current, Snapshot

    told = [
        Round(f"t{number}", None, f"Town {number}", None, (), (), None, Status.HAPPENED, (), ())
        for number in range(2 * ROUNDS_SHOWN + 1)
    ]
    with Ledger.open(made_ledger, read_only=True) as ledger:
        snapshot = Snapshot(ledger, head_of(ledger.view), None, dt.date(2024, 1, 1))
        snapshot.__dict__["rounds"] = tuple(told)  # as if the articles had told of so many
        site = Site(Current(snapshot, stale=False), ServerLinks(), "war")
        pages, after = [], None
        while not pages or after:
            view = talks_page(site, after).view
            pages.append(view)
            after = view.paging.after
    assert [round_.id for view in pages for round_ in view.rounds] == [round_.id for round_ in told]
    assert [len(view.rounds) for view in pages] == [ROUNDS_SHOWN, ROUNDS_SHOWN, 1]
    assert pages[0].paging.following == f"/talks?after=t{ROUNDS_SHOWN - 1}"
    assert pages[0].matrix == snapshot.talks_matrix
    assert not pages[1].matrix.rows


@pytest.mark.parametrize(("page", "what"), [("talks", "round of talks"), ("articles", "article")])
def test_a_page_behind_what_is_not_there_is_refused(client, page, what):
    answer = client.get(f"/{page}?after=nothing")
    assert answer.status_code == 422
    assert f"no {what} has the id" in answer.text


def told_twice():
    """An article that tells one event in two sentences."""
    text = "Shells hit the depot of Verovka on 12 March. Shells hit the depot of Verovka, killing nobody."
    when = When.parse("2024-03-12")

    def event(number, start, words):
        return Event(
            f"e{number}",
            Span(start, start + len(words)),
            Span(start, start + len("Shells")),
            EventType.ASSAULT,
            when=when,
            where=("Verovka",),
            targets=("depot",),
            track=Track.STRIKES,
        )

    second = text.index("Shells", 10)
    return Reading(
        Article(text, path="twice.txt", outlet="Gazette", published=Published(When.parse("2024-03-13"), "made")),
        Reader("0.1.0", ()),
        Published(When.parse("2024-03-13"), "made"),
        events=(
            event(1, 0, "Shells hit the depot of Verovka"),
            event(2, second, "Shells hit the depot of Verovka"),
        ),
    )


@pytest.mark.parametrize("compared", [True, False])
def test_an_event_that_an_article_tells_twice_stands_once_on_the_timeline(tmp_path, compared):
    from .conftest import fill, serving

    path = fill(tmp_path / "twice.ledger", [told_twice()])
    with Ledger.open(path) as ledger:
        first, second = ledger.claims()
        if compared:
            ledger.compare()
    with serving(path) as at, httpx.Client(base_url=at) as client:
        [row] = client.get("/timeline.json").json()["data"]
        page = client.get("/timeline").text
        counted = client.get("/timeline.csv?since=2024-03-01&track=strikes").text.count(first.id)
    assert (row["id"], row["again"]) == (first.id, second.id)
    assert "1 event" in page
    assert f'told again <a href="/claims/{second.id}">1</a>' in page
    assert counted == 1


def test_articles_that_are_not_compared_yet_are_said_to_be_missing_from_the_questions(tmp_path):
    from .conftest import courier, fill, gazette, serving

    path = fill(tmp_path / "behind.ledger", [gazette()])
    with Ledger.open(path) as ledger:
        ledger.compare()
    notice = "Articles have come in that are not compared yet"
    with serving(path) as at, httpx.Client(base_url=at) as client:
        assert notice not in client.get("/questions").text
        fill(path, [courier()])
        assert notice in client.get("/questions").text
        assert "Courier" in client.get("/articles").text
        with Ledger.open(path) as ledger:
            ledger.compare()
        assert notice not in client.get("/questions").text


def test_the_briefing_of_many_articles_is_made_of_the_first_and_counts_all(tmp_path, monkeypatch):
    from benchmarks.made import made_reading

    from counterclaim.show.web import digest

    from .conftest import fill, serving

    monkeypatch.setattr(digest, "MOST_CLAIMS", 5)
    path = fill(tmp_path / "many.ledger", [made_reading(number, days=20) for number in range(digest.ALL_LISTED + 5)])
    with Ledger.open(path) as ledger:
        ledger.compare()
        claims = sum(1 for _ in ledger.claims())
        disputed = len(ledger.questions(disputed=True))
    with serving(path) as at, httpx.Client(base_url=at) as client:
        page = client.get("/").text
    assert f"35 articles · {claims} claims" in page
    assert f"{disputed} disputed questions" in page
    assert "… and more: <a" in page
    assert re.search(r"… and \d+ more that are not cited here: <a", page)
    cited = set(re.findall(r">\[(\d+):\d+-\d+\]<", page))
    assert cited == set(re.findall(r'<li id="a(\d+)"', page))


def test_nobody_waits_for_an_outlets_words_to_be_counted(tmp_path, monkeypatch):
    from counterclaim.flow import analysing
    from counterclaim.show.web.pages import sources

    from .conftest import courier, fill, gazette, serving

    go_on = threading.Event()
    count = analysing.framing_words
    monkeypatch.setattr(sources, "PATIENCE_S", 0.05)
    monkeypatch.setattr(analysing, "framing_words", lambda ledger: go_on.wait(30) and count(ledger))
    path = fill(tmp_path / "war.ledger", [gazette(), courier()])
    with serving(path) as at, httpx.Client(base_url=at, timeout=60) as client:
        early = client.get("/outlet?name=Gazette")
        assert "are being counted" in early.text
        assert ("etag" in early.headers, early.headers["cache-control"]) == (False, "no-store")
        go_on.set()
        assert client.get("/outlet.json?name=Gazette").json()["data"]["articles"] == 1  # waits, and is whole
        late = client.get("/outlet?name=Gazette")
        assert "are being counted" not in late.text
        assert late.headers["etag"]


def test_a_reviewer_goes_on_with_the_queue_before_while_the_next_is_made(made_ledger, monkeypatch):
    from counterclaim.flow import reviewing
    from counterclaim.ledger.head import head_of
    from counterclaim.show.web import snapshot

    go_on = threading.Event()
    make = reviewing.queue
    monkeypatch.setattr(snapshot, "PATIENCE_S", 0.05)
    with Ledger.open(made_ledger, read_only=True) as ledger:
        at = (ledger, head_of(ledger.view), None, dt.date(2024, 1, 1))
        first = snapshot.Snapshot(*at)
        assert first.known_queue is None
        every = first.waiting()
        assert len(every) > 3
        monkeypatch.setattr(reviewing, "queue", lambda *given, **more: go_on.wait(30) and make(*given, **more)[:1])
        following = snapshot.Snapshot(*at, earlier_queue=first.known_queue)
        assert following.waiting() == every
        go_on.set()
        assert following.queue_later.within(30) == every[:1] == following.waiting()
