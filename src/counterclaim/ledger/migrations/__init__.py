"""Steps that bring a ledger from the version before to this one. Run when a ledger is opened, in one transaction.

A step, once released, is never changed: it writes out its tables instead of importing `ledger.tables`.
"""

HEAD = "0009"  # the last step; revisions are numbers, so that one beyond this is known to be a later version's
