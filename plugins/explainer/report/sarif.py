"""Diagnostics as SARIF 2.1.0, which code scanning and editors read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from urllib.parse import quote

from explainer.diagnostics import RULES, Diagnostic, Related, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
Json = dict[str, object]


def sarif(
    found: Iterable[Diagnostic],
    *,
    version: str,
    page: Callable[[str], str],
    address: str = "",
    folder: str = "",
) -> str:
    """Return one run of SARIF as JSON text, sorted as everything else.

    `page` tells the chapter of a rule as Markdown, `address` the page of the site that has
    them all, if there is one; `folder` is where the project lies in its repository, with a
    slash at the end. Columns count code points, as everywhere here.
    """
    ordered = sorted(found, key=lambda one: one.order)
    codes = [code for code in RULES if any(one.code == code for one in ordered)]
    rules = [_rule(code, page(code), address) for code in codes]
    tool = {"name": "explainer", "semanticVersion": version, "rules": rules}
    run = {
        "tool": {"driver": tool},
        "columnKind": "unicodeCodePoints",
        # Its address is known to who reads the file: ours would tell where we ran.
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": _results(ordered, codes, folder),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, page: str, address: str) -> Json:
    rule = RULES[code]
    told: Json = {
        "id": code,
        "shortDescription": {"text": rule.summary},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    return told | ({"helpUri": f"{address}#{code}"} if address else {})


def _results(found: Sequence[Diagnostic], codes: Sequence[str], folder: str) -> list[Json]:
    seen: Counter[str] = Counter()
    results = []
    for one in found:
        print_ = _fingerprint(one, folder)
        seen[print_] += 1
        results.append(_result(one, codes.index(one.code), f"{print_}:{seen[print_]}", folder))
    return results


def _result(found: Diagnostic, index: int, fingerprint: str, folder: str) -> Json:
    text = f"{found.message}\n{found.help}" if found.help else found.message
    span = found.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    result: Json = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _place(folder + span.file.path, region)}],
        "partialFingerprints": {"explainer/v1": fingerprint},
    }
    others = [_related(one, at, folder) for at, one in enumerate(found.related)]
    return result | ({"relatedLocations": others} if others else {})


def _related(one: Related, at: int, folder: str) -> Json:
    region = {"startLine": one.line, "startColumn": one.column}
    return {
        "id": at,
        "physicalLocation": _place(folder + one.path, region),
        "message": {"text": one.message},
    }


def _place(path: str, region: dict[str, int]) -> Json:
    return {"artifactLocation": {"uri": quote(path), "uriBaseId": _ROOT}, "region": region}


def _fingerprint(found: Diagnostic, folder: str) -> str:
    """Return what names a finding though lines above it come and go: its rule, file and words.

    The message is no part of it: it may tell lines, and changes when we word it better.
    """
    span = found.span
    line = span.file.line(span.line).strip()
    told = "\0".join((found.code, folder + span.file.path, line, span.text))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
