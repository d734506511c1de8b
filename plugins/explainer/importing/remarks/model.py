"""What an annotation of someone else's says, whatever it was written in."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place that an annotation points at."""

    source: str
    """The address of the page; may have a fragment."""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    end: str = ""
    """If given, the place goes on up to where these words begin (W3C RangeSelector)."""
    position: int | None = None
    """Where the quote begins in the text of the page, as its tool counted."""
    fragment: str = ""
    """The id of an element."""
    image: str = ""
    """The address of a picture."""
    number: int | None = None
    """Which one, from 1, of several pictures of this address."""
    pointed: bool = False
    """True if there is a selector, of a kind that is understood or not."""
    span: Span
    """The quote in the file, or the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something elsewhere that an annotation links to."""

    address: str
    id: str = ""
    """What it is called among the sources, if the file tells."""
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """An annotation."""

    id: str
    """Its address or what else its tool calls it; may be empty."""
    span: Span
    spots: tuple[Spot, ...]
    kind: str = "context"
    level: str = ""
    title: str = ""
    body: str = ""
    """Markdown."""
    links: tuple[Link, ...] = ()
    see: tuple[str, ...] = ()
    """Addresses of what it points to beside."""
    date: str = ""
    """When what it tells of happened, in EDTF."""
    verdict: str = ""
    """What it holds of a claim that it disputes."""
    tags: tuple[str, ...] = ()
    author: str = ""
    updated: str = ""
    """A day, as YYYY-MM-DD."""
    hidden: bool = False
    """True if it was for its author alone, or taken off the page."""
    answers: str = ""
    """The id of the annotation it is a reply to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What is in a file."""

    remarks: tuple[Remark, ...]
    told: tuple[str, ...] = ()
    """What was passed over, each with its place."""
