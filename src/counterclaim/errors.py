"""Every exception that Counterclaim raises on purpose.

CounterclaimError
├── UsageError            the call cannot be carried out as asked: wrong option, unknown id, unreadable filter
│   └── UnknownId         no article, claim or question with that id
├── InputError            something given to read is not usable; carries `path` and `reason`
├── LedgerError           the ledger file cannot be used
│   ├── NotALedger        the file is something else, or damaged
│   ├── LedgerTooNew      written by a later version than this one
│   └── LedgerBusy        another process is writing and did not finish in time
├── ModelError            a language model is missing or does not fit
└── RecordError           a reading record (JSON) does not have the documented form

Bad articles are no exceptions: intake and reading return them as `records.Drop`, with a named reason,
and the rest of the batch goes on. Each message says what was seen, where, and what to do next.
"""


class CounterclaimError(Exception):
    """Base of all errors raised on purpose; its text is fit to be shown to a person as it is."""


class UsageError(CounterclaimError):
    """The call cannot be carried out as it was asked for."""


class UnknownId(UsageError):
    """No article, claim or question has the id that was asked for."""


class InputError(CounterclaimError):
    """A file or stream that was given to read is not usable."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class LedgerError(CounterclaimError):
    """The ledger file cannot be used."""


class NotALedger(LedgerError):
    """The file exists and is no ledger, or is damaged."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a later version of Counterclaim."""


class LedgerBusy(LedgerError):
    """Another process kept the ledger's write lock for longer than the time limit."""


class ModelError(CounterclaimError):
    """A language model is missing, or is not the one that the reader was built for."""


class RecordError(CounterclaimError):
    """A reading record does not have the form that docs/data-format.md describes."""
