"""See to it that WeasyPrint finds Pango, which it calls to set type; install it if need be.

The tests of the PDF are never skipped in silence: the library is there, or this fails and
says what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
# In a process of its own, since a library that was missed once is not looked for again.
TRY = """
from explainer.export.pdf import NoPdf, ready
try:
    ready()
except NoPdf as no:
    exit(str(no))
"""


def problem() -> str:
    """Return why no PDF can be made, or nothing."""
    tried = subprocess.run([sys.executable, "-c", TRY], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else tried.stderr.strip() or "WeasyPrint does not start"


def install() -> None:
    """Try the system's packages; say so on stderr."""
    if not shutil.which("apt-get"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    for command in (
        [*sudo, "apt-get", "update", "-q"],
        [*sudo, *environment, "apt-get", "install", "-qy", *PACKAGES],
    ):
        print("no Pango yet:", " ".join(command), file=sys.stderr)
        try:
            subprocess.run(command, stdout=sys.stderr, check=False)
        except OSError:
            return


def main() -> int:
    """Return 1 if no PDF can be made, and nothing can be done about it."""
    if problem():
        install()
    missing = problem()
    if missing:
        print(f"the tests of the PDF cannot run: {missing}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
