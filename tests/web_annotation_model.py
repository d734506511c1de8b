"""The Web Annotation Data Model as JSON Schemas: what its MUSTs ask of what we write.

The W3C's own assertions (the folder `annotation-model` of web-platform-tests) come in no package
that could be installed, so these are written anew, section by section, from the Recommendation
of 23 February 2017. Each has the names of the assertions that it stands for. Where an assertion
allows more than we ever write (lists of one, addresses of selectors), the schema here is the
stricter of the two.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
IRI: Schema = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}
INSTANT: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}
"""xsd:dateTime in UTC, written as Z (section 3.3.1)."""
COUNT: Schema = {"type": "integer", "minimum": 0}
WORDS: Schema = {"type": "string", "minLength": 1}
MOTIVATION: Schema = {
    "enum": (
        "assessing bookmarking classifying commenting describing editing highlighting identifying"
        " linking moderating questioning replying reviewing tagging"
    ).split()
}
"""Section 3.3.5: motivationList."""


def typed(type_: str, required: str, /, **properties: Schema) -> Schema:
    """Return the schema of an object of a type, with what it needs and what it may have."""
    return {
        "type": "object",
        "properties": {"type": {"const": type_}, **properties},
        "required": ["type", *required.split()],
    }


def one_or_all(of: Schema) -> Schema:
    return {"oneOf": [of, {"type": "array", "minItems": 1, "items": of}]}


# Section 4.2: fragmentSelectorDetected, cssSelectorDetected, xpathSelectorDetected,
# textQuoteSelectorDetected, textPositionSelectorDetected
SELECTOR: Schema = {
    "oneOf": [
        typed("FragmentSelector", "value", value=WORDS, conformsTo=IRI),
        typed("CssSelector", "value", value=WORDS),
        typed("XPathSelector", "value", value=WORDS),
        typed(
            "TextQuoteSelector",
            "exact",
            exact=WORDS,
            prefix={"type": "string"},
            suffix={"type": "string"},
        ),
        typed("TextPositionSelector", "start end", start=COUNT, end=COUNT),
    ]
}

# Section 4.3.1: timeStateDetected
STATE = typed("TimeState", "sourceDate", sourceDate=INSTANT)

# Section 4: sourceDetected, selectorDefined, stateDefined, purposeRecognizedIfPresent
RESOURCE = typed(
    "SpecificResource",
    "source",
    source=IRI,
    selector=one_or_all(SELECTOR),
    state=STATE,
    purpose=MOTIVATION,
)

# Section 3.2.4: bodyETB, bodyETBTypeTextualBody; 3.2.1: bodySingleFormat, bodySingleLanguage
TEXT = typed(
    "TextualBody",
    "value",
    value={"type": "string"},
    format={"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"},
    language={"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    purpose=MOTIVATION,
)

# Section 3.1: annotationIdValidated, annotationTypeValidated, targetKeyFound; 3.2:
# targetObjectsRecognized, bodyObjectsRecognized; 3.2.5: notBodyBodyValue; 3.3.1:
# annotationModifiedValidated, creatorValidIfPresent; 3.3.5: motivationRecognizedIfPresent;
# 3.3.6: annotationRightsValidated
ANNOTATION: Schema = {
    **typed(
        "Annotation",
        "id target",
        id=IRI,
        body=one_or_all({"oneOf": [IRI, TEXT, RESOURCE]}),
        target=one_or_all({"oneOf": [IRI, RESOURCE]}),
        motivation=MOTIVATION,
        creator=typed("Person", "name", name=WORDS),
        created=INSTANT,
        modified=INSTANT,
        rights=IRI,
    ),
    "not": {"required": ["body", "bodyValue"]},
}

# Section 5.2: pageIdValidated, pageTypeValidated, pageItemsValidated, pageStartIndexValidated,
# pagePartOfValidated, pageNextValidated, pagePrevValidated, pageLabelValidated
PAGE = typed(
    "AnnotationPage",
    "id items",
    id=IRI,
    partOf=IRI,
    next=IRI,
    prev=IRI,
    startIndex=COUNT,
    label=WORDS,
    items={"type": "array", "items": ANNOTATION},
)

# Section 5.1: collectionIdValidated, collectionTypeValidated, collectionLabelValidated,
# collectionTotalValidated, collectionFirstValidated, firstRequiredIfTotalMoreThanZero,
# collectionLastValidated
COLLECTION: Schema = {
    **typed(
        "AnnotationCollection",
        "id label total",
        id=IRI,
        label=WORDS,
        total=COUNT,
        first={"oneOf": [IRI, PAGE]},
        last=IRI,
    ),
    "if": {"properties": {"total": {"minimum": 1}}},
    "then": {"required": ["first"]},
}


def wrong(document: object) -> list[str]:
    """Return what the model forbids in a document of ours: a page or a collection."""
    kind = document.get("type") if isinstance(document, dict) else None
    schema = {
        **(COLLECTION if kind == "AnnotationCollection" else PAGE),
        # Sections 3.1 and 5: annotationContextValidated, pageContextValidated
        "allOf": [{"required": ["@context"], "properties": {"@context": {"const": CONTEXT}}}],
    }
    found = Draft202012Validator(schema).iter_errors(document)
    return [f"{one.json_path}: {one.message[:200]}" for one in found]
