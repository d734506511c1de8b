"""Asking one address, and many: every way in which a server may fail, on this machine alone."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from email.utils import formatdate
from threading import Lock

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from explainer.links import transport as transport_module
from explainer.links.address import WrongAddressError, goal_of, joined, matches
from explainer.links.archive import Archive, ArchiveError
from explainer.links.networks import is_public
from explainer.links.outcome import Outcome, State
from explainer.links.pace import Pace, seconds_of
from explainer.links.probe import Probe
from explainer.links.run import outcomes
from explainer.links.transport import Limits, NoAnswerError, Transport, Trouble
from tests.servers import Reply, Server, answer

LONG = Limits(connect=5, read=5, total=10)
"""For whatever answers at once: a busy machine is not a slow server."""
SHORT = Limits(connect=0.3, read=0.3, total=0.5)
"""For what never does."""
OK = answer("200 OK")


class Clock:
    """Time that passes only where someone waits."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({}) as running:
        yield running


def probe(
    clock: Clock, transport: Transport | None = None, *, pause: float = 0.0, limits: Limits = LONG
) -> Probe:
    return Probe(
        transport=transport or Transport(limits, allow_private=True),
        pace=Pace(pause, now=clock.now, wait=clock.wait),
        now=clock.now,
    )


def asked(server: Server, clock: Clock, *replies: Reply, limits: Limits = LONG) -> Outcome:
    """Return the outcome of an address whose server gives these replies, one after another."""
    server["/page"] = list(replies)
    return probe(clock, limits=limits)(f"{server.url}/page")


def redirect(to: str, status: str = "302 Found") -> bytes:
    return answer(status, f"Location: {to}")


# --- what a server says ------------------------------------------------------------------


def test_a_page_that_is_there_is_asked_once_without_its_text(server: Server, clock: Clock) -> None:
    found = asked(server, clock, OK)
    assert (found.state, found.status, found.told) == (State.ALIVE, 200, "")
    assert server.methods("/page") == ["HEAD"]


def test_we_say_who_we_are(server: Server, clock: Clock) -> None:
    asked(server, clock, OK)
    assert server.asked[0].headers["User-Agent"].startswith("mkdocs-explainer/")


def test_a_fragment_is_not_sent(server: Server, clock: Clock) -> None:
    server["/page?q=1"] = OK
    assert probe(clock)(f"{server.url}/page?q=1#part").state is State.ALIVE


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_a_page_is_dead_only_if_get_says_so_too(server: Server, clock: Clock, status: str) -> None:
    assert asked(server, clock, answer(status)).state is State.DEAD
    assert server.methods("/page") == ["HEAD", "GET"]
    assert asked(server, clock, answer(status), OK).state is State.ALIVE


@pytest.mark.parametrize("status", ["403 Forbidden", "405 Method Not Allowed", "501 Whatever"])
def test_where_head_is_not_allowed_get_decides(server: Server, clock: Clock, status: str) -> None:
    assert asked(server, clock, answer(status), OK).state is State.ALIVE


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "451 No", "999 No"])
def test_a_server_that_tells_programs_nothing_says_nothing_of_the_page(
    server: Server, clock: Clock, status: str
) -> None:
    found = asked(server, clock, answer(status))
    assert (found.state, found.status) == (State.REFUSED, int(status[:3]))


def test_a_server_that_stumbles_is_asked_again_a_little_later(server: Server, clock: Clock) -> None:
    wrong = answer("500 Internal Server Error")
    assert asked(server, clock, wrong, wrong, OK).state is State.ALIVE
    assert clock.waits == [2.0]
    found = asked(server, clock, wrong)
    assert (found.state, found.told) == (
        State.UNREACHABLE,
        "the server says 500 Internal Server Error",
    )


# --- busy servers ------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_busy_server_is_left_alone_for_as_long_as_it_says(
    server: Server, clock: Clock, status: str
) -> None:
    assert asked(server, clock, answer(status, "Retry-After: 7"), OK).state is State.ALIVE
    assert clock.waits == [7.0]


def test_it_may_say_so_with_a_date(server: Server, clock: Clock) -> None:
    until = formatdate(clock.time + 30, usegmt=True)
    busy = answer("429 Too Many Requests", f"Retry-After: {until}")
    assert asked(server, clock, busy, OK).state is State.ALIVE
    assert clock.waits == [30.0]


