"""A small made war in two articles, as comparison hands it to the pages."""

import datetime as dt
import hashlib

import pytest

from counterclaim.comparison.forecasts import find_forecasts
from counterclaim.comparison.questions import find_questions
from counterclaim.comparison.talks import find_rounds
from counterclaim.records.claim import ArticleRef, Claim
from counterclaim.records.span import Span
from counterclaim.records.values import Act, EventType, Measure, Modality, Status, Track
from counterclaim.records.when import When
from counterclaim.show.briefing import Material

TEXTS = {
    "gazette.txt": (
        "The army says 40 Armenian soldiers were killed on the border. Azerbaijan puts it at 90. "
        "Delegations of Armenia and Azerbaijan met in Prague on Thursday and agreed to swap prisoners. "
        "Baku demanded that Armenia withdraw from the villages. Yerevan may fall within a week, one analyst said."
    ),
    "courier.txt": "<b>“Seven</b> people died in Goris,” said the mayor. Azerbaijan shelled Goris, the mayor said.",
}
OUTLETS = {"gazette.txt": "Gazette", "courier.txt": "Courier & Sons"}
PUBLISHED = {"gazette.txt": "2022-09-16", "courier.txt": "2022-09-17"}


def _claim(kind, path, words, sentence, source=None, **fields):
    text = TEXTS[path]
    span, whole = _span(text, words), _span(text, sentence)
    ref = ArticleRef(hashlib.sha256(text.encode()).hexdigest(), path, None, OUTLETS[path], When.parse(PUBLISHED[path]))
    settled = {
        "id": f"c{kind}{path}{span.start}",
        "kind": kind,
        "article": ref,
        "span": span,
        "text": words,
        "sentence": whole,
        "context": sentence,
        "source": source,
        "source_text": source,
        "source_spans": (),
        "actor": None,
        "side": None,
        "narrator": source is None,
        "via": (),
        "track": None,
        "said": None,
        "confidence": None,
        "local": "x1",
    }
    return Claim(**(settled | fields))


def _span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture(scope="session")
def claims():
    toll = {
        "measure": Measure.KILLED,
        "of": "Armenian soldiers",
        "unit": "person",
        "track": Track.LOSSES,
        "since": When.parse("2022-09-12"),
        "as_of": When.parse("2022-09-16"),
        "modality": Modality.ASSERTED,
    }
    first = "The army says 40 Armenian soldiers were killed on the border."
    second = "Azerbaijan puts it at 90."
    talks = "Delegations of Armenia and Azerbaijan met in Prague on Thursday and agreed to swap prisoners."
    demand = "Baku demanded that Armenia withdraw from the villages."
    forecast = "Yerevan may fall within a week, one analyst said."
    goris = "<b>“Seven</b> people died in Goris,” said the mayor."
    shelled = "Azerbaijan shelled Goris, the mayor said."
    thursday = When.parse("2022-09-15")
    return (
        _claim("figure", "gazette.txt", "40", first, "Armenia", low=40, high=40, **toll),
        _claim("figure", "gazette.txt", "90", second, "Azerbaijan", low=90, high=90, **toll),
        _claim(
            "event",
            "gazette.txt",
            "Delegations of Armenia and Azerbaijan met in Prague",
            talks,
            event_type=EventType.CONSULT,
            actors=("Armenia", "Azerbaijan"),
            where=("Prague",),
            when=thursday,
            status=Status.HAPPENED,
            track=Track.TALKS,
        ),
        _claim(
            "statement",
            "gazette.txt",
            "that Armenia withdraw from the villages",
            demand,
            "Baku",
            act=Act.DEMAND,
            said=thursday,
        ),
        _claim(
            "forecast",
            "gazette.txt",
            "Yerevan may fall within a week",
            forecast,
            "one analyst",
            horizon=When.parse("2022-09-23"),
            made=When.parse("2022-09-16"),
            track=Track.FORECASTS,
        ),
        _claim(
            "figure",
            "courier.txt",
            "“Seven</b> people",
            goris,
            "the mayor",
            low=7,
            high=7,
            **(toll | {"of": "people", "place": "Goris", "as_of": When.parse("2022-09-14"), "since": None}),
        ),
        _claim(
            "event",
            "courier.txt",
            "Azerbaijan shelled Goris",
            shelled,
            "the mayor",
            event_type=EventType.ASSAULT,
            actors=("Azerbaijan",),
            where=("Goris",),
            when=When.parse("2022-09-14"),
            status=Status.ALLEGED,
            track=Track.STRIKES,
        ),
    )


@pytest.fixture(scope="session")
def material(claims):
    refs = tuple({claim.article.id: claim.article for claim in claims}.values())
    today = dt.date(2022, 10, 1)
    return Material(
        articles=refs,
        claims=claims,
        questions=find_questions(claims),
        rounds=find_rounds(claims),
        forecasts=find_forecasts(claims, today),
        added=frozenset(ref.id for ref in refs),
    )
