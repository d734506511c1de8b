"""What there is on a site, for language models: `llms.txt` (llmstxt.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.compose import Composed
from explainer.downloads import SITE, Download, of_article, of_site
from explainer.outputs.addresses import absolute
from explainer.special import Gathered

_IN_BRACKETS = re.compile(r"([\\\[\]])")


def llms(gathered: Gathered, download: Download) -> str:
    """Return the articles of a site in Markdown, and its data, as lists of links."""
    options, say = gathered.site.options, gathered.say
    parts = [f"# {options.site_name or say.articles}"]
    if options.site_description:
        parts.append(f"> {_line(options.site_description)}")
    articles = [_article(gathered, one) for one in gathered.composed]
    if articles:
        parts += [f"## {say.articles}", "\n".join(articles)]
    data = [*_data(gathered, download)]
    if data:
        parts += [f"## {say.data}", "\n".join(data)]
    return "\n\n".join(parts) + "\n"


def _article(gathered: Gathered, one: Composed) -> str:
    """Return the link to an article: in Markdown, if there is such a file."""
    offered = of_article(one.holds, gathered.site.options.without)
    twins = [it.address(one.page.url) for it in offered if it.name == "markdown"]
    address = absolute(twins[0] if twins else one.page.url, "", gathered.site.options)
    return _link(one.article.title or one.page.title, address, one.article.description)


def _data(gathered: Gathered, this: Download) -> Iterator[str]:
    options = gathered.site.options
    for one in of_site(gathered.site.project, options.without, options.site_url):
        if one != this and one.of != SITE:
            yield _link(one.file, absolute(one.address(), "", options), one.format)


def _link(text: str, address: str, about: str) -> str:
    title = _IN_BRACKETS.sub(r"\\\1", _line(text))
    return f"- [{title}]({address or './'})" + (f": {_line(about)}" if about else "")


def _line(text: str) -> str:
    return " ".join(text.split())
