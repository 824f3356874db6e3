"""The web server on loopback, and the command line, for feeds."""

from tests.commands.conftest import cli
from tests.intake.fetching.conftest import fetch
from tests.serving import page, web

__all__ = ["cli", "fetch", "page", "web"]
