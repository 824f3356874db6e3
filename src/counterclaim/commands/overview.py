"""What `--help` shows: the commands by what they are for, each in one line that fits a terminal; examples as typed."""

import inspect
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

# In the order in which somebody new comes to need them. tests/commands/test_overview.py holds that none is missing.
SECTIONS: dict[str, dict[str, str]] = {
    "Take in": {
        "ingest": "Read articles of any kind into the ledger",
        "watch": "Look at feeds, pages and folders again and again",
        "read": "Read articles and print what they say, without a ledger",
    },
    "Compare": {
        "brief": "The briefing: what is disputed, by whom, in which words",
        "questions": "Questions that several accounts answer, disputed ones first",
        "show": "A question, a claim or an article, with the words it rests on",
        "origins": "Who had an account from whom; copies count once",
        "framing": "How outlets, or sides, speak of the same things",
        "compare": "Bring the questions up to date with the claims",
    },
    "List": {
        "claims": "Who said what, through whom, where it stands",
        "figures": "How many of whom, with bounds, as of when, by whom",
        "events": "What is said to have happened, where and when",
        "timeline": "Events in order of their own dates",
        "talks": "Rounds of talks: parties, demands, offers, outcome",
        "forecasts": "What was foreseen, and what came of it",
        "sources": "Who claims are attributed to, and how that went",
        "outlets": "Who published what the ledger holds",
        "articles": "Articles by date of publication",
        "search": "Find words in claims and in whole articles",
    },
    "Look and share": {
        "serve": "Show a ledger as pages in a browser, and as an API",
        "publish": "Write the pages as a site that opens without a server",
        "mcp": "Answer an agent's questions about a ledger",
        "export": "Write the ledger in other programs' forms",
        "import": "Take in what export wrote, after checking it",
    },
    "Decide": {
        "review": "Accept, reject or correct claims; merge and split questions",
        "withdraw": "Take an article out of today's views, with a reason",
    },
    "Check and keep": {
        "verify": "Check the ledger against itself: ids, hashes, chain, readings",
        "diff": "What was added, revised and withdrawn between two days",
        "versions": "How a page changed from one visit to the next",
        "original": "The bytes an article was made of, where and when they came",
        "copy": "Copy a ledger without loss, between files and databases",
        "upgrade": "Bring a ledger of an earlier version up to date",
        "settings": "Every setting, its value and where the value is from",
    },
}


class Overview(TyperGroup):
    """The command line as a whole."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # typer keeps the classes of both to itself
        """Write the commands in their sections."""
        del ctx
        width = max(len(name) for name in self.commands)
        for title, lines in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), line) for name, line in lines.items()])


def keep_examples(app: typer.Typer) -> None:
    """Have the help of every command show its examples line for line: one that is wrapped cannot be copied."""
    for command in app.registered_commands:
        command.help = _with_examples(command.callback)
    for group in app.registered_groups:
        inner = group.typer_instance
        assert inner is not None
        assert inner.registered_callback is not None
        inner.registered_callback.help = _with_examples(inner.registered_callback.callback)
        keep_examples(inner)


def _with_examples(callback: Callable[..., Any] | None) -> str:
    """The docstring; \\b before a paragraph tells the command library to leave its lines as they are."""
    written = inspect.getdoc(callback) or ""
    return "\n\n".join("\b\n" + part if part.startswith("    ") else part for part in written.split("\n\n"))