def test_for_a_day_nobody_waits_and_no_other_page_of_the_host_is_asked(
    server: Server, clock: Clock
) -> None:
    server["/page"] = answer("429 Too Many Requests", "Retry-After: 90000")
    ask = probe(clock)
    first, second = ask(f"{server.url}/page"), ask(f"{server.url}/other")
    assert (first.state, second.state) == (State.REFUSED, State.REFUSED)
    assert first.told == "the server is not to be asked again before 2023-11-15 23:13 UTC"
    assert first.again == clock.time + 90_000
    assert (clock.waits, len(server.asked)) == ([], 1)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("0", 0.0),
        (" 12 ", 12.0),
        ("9" * 400, 999_999_999.0),
        ("Thu, 01 Jan 1970 00:01:00 GMT", 60.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        ("Mon, 99 Foo 9999 99:99:99 GMT", None),
    ],
)
def test_how_long_to_wait_is_read_or_left(written: str, seconds: float | None) -> None:
    assert seconds_of(written, 0.0) == seconds


# --- redirects ---------------------------------------------------------------------------


def test_a_redirect_for_now_is_followed_without_a_word(server: Server, clock: Clock) -> None:
    server["/new"] = OK
    assert asked(server, clock, redirect("/new")).state is State.ALIVE


@pytest.mark.parametrize("status", ["301 Moved Permanently", "308 Permanent Redirect"])
def test_a_redirect_for_good_tells_the_new_address(
    server: Server, clock: Clock, status: str
) -> None:
    server["/page"] = redirect("new", status)
    server["/new"] = redirect("/for-now")
    server["/for-now"] = OK
    found = probe(clock)(f"{server.url}/page#part")
    assert (found.state, found.moved_to) == (State.MOVED, f"{server.url}/new#part")


def test_a_page_that_moved_to_nowhere_is_dead(server: Server, clock: Clock) -> None:
    found = asked(server, clock, redirect("/gone", "301 Moved Permanently"))
    assert (found.state, found.moved_to) == (State.DEAD, "")


def test_a_redirect_in_other_letters_is_followed(server: Server, clock: Clock) -> None:
    server["/%C3%BCber"] = OK
    there = redirect("/über".encode().decode("latin-1"))
    assert asked(server, clock, there).state is State.ALIVE


@pytest.mark.parametrize(
    ("replies", "told"),
    [
        ({"/page": "/other", "/other": "/page"}, "it redirects in a circle"),
        ({"/page": "/page#x"}, "it redirects in a circle"),
        ({"/page": "/0"} | {f"/{n}": f"/{n + 1}" for n in range(20)},
         "it redirects more than 10 times"),
        ({"/page": "file:///etc/passwd"},
         "it redirects, and file:///etc/passwd is neither http nor https"),
        ({"/page": "javascript:alert(1)"},
         "it redirects, and javascript:alert(1) is neither http nor https"),
        ({"/page": "http://[::1"}, "it redirects, and http://[::1 cannot be read as an address"),
        ({"/page": "http://a:99999/"},
         "it redirects, and http://a:99999/ cannot be read as an address"),
        ({"/page": ""}, "it redirects to no address"),
    ],
)  # fmt: skip
def test_redirects_that_lead_nowhere_are_told(
    server: Server, clock: Clock, replies: dict[str, str], told: str
) -> None:
    for path, to in replies.items():
        server[path] = redirect(to)
    found = probe(clock)(f"{server.url}/page")
    assert (found.state, found.told) == (State.UNREACHABLE, told)


# --- no answer ---------------------------------------------------------------------------


def silent(sock: socket.socket) -> None:
    sock.recv(1)


def drip(sock: socket.socket) -> None:
    """Send an answer so slowly that no read ever runs into its timeout."""
    sock.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(200):
        sock.sendall(b"a")
        time.sleep(0.02)


