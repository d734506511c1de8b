"""What pages tell search engines about themselves: schema.org in JSON-LD, in their heads."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.chronicle import dated
from explainer.compose import Composed
from explainer.model import Doing, Kind, Publication
from explainer.outputs.addresses import absolute, licence
from explainer.outputs.days import latest, printed
from explainer.outputs.works import work
from explainer.special import Gathered
from explainer.text import page_text

CONTEXT = "https://schema.org"

Json = dict[str, object]


def article(gathered: Gathered, one: Composed) -> Json | None:
    """Return an article with what it retells, cites and corrects; None for a page of no such sort.

    That is one which holds no notes, terms or sources, and names neither date nor author.
    """
    about, options = one.article, gathered.site.options
    if not (one.holds or about.date or about.authors):
        return None
    sources = gathered.site.project.sources
    url = absolute("", one.page.url, options) if options.site_url else ""
    told: Json = {
        "@context": CONTEXT,
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": about.title or one.page.title,
        "description": about.description,
        "inLanguage": about.language or options.language,
        "author": [{"@type": "Person", "name": name} for name in about.authors],
        "datePublished": printed(about.date),
        "dateModified": latest(_dates(one)),
        "license": licence(about.license),
        "isBasedOn": work(sources[about.source.id])
        if about.source and about.source.id in sources
        else None,
        "citation": [work(sources[id_]) for id_ in one.published_sources],
        "correction": [*_corrections(gathered, one)],
    }
    return {key: value for key, value in told.items() if value}


def claim_reviews(gathered: Gathered, one: Composed) -> Iterator[Json]:
    """Yield a review of each claim that a note disputes and gives a verdict on.

    The claim is what the note's first passage says; who reviews is the note's author, else the
    site.
    """
    options, page = gathered.site.options, one.page.url
    site = {"@type": "Organization", "name": options.site_name} if options.site_name else None
    claim = {"@type": "Claim", "appearance": {"@id": absolute("", page, options)}}
    for note in one.notes:
        if note.draft or note.lost or not note.verdict or not note.quotes:
            continue
        told: Json = {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "url": absolute(note.href, page, options),
            "claimReviewed": note.quotes[0][0],
            "reviewBody": page_text(str(note.body)).text,
            "reviewRating": {"@type": "Rating", "alternateName": note.verdict},
            "itemReviewed": claim if options.site_url else None,
            "author": {"@type": "Person", "name": note.author} if note.author else site,
            "datePublished": latest(change.date for change in note.changes),
        }
        yield {key: value for key, value in told.items() if value}


def glossary(gathered: Gathered) -> Json | None:
    """Return the glossary as a set of terms; None if it has no page."""
    site, options = gathered.site, gathered.site.options
    if "glossary" not in site.special or not site.project.terms:
        return None
    page = absolute(site.special["glossary"], "", options) if options.site_url else ""
    return {
        "@context": CONTEXT,
        "@type": "DefinedTermSet",
        "@id": page or "#",
        "name": gathered.say.glossary,
        "inLanguage": options.language,
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": f"{page}#term-{term.id}",
                "termCode": term.id,
                "name": term.term,
                "description": site.renderer.plain(term.short.value),
            }
            for term in site.project.terms.values()
        ],
    }


def _dates(one: Composed) -> Iterator[str]:
    """Yield when an article was published, and when it and its notes were changed."""
    yield one.article.date
    yield from (change.date for change in one.article.changes)
    for found in one.anchored:
        if found.annotation.publication is not Publication.DRAFT:
            yield from (change.date for change in dated(found.annotation))
    for note in one.notes:
        if not note.draft:
            yield from (change.date for change in note.changes)


def _corrections(gathered: Gathered, one: Composed) -> Iterator[Json]:
    """Yield what had been wrong in an article or its notes, and what a note puts right in it."""
    options, page = gathered.site.options, one.page.url
    for change in one.article.changes:
        if change.doing is Doing.CORRECTION:
            yield _correction(change.text, change.date)
    for note in one.notes:
        if note.draft:
            continue
        url = absolute(note.href, page, options)
        for change in note.changes:
            if change.doing is Doing.CORRECTION:
                yield _correction(change.text or note.title, change.date, url)
        if note.kind == Kind.CORRECTION.value:
            said = page_text(str(note.body)).text
            last = latest(change.date for change in note.changes)
            yield _correction(said or note.title, last, url, note.author)


def _correction(text: str, date: str, url: str = "", author: str = "") -> Json:
    told: Json = {
        "@type": "CorrectionComment",
        "text": text,
        "datePublished": printed(date),
        "url": url,
        "author": {"@type": "Person", "name": author} if author else None,
    }
    return {key: value for key, value in told.items() if value}
