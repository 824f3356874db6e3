"""Opening a ledger to look at it: never made by looking, never changed."""

from counterclaim.commands import options
from counterclaim.flow import Ledger


def opened_at(ledger: str, as_of: str | None = None) -> Ledger:
    """The ledger, read only, as it stands or as it stood at the end of a day."""
    return Ledger.open(ledger, create=False, read_only=True, as_of=options.day(as_of, last=True))
