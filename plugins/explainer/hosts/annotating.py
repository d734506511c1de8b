"""Notes written in the preview of MkDocs: its server gets a door, its builds are shown."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from explainer.annotating.desk import Desk
from explainer.annotating.files import Files
from explainer.annotating.shown import Shown
from explainer.diagnostics import Diagnostic
from explainer.hosts.door import Door
from explainer.pipeline import WovenSite

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("explainer")


def show(  # noqa: PLR0913, PLR0917 - what a site is made of
    desk: Desk,
    woven: WovenSite,
    found: Iterable[Diagnostic],
    config: MkDocsConfig,
    root: Path,
    annotations: Path,
) -> None:
    """Let requests be answered from the site as it was just built."""
    if woven.gathered:
        desk.show(
            Shown(
                gathered=woven.gathered,
                diagnostics=tuple(found),
                files=Files(root=root, annotations=annotations, ready=desk.ready),
                docs=Path(config.docs_dir),
            )
        )


def open_door(server: LiveReloadServer, desk: Desk, config: MkDocsConfig, folder: Path) -> None:
    """Let the pages of a server that only this machine reaches write notes."""
    host, port = config.dev_addr
    if not _is_loopback(host):
        log.info("notes cannot be written in the preview: %s is reached from elsewhere", host)
        return
    server.set_app(Door(server.serve_request, desk, port, server.mount_path))
    if not folder.is_dir():
        desk.on_first_note = lambda: _watch(server, folder)


def _watch(server: LiveReloadServer, folder: Path) -> None:
    """Watch a folder that is made only now."""
    folder.mkdir(parents=True, exist_ok=True)
    server.watch(str(folder))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
