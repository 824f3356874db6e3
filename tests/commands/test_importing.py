"""`counterclaim import`: bundles and coded rows are told apart by content; what became of rows is said."""

import json

from counterclaim.show.exports import acled

ROW = (
    "UKR77,2024-05-03,2024,1,Political violence,Battles,Armed clash,A Front,,,B Front,,,,,804,Europe,Ukraine,,,,Dolna,"
    "48.9,37.1,1,Harbour Wire,,They fought.,4,crowd=3,"
)


def rows_file(tmp_path, *rows):
    path = tmp_path / "rows.csv"
    path.write_text("\n".join([",".join(acled.COLUMNS), *rows]) + "\n")
    return path


def test_coded_rows_are_taken_in_and_what_claims_have_no_place_for_is_counted(cli, tmp_path):
    done = cli("import", rows_file(tmp_path, ROW), "--outlet", "Coders", "--ledger", tmp_path / "war.ledger")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines()[-3:] == [
        f"counterclaim: {tmp_path}/rows.csv: rows in the columns of ACLED",
        "counterclaim: claims have no place for, kept as words alone: tags (1)",
        "1 found · 1 kept (3 claims) · 0 unchanged · 0 dropped",
    ]
    claims = json.loads(cli("claims", "--ledger", tmp_path / "war.ledger", "--format", "json").out)
    assert {(c["source"], c["outlet"]) for c in claims} == {("Harbour Wire", "Coders")}


def test_a_row_that_cannot_be_read_is_named_and_the_exit_code_says_so(cli, tmp_path):
    done = cli("import", rows_file(tmp_path, ROW + ",,", ROW), "--ledger", tmp_path / "war.ledger")
    assert done.code == 1
    assert "rows.csv!row 1" in done.err
    assert "1 kept (3 claims) · 0 unchanged · 1 dropped (1 malformed row)" in done.err


def test_a_bundle_is_still_a_bundle_and_takes_no_outlet(cli, tmp_path):
    cli("import", rows_file(tmp_path, ROW), "--ledger", tmp_path / "war.ledger")
    cli("export", tmp_path / "war.zip", "--ledger", tmp_path / "war.ledger")
    assert cli("import", tmp_path / "war.zip", "--ledger", tmp_path / "there.ledger").code == 0
    wrong = cli("import", tmp_path / "war.zip", "--outlet", "X", "--ledger", tmp_path / "other.ledger")
    assert (wrong.code, "a bundle says itself" in wrong.err) == (2, True)


def test_what_is_neither_is_refused_with_what_was_seen(cli, tmp_path):
    (tmp_path / "notes.csv").write_text("day,text\n1,Storms sank 12 boats.\n")
    wrong = cli("import", tmp_path / "notes.csv", "--ledger", tmp_path / "war.ledger")
    assert wrong.code == 2
    assert "neither ACLED nor UCDP GED (day, text …)" in wrong.err
    assert cli("import", tmp_path / "none.csv", "--ledger", tmp_path / "war.ledger").code == 2


def test_hashtags_are_for_csv(cli, tmp_path):
    cli("import", rows_file(tmp_path, ROW), "--ledger", tmp_path / "war.ledger")
    wrong = cli("export", tmp_path / "a.jsonl", "--hxl", "--ledger", tmp_path / "war.ledger")
    assert (wrong.code, wrong.err) == (2, "counterclaim: --hxl is for CSV; jsonl has no rows for hashtags\n")
