"""Every setting in one table; the only module that reads the environment.

A setting is read when it is asked for, never at import. docs/settings.md lists them all and
is checked against it.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import UsageError


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table."""

    name: str
    default: str
    unit: str  # what the value is, or what it counts
    help: str

    @property
    def environment(self) -> str:
        """The environment variable that sets it."""
        return f"COUNTERCLAIM_{self.name.upper()}"


SETTINGS: tuple[Setting, ...] = (
    Setting("ledger", "counterclaim.ledger", "path", "The ledger that commands use when --ledger is not given."),
    Setting("pipeline", "en_core_web_md", "spaCy pipeline", "The English pipeline; any installed one with a parser."),
    Setting("max_article_chars", "10000000", "code points", "Longest article that is read; longer ones are dropped."),
    Setting("max_item_bytes", "67108864", "bytes", "Largest text, mail, document, line or row taken in."),
    Setting("max_page_bytes", "10485760", "bytes", "Largest HTML page taken in; its tree takes 20 times that."),
    Setting("max_spooled_bytes", "4294967296", "bytes", "Largest ZIP or Parquet in an archive or stream."),
    Setting("max_archive_depth", "3", "archives", "How deep archives may lie in archives."),
    Setting("max_unpack_ratio", "200", "bytes out per byte in", "Above it packed data counts as a decompression bomb."),
    Setting("max_unpacked_bytes", "1099511627776", "bytes", "Most that is unpacked out of one archive."),
    Setting("reviewer", "", "name", "Who takes the decisions of `counterclaim review`; empty: the login name."),
    Setting("mappings", "~/.config/counterclaim/mappings", "path", "Where --mapping finds saved column mappings."),
    Setting("fetch", "0", "1 or 0", "1 = addresses are fetched without --fetch."),
    Setting("offline", "0", "1 or 0", "1 = nothing leaves this machine, whatever else is given."),
    Setting("contact", "", "e-mail or web address", "How owners of hosts that are fetched from can reach you."),
    Setting("allow_hosts", "", "names, by commas", "Hosts that may lie in a private network."),
    Setting("fetch_pace", "2", "seconds", "Pause between two requests to one host."),
    Setting("fetch_timeout", "20", "seconds", "How long to wait for a sign of life from a server."),
    Setting("fetch_deadline", "120", "seconds", "How long one answer may take as a whole."),
    Setting("fetch_redirects", "5", "redirects", "How many redirects are followed."),
    Setting("fetch_retries", "3", "tries", "How often a failed request is repeated."),
    Setting("fetch_hosts", "8", "hosts", "How many hosts are asked at the same time."),
    Setting("state_folder", "", "path", "Where visits are noted for a ledger in a database; else in ~/.local/state."),
    Setting("outlets", "", "path", "Your own register of outlets (CSV), which goes before the one that ships."),
    Setting("actors", "", "path", "Your own table of actors (CSV), which goes before the one that ships."),
    Setting("anchors", "", "path", "Your own table of wars and events with dates (CSV), before the one that ships."),
    Setting("min_confidence", "0.5", "0..1", "Statements less sure than this are left out of listings and briefings."),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def value_of(name: str) -> str:
    """The setting's value: from the environment, else the default. Raises KeyError for an unknown name."""
    setting = _BY_NAME[name]
    return os.environ.get(setting.environment, setting.default)


def default_of(name: str) -> str:
    """The setting's default. Raises KeyError for an unknown name."""
    return _BY_NAME[name].default


def number_of(name: str) -> float:
    """The setting's value as a number. Raises UsageError when it is none."""
    value = value_of(name)
    try:
        return float(value)
    except ValueError as err:
        variable = _BY_NAME[name].environment
        raise UsageError(f"{variable} is {value!r}; expected a number ({_BY_NAME[name].unit}).") from err


def expanded(path: str) -> Path:
    """A path as a person writes it; ~ is the home folder. Raises UsageError where there is none."""
    try:
        return Path(path).expanduser()
    except RuntimeError as err:
        raise UsageError(
            f"{path} cannot be found: this user has no home folder; set HOME, or give a whole path"
        ) from err


def origin_of(name: str) -> str:
    """Where the value comes from: the environment variable's name, or "default"."""
    setting = _BY_NAME[name]
    return setting.environment if setting.environment in os.environ else "default"


def strays() -> tuple[str, ...]:
    """Environment variables that look like a setting of ours and are none: a misspelled name changes nothing."""
    known = {setting.environment for setting in SETTINGS}
    return tuple(sorted(name for name in os.environ if name.startswith("COUNTERCLAIM_") and name not in known))
