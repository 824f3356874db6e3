"""Pages to HTML: one environment, one base template; everything from an article is escaped.

In: a Site and a Page.   Out: HTML as text.
"""

import datetime as dt
from functools import cache
from pathlib import PurePath

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterclaim.comparison.bounds import RULES
from counterclaim.comparison.periods import span_words, when_words
from counterclaim.comparison.rules.verdict import grouped, teller, value_words
from counterclaim.ledger.store import ArticleEntry
from counterclaim.records.article import Article
from counterclaim.records.claim import ArticleRef
from counterclaim.records.question import Bounds, Question, QuestionStatus, RelationKind
from counterclaim.records.units import UNIT_SAID, unit_words
from counterclaim.records.values import Interest
from counterclaim.records.when import When
from counterclaim.show.charts.palette import INTEREST_ROLE, INTEREST_WORDS
from counterclaim.show.excerpts import short_date
from counterclaim.show.web.citing import citation
from counterclaim.show.web.links import NAVIGATION, claim_words, web_address
from counterclaim.show.web.pages.base import Page, Site

_OPENING, _CLOSING = frozenset('“"«„‘'), frozenset('”"»’')
RULE_WORDS = {
    "minmax": "lowest and highest of all origins",
    "acled": "ACLED's: the lowest figure given",
    "ucdp": "UCDP's low, best and high",
    "median": "medians over the origins",
    "third-party": "third parties only",
    "latest": "the latest account",
}


def render(site: Site, page: Page) -> str:
    """The page as HTML."""
    template = environment().get_template(page.template)
    return template.render(site=site, page=page, view=page.view, links=site.links, cite=citation(site, page))


@cache
def environment() -> Environment:
    """The templates, with the words they share."""
    env = Environment(
        loader=PackageLoader("counterclaim.show.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "amount": grouped,
        "bounds": bounds_words,
        "by_rule": lambda ranges, question: {b.rule: bounds_words(b, question) for b in ranges},
        "date": lambda day: short_date(When.day(day)) if day else "",
        "day": lambda when: short_date(when) if when else "",
        "long_day": lambda when: when_words(when) if when else "",
        "status": lambda status: str(status).replace("-", " "),
        "called": called,
        "base_name": lambda path: PurePath(path).name,
        "one_line": lambda text: " ".join(text.split()),
        "web": web_address,
        "plural": plural,
        "moment": _moment,
        "drawing": Markup,  # only for drawings that charts/drawing.py made
    }
    env.tests["quoted"] = is_quoted
    env.globals |= {
        "NAVIGATION": NAVIGATION,
        "RULES": RULES,
        "RULE_WORDS": RULE_WORDS,
        "INTEREST_ROLE": INTEREST_ROLE,
        "INTEREST_WORDS": INTEREST_WORDS,
        "INTERESTS": (Interest.OWN, Interest.ENEMY, Interest.THIRD_PARTY),
        "QuestionStatus": QuestionStatus,
        "RelationKind": RelationKind,
        "teller": teller,
        "value_words": value_words,
        "claim_words": claim_words,
        "span_words": span_words,
    }
    return env


def bounds_words(bounds: Bounds | None, question: Question | None = None) -> str:
    """A rule's range in words: "498–12,000", "498 or more", "400 square miles", "no figure"."""
    words = _range_words(bounds)
    first = question.accounts[0].claim if question else None
    if bounds is None or first is None or not first.unit or first.measure not in UNIT_SAID:
        return words
    return f"{words} {unit_words(first.unit, bounds.low, bounds.high)}"


def _range_words(bounds: Bounds | None) -> str:
    if bounds is None or (bounds.low is None and bounds.high is None and bounds.best is None):
        return "no figure"
    low, best, high = bounds.low, bounds.best, bounds.high
    if low is None and high is None:
        return grouped(best)
    if low is None:
        words = f"up to {grouped(high)}"
    elif high is None:
        words = f"{grouped(low)} or more"
    else:
        words = grouped(low) if low == high else f"{grouped(low)}–{grouped(high)}"
    return f"{words}, best {grouped(best)}" if best is not None and not low == best == high else words


def is_quoted(text: str) -> bool:
    """Whether words bring their own quotation marks at an edge: a second pair around them would mislead."""
    bare = text.strip("… ")
    return bare[:1] in _OPENING or bare[-1:] in _CLOSING


def called(article: ArticleRef | ArticleEntry | Article) -> str:
    """What an article is called: its title, else its file's name, else the beginning of its id."""
    if article.title and article.title.strip():
        return " ".join(article.title.split())
    return (PurePath(article.path).name if article.path else "") or article.id[:12]


def plural(number: int, word: str, many: str = "") -> str:
    """ "1 article", "2,000 articles"."""
    return f"{number:,} {word if number == 1 else many or word + 's'}"


def _moment(text: str | None) -> str:
    """A moment as the ledger writes it, to the minute."""
    if not text:
        return ""
    return dt.datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M UTC")
