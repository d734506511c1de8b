"""The built site against the W3C's checker: no kind of error that plain Material lacks.

Run by `make validate`. The checker, `vnu-jar` from npm, is kept in `.cache/`; it needs Java.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache/vnu"
JAR = CACHE / "node_modules/vnu-jar/build/dist/vnu.jar"
_QUOTED = re.compile(r"“[^”]*”")


def main() -> int:
    """Build twice, check twice, print what is new; return 1 if anything is."""
    for tool in ("java", "npm"):
        if not shutil.which(tool):
            print(f"`make validate` needs {tool}", file=sys.stderr)
            return 2
    if not JAR.is_file():
        _run("npm", "install", "--silent", "--no-save", "--prefix", str(CACHE), "vnu-jar")
    with TemporaryDirectory() as folder:
        ours, plain = Path(folder, "ours"), Path(folder, "plain")
        _build(ours, "mkdocs.yml")
        with _plain_config() as config:
            _build(plain, config)
        known = {_kind(message) for message in _messages(plain)}
        found = list(_messages(ours))
        pages = len(list(ours.rglob("*.html")))
    new = Counter(_kind(message) for message in found if _kind(message) not in known)
    shown = {_kind(message): message for message in found}
    for kind, count in new.most_common():
        place = shown[kind].get("url", "").rpartition("/ours/")[2]
        extract = " ".join(str(shown[kind].get("extract", "")).split())
        print(f"{count} × {shown[kind]['message']}\n    {place}: {extract}")
    print(f"{pages} pages checked: {sum(new.values())} errors that plain Material has not")
    return int(bool(new))


class _plain_config:  # noqa: N801 - used like a function
    """The configuration without the plugin and its pages, while it is needed."""

    def __enter__(self) -> str:
        """Write it next to the real one, so that its paths mean the same."""
        self._path = ROOT / ".mkdocs-plain.yml"
        text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        text = re.sub(r"^  - explainer\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"^nav:\n(?:[ #].*\n|\n)+", "", text, flags=re.MULTILINE)
        self._path.write_text(text, encoding="utf-8")
        return self._path.name

    def __exit__(self, *_: object) -> None:
        """Take it away again."""
        self._path.unlink()


def _build(site: Path, config: str) -> None:
    _run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", config, "-d", str(site))


def _run(*command: str) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, check=True, env=environment)


def _messages(site: Path) -> Iterable[dict[str, str]]:
    """Return the errors that the checker finds."""
    command = ["java", "-jar", str(JAR), "--format", "json", "--errors-only", "--skip-non-html"]
    done = subprocess.run([*command, str(site)], capture_output=True, text=True, check=False)
    return list(json.loads(done.stderr or done.stdout)["messages"])


def _kind(message: dict[str, str]) -> str:
    """Return a message without the names of what it is about, but for elements."""
    text = message["message"]
    return _QUOTED.sub(lambda quoted: quoted[0] if len(quoted[0]) < 15 else "“…”", text)


if __name__ == "__main__":
    sys.exit(main())
