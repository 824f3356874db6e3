"""A user's own tables of actors, anchors and outlets: they go before those that ship, and a fault in them is named."""

import json
import subprocess
import sys

import pytest

from counterclaim.errors import InputError
from counterclaim.reading.actorrows import actor_faults
from counterclaim.reading.models import model_versions
from counterclaim.reading.registertables import load_countries, load_register
from counterclaim.reading.timex.anchors import anchor_faults, anchors

ACTORS = """id,name,kind,side,country,aliases,office,from,to,source
vale-front,Vale Liberation Front,group,other,ET,VLF|Vale Front,,,,https://example.org/vlf
abiy-ahmed,Abiy Ahmed Ali,person,,ET,Abiy,prime minister,2018-04-02,,https://example.org/abiy
"""
ANCHORS = """kind,name,first,last,needs,phrases
war,Vale war,2031-02-03,,Vale;Front|rebels,Vale war|war in the Vale
"""
OUTLETS = "name,aliases,actor\nThe Vale Courier,Vale Courier,vale-courier\n"


@pytest.fixture
def own(tmp_path, monkeypatch):
    for name, text in (("actors", ACTORS), ("anchors", ANCHORS), ("outlets", OUTLETS)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        monkeypatch.setenv(f"COUNTERCLAIM_{name.upper()}", str(tmp_path / f"{name}.csv"))
    return tmp_path


def test_own_rows_go_before_those_that_ship(own):
    table = load_register()
    assert table.rows["vale-front"].aliases == ("VLF", "Vale Front")
    assert table.rows["abiy-ahmed"].name == "Abiy Ahmed Ali"
    assert {row.source for row in table.aliases["abiy"]} == {"https://example.org/abiy"}
    assert table.rows["reuters"].kind == "media"
    assert table.rows["vale-courier"].kind == "media"
    assert "The Vale Courier" in table.outlets
    assert anchors()[0].name == "Vale war"
    assert len(anchors()) > 100


def test_a_reading_says_with_which_tables_it_was_made(own, monkeypatch):
    with_tables = dict(model_versions())
    assert {"own actors", "own anchors", "own outlets"} < set(with_tables)
    monkeypatch.delenv("COUNTERCLAIM_ACTORS")
    assert "own actors" not in dict(model_versions())


def test_a_name_of_the_own_table_is_read_and_its_war_dates_the_figure(own):
    (own / "a.txt").write_text(
        "10 May 2031\n\nThe VLF said on Friday that 40 of its rebels had been killed in the Vale "
        "since the start of the war.\n",
        encoding="utf-8",
    )
    start = "from counterclaim.commands.main import run; run()"
    command = [sys.executable, "-c", start, "read", str(own / "a.txt"), "--format", "jsonl"]
    record = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert "vale-front" in {actor["actor"] for actor in record["actors"]}
    assert [(f["measure"], f["since"]) for f in record["figures"]] == [("killed", "2031-02-03")]
    assert {"own actors", "own anchors", "own outlets"} < set(record["reader"]["models"])


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("x,Name,planet,,ET,,,,,here", "line 4, column kind: 'planet'; expected one of analyst, government"),
        ("x,Name,person,moon,ET,,,,,here", "line 4, column side: 'moon'; expected one of"),
        ("x,Name,person,,ET,,king,2031-13-01,,here", "line 4, column from: '2031-13-01'; expected a day"),
        ("vale-front,Another,group,other,,,,,,here", "line 4, column id: a second row for 'vale-front'"),
        ("x,Name,person", "line 4: a wrong number of columns; expected 10"),
    ],
)
def test_every_row_of_an_actors_table_that_breaks_a_rule_is_named(tmp_path, row, says):
    path = tmp_path / "mine.csv"
    path.write_text(ACTORS + row + "\n", encoding="utf-8")
    _, faults = actor_faults(path, {c.iso2: c.side for c in load_countries()})
    assert [fault[: len(says)] for fault in faults] == [says]


def test_a_table_of_anchors_names_its_faults_and_goes_on(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        ANCHORS + "battle,X,2031-01-01,,,x\nwar,Y,2031-05-01,2031-01-01,,y\ntopic,Z,2031-01-01,,,z\n", encoding="utf-8"
    )
    assert anchor_faults(path) == (
        4,
        (
            "line 3, column kind: 'battle'; expected one of event, memory, office, topic, war",
            "line 4, column last: an end before the beginning; expected first <= last",
            "line 5, column last: a topic without an end; expected the last day it was present",
        ),
    )


def test_an_unknown_column_and_an_unreadable_file_are_named(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("id,name,kind,source,colour\n", encoding="utf-8")
    _, [fault] = actor_faults(path, {})
    assert fault.startswith("line 1: there is no column 'colour'; expected the columns id, name, kind")
    with pytest.raises(InputError, match="cannot be read"):
        actor_faults(tmp_path / "none.csv", {})
