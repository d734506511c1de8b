"""What changed, for feed readers: Atom (RFC 4287) and JSON Feed 1.1, of the same entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from explainer.compose import Composed
from explainer.downloads import Download
from explainer.model import Change, Doing
from explainer.outputs.addresses import absolute
from explainer.pages.dates import done_html
from explainer.pages.when import bounds, calendar_day
from explainer.render import with_links
from explainer.special import Gathered
from explainer.view import NoteView
from explainer.words import Words

MOST_ENTRIES = 100
"""Feed readers ask for the whole file again and again; what changed long ago is on the page."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A note, or an article, that changed."""

    id: str
    """Stays the same when title, text and place in the article change."""
    url: str
    title: str
    html: str
    kind: str
    updated: datetime
    published: datetime | None
    author: str
    language: str


def atom(gathered: Gathered, download: Download) -> str:
    """Return the last hundred notes that changed, each once, as Atom."""
    from feedgenerator import Atom1Feed  # noqa: PLC0415 - slow to import, and only needed here

    options = gathered.site.options
    entries = _entries(gathered)
    made = Atom1Feed(
        title=_xml(_title(gathered)),
        link=_home(gathered, download),
        description="",
        language=gathered.say.language,
        author_name=_xml(options.site_name or options.site_url),
        feed_url=options.site_url + download.address(),
        feed_guid=_urn(gathered, "feed"),
    )
    for one in entries:
        made.add_item(
            title=_xml(one.title),
            link=one.url,
            description=None,
            content=_xml(one.html),
            unique_id=one.id,
            pubdate=one.published,
            updateddate=one.updated,
            author_name=_xml(one.author) or None,
            categories=[one.kind],
        )
    # For a feed without entries it would be the time of the build, and every build another feed.
    made.latest_post_date = lambda: _latest(entries)
    return f"{made.writeString('utf-8')}\n"


def json_feed(gathered: Gathered, download: Download) -> str:
    """Return the same as JSON Feed 1.1."""
    options = gathered.site.options
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(gathered),
        "home_page_url": _home(gathered, download),
        "feed_url": options.site_url + download.address(),
        "language": gathered.say.language,
        "authors": [{"name": options.site_name or options.site_url}],
        "items": [_item(one) for one in _entries(gathered)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(one: _Entry) -> dict[str, object]:
    item: dict[str, object] = {
        "id": one.id,
        "url": one.url,
        "title": one.title,
        "content_html": one.html,
        "date_modified": _moment(one.updated),
        "language": one.language,
        "tags": [one.kind],
    }
    if one.published:
        item["date_published"] = _moment(one.published)
    if one.author:
        item["authors"] = [{"name": one.author}]
    return item


# --- entries -----------------------------------------------------------------------------


def _entries(gathered: Gathered) -> Sequence[_Entry]:
    """Return the notes and articles whose changes have a day, the last changed first."""
    found = [entry for one in gathered.composed for entry in _of_article(gathered, one)]
    found.sort(key=lambda one: one.id)
    found.sort(key=lambda one: one.updated, reverse=True)
    return found[:MOST_ENTRIES]


def _of_article(gathered: Gathered, one: Composed) -> Iterator[_Entry]:
    path = one.page.path
    article = gathered.site.project.articles[path]
    say = gathered.site.options.say(article.language)
    here = absolute("", one.page.url, gathered.site.options)
    if span := _days(article.changes):
        yield _Entry(
            id=_urn(gathered, path),
            url=here,
            title=one.page.title,
            html=_html(article.changes[-1], Markup(), here, say),
            kind="article",
            updated=span[1],
            published=span[0],
            author=", ".join(article.authors),
            language=say.language,
        )
    for note in one.notes:
        if not note.draft and (span := _days(note.changes)):
            yield _of_note(note, _urn(gathered, f"{path}#{note.id}"), here, say, span)


def _of_note(
    note: NoteView, id_: str, here: str, say: Words, span: tuple[datetime | None, datetime]
) -> _Entry:
    return _Entry(
        id=id_,
        url=f"{here}#note-{note.id}",
        title=say.labelled(note.label, note.title),
        html=_html(note.changes[-1], _said(note, say), here, say),
        kind=note.kind,
        updated=span[1],
        published=span[0],
        author=note.author,
        language=say.language,
    )


def _said(note: NoteView, say: Words) -> Markup:
    if not note.verdict:
        return note.body
    return Markup("{}\n<p>{}</p>").format(note.body, say.labelled(say.verdict, note.verdict))


def _html(change: Change, body: Markup, here: str, say: Words) -> str:
    """Return what was done and what the note says, with addresses that hold anywhere."""
    told = Markup("<p>{}</p>\n{}").format(done_html(change, say), body)
    whole, _ = with_links(told, lambda address: urljoin(here, address))
    return f"<div{say.attributes}>{whole}</div>"


# --- dates, names and addresses ----------------------------------------------------------


def _days(changes: Sequence[Change]) -> tuple[datetime | None, datetime] | None:
    """Return when a note was added, if known, and when it last changed; None if never."""
    moments = [(one, moment) for one in changes if (moment := _when(one))]
    if not moments:
        return None
    begun = next((moment for one, moment in moments if one.doing is Doing.ADDITION), None)
    return begun, max(moment for _, moment in moments)


def _when(change: Change) -> datetime | None:
    """Return when a change was made; of a day, a month or a year, when that began."""
    if change.moment:
        return datetime.fromisoformat(change.moment)
    first, last = bounds(change.date)
    day = calendar_day(first or last, last=first is None)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def _latest(entries: Sequence[_Entry]) -> datetime:
    return max((one.updated for one in entries), default=_EPOCH)


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _urn(gathered: Gathered, what: str) -> str:
    return uuid5(NAMESPACE_URL, f"{gathered.site.options.site_url}{what}").urn


def _title(gathered: Gathered) -> str:
    name = gathered.site.options.site_name
    return gathered.say.labelled(name, gathered.say.changes) if name else gathered.say.changes


def _home(gathered: Gathered, download: Download) -> str:
    """Return the page of changes, or the site where there is none."""
    site, origin = gathered.site, download.address()
    return absolute(site.special_href("changes", origin), origin, site.options)


def _xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NO_XML.sub("", text)
