import json

import pytest
from accuracy.corpora import dev_rows
from accuracy.geoparsing import score_resolution


def row(text, **toponym):
    name = toponym.pop("name")
    start = text.index(name)
    return {
        "corpus": "made",
        "text": text,
        "toponyms": [{"start": start, "end": start + len(name), "text": name, "offset_ok": True, **toponym}],
    }


def test_a_right_and_a_wrong_point_are_told_apart_at_161_km(tmp_path):
    rows = [
        row("Snow fell on Kharkiv in Ukraine.", name="Kharkiv", lat=50.0, lon=36.2, admin1="", country="", fcode=""),
        row("Snow fell on Kharkiv in Ukraine.", name="Kharkiv", lat=10.0, lon=36.2, admin1="", country="", fcode=""),
        row("Snow fell on Qwertyopolis.", name="Qwertyopolis", lat=10.0, lon=36.2, admin1="", country="", fcode=""),
        row("Snow fell on Kharkiv.", name="Kharkiv", lat=None),
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    tally = score_resolution(list(dev_rows(tmp_path)))["made"]
    assert len(tally.errors_km) == 3
    assert tally.near == pytest.approx(1 / 3)
    assert tally.errors_km[2] == 20_039
    assert tally.area > 0.5


@pytest.mark.shared
def test_gold_toponyms_are_resolved_as_well_as_is_pinned_here(shared):
    tallies = score_resolution(list(dev_rows(shared / "corpora" / "geoparsing")))
    assert tallies["LGL"].near >= 0.83
    assert tallies["GeoVirus"].near >= 0.88
