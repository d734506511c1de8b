"""`explainer links`: what an editor is told of addresses, what is kept, and what is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from explainer.cli import links as command
from explainer.diagnostics import Severity
from explainer.links.cache import Cache
from explainer.links.outcome import Outcome, State
from explainer.links.writing import recorded
from explainer.load import load
from tests.commands import Done, run
from tests.servers import Server, answer
from tests.sites import Site

OK = answer("200 OK")
MOVED = "301 Moved Permanently"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server({}) as running:
        running["/there"] = OK
        running["/moved"] = answer(MOVED, "Location: /there")
        running["/shy"] = answer("403 Forbidden")
        running["/broken"] = answer("500 Internal Server Error")
        yield running


@pytest.fixture
def site(tmp_path: Path, server: Server) -> Site:
    """Return a project that points at the server in every way."""
    url = server.url
    return (
        Site(root=tmp_path)
        .configure()
        .write(
            "docs/plan.md",
            "---\ntitle: The plan\nsummary:\n"
            f"  - See [the map]({url}/gone-map).\n---\n\n# The plan\n\n"
            f"It cost much, says [the paper]({url}/gone-paper) [@ledger].\n\n"
            f"`[no link]({url}/code)`, and [inside](other.md#x).\n",
        )
        .write("docs/other.md", "# Other\n")
        .write("docs/out.md", f"---\nexplainer: false\n---\n\n[out]({url}/out)\n")
        .write(
            "annotations/plan.yml",
            "notes:\n  - id: cost\n    quote: cost much\n    sources: [ledger]\n"
            f"    body: |\n      Twice: [a]({url}/gone-note?a=1&b=2), [b](<{url}/there#x>)\n"
            f"      and [c]({url}/gone-note?a=1&b=2).\n",
        )
        .write(
            "annotations/glossary.yml",
            f"terms:\n  - id: crown\n    term: crown\n    short: Money, [see]({url}/gone-term).\n"
            "    definition: A coin [@ledger].\n",
        )
        .write(
            "annotations/events.yml",
            "events:\n  - id: vote\n    date: 2019\n    title: The vote\n"
            f"    body: See [it]({url}/gone-event) [@ledger, p. 3].\n",
        )
        .write(
            "annotations/sources.yml",
            f"sources:\n  - id: ledger\n    title: Ledger\n    URL: {url}/gone  # kept\n"
            "    accessed: 2020-05\n",
        )
    )


def links(site: Site, *arguments: str) -> Done:
    return run(site, "links", "--allow-private", "--pause", "0", *arguments)


def codes(done: Done) -> dict[str, str]:
    """Return the rule of each finding, by its place."""
    lines = [line.split(": ", 2) for line in done.printed.splitlines()[:-1]]
    return {place: what.partition("[")[2].rstrip("]") for place, what, _ in lines}


# --- what is told ------------------------------------------------------------------------


def test_every_place_with_a_dead_link_is_told_and_who_relies_on_it(
    site: Site, server: Server
) -> None:
    done = links(site, "--output", "concise")
    assert done.code == 1
    assert done.printed == (
        "annotations/events.yml:5:20: error[dead-link]: what the event `vote` links to is not there"
        " any more: the server says 404 Not Found\n"
        "annotations/glossary.yml:4:25: error[dead-link]: what the term `crown` links to is not"
        " there any more: the server says 404 Not Found\n"
        "annotations/plan.yml:6:18: error[dead-link]: what the note `cost` links to is not there"
        " any more: the server says 404 Not Found\n"
        "annotations/plan.yml:7:15: error[dead-link]: what the note `cost` links to is not there"
        " any more: the server says 404 Not Found\n"
        "annotations/sources.yml:4:10: error[dead-link]: the page of the source `ledger` is not"
        " there any more: the server says 404 Not Found; note `cost`, term `crown`, event `vote`,"
        " article `plan.md` rely on it\n"
        "docs/plan.md:4:19: error[dead-link]: what the article `plan.md` links to is not there any"
        " more: the server says 404 Not Found\n"
        "docs/plan.md:9:32: error[dead-link]: what the article `plan.md` links to is not there any"
        " more: the server says 404 Not Found\n"
        "7 addresses: 1 there, 6 dead; all looked at now; 7 errors\n"
    )
    asked = {one.path for one in server.asked}
    assert asked.isdisjoint({"/code", "/out", "/other.md"})


def test_the_places_that_rely_on_a_source_are_told_one_by_one(site: Site) -> None:
    told = links(site, "--allow", "*/gone").printed
    for place in (
        "the note `cost` relies on it: annotations/plan.yml:4:15",
        "the term `crown` relies on it: annotations/glossary.yml:5:25",
        "the event `vote` relies on it: annotations/events.yml:5:",
        "the article `plan.md` relies on it: docs/plan.md:9:",
    ):
        assert f"= note: {place}" in told


def test_each_state_has_its_rule_and_only_errors_and_warnings_count(
    site: Site, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explainer.links.probe._STUMBLED", 0.0)
    rules = {
        "/gone": "dead-link",
        "/moved": "moved-link",
        "/shy": "unchecked-link",
        "/broken": "unreachable-link",
    }
    sources = "".join(
        f"  - id: s{n}\n    title: T\n    URL: {server.url}{path}\n" for n, path in enumerate(rules)
    )
    site.write("annotations/sources.yml", f"sources:\n{sources}")
    done = links(site, "--output", "concise", *(f"--allow=*{path}" for path in rules))
    assert [*codes(done).values()] == [*rules.values()]
    assert done.code == 1
    told = links(site, "--allow=*/moved", "--allow=*/shy")
    assert told.code == 0
    assert f"has another address now: {server.url}/there\n" in told.printed


def test_a_private_address_is_told_and_not_asked(site: Site, server: Server) -> None:
    before = len(server.asked)
    done = run(site, "links", "--pause", "0", "--output", "concise")
    assert set(codes(done).values()) == {"private-link"}
    assert (done.code, len(server.asked)) == (1, before)


def test_an_archived_copy_that_is_there_stands_in_for_a_dead_page(
    site: Site, server: Server
) -> None:
    old = (site.root / "annotations/sources.yml").read_text(encoding="utf-8")
    site.write("annotations/sources.yml", f"{old}    archive-url: {server.url}/there\n")
    done = links(site, "--allow", "*/gone", "--allow", "*/there")
    assert done.code == 0
    assert "notice[archived-link]" in done.printed
    assert f"readers find {server.url}/there" in done.printed
    site.write("annotations/sources.yml", f"{old}    archive-url: {server.url}/gone-copy\n")
    done = links(site, "--allow", "*/gone*", "--output", "concise")
    assert done.code == 1
    assert "the archived copy of the source `ledger` is not there any more" in done.printed


def test_programs_get_each_address_with_all_its_places(site: Site, server: Server) -> None:
    value = json.loads(links(site, "--format", "json", "--allow", "*/gone").printed)
    assert value["summary"]["links"]["dead"] == value["summary"]["errors"] == 1
    (link,) = value["links"]
    assert (link["url"], link["state"], link["status"]) == (f"{server.url}/gone", "dead", 404)
    assert datetime.fromisoformat(link["checked"]).tzinfo is UTC
    (use,) = link["uses"]
    assert (use["kind"], use["id"], use["key"], use["line"]) == ("source", "ledger", "URL", 4)
    assert [one["kind"] for one in use["relied_on_by"]] == ["note", "term", "event", "article"]
    assert value["diagnostics"][0]["code"] == "dead-link"


def test_what_is_ignored_is_not_asked(site: Site, server: Server) -> None:
    site.configure(plugins=[{"explainer": {"links": {"ignore": ["*/gone-*"]}}}])
    before = len(server.asked)
    done = links(site, "--ignore", "*/gone", "--output", "concise")
    assert (done.code, len(server.asked) - before) == (0, 1)
    assert done.printed == "1 address: 1 there; all looked at now; no problems\n"
    assert links(site, "--ignore", "*").printed == "no addresses to check\n"


def test_what_is_no_address_is_told_where_it_is_written(site: Site) -> None:
    site.write("docs/plan.md", "# Plan\n\nSee [x](http://[::1).\n")
    done = links(site, "--allow", "http://[[]*", "--output", "concise")
    assert done.printed.startswith(
        "docs/plan.md:3:9: warning[unreachable-link]: what the article `plan.md` links to cannot be"
        " reached: http://[::1 cannot be read as an address\n"
    )


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("gone", "`links` is a table"),
        ({"xyzzy": []}, "`links` has `allow` and `ignore`, and no `xyzzy`"),
        ({"ignore": [1]}, "`links.ignore` is a list of patterns"),
    ],
)
def test_an_option_that_makes_no_sense_is_told(site: Site, option: object, told: str) -> None:
    site.configure(plugins=[{"explainer": {"links": option}}])
    done = links(site)
    assert done.code == 2
    assert told in done.output


def test_without_a_network_that_is_what_is_said(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(goals, _probe, *, at_once):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, ARG001
        for goal in goals:
            yield goal.url, Outcome(state=State.UNREACHABLE, at=0.0, told="no network")

    monkeypatch.setattr(command, "asked", asked)
    done = links(site)
    assert done.code == 1
    assert "nothing could be reached: is there a network here?" in done.output


# --- what is kept ------------------------------------------------------------------------


def test_what_was_found_is_not_asked_again_unless_fresh(site: Site, server: Server) -> None:
    links(site)
    before = len(server.asked)
    again = links(site)
    assert len(server.asked) == before
    assert "0 looked at now" in again.printed
    links(site, "--fresh", "--allow", "*/there")
    assert len(server.asked) == before + 1
    kept = {file.name for file in (site.root / ".cache/explainer").iterdir()}
    assert kept == {"links.json", ".gitignore"}


class Clock:
    def __init__(self) -> None:
        self.time = 1_700_000_000.0

    def __call__(self) -> float:
        return self.time


DAY = 86_400.0


@pytest.mark.parametrize(
    ("state", "again", "lasts"),
    [
        (State.ALIVE, 0.0, 7 * DAY),
        (State.MOVED, 0.0, 7 * DAY),
        (State.DEAD, 0.0, DAY),
        (State.REFUSED, 0.0, DAY),
        (State.REFUSED, 1_700_000_000.0 + 3 * DAY, 3 * DAY),
        (State.UNREACHABLE, 0.0, 0.0),
        (State.PRIVATE, 0.0, 0.0),
    ],
)
def test_what_is_kept_is_kept_for_its_time(
    tmp_path: Path, state: State, again: float, lasts: float
) -> None:
    clock = Clock()
    cache = Cache(tmp_path / "new/links.json", now=clock)
    cache.add("http://a/", Outcome(state=state, at=clock.time, told="ü\ud800", again=again))
    cache.save()
    assert bool(cache.known()) is (lasts > 0)
    clock.time += lasts - 1
    assert bool(cache.known()) is (lasts > 0)
    clock.time += 1
    assert cache.known() == {}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "[" * 10_000, '{"version": 99, "links": {}}', '{"version": 1, "links": []}',
     '{"version": 1, "links": {"a": 1, "b": {}, "c": {"state": "alive", "at": "x"}}}',
     '{"version": 1, "links": {"d": {"state": "odd", "at": 1}}}',
     '{"version": 1, "links": {"e": {"state": "alive", "at": 1e300}}}',
     '{"version": 1, "links": {"e": {"state": "alive", "at": 1, "again": 1e999}}}'],
)  # fmt: skip
def test_a_cache_that_cannot_be_read_holds_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "links.json"
    path.write_text(text, encoding="utf-8")
    cache = Cache(path)
    assert cache.known() == {}
    cache.save()
    assert json.loads(path.read_text(encoding="utf-8"))["links"] == {}


def test_runs_at_the_same_time_leave_a_whole_file_and_nothing_else(tmp_path: Path) -> None:
    clock = Clock()
    path = tmp_path / "links.json"

    def one(name: int) -> None:
        cache = Cache(path, now=clock)
        for n in range(10):
            cache.add(f"http://{name}/{n}", Outcome(state=State.ALIVE, at=clock.time))
            cache.save()

    threads = [Thread(target=one, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Cache(path, now=clock).known()) >= 10
    assert {file.name for file in tmp_path.iterdir()} == {"links.json", ".gitignore"}


def test_what_was_found_before_a_kill_is_kept(tmp_path: Path) -> None:
    clock = Clock()
    cache = Cache(tmp_path / "links.json", now=clock)
    for n in range(10):
        clock.time += 1
        cache.add(f"http://{n}/", Outcome(state=State.ALIVE, at=clock.time))
    assert len(Cache(tmp_path / "links.json", now=clock).known()) == 10


def test_a_cache_that_cannot_be_written_is_told_and_no_reason_to_stop(site: Site) -> None:
    site.write(".cache", "a file, and no folder")
    done = links(site, "--allow", "*/there")
    assert done.code == 0
    assert "what was found is not kept" in done.output


# --- archived copies ---------------------------------------------------------------------

COPY = "https://web.archive.org/web/20200501000000/http://a.example/gone"


def with_copies(server: Server, url: str = COPY) -> str:
    """Let the server be an archive with one copy of everything; return its address."""
    closest = {"available": True, "status": "200", "url": url}
    body = json.dumps({"archived_snapshots": {"closest": closest}}).encode()

    class Any(dict):  # type: ignore[type-arg]
        def get(self, path: str, default: object = None) -> object:
            found = path.startswith("/archive?")
            return answer("200 OK", body=body) if found else super().get(path, default)

    server._replies = Any(server._replies)
    return f"--archive-service={server.url}/archive"


def archived(site: Site, server: Server, *arguments: str, url: str = COPY) -> Done:
    service = with_copies(server, url)
    return links(site, "--allow", "*/gone", "--find-archived", service, *arguments)


def test_an_archive_is_asked_only_on_demand_and_for_the_time_of_reading(
    site: Site, server: Server
) -> None:
    assert COPY not in links(site, "--allow", "*/gone", with_copies(server)).printed
    assert f"an archive has a copy: {COPY}" in archived(site, server).printed
    asked = [one.path for one in server.asked if one.path.startswith("/archive")]
    assert len(asked) == 1
    assert asked[0].endswith("gone&timestamp=202005")


def test_a_copy_is_written_beside_the_address_and_nothing_else_changes(
    site: Site, server: Server
) -> None:
    path = site.root / "annotations/sources.yml"
    before = path.read_bytes()
    shown = archived(site, server, "--dry-run")
    assert path.read_bytes() == before
    assert f"\n+    archive-url: {COPY}\n" in shown.printed
    done = archived(site, server, "--write")
    assert "wrote annotations/sources.yml: ledger" in done.printed
    line = f"    URL: {server.url}/gone  # kept\n".encode()
    assert path.read_bytes() == before.replace(line, line + f"    archive-url: {COPY}\n".encode())
    assert f"annotations/sources.yml:5:18: {COPY}" not in links(site, "--ignore=*").printed
    assert archived(site, server, "--write").printed.count("wrote") == 0


@pytest.mark.parametrize(
    "text",
    [
        "# ü\r\nsources:\r\n- URL: '{url}/gone'\r\n  id: ledger\r\n  title: b\r\n",
        'sources: [{{id: ledger, title: "T", URL: "{url}/gone", note: "x"}}]\n',
        "sources:\n  - {{title: T, URL: {url}/gone, id: ledger}}   # why\n\n\n",
        '\ufeffsources:\n  - id: ledger\n    title: |\n      T\n    "URL": {url}/gone',
        "sources:\n  - id: ledger\n    title: T\n    URL:\n      {url}/gone\n",
    ],
)
def test_a_copy_is_written_in_whatever_style_the_file_has(
    site: Site, server: Server, text: str
) -> None:
    path = site.root / "annotations/sources.yml"
    written = text.format(url=server.url).encode()
    path.write_bytes(written)
    archived(site, server, "--write")
    after = path.read_bytes()
    more = len(after) - len(written)
    added = {
        after[n : n + more] for n in range(len(after)) if after[:n] + after[n + more :] == written
    }
    assert any(COPY.encode() in one for one in added)
    project, found = load(site.root, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert project.sources["ledger"].archive_url == COPY


def test_json_is_not_edited_and_that_is_told(site: Site, server: Server) -> None:
    (site.root / "annotations/sources.yml").unlink()
    sources = [{"id": "ledger", "type": "book", "title": "T", "URL": f"{server.url}/gone"}]
    site.write("annotations/sources.json", json.dumps(sources, indent=1))
    done = archived(site, server, "--write")
    assert "annotations/sources.json cannot be edited for the source `ledger`" in done.output
    assert "annotations/sources.json:6:10" in archived(site, server, "--output=concise").printed


def test_a_file_that_changed_meanwhile_is_not_written(
    site: Site, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = site.root / "annotations/sources.yml"

    def late(*arguments):  # type: ignore[no-untyped-def]  # noqa: ANN002, ANN202
        made = recorded(*arguments)
        path.write_text("sources: []\n", encoding="utf-8")
        return made

    monkeypatch.setattr(command, "recorded", late)
    done = archived(site, server, "--write")
    assert done.code == 2
    assert "was changed meanwhile" in done.output
    assert path.read_text(encoding="utf-8") == "sources: []\n"


def test_an_archive_that_cannot_be_asked_is_told(site: Site) -> None:
    service = "--archive-service=http://127.0.0.1:9/"
    done = links(site, "--allow", "*/gone", "--find-archived", service)
    assert "the archive cannot be asked: the server refuses connections" in done.output
    assert done.code == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--write",), "--write is about what --find-archived finds"),
        (("--dry-run", "--find-archived", "--format", "json"), "does not go with --dry-run"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    site: Site, arguments: tuple[str, ...], told: str
) -> None:
    done = links(site, *arguments)
    assert done.code == 2
    assert told in done.output
