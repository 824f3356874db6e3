"""E-mail to an Article: its text or HTML part, Date, From, Subject; mailboxes to the mails in them.

In:  the bytes of a mail (RFC 5322, MIME), or a mailbox of several.   Out: Article; attached documents through the door.
"""

import datetime as dt
import email.policy
import email.utils
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from pathlib import PurePosixPath

from counterclaim.intake.charset import decode
from counterclaim.intake.found import Known, Opened, Take, Taken, Terms
from counterclaim.intake.kinds import NEVER_ARTICLES, Kind
from counterclaim.intake.limits import Refused
from counterclaim.intake.pages.shown import shown_words
from counterclaim.intake.texts import taken, text_article
from counterclaim.records.article import Published
from counterclaim.records.when import When

_MOST_PARTS = 200  # of one mail
_FEWEST_WORDS = 15  # a text part of fewer words only says that the mail is to be seen in HTML
_NEXT_MAIL = re.compile(rb"From \S+.*\d{4}")
_QUOTED_REPLY = re.compile(r"^>.*\n?", re.M)


def read_mail(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:
    """One mail, and the documents attached to it."""
    data = opened.whole(terms.limits, what="mail")
    message = BytesParser(policy=email.policy.default).parsebytes(data)
    if not isinstance(message, EmailMessage):
        raise Refused("damaged e-mail", "its headers cannot be read")
    known, notes = _known(message, opened.found.known)
    text, how, noted = _text(message)
    item = text_article(text, opened.found.name, known, terms)
    yield taken(opened, item, data, how, *notes, *noted)
    for number, part in enumerate(_attached(message), 1):
        name = part.get_filename() or f"attachment {number}"
        if PurePosixPath(name).suffix.lower() in NEVER_ARTICLES or opened.found.depth >= terms.limits.archive_depth:
            continue
        own = Known(collected=known.collected, published=known.published, charset=part.get_content_charset())
        yield from take(opened.found.inside(name[:200], _bytes_of(part), number, own))


def read_mailbox(opened: Opened, terms: Terms, take: Take) -> Iterator[Taken]:
    """Every mail of a mailbox (mbox), one by one, as a stream."""
    number, size = 0, 0
    lines: list[bytes] = []
    done = (terms.done(opened.found) or (0,))[0]
    while line := opened.stream.readline(1 << 20):
        if _NEXT_MAIL.match(line) and (not lines or not lines[-1].strip()):
            if lines:
                yield from _mail_of(opened, lines, number, done, take)
            lines, size, number = [], 0, number + 1
            continue
        size += len(line)
        if size > terms.limits.item_bytes:
            yield opened.drop("too large", f"mail {number} has more than {terms.limits.item_bytes:,} bytes")
            lines, size = [], -(1 << 62)  # passed over up to the next mail
        elif size > 0:
            lines.append(line)
    if lines:
        yield from _mail_of(opened, lines, number, done, take)


def _mail_of(opened: Opened, lines: list[bytes], number: int, done: int, take: Take) -> Iterator[Taken]:
    if number > done:
        yield from take(opened.found.inside(f"mail {number}", b"".join(lines), number))


def _known(message: EmailMessage, known: Known) -> tuple[Known, tuple[str, ...]]:
    """What the headers say; a date later than the mail was collected is not taken."""
    notes: tuple[str, ...] = ()
    published = None
    written = _header(message, "Date")
    if written:
        limit = known.collected or dt.datetime.now(dt.UTC)
        try:
            sent = email.utils.parsedate_to_datetime(written)
        except (ValueError, TypeError, IndexError):
            sent = None
            notes = (f"Date is no date: {written[:60]!r}",)
        if sent is not None:
            instant = sent if sent.tzinfo else sent.replace(tzinfo=dt.UTC)
            if instant <= limit:
                published = Published(When.day(min(sent.date(), limit.date())), f"Date: {written}")
            else:
                notes = (f"Date {written[:60]!r} is not taken: it lies after the mail was collected",)
    author = email.utils.parseaddr(_header(message, "From") or "")
    return (
        replace(
            known,
            title=_header(message, "Subject") or known.title,
            author=author[0] or author[1] or known.author,
            published=published or known.published,
        ),
        notes,
    )


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError, KeyError):  # the library trips over some broken headers
        return None
    return re.sub(r"\s+", " ", str(value)).strip() or None if value else None


def _text(message: EmailMessage) -> tuple[str, str, tuple[str, ...]]:
    """The words of the mail: its text part, or what its HTML part shows where that says more."""
    plain = message.get_body(preferencelist=("plain",))
    html = message.get_body(preferencelist=("html",))
    text, notes = _decoded(plain)
    text = _QUOTED_REPLY.sub("", text)
    if html is not None and len(text.split()) < _FEWEST_WORDS:
        shown, html_notes = _decoded(html)
        return shown_words(shown), "the HTML part's words", html_notes
    return text, "the text part", notes


def _decoded(part: MIMEPart | None) -> tuple[str, tuple[str, ...]]:
    if part is None:
        return "", ()
    found = decode(_bytes_of(part), part.get_content_charset())
    if found is None:
        raise Refused("unknown charset", f"the part's bytes do not fit its charset {part.get_content_charset()!r}")
    return found.text.replace("\r\n", "\n"), ((found.note,) if found.note else ())


def _bytes_of(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
        return bytes(inner[0])  # a mail forwarded whole
    return b""


def _attached(message: EmailMessage) -> Iterator[EmailMessage]:
    try:
        for number, part in enumerate(message.iter_attachments()):
            if number >= _MOST_PARTS:
                return
            if isinstance(part, EmailMessage) and part.get_content_maintype() in {"application", "text", "message"}:
                yield part
    except (TypeError, AttributeError, KeyError):  # broken multipart structures
        return


KINDS = {Kind.MAIL: read_mail, Kind.MAILBOX: read_mailbox}
"""The kinds that this module reads."""
