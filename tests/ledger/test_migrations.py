"""A ledger that was brought up step by step has the tables of this version, also from an installed package."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from counterclaim.ledger.migrate import migrate, revision_of
from counterclaim.ledger.migrations import HEAD
from counterclaim.ledger.tables import metadata

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = ROOT / "src" / "counterclaim" / "ledger" / "migrations"


@pytest.fixture
def connection():
    with create_engine("sqlite://").connect() as connection:
        yield connection


def is_ours(name, kind, parents):
    """Not the full-text index, which SQLAlchemy knows nothing of."""
    return not (kind == "table" and name.startswith(("claim_words", "article_words")))


def indexes(inspector, table):
    found = inspector.get_indexes(table)
    return [(i["name"], i["column_names"], i["unique"], *map(str, i["dialect_options"].values())) for i in found]


def test_migrating_gives_exactly_the_tables_that_the_code_expects(connection):
    migrate(connection)
    context = MigrationContext.configure(connection, opts={"include_name": is_ours, "compare_type": True})
    assert compare_metadata(context, metadata) == []


def test_migrated_and_fresh_tables_have_the_same_columns_keys_and_indexes(connection):
    migrate(connection)
    with create_engine("sqlite://").connect() as fresh:
        metadata.create_all(fresh)
        one, other = inspect(connection), inspect(fresh)
        for table in metadata.tables:
            assert [(c["name"], str(c["type"]), c["nullable"]) for c in one.get_columns(table)] == [
                (c["name"], str(c["type"]), c["nullable"]) for c in other.get_columns(table)
            ]
            assert sorted(one.get_foreign_keys(table), key=str) == sorted(other.get_foreign_keys(table), key=str)
            assert indexes(one, table) == indexes(other, table)
            assert one.get_unique_constraints(table) == other.get_unique_constraints(table)


def test_the_last_step_is_the_one_that_the_code_names(connection):
    migrate(connection)
    assert revision_of(connection) == HEAD
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_migrating_twice_changes_nothing(connection):
    migrate(connection)
    before = connection.execute(text("SELECT * FROM sqlite_master")).all()
    migrate(connection)
    assert connection.execute(text("SELECT * FROM sqlite_master")).all() == before


def test_a_database_without_tables_has_no_revision(connection):
    assert revision_of(connection) is None


@pytest.mark.slow
def test_the_steps_are_in_the_package_that_is_built(tmp_path):
    source = tmp_path / "source"
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(tmp_path),
        str(source),
    ]
    if subprocess.run([sys.executable, "-c", "import pip, setuptools"], check=False, capture_output=True).returncode:
        pytest.skip("pip and setuptools are needed to build the package")
    subprocess.run(command, check=True)
    [wheel] = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    script = (
        "from counterclaim.ledger.store import open_store as o; import sys; print(o(sys.argv[1]).counts().articles)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "war.ledger")],
        env={"PYTHONPATH": str(tmp_path / "installed")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "0\n", done.stderr