def reset(sock: socket.socket) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def huge(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n")
    while True:
        sock.sendall(b"x" * 65_536)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (silent, "the server does not answer in time"),
        (drip, "no answer within 0.5 seconds"),
    ],
)
def test_a_slow_server_is_given_up(server: Server, clock: Clock, reply: Reply, told: str) -> None:
    found = asked(server, clock, reply, limits=SHORT)
    assert (found.state, found.told) == (State.UNREACHABLE, told)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (reset, "the server hangs up"),
        (b"", "the server hangs up"),
        (b"nonsense\r\n\r\n", "the server's answer is not HTTP"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "the server's answer is not HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", "the server's answer is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000, "the server's answer is not HTTP"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 3, "the server hangs up"),
    ],
)
def test_a_server_that_does_not_answer_is_told(
    server: Server, clock: Clock, reply: Reply, told: str
) -> None:
    found = asked(server, clock, reply)
    assert (found.state, found.told) == (State.UNREACHABLE, told)


@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nbad header\r\n : x\r\n\r\n",
        b"HTTP/1.1 200 \xff\xfe\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz",
    ],
)
def test_an_answer_that_is_odd_but_clear_counts(server: Server, clock: Clock, reply: Reply) -> None:
    assert asked(server, clock, reply).state is State.ALIVE


def test_a_connection_that_breaks_at_head_is_tried_with_get(server: Server, clock: Clock) -> None:
    assert asked(server, clock, reset, OK).state is State.ALIVE


def test_a_huge_page_is_not_read(server: Server, clock: Clock) -> None:
    assert asked(server, clock, answer("405 No"), huge).state is State.ALIVE
    begun = Transport(LONG, allow_private=True).ask("GET", goal_of(f"{server.url}/page"), up_to=9)
    assert begun.body == b"x" * 9


