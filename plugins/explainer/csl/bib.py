"""What BibTeX and biblatex call the types and variables of CSL, both ways."""

from __future__ import annotations

TYPES = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "book": "book",
    "bookinbook": "chapter", "booklet": "pamphlet", "collection": "book",
    "conference": "paper-conference", "dataset": "dataset", "electronic": "webpage",
    "image": "figure", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case", "legal": "treaty", "legislation": "legislation",
    "letter": "personal_communication", "manual": "document", "mastersthesis": "thesis",
    "misc": "document", "movie": "motion_picture", "music": "song", "mvbook": "book",
    "mvcollection": "book", "online": "webpage", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "phdthesis": "thesis",
    "proceedings": "book", "reference": "book", "report": "report", "review": "review",
    "software": "software", "standard": "standard", "suppbook": "chapter",
    "techreport": "report", "thesis": "thesis", "unpublished": "manuscript",
    "video": "motion_picture", "www": "webpage",
}  # fmt: skip
"""The CSL type of each entry type that is known; others are documents."""

SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
"""What `entrysubtype` makes of an article; it may also be the name of a CSL type."""

ENTRY_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "bill": "legislation", "book": "book", "chapter": "incollection", "dataset": "dataset",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "figure": "image",
    "graphic": "artwork", "hearing": "jurisdiction", "legal_case": "jurisdiction",
    "legislation": "legislation", "manuscript": "unpublished", "motion_picture": "movie",
    "pamphlet": "booklet", "paper-conference": "inproceedings", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "personal_communication": "letter",
    "post": "online", "post-weblog": "online", "regulation": "legislation", "report": "report",
    "review": "review", "review-book": "review", "software": "software", "song": "music",
    "standard": "standard", "thesis": "thesis", "treaty": "legal", "webpage": "online",
}  # fmt: skip
"""The entry type of each CSL type; of others `misc`."""

FIELDS = {
    "abstract": "abstract", "annotation": "annote", "annote": "annote", "booktitle":
    "container-title", "chapter": "chapter-number", "doi": "DOI", "edition": "edition",
    "eventtitle": "event-title", "isbn": "ISBN", "issn": "ISSN", "issue": "issue",
    "journaltitle": "container-title", "journal": "container-title", "keywords": "keyword",
    "library": "source", "location": "publisher-place", "address": "publisher-place",
    "note": "note", "pages": "page", "pagetotal": "number-of-pages", "part": "part-number",
    "publisher": "publisher", "institution": "publisher", "organization": "publisher",
    "school": "publisher", "pubstate": "status", "series": "collection-title",
    "shortjournal": "container-title-short", "shorttitle": "title-short", "title": "title",
    "type": "genre", "url": "URL", "venue": "event-place", "version": "version",
    "volume": "volume", "volumes": "number-of-volumes",
}  # fmt: skip
"""The variable of each field; several may stand for one, of which the first counts."""

NUMBER_IS_ISSUE = frozenset({"article", "periodical"})
NUMBER_IS_IN_SERIES = frozenset(
    "book bookinbook collection inbook incollection inproceedings mvbook proceedings".split()
)
"""Entry types whose `number` is that of the volume in its series; else it is the work's own."""

NAMES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "bookauthor": "container-author", "origauthor": "original-author",
}  # fmt: skip
DATES = {
    "date": "issued", "urldate": "accessed", "eventdate": "event-date",
    "origdate": "original-date",
}  # fmt: skip
VERBATIM = frozenset({"url", "doi", "eprint", "file", "archive-url"})
"""Fields that hold no LaTeX."""

LANGUAGES = {
    "arabic": "ar", "american": "en-US", "brazilian": "pt-BR", "british": "en-GB",
    "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he",
    "hungarian": "hu", "italian": "it", "japanese": "ja", "korean": "ko", "ngerman": "de",
    "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt", "russian": "ru",
    "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
"""The tag of each language of Babel that reference managers write."""

INHERITED = {
    "booktitle": ("title", "booktitle"),
    **{
        field: (field,)
        for field in (
            "editor publisher location address series volume number year month date isbn"
            " eventtitle eventdate venue organization"
        ).split()
    },
}
"""What an entry takes from the one that `crossref` names, and from which of its fields."""
