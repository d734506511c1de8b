"""See to it that yaml-language-server is there, and print its path; say what is missing.

It comes from npm and is kept in `.cache/`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

CACHE = Path(__file__).parent.parent.parent / ".cache/yaml-language-server"
SERVER = CACHE / "node_modules/.bin/yaml-language-server"
_PACKAGE = "yaml-language-server@^1.19"


def main() -> int:
    """Print the path of the server; return 2 if there is none to be had."""
    npm = shutil.which("npm")
    if not SERVER.exists():
        if not npm:
            print("`make test-editor` needs npm", file=sys.stderr)
            return 2
        command = [npm, "install", "--silent", "--no-save", "--prefix", str(CACHE), _PACKAGE]
        subprocess.run(command, check=True, stdout=sys.stderr)
    print(SERVER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
