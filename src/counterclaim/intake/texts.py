"""Plain text and Markdown to an Article.

In:  the bytes of one text.   Out: Article or Drop.
Plain text is stored as it is: line ends, byte order mark, front matter and all, so that offsets index the file.
Markdown is stored as the words that it shows, without its signs.
"""

import functools
import importlib.metadata
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.intake.charset import Decoded, decode
from counterclaim.intake.found import Known, Opened, Take, Taken, Terms
from counterclaim.intake.frontmatter import FrontMatter, read_front_matter
from counterclaim.intake.kinds import HEAD_BYTES, Kind, other_ending
from counterclaim.intake.language import language_of
from counterclaim.intake.limits import Refused
from counterclaim.intake.outlets import outlet_of
from counterclaim.records.article import Article, Drop, Published
from counterclaim.records.when import When

# Fewer words, in fewer characters, under the ending of something else are a stray file and no article. A headline has
# five words; scripts that set no spaces say it in twenty characters.
FEWEST_WORDS = 5
FEWEST_CHARS = 20


def read_text(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:  # noqa: ARG001 every reader is called alike
    """One plain text; where its name ends as something else's, that is said, and a few words do not make an article."""
    name = opened.found.name
    ending = other_ending(name)
    data = opened.whole(terms.limits, what=_what_else(ending) if ending else "text")
    decoded = _decoded(data, opened.found.known.charset)
    notes = [decoded.note] if decoded.note else []
    if ending:
        if len(decoded.text.split(maxsplit=FEWEST_WORDS)) < FEWEST_WORDS and len(decoded.text) < FEWEST_CHARS:
            detail = (
                f"the {_what_else(ending)} holds {len(decoded.text)} characters; named .txt it is read all the same"
            )
            yield opened.drop("not an article", detail, *notes)
            return
        notes.append(f"named {ending}, but its content is text: read as one text")
        if terms.tell and not opened.found.at:
            terms.tell(f"{name}: {notes[-1]}")
    yield taken(opened, text_article(decoded.text, name, opened.found.known, terms), data, "the text as it is", *notes)


def _what_else(ending: str) -> str:
    """Something whose name and content disagree, in words."""
    return f"file (named {ending}, but nothing in its first {HEAD_BYTES >> 10} kB is read otherwise than as text)"


def read_markdown(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:  # noqa: ARG001
    """One text in Markdown."""
    data = opened.whole(terms.limits, what="text")
    decoded = _decoded(data, opened.found.known.charset)
    header = read_front_matter(decoded.text)
    body = decoded.text[header.span.end :] if header.span else decoded.text
    title, text = _shown(body)
    known = replace(opened.found.known, title=opened.found.known.title or title)
    item = text_article(text, opened.found.name, known, terms, header=replace(header, span=None))
    yield taken(opened, item, data, made_by("markdown-it-py"), *((decoded.note,) if decoded.note else ()))


def taken(opened: Opened, item: Article | Drop, original: bytes | None, how: str, *notes: str) -> Taken:
    """What became of what was opened; an article keeps the bytes it was made of, and how."""
    if isinstance(item, Article):
        item = replace(item, original=original, obtained=how)
    return Taken(item, opened.found.name, opened.kind, notes, opened.found.at)


@functools.cache
def made_by(package: str) -> str:
    """A package and its version, as an article says how its text was got."""
    return f"{package} {importlib.metadata.version(package)}"


def text_article(
    text: str, name: str, known: Known, terms: Terms, *, header: FrontMatter | None = None
) -> Article | Drop:
    """A text with what is known of it as an Article, or the reason why it is none.

    Args:
        header: its front matter, where that is not in `text`; else it is looked for there.
    """
    if not any(c.isalnum() for c in text):
        return Drop(name, "no text", "no letter or digit in it")
    if len(text) > terms.limits.article_chars:
        return Drop(name, "too long", f"{len(text):,} characters; at most {terms.limits.article_chars:,} are read")
    return make_article(text, path=name, defaults=_known_first(known, terms.defaults), header=header)


def make_article(
    text: str, *, path: str | None = None, defaults: Article | None = None, header: FrontMatter | None = None
) -> Article | Drop:
    """A text as an Article: front matter read, language found. A Drop when the front matter's date is no date."""
    header = header or read_front_matter(text)
    known = defaults or Article("")
    published = known.published
    if header.date is not None:
        try:
            published = Published(When.parse(header.date), f"front matter: date: {header.date}")
        except ValueError:
            return Drop(
                path or "text",
                "unreadable date",
                f"the front matter says date: {header.date!r}; expected YYYY-MM-DD, YYYY-MM, YYYY or FROM/TO",
            )
    url = header.url or known.url
    registered = outlet_of(url)
    article = Article(
        text=text,
        path=path,
        title=header.title or known.title,
        outlet=header.outlet or known.outlet or (registered.name if registered else None),
        author=header.author or known.author,
        url=url,
        published=published,
        header=header.span,
    )
    body = text[header.span.end :] if header.span else text
    return replace(article, language=known.language or language_of(body))


def _known_first(known: Known, defaults: Article | None) -> Article:
    """What is known of an item, and of all items of the call where nothing is known of this one."""
    given = defaults or Article("")
    return replace(
        given,
        title=known.title or given.title,
        outlet=known.outlet or given.outlet,
        author=known.author or given.author,
        url=known.url or given.url,
        published=known.published or given.published,
        language=known.language or given.language,
    )


def _decoded(data: bytes, declared: str | None) -> Decoded:
    """The text of a file. Raises Refused where its bytes are no text in a charset that can be told."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")  # byte order mark and all: the text is the file's, unchanged
    except UnicodeDecodeError as err:
        if found := decode(data, declared):
            note = found.note or (None if found.charset == "utf-8" else f"charset: {found.charset}")
            return Decoded(found.text, found.charset, note)
        raise Refused(
            "not UTF-8",
            f"byte {data[err.start]:#04x} at {err.start} is no UTF-8, and the charset cannot be told; "
            "save the file as UTF-8 and give it again",
        ) from err


def _shown(markdown: str) -> tuple[str | None, str]:
    """The first heading, and the words that the Markdown shows, a blank line between paragraphs."""
    from markdown_it import MarkdownIt

    title: str | None = None
    blocks: list[str] = []
    heading = False
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        heading = token.type == "heading_open" or (heading and token.type == "inline")
        if token.type in {"fence", "code_block"}:
            blocks.append(token.content.rstrip("\n"))
        elif token.type == "inline":
            words = "".join(
                "\n" if part.type in {"softbreak", "hardbreak"} else "" if part.type == "html_inline" else part.content
                for part in token.children or ()
                if part.type != "image"
            ).strip()
            if heading and title is None and words and not blocks:
                title = words
            elif words:
                blocks.append(words)
    return title, "\n\n".join(blocks) + "\n"


KINDS = {Kind.TEXT: read_text, Kind.MARKDOWN: read_markdown}
"""The kinds that this module reads."""
