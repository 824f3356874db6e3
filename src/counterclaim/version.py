"""The one place where the version stands; every reading and every ledger row carries it."""

__version__ = "0.1.0"
