"""What was fetched when: kept by appending, read again whatever happened to the file."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from counterclaim.errors import LedgerBusy, LedgerError
from counterclaim.intake.fetching.visits import Visit, Visits, visits_path

ONE = Visit("https://a.example/1", "2025-06-03T10:00:00Z", etag='"é"', articles=("aa", "bb"), mark="m", feed=True)
TWO = Visit("https://b.example/2", "2025-06-03T11:00:00Z", dropped="list page")


def kept(path):
    with Visits(path) as visits:
        return visits.all()


def first_at(visit, at):
    from dataclasses import replace

    return replace(visit, first=at)


def test_visits_are_the_same_in_the_next_run_and_the_first_time_is_remembered(tmp_path):
    path = tmp_path / "war.ledger.fetched"
    with Visits(path) as visits:
        visits.put(ONE)
        visits.put(TWO)
        visits.put(Visit(ONE.url, "2025-06-04T10:00:00Z", etag='"2"'))
    assert kept(path) == (
        Visit(ONE.url, "2025-06-04T10:00:00Z", etag='"2"', first=ONE.at),
        first_at(TWO, TWO.at),
    )


def test_without_a_file_nothing_is_kept(tmp_path):
    visits = Visits()
    visits.put(ONE)
    assert visits.last(ONE.url).articles == ("aa", "bb")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_made_only_when_it_is_needed(tmp_path):
    with Visits(tmp_path / "x.fetched"):
        pass
    assert list(tmp_path.iterdir()) == []


@with_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 400), noise=st.binary(max_size=30))
def test_a_file_that_was_cut_off_or_damaged_is_read_as_far_as_it_holds(tmp_path, cut, noise):
    path = tmp_path / "x.fetched"
    path.unlink(missing_ok=True)
    with Visits(path) as visits:
        for n in range(5):
            visits.put(Visit(f"https://a.example/{n}", "2025-06-03T10:00:00Z"))
    whole = path.read_bytes()
    path.write_bytes(whole[: min(cut, len(whole))] + noise)
    held = kept(path)
    assert held[: len(held) - 1] == tuple(
        first_at(Visit(f"https://a.example/{n}", "2025-06-03T10:00:00Z"), "2025-06-03T10:00:00Z")
        for n in range(len(held) - 1)
    )
    with Visits(path) as visits:
        visits.put(TWO)
    assert kept(path)[-1] == first_at(TWO, TWO.at)


def test_lines_that_no_longer_count_are_cleared_away(tmp_path):
    path = tmp_path / "x.fetched"
    with Visits(path) as visits:
        for n in range(1500):
            visits.put(Visit(ONE.url, "2025-06-03T10:00:00Z", etag=str(n)))
    assert len(path.read_bytes().splitlines()) == 1500
    assert [visit.etag for visit in kept(path)] == ["1499"]
    assert len(path.read_bytes().splitlines()) == 1
    with Visits(path) as visits:
        visits.put(TWO)
        with pytest.raises(LedgerBusy):
            Visits(path).open()
    assert len(kept(path)) == 2


def test_one_process_at_a_time_has_the_file(tmp_path):
    with Visits(tmp_path / "x.fetched") as visits:
        visits.open()
        with pytest.raises(LedgerBusy, match="another `counterclaim watch` or `ingest --fetch`"):
            Visits(tmp_path / "x.fetched").open()
    Visits(tmp_path / "x.fetched").open()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="cannot be written"):
        Visits(tmp_path / "file" / "x.fetched").open()


def test_where_the_visits_of_a_ledger_are_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_STATE_FOLDER", str(tmp_path))
    assert str(visits_path("a/war.ledger")) == "a/war.ledger.fetched"
    one = visits_path("postgresql://me:secret@db.example:5432/war")
    assert (one.parent, one.name.startswith("db.example-war-"), "secret" in one.name) == (tmp_path, True, False)
    assert one == visits_path("postgresql://other@db.example:5432/war")
    assert one != visits_path("postgresql://db.example:5432/peace")
