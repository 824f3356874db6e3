"""Which column of a table holds which field of an article: as said, or guessed by names and contents and then shown.

In:  column names and the first rows.   Out: Mapping. A saved mapping is a TOML file with one [columns] table.
"""

import functools
import re
import statistics
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from counterclaim import settings
from counterclaim.errors import UsageError
from counterclaim.intake.dated import DayOrder, day_order, reads_as_date
from counterclaim.intake.limits import Refused

FIELDS = ("text", "html", "title", "date", "outlet", "author", "url", "language")
Row = Mapping[str, object]
# A column of values that long, in the middle, holds texts where no name says so.
_TEXT_CHARS = 200
_SHARE = 0.8  # of a column's values that must look like dates or addresses
_NAME = re.compile(r"[\w.-]{1,64}\Z")


@dataclass(frozen=True, slots=True)
class Columns:
    """Field to column; `order` says how dates in figures alone are to be read, where the column itself shows it."""

    of: Mapping[str, str]
    guessed: bool
    order: DayOrder = DayOrder.UNKNOWN

    def value(self, row: Row, field: str) -> str | None:
        """A field's value as text; None where the row has none."""
        column = self.of.get(field)
        return as_text(row.get(column)) if column is not None else None

    def __str__(self) -> str:
        return ", ".join(f"{field}={column}" for field, column in self.of.items())


def find_columns(names: Sequence[str], rows: Sequence[Row], said: Mapping[str, str] | None) -> Columns:
    """The mapping of a table.

    Args:
        names: its columns.
        rows: its first rows, by which names that say nothing are settled.
        said: by the person, field to column; it goes before every guess.
    Raises:
        Refused: a column that was named is not there, or none holds the text.
    """
    found: dict[str, str] = {}
    for field, column in (said or {}).items():
        if column not in names:
            raise Refused("no such column", f"{column!r} for {field}; the columns are {_listed(names)}")
        found[field] = column
    taken = set(found.values())
    by_name = {normal(name): name for name in reversed(names)}
    for field in FIELDS:
        if field in found or (field == "html" and "text" in found):
            continue
        named = next((by_name[n] for n in _names()[field] if n in by_name and by_name[n] not in taken), None)
        if named is not None and _fits(field, [row.get(named) for row in rows]):
            found[field] = named
            taken.add(named)
    _by_content(names, rows, found, taken)
    if "text" not in found and "html" not in found:
        raise Refused(
            "no text column", f"none of the columns holds texts: {_listed(names)}; say which with --columns text=NAME"
        )
    if "text" in found and "html" in found and "html" not in (said or {}):
        del found["html"]
    dates = [text for row in rows if (text := as_text(row.get(found.get("date", ""))))]
    ordered = {field: found[field] for field in FIELDS if field in found}
    return Columns(ordered, set(ordered) != set(said or {}), day_order(dates))


def _by_content(names: Sequence[str], rows: Sequence[Row], found: dict[str, str], taken: set[str]) -> None:
    """What no name told: the longest texts, what reads as dates, what are addresses."""
    free = [name for name in names if name not in taken]
    values = {name: [text for row in rows if (text := as_text(row.get(name)))] for name in free}
    if "text" not in found and "html" not in found:
        lengths = {name: statistics.median(map(len, texts)) for name, texts in values.items() if texts}
        longest = max(lengths, key=lambda name: lengths[name], default=None)
        if longest is not None and lengths[longest] >= _TEXT_CHARS:
            found["text"] = longest
            values.pop(longest)
    for field, fits in (("date", reads_as_date), ("url", _is_address)):
        if field not in found:
            for name, texts in values.items():
                if texts and sum(map(fits, texts)) >= _SHARE * len(texts) and len(texts) >= _SHARE * len(rows):
                    found[field] = name
                    values.pop(name)
                    break


def _fits(field: str, values: list[object]) -> bool:
    """Whether a column's values can be what its name says; an empty column can be anything."""
    texts = [text for value in values if (text := as_text(value))]
    if not texts:
        return True
    if field == "text":
        return statistics.median(map(len, texts)) >= 40
    if field == "date":
        return sum(map(reads_as_date, texts)) >= len(texts) / 2
    if field == "url":
        return sum(map(_is_address, texts)) >= len(texts) / 2
    if field == "language":
        return all(len(text) <= 20 for text in texts)
    return all(len(text) <= 1000 for text in texts)


def as_text(value: object) -> str | None:
    """A cell as text: lists joined, moments as ISO; None where it is empty or "nan"."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value if value.strip() and value.strip().casefold() not in {"nan", "none", "null"} else None
    if isinstance(value, (list, tuple)):
        return ", ".join(text for part in value if (text := as_text(part))) or None
    if isinstance(value, dict):
        return as_text(value.get("name"))
    if isinstance(value, float) and value != value:  # noqa: PLR0124 NaN is the one number that is not itself
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)


def normal(name: str) -> str:
    """A column's name as data/columns.toml writes names."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[\s_-]+", "_", parted).strip("_").casefold()


def parse_columns(written: str) -> dict[str, str]:
    """A mapping as a person writes it: "text=body,date=pubdate". Raises UsageError where it is none."""
    found: dict[str, str] = {}
    for part in written.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column:
            raise UsageError(
                f"{part.strip()!r} is no mapping; expected FIELD=COLUMN, as in --columns text=body,date=pubdate"
            )
        if field not in FIELDS:
            raise UsageError(f"there is no field {field!r}; the fields are: {', '.join(FIELDS)}")
        found[field] = column
    return found


def load_mapping(name: str) -> dict[str, str]:
    """A saved mapping, by its name or as a TOML file. Raises UsageError where there is none, or it is none."""
    path = Path(name) if name.endswith(".toml") else _home() / f"{_checked(name)}.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("columns")
    except OSError as err:
        saved = sorted(p.stem for p in _home().glob("*.toml")) if _home().is_dir() else []
        known = f"saved are: {', '.join(saved)}" if saved else "none is saved; save one with --save-mapping NAME"
        raise UsageError(f"there is no mapping {name!r} ({path}); {known}") from err
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise UsageError(f"{path} is no TOML file: {err}") from err
    if not isinstance(table, dict) or not table:
        raise UsageError(f'{path} has no [columns] table with lines like: text = "body"')
    return parse_columns(",".join(f"{field}={column}" for field, column in table.items()))


def save_mapping(name: str, columns: Mapping[str, str]) -> Path:
    """Save a mapping by name; returns where. Raises UsageError where that cannot be."""
    path = _home() / f"{_checked(name)}.toml"
    lines = [
        f'{field} = "{column.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
        for field, column in columns.items()
    ]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[columns]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    except OSError as err:
        raise UsageError(f"the mapping cannot be saved at {path}: {err.strerror}") from err
    return path


def _home() -> Path:
    return settings.expanded(settings.value_of("mappings"))


def _checked(name: str) -> str:
    if not _NAME.match(name) or name.startswith("."):
        raise UsageError(f"{name!r} is no name for a mapping; use letters, digits, dots, hyphens and underscores")
    return name


def _is_address(text: str) -> bool:
    return text.strip().startswith(("http://", "https://"))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names[:30]) + (" …" if len(names) > 30 else "")


@functools.cache
def _names() -> dict[str, list[str]]:
    return tomllib.loads(files("counterclaim.intake").joinpath("data/columns.toml").read_text("utf-8"))
