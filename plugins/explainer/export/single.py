"""A page as one HTML file: opened from a disk it needs nothing else, and asks for nothing."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup
from rcssmin import cssmin
from rjsmin import jsmin
from turbohtml import parse_fragment

from explainer.export.leaf import Leaf, Rendered
from explainer.export.links import settle
from explainer.pages.rendering import render
from explainer.words import formats

_POLICY = (
    "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; "
    "script-src {script}; base-uri 'none'; form-action 'none'"
)
"""What the file may do, for a browser to hold it to: nothing that asks anyone for anything."""


def single_file(leaf: Leaf) -> Rendered:
    """Return a page as one file, with its style and script in it."""
    page = parse_fragment(leaf.html)
    left_out = settle(page, leaf.around)
    for one in page.select(".ex-passages"):
        one.decompose()  # links to be sent to others: a file on a disk has no address for them
    script = _script() if page.select_one("explainer-page") is not None else ""
    html = render(
        "alone.html",
        leaf.say,
        leaf=leaf,
        direction=formats.direction(formats.locale_of(leaf.language)),
        heading=page.select_one("h1") is None,
        article=_safe(page.inner_html.strip()),
        style=_safe(_style(is_list=leaf.is_list)),
        script=_safe(script),
        policy=_POLICY.format(script=_hash(script) if script else "'none'"),
    )
    return Rendered(html=html, left_out=left_out)


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - was woven and serialised, or is our own


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@cache
def _script() -> str:
    """Return the script, so that nothing in it ends its element."""
    text = str(jsmin(asset("assets", "explainer.js")))
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


@cache
def _style(*, is_list: bool) -> str:
    """Return the style sheets: what a theme would bring, then our own."""
    sheets = [asset("export/styles", "alone.css"), asset("assets", "explainer.css")]
    if is_list:
        sheets.append(asset("assets", "pages.css"))
    return "\n".join(str(cssmin(one)) for one in sheets).replace("</style", "<\\/style")


def asset(folder: str, name: str) -> str:
    """Return a file that comes with us."""
    return files("explainer").joinpath(folder, name).read_text("utf-8")
