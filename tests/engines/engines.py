"""Browsers of other makers, each started for a run, behind one small set of verbs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from tests.engines.ensure_engines import firefox, mini_browser
from tests.engines.wire import HttpWire, MarionetteWire, Wire, element_id

_KEYS = {"Escape": "\ue00c", "Tab": "\ue004", "Enter": "\ue007"}
_PRESSES = ("pointerDown", "pointerUp")
_MOUSE = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
_XVFB = ["Xvfb", "-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
_STEP = 25
"""Milliseconds between the places of a moving pointer."""
_PATIENCE = 30.0
_PREFERENCES = {
    "marionette.port": 0,  # any that is free; the profile tells which
    "remote.prefs.recommended": True,
    "app.update.enabled": False,
    "ui.prefersReducedMotion": 1,
    # Without a screen it takes itself for a telephone; here is a mouse: fine, and can hover.
    "ui.primaryPointerCapabilities": 6,
    "ui.allPointerCapabilities": 6,
}
Point = tuple[float, float]
_T = TypeVar("_T")


class Engine:
    """A browser with one window."""

    def __init__(self, name: str, wire: Wire, version: str) -> None:
        self.name, self.version, self._wire = name, version, wire
        self._pointer: Point = (0, 0)

    def goto(self, url: str) -> None:
        """Open a page, even if only what follows `#` is new."""
        self._wire.call("Navigate", url="about:blank")
        self._wire.call("Navigate", url=url)

    def size(self, width: int, height: int = 900) -> None:
        """Give the page, not the window, a size."""
        outer = (width, height)
        for _ in range(3):
            self._wire.call("SetWindowRect", width=outer[0], height=outer[1])
            self.wait("innerWidth > 0")
            time.sleep(0.2)
            inner = self.evaluate("[innerWidth, innerHeight]")
            if inner == [width, height]:
                return
            outer = (outer[0] + width - inner[0], outer[1] + height - inner[1])
        raise AssertionError(f"{self.name} made the page {inner}, not {width} × {height}")

    def evaluate(self, expression: str, *arguments: Any) -> Any:
        """Return the value of an expression; `arguments[0]` is the first argument."""
        return self._wire.call("ExecuteScript", script=f"return {expression}", args=arguments)

    def run(self, script: str) -> None:
        """Run statements."""
        self._wire.call("ExecuteScript", script=script, args=[])

    def wait(self, condition: str, seconds: float = 10) -> None:
        """Wait until an expression is true."""
        until = time.monotonic() + seconds
        while not self.evaluate(f"!!({condition})"):
            if time.monotonic() > until:
                raise AssertionError(f"{self.name}: never true: {condition}")
            time.sleep(0.05)

    # -- hands ----------------------------------------------------------------------------

    def move(self, to: Point, steps: int = 1) -> None:
        """Move the pointer, straight, by some steps."""
        (x, y), (to_x, to_y) = self._pointer, to
        moves: list[dict[str, Any]] = []
        for step in range(1, steps + 1):
            part = step / steps
            place = {"x": round(x + (to_x - x) * part), "y": round(y + (to_y - y) * part)}
            moves.append({"type": "pointerMove", "duration": 0, "origin": "viewport", **place})
            moves.append({"type": "pause", "duration": _STEP})
        self._pointer = to
        self._act({**_MOUSE, "actions": moves[:-1]})

    def click(self) -> None:
        """Click where the pointer is."""
        self._act({**_MOUSE, "actions": [{"type": kind, "button": 0} for kind in _PRESSES]})

    def key(self, name: str, *, shift: bool = False) -> None:
        """Press a key and let it go."""
        pressed = [{"type": kind, "value": _KEYS[name]} for kind in ("keyDown", "keyUp")]
        if shift:
            held = [{"type": kind, "value": "\ue008"} for kind in ("keyDown", "keyUp")]
            pressed = [held[0], *pressed, held[1]]
        self._act({"type": "key", "id": "keys", "actions": pressed})

    def _act(self, action: dict[str, Any]) -> None:
        self._wire.call("PerformActions", actions=[action])

    # -- what assistive technology is told ------------------------------------------------

    def role_and_name(self, selector: str) -> tuple[str, str]:
        """Return an element's role and its name, as computed by the browser."""
        found = self._wire.call("FindElement", using="css selector", value=selector)
        role = self._wire.call("GetComputedRole", id=element_id(found))
        name = self._wire.call("GetComputedLabel", id=element_id(found))
        return str(role), str(name)


# --- the browsers ----------------------------------------------------------------------------


@contextmanager
def _running(
    command: list[str], environment: dict[str, str] | None = None, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program for as long as it is needed."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        stderr=subprocess.DEVNULL,
        **{"stdout": subprocess.DEVNULL, **options},
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _patiently(attempt: Callable[[], _T]) -> _T:
    """Try until it works; a browser takes its time to start."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return attempt()
        except (OSError, ValueError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@contextmanager
def _firefox() -> Iterator[Engine]:
    with TemporaryDirectory(prefix="explainer-firefox-", ignore_cleanup_errors=True) as profile:
        lines = (f"user_pref({name!r}, {_js(value)});" for name, value in _PREFERENCES.items())
        Path(profile, "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [firefox(), "--headless", "--marionette", "--no-remote", "--profile", profile]
        with _running(command):
            told = Path(profile, "MarionetteActivePort")
            wire = _patiently(lambda: MarionetteWire(int(told.read_text(encoding="ascii"))))
            made = wire.call("NewSession")
            yield Engine("firefox", wire, made["capabilities"]["browserVersion"])
            wire.close()


def _js(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


@contextmanager
def _webkit() -> Iterator[Engine]:
    with ExitStack() as stack:
        screen = stack.enter_context(_running(_XVFB, stdout=subprocess.PIPE))
        assert screen.stdout
        display = screen.stdout.readline().decode().strip()
        environment = {"DISPLAY": f":{display}", "GDK_BACKEND": "x11", "LIBGL_ALWAYS_SOFTWARE": "1"}
        # Its profile and its bus are its own.
        folder = stack.enter_context(
            TemporaryDirectory(prefix="explainer-webkit-", ignore_cleanup_errors=True)
        )
        environment |= {"XDG_DATA_HOME": folder, "XDG_CACHE_HOME": folder}
        port = _free_port()
        driver = shutil.which("WebKitWebDriver") or ""
        stack.enter_context(_running([driver, "--host=127.0.0.1", f"--port={port}"], environment))
        _patiently(lambda: socket.create_connection(("127.0.0.1", port)).close())
        wire = HttpWire(port)
        asked = {"binary": mini_browser(), "args": ["--automation"]}
        made = wire.call(
            "NewSession",
            capabilities={"alwaysMatch": {"webkitgtk:browserOptions": asked}},
        )
        yield Engine("webkit", wire, made["capabilities"]["browserVersion"])
        wire.call("DeleteSession")
        wire.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


ENGINES: dict[str, Callable[[], Any]] = {"firefox": _firefox, "webkit": _webkit}
"""How to start each."""
