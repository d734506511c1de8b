"""One article's Markdown as HTML, without its site: for versions that are in no site now."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from markdown import Markdown

from explainer.hosts.preview import DEFAULT_EXTENSIONS, Layout
from explainer.load.front_matter import article
from explainer.model import Project, Term
from explainer.pipeline import Options, RenderedPage, WovenSite, weave_site
from explainer.references import ReferenceExtension
from explainer.span import TextFile

_NO_TERMS: Mapping[str, Term] = MappingProxyType({})
_PLAIN = (*DEFAULT_EXTENSIONS, "attr_list", "md_in_html", "footnotes")


def article_renderer(layout: Layout, terms: Mapping[str, Term] = _NO_TERMS) -> Callable[[str], str]:
    """Return what makes HTML of an article's Markdown, front matter left out.

    It reads with the Markdown extensions of the site, and never raises: where these fail,
    and some need files or plugins that a lone text has not, it reads with plain ones. Of
    plugins that change Markdown it knows nothing. `terms` are for the words of `[[id]]`.
    """
    plain = _reader(_PLAIN, {}, terms)
    try:
        sites = _reader(layout.extensions, layout.extension_configs, terms)
    except Exception:  # noqa: BLE001 - an extension is anyone's code
        sites = plain

    def render(markdown: str) -> str:
        text = _without_front_matter(markdown)
        with _quiet():
            try:
                return sites.reset().convert(text)
            except Exception:  # noqa: BLE001 - the same
                return _plainly(plain, text)

    return render


def render_article(layout: Layout, markdown_text: str) -> str:
    """Return an article's Markdown as HTML; see `article_renderer`, which is made for many."""
    return article_renderer(layout)(markdown_text)


def woven_plainly(layout: Layout, project: Project) -> tuple[dict[str, RenderedPage], WovenSite]:
    """Return the pages of a project, by path, and the site woven of them, without its host.

    For a site that its host cannot render any more; drafts are included.
    """
    render = article_renderer(layout, project.terms)
    pages = {
        path: RenderedPage(path=path, url=path, html=render(one.file.text), title=one.title)
        for path, one in project.articles.items()
    }
    return pages, weave_site(project, list(pages.values()), {}, Options(drafts=True))


def _reader(
    extensions: tuple[str, ...], configs: Mapping[str, object], terms: Mapping[str, Term]
) -> Markdown:
    every = [*extensions, ReferenceExtension(terms)]
    with _quiet():
        return Markdown(extensions=every, extension_configs=dict(configs))  # type: ignore[arg-type]


def _plainly(reader: Markdown, text: str) -> str:
    try:
        return reader.reset().convert(text)
    except Exception:  # noqa: BLE001 - text nested so deeply that no reader reads it
        return ""


def _without_front_matter(markdown: str) -> str:
    file = TextFile(path="", text=markdown)
    return markdown[article(file, "")[0].starts :]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to ourselves what extensions complain of in a text that nobody edits any more."""
    logger = logging.getLogger("MARKDOWN")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
