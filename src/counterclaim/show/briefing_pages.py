"""The briefing as Markdown or as one HTML file, from templates; everything from an article is escaped.

In: a Briefing. Out: a page as text. The HTML asks nothing of any other machine: no script, no font, no image.
"""

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from counterclaim.show.layout import Briefing

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def as_page(briefing: Briefing, form: str) -> str:
    """The briefing as "markdown" or "html"."""
    return _template("briefing.html" if form == "html" else "briefing.md").render(briefing=briefing)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("counterclaim.show"),
        autoescape=name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = _markdown
    return environment.get_template(name)


def _markdown(text: str) -> str:
    """Text with the signs that Markdown would read as its own escaped, on one line."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", " ".join(text.split()))
