"""Floors on the shared answer keys, with the shipped model."""

import json
import subprocess
import sys

import pytest


@pytest.mark.shared
def test_the_keys_floors_hold(shared, models, tmp_path):
    from counterclaim.reading.reader import read_articles
    from counterclaim.records.article import Article
    from counterclaim.records.wire import reading_to_json

    articles = [
        Article(path.read_bytes().decode("utf-8"), path=str(path)) for path in sorted((shared / "seeds").glob("*.txt"))
    ]
    records = tmp_path / "records.jsonl"
    records.write_text(
        "".join(json.dumps(reading_to_json(r)) + "\n" for r in read_articles(articles, models)), encoding="utf-8"
    )
    scorer = [sys.executable, shared / "tools" / "score_keys.py", shared / "seeds", shared / "keys", records, "--json"]
    rows = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)
    floors = {
        "claims found": 0.85,
        "claims found with source": 0.78,
        "quote kind, of those found": 0.90,
        "act, of those found": 0.75,
        "via, of those found": 0.70,
        "attributions that match a key row": 0.65,
    }
    reached = {name: rows[name][0] / rows[name][1] for name in floors}
    assert {name: share for name, share in reached.items() if share < floors[name]} == {}
