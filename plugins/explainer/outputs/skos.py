"""The glossary as SKOS, in JSON-LD whose context is its own: nothing is to be fetched."""

from __future__ import annotations

from collections.abc import Container

from explainer.downloads import Download
from explainer.outputs.json_text import dumped
from explainer.outputs.terms import Entry, entries, of_page
from explainer.special import Gathered

_CONTEXT: dict[str, object] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    "ConceptScheme": "skos:ConceptScheme",
    "Concept": "skos:Concept",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "title": {"@id": "dcterms:title", "@container": "@language"},
    "notation": "skos:notation",
    "related": {"@id": "skos:related", "@type": "@id"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "concepts": {"@reverse": "skos:inScheme"},
    "source": "dcterms:source",
    "category": "dcterms:type",
}


def skos(gathered: Gathered, download: Download) -> str:
    """Return the terms as concepts of a scheme.

    The names in other languages are labels in these; of several in one language the first is
    the preferred one, since SKOS has one of each (section 5.4, S14).
    """
    origin, options = download.address(), gathered.site.options
    page = of_page(gathered, origin)
    known = gathered.site.project.terms
    scheme = {
        "@context": _CONTEXT,
        "id": page,
        "type": "ConceptScheme",
        "title": {options.language: options.site_name or gathered.say.glossary},
        "concepts": [
            _concept(one, page, options.language, known) for one in entries(gathered, origin)
        ],
    }
    return dumped(scheme)


def _concept(one: Entry, page: str, language: str, known: Container[str]) -> dict[str, object]:
    labels: dict[str, list[str]] = {language: [one.term.term]}
    for tag, name in one.term.original:
        labels.setdefault(tag, []).append(name.value)
    labels[language] += [alias.value for alias in one.term.aliases]
    told: dict[str, object] = {
        "id": f"{page}#term-{one.term.id}",
        "type": "Concept",
        "notation": one.term.id,
        "category": one.term.kind,
        "prefLabel": {tag: names[0] for tag, names in labels.items()},
        "altLabel": {tag: names[1:] for tag, names in labels.items() if names[1:]},
        "definition": {language: one.whole},
        "related": [f"{page}#term-{other.id}" for other in one.term.see if other.id in known],
        "source": list(one.sources),
    }
    return {key: value for key, value in told.items() if value}
