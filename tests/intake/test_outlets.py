"""The register of outlets: what is in it, and whose an address is."""

import csv
from importlib.resources import files

import pytest

from counterclaim.errors import InputError
from counterclaim.intake import outlets
from counterclaim.intake.door import take
from counterclaim.intake.found import Found, Known, Terms
from counterclaim.intake.limits import Limits
from counterclaim.intake.outlets import Kind, Outlet, Ownership, SideSpell, State, outlet_of, problems, register
from counterclaim.reading.register import by_id

SHIPPED = files("counterclaim").joinpath("data/outlets.csv").read_text("utf-8")


def test_what_ships_has_no_problems():
    assert problems(SHIPPED) == ()


def test_it_holds_the_outlets_that_report_on_the_wars_of_today():
    held = register().outlets
    assert len(held) >= 150
    kinds = {kind: sum(o.kind is kind for o in held) for kind in Kind}
    assert kinds[Kind.AGENCY] >= 50
    assert kinds[Kind.BROADCASTER] >= 50
    assert len({o.country for o in held}) >= 60
    assert sum(o.state is State.CONTROLLED for o in held) >= 40
    assert all(o.source for o in held)


def test_every_outlet_with_an_id_is_an_actor_that_the_reader_knows_and_none_is_there_twice():
    linked = [o for o in register().outlets if o.actor]
    assert len({o.actor for o in linked}) == len(linked) >= 200
    known = {o.actor: by_id(o.actor) for o in linked}
    assert [actor for actor, found in known.items() if found is None] == []
    table = files("counterclaim.reading").joinpath("data/actors.csv").read_text("utf-8")
    assert [row["id"] for row in csv.DictReader(table.splitlines()) if row["kind"] == "media"] == []


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.reuters.com/world/x", "Reuters"),
        ("http://uk.reuters.com/", "Reuters"),
        ("https://www.bbc.co.uk/news/1", "BBC"),
        ("https://BBC.com./news", "BBC"),
        ("https://abcnews.go.com/International", "ABC News"),
        ("https://espn.go.com/", None),
        ("https://reuters.com.evil.example/", None),
        ("https://notreuters.com/", None),
        ("https://co.uk/", None),
        ("https://unknown.example/", None),
        ("reuters.com", None),
        ("http://[bad", None),
        (None, None),
    ],
)
def test_whose_an_address_is(url, name):
    found = outlet_of(url)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("name", "found"),
    [("the associated press", "Associated Press"), ("AFP", "Agence France-Presse"), ("Nobody's Gazette", None)],
)
def test_outlets_by_name(name, found):
    outlet = register().of_name(name)
    assert (outlet.name if outlet else None) == found


def test_a_side_holds_for_its_time():
    sana = register().of_name("SANA")
    assert [sana.side_on(day) for day in ("2015-01-01", "2024-12-07", "2024-12-08")] == [
        "Assad government",
        "Assad government",
        "Syrian transitional government",
    ]
    assert register().of_name("Reuters").side_on("2022-03-01") is None
    assert str(sana.sides[0]) == "Assad government ../2024-12-08"


HEAD = "name,aliases,domains,country,owner,ownership,state,sides,languages,kind,actor,source\n"
OWN = HEAD + (
    "Lindhaven Herald,The Herald|LH,herald.example.org,GB,Herald Trust,nonprofit,none,Port council@2024-01-01/..,"
    "en,newspaper,,https://herald.example.org/about\nOur Wire,,reuters.com,,,,,,,,,\n"
)


@pytest.fixture
def own(tmp_path, monkeypatch):
    file = tmp_path / "outlets.csv"

    def use(text):
        file.write_text(text, encoding="utf-8")
        monkeypatch.setenv("COUNTERCLAIM_OUTLETS", str(file))
        outlets._register.cache_clear()
        return file

    yield use
    outlets._register.cache_clear()


