"""GeoJSON, Web Annotations, schema.org, PLOVER and FollowTheMoney: each against what its specification asks for."""

import base64
import csv
import hashlib
import io
import json
from collections import Counter

import jsonschema
import pytest

from counterclaim.flow import Ledger
from counterclaim.ledger.claims import claims_of
from counterclaim.ledger.store import ClaimFilter
from counterclaim.records.decisions import Anchor, Decision, DecisionAct
from counterclaim.records.values import EventType
from counterclaim.show.exports import annotations, ftm, geojson, plover, schemaorg
from counterclaim.show.exports.public import LONGEST_QUOTE_CHARS, Shown

POSITION = {"type": "array", "minItems": 2, "maxItems": 3, "items": {"type": "number"}}
RFC_7946 = {
    "type": "object",
    "required": ["type", "features"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "not": {
                    "anyOf": [{"required": ["coordinates"]}, {"required": ["geometries"]}, {"required": ["features"]}]
                },
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "geometry": {
                        "type": "object",
                        "required": ["type", "coordinates"],
                        "properties": {"type": {"const": "Point"}, "coordinates": POSITION},
                    },
                    "properties": {"type": "object"},
                },
            },
        },
    },
}
ENTITY = {
    "type": "object",
    "required": ["entity_text"],
    "additionalProperties": False,
    "properties": {n: {"type": "string"} for n in ("code", "sector", "entity_text", "identifier_text")},
}
PLOVER = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "enddate": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "actor": {"type": "array", "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
        "event": {"type": "array", "minItems": 1, "items": {"enum": list(plover.QUADS)}},
        "mode": {"type": "array", "items": {"type": "string"}},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_loc": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                **{
                    n: {"type": "string"}
                    for n in ("extracted_place", "resolved_place", "city", "province", "country_code")
                },
                **{n: {"type": "number"} for n in ("geonameid", "lat", "lon")},
                "resolution": {"enum": [1, 2, 3, 4, 5]},
            },
        },
        "event_text": {"type": "array", "items": {"type": "string"}},
        **{n: {"type": "string"} for n in ("text", "link", "coder", "coded_date", "comment")},
        "text_info": {"type": "object"},
        "cite_info": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}


def test_geojson_is_a_collection_of_points_and_says_how_many_claims_have_none(ledger):
    left_out = Counter()
    found = json.loads("".join(geojson.pieces(ledger, ClaimFilter(), left_out, Shown())))
    jsonschema.validate(found, RFC_7946)
    placed = [claim for claim in ledger.claims() if claim.located]
    assert len(found["features"]) == sum(len(claim.located) for claim in placed)
    assert left_out == {"no place known": len(list(ledger.claims())) - len(placed)}
    ids = [feature["id"] for feature in found["features"]]
    assert len(set(ids)) == len(ids)
    for feature in found["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert (lon, lat) in ((37.5678, 48.7311), (32.0, 49.0))  # longitude first


def test_a_feature_says_who_asserts_it_how_far_it_reaches_and_how_many_tell_it(ledger):
    features = list(geojson.features(ledger, ClaimFilter(kind="event"), Counter(), Shown()))
    properties = [f["properties"] for f in features if f["properties"]["status"] == "alleged"]
    assert sorted(p["asserted_by"] for p in properties) == ["The governor", "an aid agency"]
    for p in properties:
        assert (p["valid_from"], p["valid_to"]) == ("2024-05-03", "2024-05-03")
        assert (p["precision"], p["radius_m"]) == (1, 5000)
        assert (p["n_accounts"], p["n_independent"]) == (3, 3)  # two that tell of the strike and one that denies it
    country = next(f["properties"] for f in features if f["properties"]["place"] == "Ukraine")
    assert (country["precision"], country["radius_m"], country["narrator"]) == (6, 500_000, True)


def test_an_empty_map_is_still_geojson(ledger):
    found = json.loads("".join(geojson.pieces(ledger, ClaimFilter(outlet="nobody"), Counter(), Shown())))
    assert found == {"type": "FeatureCollection", "features": []}


def test_annotations_point_at_their_words_by_place_and_by_quotation(ledger):
    page = json.loads("".join(annotations.pieces(ledger, ClaimFilter(), Shown())))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    claims = {f"urn:counterclaim:{claim.id}": claim for claim in ledger.claims()}
    assert [item["id"] for item in page["items"]] == list(claims)
    for item in page["items"]:
        assert (item["type"], item["motivation"]) == ("Annotation", "describing")
        text = ledger.view.article(claims[item["id"]].article.id).text
        quote, position = item["target"]["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"] == claims[item["id"]].text
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert len(quote["prefix"]) == min(32, start)
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
        assert item["target"]["source"]["dcterms:identifier"] == f"ni:///sha-256;{digest}"


def test_an_annotation_of_a_page_with_an_address_targets_the_address(ledger):
    [first, *_] = json.loads("".join(annotations.pieces(ledger, ClaimFilter(outlet="Valley Post"), Shown())))["items"]
    assert first["target"]["source"]["id"] == "https://valley.example/market"
    assert first["target"]["state"] == {"type": "TimeState", "sourceDate": "2024-05-04T00:00:00Z"}


def test_public_quotations_are_short_and_their_selectors_agree(ledger):
    page = json.loads("".join(annotations.pieces(ledger, ClaimFilter(), Shown(public=True))))
    for item in page["items"]:
        quote, position = item["target"]["selector"]
        assert len(quote["exact"]) <= LONGEST_QUOTE_CHARS
        assert position["end"] - position["start"] == len(quote["exact"])


def test_every_claim_is_a_claim_and_none_is_a_review_without_a_persons_verdict(ledger):
    graph = json.loads("".join(schemaorg.pieces(ledger, ClaimFilter(), Shown())))
    assert graph["@context"] == "https://schema.org"
    assert {node["@type"] for node in graph["@graph"]} == {"Claim"}
    assert len(graph["@graph"]) == len(list(ledger.claims()))
    first = graph["@graph"][0]
    assert first["text"] == "Russian forces struck a market in Branovka on Friday, killing 12 people"
    assert first["author"] == "The governor"
    assert first["appearance"]["publisher"] == {"@type": "Organization", "name": "Valley Post"}
    for node in graph["@graph"]:
        assert set(node) <= {"@type", "@id", "text", "author", "datePublished", "appearance"}


def test_a_persons_verdict_is_a_review_of_each_claim_that_it_is_about(tmp_path, dispatch_readings):
    with Ledger.open(tmp_path / "judged.ledger") as ledger:
        for reading in dispatch_readings:
            ledger.store.add(reading, claims_of(reading))
        claim = next(c for c in ledger.claims(ClaimFilter(kind="forecast")))
        anchor = Anchor(claim.id, claim.article.id, claim.kind, claim.span, claim.text, "p0")
        verdict = Decision(
            DecisionAct.JUDGE, "p0", "R. Viewer", "2024-07-01T10:00:00Z", field="outcome", value="did not happen",
            reason="No strike was reported.", anchors=(anchor,),
        )  # fmt: skip
        [verdict] = ledger.store.decide([verdict])
        graph = json.loads("".join(schemaorg.pieces(ledger, ClaimFilter(), Shown())))["@graph"]
        cut = json.loads("".join(schemaorg.pieces(ledger, ClaimFilter(), Shown(public=True))))["@graph"]
        ledger.store.decide([Decision(DecisionAct.WITHDRAW, verdict.id, "R. Viewer", "2024-07-02T10:00:00Z")])
        after = json.loads("".join(schemaorg.pieces(ledger, ClaimFilter(), Shown())))["@graph"]
    [review] = [node for node in graph if node["@type"] == "ClaimReview"]
    assert review["author"] == {"@type": "Person", "name": "R. Viewer"}
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "did not happen"}
    assert (review["claimReviewed"], review["datePublished"]) == (claim.text, "2024-07-01")
    assert (review["itemReviewed"]["@type"], review["reviewBody"]) == ("Claim", "No strike was reported.")
    assert [node["author"] for node in cut if node["@type"] == "ClaimReview"] == [
        {"@type": "Person", "name": "a reviewer"}
    ]
    assert {node["@type"] for node in after} == {"Claim"}  # taken back


