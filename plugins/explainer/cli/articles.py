"""Articles by the names that people give them on a command line."""

from __future__ import annotations

import os
from pathlib import Path

import click

from explainer.hosts.preview import Layout, Preview
from explainer.nearest import nearest


def article_named(given: str, preview: Preview, where: Layout) -> str:
    """Return the path below the docs folder of an article that was named.

    The name is that path, or the file's path from here; the ending may be left out. Raises
    UsageError if the site has no such page.
    """
    below = Path(os.path.relpath(Path(given).resolve(), where.docs.resolve())).as_posix()
    plain = Path(given).as_posix()
    for name in (below, f"{below}.md", plain, f"{plain}.md"):
        if name in preview.pages and name in preview.project.articles:
            return name
    stems = {name.removesuffix(".md"): name for name in preview.project.articles}
    wanted = plain.removesuffix(".md")
    close = nearest(below.removesuffix(".md"), stems, limit=1) or nearest(wanted, stems, limit=1)
    raise click.UsageError(
        f"there is no article {given}" + (f"; did you mean {stems[close[0]]}?" if close else "")
    )
