"""JSON-LD read by a processor, with the terms of its contexts at hand: nothing is fetched."""

from __future__ import annotations

from typing import Any

from pyld import jsonld

ANNOTATION = "http://www.w3.org/ns/anno.jsonld"
SCHEMA = "https://schema.org"
_OA = "http://www.w3.org/ns/oa#"
_AS = "http://www.w3.org/ns/activitystreams#"


def _address(of: str) -> dict[str, str]:
    return {"@type": "@id", "@id": of}


# The terms that we use, as annotation-vocab (section 5 and appendix A) has them.
_TERMS: dict[str, object] = {
    "oa": _OA,
    "as": _AS,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "id": "@id",
    "type": "@type",
    "Person": "foaf:Person",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "body": _address("oa:hasBody"),
    "target": _address("oa:hasTarget"),
    "source": _address("oa:hasSource"),
    "selector": _address("oa:hasSelector"),
    "state": _address("oa:hasState"),
    "creator": _address("dcterms:creator"),
    "rights": _address("dcterms:rights"),
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "conformsTo": _address("dcterms:conformsTo"),
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "partOf": _address("as:partOf"),
    "first": _address("as:first"),
    "last": _address("as:last"),
    "next": _address("as:next"),
    "prev": _address("as:prev"),
    "format": "dc:format",
    "language": "dc:language",
    "modified": "dcterms:modified",
    "value": "rdf:value",
    "name": "foaf:name",
    "label": "rdfs:label",
    "total": "as:totalItems",
    "startIndex": "as:startIndex",
}
_ANNOTATION = _TERMS | {
    name: f"oa:{name}"
    for name in (
        "Annotation TextualBody SpecificResource FragmentSelector CssSelector XPathSelector"
        " TextQuoteSelector TextPositionSelector TimeState assessing commenting describing editing"
        " highlighting linking questioning tagging start end exact prefix suffix sourceDate"
    ).split()
}

_CONTEXTS: dict[str, dict[str, object]] = {
    ANNOTATION: _ANNOTATION,
    SCHEMA: {
        "schema": "http://schema.org/",
        "@vocab": "http://schema.org/",
        "url": _address("schema:url"),
    },
}


def expanded(document: object, base: str = "https://example.org/") -> list[dict[str, Any]]:
    """Return a document with every term written out; raise if a context is not known here."""

    def at_hand(address: str, options: object) -> dict[str, object]:
        del options
        context = {"@context": _CONTEXTS[address]}
        return {"document": context, "documentUrl": address, "contextUrl": None}

    found = jsonld.expand(document, {"base": base, "documentLoader": at_hand})
    return list(found)
