"""What the layout promises: the core knows no host, and everything stays small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "plugins/explainer"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
HOSTS = ("mkdocs", "material", "properdocs", "zensical")
WITHOUT_HOSTS = """
import sys
from importlib import import_module
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] in {hosts}:
            raise ImportError(name + ' is blocked')
sys.meta_path.insert(0, Blocked())
for name in {names}:
    import_module(name)
"""


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_the_core_needs_no_host() -> None:
    at_the_edge = ("explainer.cli", "explainer.hosts")
    names = [name for path in MODULES if not (name := name_of(path)).startswith(at_the_edge)]
    script = WITHOUT_HOSTS.format(hosts=set(HOSTS), names=names)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_or_says_why_not(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text)) or ""
    assert docstring
    assert len(text.splitlines()) <= LONGEST_MODULE or f"{LONGEST_MODULE} lines" in docstring


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    long = [f.name for f in functions if length(f) > LONGEST_FUNCTION and not is_table(f)]
    assert long == []


def length(function: ast.FunctionDef) -> int:
    """Return the lines of a function's body, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def is_table(function: ast.FunctionDef) -> bool:
    """Return whether a function is nothing but data: no branch, no loop."""
    return not any(isinstance(node, ast.If | ast.For | ast.While) for node in ast.walk(function))


def test_the_source_root_is_no_package() -> None:
    assert not (PACKAGE.parent / "__init__.py").exists()