def test_a_person_s_own_file_goes_before_the_one_that_ships(own):
    own(OWN)
    assert outlet_of("https://www.herald.example.org/a") == Outlet(
        "Lindhaven Herald",
        ("The Herald", "LH"),
        ("herald.example.org",),
        "GB",
        "Herald Trust",
        Ownership.NONPROFIT,
        State.NONE,
        (SideSpell("Port council", "2024-01-01"),),
        ("en",),
        Kind.NEWSPAPER,
        None,
        "https://herald.example.org/about",
    )
    assert outlet_of("https://www.reuters.com/").name == "Our Wire"
    assert outlet_of("https://tass.com/").name == "TASS"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",,,,,,,,,,,", "line 2: an outlet needs a name"),
        ("X,,co.uk,,,,,,,,,", "'co.uk' is a public suffix"),
        ("X,,blogspot.com,,,,,,,,,", "'blogspot.com' is a public suffix"),
        ("X,,https://x.org/,,,,,,,,,", "is no domain"),
        ("X,,,Britain,,,,,,,,https://x.org", "country 'Britain' is not"),
        ("X,,,,,,friendly,,,,,https://x.org", "state 'friendly' is none of none, funded, owned, controlled"),
        ("X,,,,,,,,english,,,", "'english' is no language's two letters"),
        ("X,,,,,,none,,,,,", "state given without a source"),
        ("X,,,,,,,Y@2024,,,,https://x.org", "is not PARTY or PARTY@FROM/TO"),
        ("X,,,,,,,Y@2024-05-01/2023-01-01,,,,https://x.org", "ends before it begins"),
        ("X,,,,,,,Y@soon/..,,,,https://x.org", "'soon' is no day"),
        ("X,a,,,,,,,,,,\nY,A,,,,,,,,,,", "line 3: the name 'a' is X's already (line 2)"),
        ("X,,x.org,,,,,,,,,\nY,,x.org,,,,,,,,,", "line 3: the domain 'x.org' is X's already (line 2)"),
        ("X,,,,,,,,,,,,too,many", "more cells than columns"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(row, problem):
    [found] = problems(HEAD + row + "\n")
    assert problem in found


def test_a_file_with_other_columns_is_named_as_such():
    [found] = problems("outlet,land\nX,Y\n")
    assert "there are no columns 'outlet', 'land'" in found


def test_a_file_of_one_s_own_that_does_not_hold_is_an_error_that_names_it(own):
    file = own(HEAD + "X,,co.uk,,,,,,,,,\n")
    with pytest.raises(InputError, match="public suffix") as raised:
        register()
    assert raised.value.path == str(file)


PAGE = "<!doctype html><html><head><title>Talks</title>{}</head><body><article><h1>Talks</h1>{}</article></body></html>"
WORDS = "<p>" + "The envoy said on Monday that talks would resume in the port next week. " * 8 + "</p>"


@pytest.mark.parametrize(
    ("head", "url", "outlet"),
    [
        ("", "https://www.tass.com/politics/1", "TASS"),
        ('<meta property="og:site_name" content="РИА Новости">', "https://ria.ru/2025/talks.html", "RIA Novosti"),
        ('<meta property="og:site_name" content="Lindhaven Herald">', "https://herald.example/1", "Lindhaven Herald"),
        ("", "https://herald.example/1", "herald.example"),
    ],
)
def test_an_article_s_outlet_is_the_one_at_its_address(head, url, outlet):
    page = PAGE.format(head, WORDS).encode()
    [taken] = take(Found("a.html", page, Known(url=url)), Terms(Limits()))
    assert taken.item.outlet == outlet


def test_a_text_that_says_where_it_was_published_has_its_outlet_but_what_it_says_of_it_goes_first():
    text = "---\nurl: https://apnews.com/a\n{}---\n" + WORDS.removeprefix("<p>").removesuffix("</p>")
    [one] = take(Found("a.txt", text.format("").encode()), Terms(Limits()))
    [other] = take(Found("a.txt", text.format("outlet: My Wire\n").encode()), Terms(Limits()))
    assert (one.item.outlet, other.item.outlet) == ("Associated Press", "My Wire")