def test_a_host_that_refuses_connections_is_told_and_soon_left_alone(clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    looked_up = []

    def lookup(host: str, port: int) -> list[tuple[int, str]]:
        looked_up.append((host, port))
        return [(socket.AF_INET, "127.0.0.1")]

    ask = probe(clock, Transport(LONG, allow_private=True, lookup=lookup))
    found = [ask(f"http://example.org:{port}/{n}") for n in range(9)]
    assert {one.told for one in found} == {"the server refuses connections"}
    assert len(looked_up) == 3


def test_a_host_that_does_not_exist_is_told(clock: Clock) -> None:
    def lookup(_host: str, _port: int) -> list[tuple[int, str]]:
        raise socket.gaierror(-2, "Name or service not known")

    found = probe(clock, Transport(LONG, lookup=lookup))("http://nowhere.example/")
    assert found.state is State.UNREACHABLE
    assert found.told == "the host nowhere.example cannot be found (name or service not known)"


# --- TLS ---------------------------------------------------------------------------------


def certified(name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's side of TLS for a name, and that of one who trusts its authority."""
    authority = trustme.CA()
    ours, theirs = (
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
        ssl.create_default_context(),
    )
    authority.issue_cert(name).configure_cert(ours)
    authority.configure_trust(theirs)
    return ours, theirs


def test_a_page_under_tls_is_there(clock: Clock) -> None:
    ours, theirs = certified("127.0.0.1")
    with Server({"/page": OK}, ours) as server:
        transport = Transport(LONG, allow_private=True, trust=theirs)
        assert probe(clock, transport)(f"{server.url}/page").state is State.ALIVE


def test_a_certificate_that_nobody_vouches_for_is_told(clock: Clock) -> None:
    ours, _ = certified("127.0.0.1")
    with Server({"/page": OK}, ours) as server:
        found = probe(clock)(f"{server.url}/page")
        assert server.asked == []
    assert found.state is State.UNREACHABLE
    assert found.told.startswith("its certificate is not valid: ")


def test_a_certificate_of_another_host_is_told(clock: Clock) -> None:
    ours, theirs = certified("other.example")
    with Server({"/page": OK}, ours) as server:
        transport = Transport(LONG, allow_private=True, trust=theirs)
        found = probe(clock, transport)(f"{server.url}/page")
    assert found.told.startswith("its certificate is not valid: IP address mismatch")


def test_a_server_that_speaks_no_tls_is_told(server: Server, clock: Clock) -> None:
    found = probe(clock)(server.url.replace("http:", "https:"))
    assert (found.state, found.told.partition(" (")[0]) == (
        State.UNREACHABLE,
        "no secure connection",
    )


# --- private networks --------------------------------------------------------------------

PRIVATE = """
    127.0.0.1 127.8.9.1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.100.100.200
    168.63.129.16 192.0.0.192 198.18.0.1 224.0.0.1 255.255.255.255 240.0.0.1 192.0.2.1 :: ::1
    ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:a00:1 ::127.0.0.1 fe80::1 fe80::1%eth0 fc00::1
    fd00:ec2::254 ff02::1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2001:db8::1
    2001:0:4136:e378:8000:63bf:3fff:fdd2 fec0::1
""".split()
PUBLIC = """
    8.8.8.8 93.184.215.14 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_not_all_the_world_reaches_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_that_all_the_world_reaches_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "0"])
def test_a_private_address_is_not_even_connected_to(
    server: Server, clock: Clock, host: str
) -> None:
    found = probe(clock, Transport(LONG))(f"http://{host}:{server.port}/page")
    assert found.state in {State.PRIVATE, State.UNREACHABLE}  # some of these no system knows
    assert found.state is State.PRIVATE or "cannot be" in found.told
    assert server.asked == []


@pytest.mark.parametrize("inside", ["127.0.0.2", "169.254.169.254", "[::1]", "10.0.0.1"])
def test_a_redirect_to_a_private_address_is_not_followed(
    server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    # The server must be on this machine: its address is taken for a public one here.
    monkeypatch.setattr(transport_module, "is_public", lambda address: address == "127.0.0.1")
    server["/page"] = redirect(f"http://{inside}:{server.port}/secret")
    found = probe(clock, Transport(LONG))(f"{server.url}/page")
    private = f"it leads to {inside.strip('[]')}, an address in a private network"
    assert (found.state, found.told) == (State.PRIVATE, private)
    assert [one.path for one in server.asked] == ["/page"]


def test_a_name_is_looked_up_once_and_what_was_found_is_what_is_connected_to(
    server: Server, clock: Clock
) -> None:
    """A name that is public at the first look and private at the second gains nothing."""
    answers = [[(int(socket.AF_INET), "10.0.0.1")], [(int(socket.AF_INET), "127.0.0.1")]]
    seen = []

    def lookup(_host: str, _port: int) -> list[tuple[int, str]]:
        seen.append(answers[0])
        return answers.pop(0)

    found = probe(clock, Transport(LONG, lookup=lookup))(f"http://two.example:{server.port}/")
    assert found.state is State.PRIVATE
    assert found.told == "it leads to two.example (10.0.0.1), an address in a private network"
    assert (len(seen), server.asked) == (1, [])


def test_a_host_with_one_private_address_among_others_is_refused() -> None:
    def lookup(_host: str, _port: int) -> list[tuple[int, str]]:
        return [(socket.AF_INET, "8.8.8.8"), (socket.AF_INET6, "::ffff:127.0.0.1")]

    with pytest.raises(NoAnswerError) as error:
        Transport(LONG, lookup=lookup).ask("HEAD", goal_of("http://both.example/"))
    assert error.value.trouble is Trouble.PRIVATE


# --- addresses ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "asked_for"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("https://example.org:443/a#b", "https://example.org/a"),
        ("http://example.org:8080/?q=a b", "http://example.org:8080/?q=a%20b"),
        ("https://bücher.example/größe", "https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe"),
        ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
        ("https://me:secret@example.org/", "https://example.org/"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
    ],
)
def test_an_address_is_asked_for_in_one_way(written: str, asked_for: str) -> None:
    assert goal_of(written).url == asked_for


@pytest.mark.parametrize(
    "written",
    ["ftp://example.org", "mailto:a@example.org", "", "//example.org", "http://", "https://[::1",
     "http://a:99999/", "http://a b/", f"http://{'a' * 300}.ü/", "http://a..ü/"],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(written: str, clock: Clock) -> None:
    def never(_host: str, _port: int) -> list[tuple[int, str]]:
        raise UnicodeError("label too long")

    found = probe(clock, Transport(LONG, lookup=never))(written)
    assert found.state is State.UNREACHABLE
    assert found.told


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("example.org", True),
        ("*.example.org", False),
        ("*.org", True),
        ("example.org/a/*", True),
        ("example.org/b/*", False),
        ("https://example.org/*", True),
        ("http://*", False),
        ("*q=1", True),
    ],
)
def test_a_pattern_is_of_the_host_or_the_path_or_all(pattern: str, *, fits: bool) -> None:
    assert matches("https://example.org/a/b?q=1", (pattern,)) is fits


@given(st.text() | st.from_regex(r"https?://[\[\]:@/?#%.a-z0-9ü\x00-]*", fullmatch=True))
def test_no_text_is_more_than_a_wrong_address(written: str) -> None:
    matches(written, ("*.example.org",))
    seconds_of(written, 0.0)
    for base in ("http://example.org/a", "https://[::1]:8/"):
        with suppress(WrongAddressError):
            goal = goal_of(joined(base, written))
            assert goal_of(goal.url) == goal


# --- many --------------------------------------------------------------------------------


def test_pages_of_one_host_are_asked_one_by_one_with_a_pause(server: Server, clock: Clock) -> None:
    for n in range(20):
        server[f"/{n}"] = OK
    goals = [goal_of(f"{server.url}/{n}") for n in range(20)]
    found = dict(outcomes(goals, probe(clock, pause=1.5), at_once=8))
    assert {one.state for one in found.values()} == {State.ALIVE}
    assert clock.waits == [1.5] * 19


def test_hosts_are_asked_beside_one_another_and_no_more_than_allowed() -> None:
    lock, now, most = Lock(), 0, 0

    def ask(_url: str) -> Outcome:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.02)
        with lock:
            now -= 1
        return Outcome(state=State.ALIVE, at=0.0)

    goals = [goal_of(f"http://h{n}.example/{page}") for n in range(12) for page in range(2)]
    assert len(dict(outcomes(goals, ask, at_once=4))) == 24
    assert most == 4


def test_a_mistake_of_ours_is_not_swallowed() -> None:
    def ask(_url: str) -> Outcome:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        dict(outcomes([goal_of("http://a.example")], ask, at_once=2))


# --- the archive -------------------------------------------------------------------------


def archive(server: Server, clock: Clock, reply: Reply) -> Archive:
    server["/available?url=http%3A%2F%2Fa.example%2F%3Fb&timestamp=20210209"] = reply
    asking = probe(clock)
    service = f"{server.url}/available"
    return Archive(transport=asking.transport, pace=asking.pace, service=service)


def snapshot(url: str, **more: str) -> bytes:
    rest = "".join(f', "{key}": "{value}"' for key, value in more.items())
    closest = f'{{"available": true, "url": "{url}"{rest}}}'
    text = f'{{"url": "a", "archived_snapshots": {{"closest": {closest}}}}}'
    return answer("200 OK", body=text.encode())


def test_a_copy_is_that_of_the_time_and_under_tls(server: Server, clock: Clock) -> None:
    plain = "http://web.archive.org/web/20210210000000/http://a.example/?b"
    asking = archive(server, clock, snapshot(plain, status="200"))
    found = asking.copy_of("http://a.example/?b", "2021-02-09")
    assert found == plain.replace("http:", "https:", 1)


@pytest.mark.parametrize(
    "reply",
    [
        answer("200 OK", body=b'{"archived_snapshots": {}}'),
        answer("200 OK", body=b'{"archived_snapshots": {"closest": {"available": false}}}'),
        snapshot("http://web.archive.org/web/1/http://a.example", status="404"),
    ],
)
def test_where_there_is_no_copy_there_is_none(server: Server, clock: Clock, reply: Reply) -> None:
    assert archive(server, clock, reply).copy_of("http://a.example/?b", "2021-02-09") == ""


@pytest.mark.parametrize(
    "reply",
    [
        answer("500 Internal Server Error"),
        answer("200 OK", body=b"<html>"),
        answer("200 OK", body=b"[" * 60_000),
        answer("200 OK", body=b"[]"),
        answer("200 OK", body=b'{"archived_snapshots": 1}'),
        snapshot("javascript:alert(1)"),
        answer("200 OK", body=b'{"archived_snapshots": {"closest": {"available": true}}}'),
        huge,
        reset,
        answer("429 Too Many Requests", "Retry-After: 90000"),
    ],
)
def test_an_archive_that_says_nonsense_is_told(server: Server, clock: Clock, reply: Reply) -> None:
    with pytest.raises(ArchiveError):
        archive(server, clock, reply).copy_of("http://a.example/?b", "2021-02-09")