def test_plover_lines_meet_the_manuals_schema_and_leave_out_what_it_has_no_place_for(ledger):
    left_out = Counter()
    lines = [json.loads(line) for line in plover.lines(ledger, ClaimFilter(), left_out, Shown())]
    assert len(lines) == 4
    assert not left_out
    for line in lines:
        jsonschema.validate(line, PLOVER)
        assert line["quad_code"] == plover.QUADS[line["event"][0]]
    first = lines[0]
    assert first["actor"] == [
        {"code": "RUS", "sector": "MIL", "entity_text": "Russian forces", "identifier_text": "rus-mil"}
    ]
    assert (first["mode"], first["event_loc"]["resolution"]) == (["aerial"], 4)
    assert first["comment"] == "status: alleged; asserted by: The governor"


@pytest.mark.parametrize(
    ("kind", "mode", "name"),
    [
        (EventType.YIELD, "withdraw", "RETREAT"),
        (EventType.YIELD, None, "CONCEDE"),
        (EventType.STATEMENT, None, None),
        (EventType.CRIME, None, None),
        (EventType.AID, None, "AID"),
    ],
)
def test_types_of_ours_become_plovers_or_are_none(ledger, kind, mode, name):
    from dataclasses import replace

    claim = next(ledger.claims(ClaimFilter(kind="event")))
    assert plover.plover_type(replace(claim, event_type=kind, mode=mode)) == name


def test_statements_have_followthemoneys_columns_keys_and_types(ledger):
    text = "".join(ftm.pieces(ledger, ClaimFilter(), Shown()))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert (
        list(rows[0])
        == (
            "canonical_id entity_id prop prop_type schema value dataset origin lang original_value external first_seen "
            "last_seen id"
        ).split()
    )
    assert {row["schema"] for row in rows} <= {"Article", "Event", "Person", "PublicBody", "Organization"}
    entities = {row["entity_id"] for row in rows}
    for row in rows:
        key = f"{row['dataset']}.{row['entity_id']}.{row['prop']}.{row['value']}"
        assert row["id"] == hashlib.sha1(key.encode()).hexdigest()
        assert row["prop_type"] == ftm.TYPES[row["prop"]]
        if row["prop_type"] == "entity":
            assert row["value"] in entities
    assert [row["value"] for row in rows if row["prop"] == "title"][-1] == '-2+3; "quoted", and\nbroken'
    ids = [row["entity_id"] for row in rows if row["prop"] == "id"]
    assert len(ids) == len(set(ids))
