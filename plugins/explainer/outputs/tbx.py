"""The glossary as TBX-Basic (ISO 30042:2019), for tools of terminologists and translators."""

from __future__ import annotations

import re
from collections.abc import Container
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from explainer.downloads import Download
from explainer.outputs.terms import Entry, entries, of_page
from explainer.special import Gathered

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANGUAGE = "xml:lang"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say."""
_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"


def tbx(gathered: Gathered, download: Download) -> str:
    """Return the terms as concepts, in data categories as attributes (DCA).

    A definition stands with the language it is in; other names and other languages are terms
    of the same concept.
    """
    origin, options = download.address(), gathered.site.options
    root = Element("tbx", {"type": "TBX-Basic", "style": "dca", "xmlns": NAMESPACE})
    root.set(_LANGUAGE, options.language)
    file = SubElement(SubElement(root, "tbxHeader"), "fileDesc")
    title = options.site_name or gathered.say.glossary
    _said(SubElement(file, "titleStmt"), "title", title)
    _said(SubElement(file, "sourceDesc"), "p", of_page(gathered, origin))
    body = SubElement(SubElement(root, "text"), "body")
    for one in entries(gathered, origin):
        _concept(body, one, options.language, gathered.site.project.terms)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'


def _concept(body: Element, one: Entry, language: str, known: Container[str]) -> None:
    # An XML name may not begin with a digit, as our ids may.
    concept = SubElement(body, "conceptEntry", {"id": f"term-{one.term.id}"})
    _said(concept, "descrip", one.term.kind, type="subjectField")
    if one.url:
        _said(concept, "xref", one.term.term, type="externalCrossReference", target=one.url)
    for other in one.term.see:
        if other.id in known:
            _said(concept, "ref", other.id, type="crossReference", target=f"term-{other.id}")
    section = SubElement(concept, "langSec", {_LANGUAGE: language})
    group = SubElement(section, "descripGrp")
    _said(group, "descrip", one.whole, type="definition")
    for source in one.sources:
        _said(group, "admin", source, type="source")
    _term(section, one.term.term, _PREFERRED)
    for alias in one.term.aliases:
        _term(section, alias.value, _ADMITTED)
    _translations(concept, section, one, language)


def _translations(concept: Element, own: Element, one: Entry, language: str) -> None:
    """Add the names in other languages; each language has one section."""
    sections = {language.lower(): own}
    for tag, name in one.term.original:
        if tag.lower() not in sections:
            sections[tag.lower()] = SubElement(concept, "langSec", {_LANGUAGE: tag})
        _term(sections[tag.lower()], name.value)


def _term(section: Element, name: str, status: str = "") -> None:
    term = SubElement(section, "termSec")
    _said(term, "term", name)
    if status:
        _said(term, "termNote", status, type="administrativeStatus")


def _said(parent: Element, tag: str, text: str, **attributes: str) -> None:
    clean = {name: _NOT_XML.sub("", value) for name, value in attributes.items()}
    SubElement(parent, tag, clean).text = _NOT_XML.sub("", text)
