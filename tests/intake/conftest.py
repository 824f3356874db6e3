"""What the tests of intake share: bytes through the door, WARC records as fastwarc writes them, a page with gold."""

import datetime as dt
import io

import pyarrow as pa
import pytest

from counterclaim.intake.door import take
from counterclaim.intake.found import Found, Known, Terms
from counterclaim.intake.limits import Limits

COLLECTED = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def through():
    """Everything that comes out of the door for some bytes: `through(data, "name.zip", archive_depth=1)`."""

    def call(data, name="x", *, known=None, columns=None, behind=None, tell=None, **limits):
        terms = Terms(Limits(**limits), columns=columns, behind=behind or {}, tell=tell)
        return list(take(Found(name, data, known or Known(collected=COLLECTED)), terms))

    return call


@pytest.fixture
def warc():
    """A WARC file of answers: `warc([(url, status, type, body), …], gzip=True)`, written by fastwarc."""
    from fastwarc.stream_io import GzipWriter
    from fastwarc.warc import WarcRecord, WarcRecordType

    def write(answers, *, gzip=False, moment="2024-06-01T12:00:00Z"):
        out = io.BytesIO()
        for url, status, media_type, body in answers:
            record = WarcRecord()
            record.init_headers()
            record.record_type = WarcRecordType.response
            record.headers["WARC-Target-URI"] = url
            record.headers["WARC-Date"] = moment
            record.headers["Content-Type"] = "application/http; msgtype=response"
            head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
            record.set_bytes_content(head.encode() + body)
            member = io.BytesIO()
            stream = GzipWriter(member) if gzip else member
            record.write(stream)
            if gzip:
                stream.finish()
            out.write(member.getvalue())
        return out.getvalue()

    return write


def zstandard(data):
    """Bytes as one frame of Zstandard, by another library than the one that reads them."""
    return bytes(pa.compress(data, codec="zstd", asbytes=True))


def page(paragraphs, *, title="Talks resume", head="", lead="", lang="en"):
    """A plain news page."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html lang={lang}><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>{lead}{body}</article></body></html>"
    ).encode()
