import gzip
import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import analysis as same
from analysis.schema import InputError
from analysis.texts.intake import web
from tests.calls import call, fails
from tests.texts.intake.test_saved_pages import PARAGRAPHS, page


class Site(BaseHTTPRequestHandler):
    """A site of pages: a path's status, headers and body; what was asked for is kept."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["User-Agent"], self.headers["Host"]))
        answer = self.server.pages.get(self.path, (404, {}, b""))
        if callable(answer):
            answer(self)
            return
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        server.asked, server.pages = [], {"/1": (200, {"Content-Type": "text/html; charset=utf-8"}, page().encode())}
        server.at = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


HERE = ("127.0.0.1",)


def test_a_page_is_fetched_from_where_it_was_redirected_to(site):
    site.pages["/old"] = (301, {"Location": "/1#comments"}, b"")
    gathered = same.gather([f"{site.at}/old"], hosts=HERE)
    (row,) = gathered.documents.to_dict("records")
    assert row["text"].split("\n\n") == PARAGRAPHS
    assert (row["url"], row["taken_from"]) == (f"{site.at}/1", f"{site.at}/1")
    assert gathered.notes == [f"{site.at}/1: redirected: {site.at}/old -> {site.at}/1"]
    assert [path for path, *_ in site.asked] == ["/robots.txt", "/old", "/robots.txt", "/1"]
    assert all(agent.startswith("SameStory/") for _, agent, _ in site.asked)


def test_a_host_of_this_network_is_asked_only_when_it_is_allowed(site, tmp_path):
    said = fails(2, "gather", f"{site.at}/1", "-o", tmp_path / "out")
    assert "127.0.0.1 is 127.0.0.1, on this machine or in its network; to fetch it, say --allow-host 127.0.0.1" in said
    assert site.asked == []
    assert call("gather", f"{site.at}/1", "-o", tmp_path / "out", "--allow-host", "127.0.0.1").exit_code == 0


def test_every_hop_is_checked_like_the_first(site):
    site.pages["/away"] = (302, {"Location": f"http://localhost:{site.server_port}/1"}, b"")
    site.pages["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    with pytest.raises(InputError, match="say --allow-host localhost"):
        web.fetch(f"{site.at}/away", HERE)
    with pytest.raises(InputError, match="only http and https are fetched"):
        web.fetch(f"{site.at}/file", HERE)
    assert "/1" not in [path for path, *_ in site.asked]


def test_the_connection_is_made_to_the_address_that_was_checked(site, monkeypatch):
    answers = iter(["127.0.0.1", "127.0.0.1", "127.0.0.1"])  # a second look at the name would find none in the end

    def lookup(host, port, **_):
        numbers = host if host[0].isdigit() else next(answers)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (numbers, port))]

    connected = []

    def connect(at, *_):
        connected.append(at[0])
        made = socket.socket()
        made.connect(at)
        return made

    monkeypatch.setattr(web.socket, "getaddrinfo", lookup)
    monkeypatch.setattr(web.socket, "create_connection", connect)
    address = f"http://enz.example:{site.server_port}/1"
    with pytest.raises(InputError, match=r"enz\.example is 127\.0\.0\.1"):
        web.fetch(address)
    assert web.fetch(address, ("enz.example",)).data == page().encode()
    assert connected == ["127.0.0.1"] * 2
    assert {host for *_, host in site.asked} == {f"enz.example:{site.server_port}"}


@pytest.mark.parametrize(
    "numbers",
    (
        "127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 ::1 fe80::1%2 fc00::1 "
        "::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1::"
    ).split(),
)
def test_addresses_that_are_not_on_the_public_web(numbers):
    assert not web._is_public(numbers)
    assert web._is_public("93.184.215.14")
    assert web._is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    ("robots", "is_fetched"),
    [
        ((200, {}, b"User-agent: *\nDisallow: /1"), False),
        ((200, {}, b"User-agent: SameStory\nDisallow: /"), False),
        ((200, {}, b"User-agent: *\nDisallow: /private"), True),
        ((404, {}, b""), True),
        ((503, {}, b""), False),
    ],
)
def test_robots_txt_is_respected(site, robots, is_fetched):
    site.pages["/robots.txt"] = robots
    if is_fetched:
        assert web.fetch(f"{site.at}/1", HERE).data == page().encode()
    else:
        with pytest.raises(InputError, match=r"robots\.txt"):
            web.fetch(f"{site.at}/1", HERE)
        assert [path for path, *_ in site.asked] == ["/robots.txt"]


def test_what_is_too_large_too_slow_or_endless_is_named(site, monkeypatch):
    monkeypatch.setattr(web, "LARGEST", 10_000)
    monkeypatch.setattr(web, "SECONDS", 0.5)

    def drip(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        with suppress(OSError):
            while True:
                time.sleep(0.05)
                handler.wfile.write(b"x")

    site.pages |= {
        "/large": (200, {}, b"x" * 10_001),
        "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 1_000_000)),
        "/slow": drip,
        "/circle": (302, {"Location": "/circle"}, b""),
        "/empty": (200, {}, b" "),
    }
    for path, why in {
        "/large": "is larger than",
        "/bomb": "is larger than",
        "/slow": "no whole answer in 0 seconds",
        "/circle": "redirected in circles",
        "/empty": "is empty",
        "/none": "the server answers 404 Not Found",
    }.items():
        with pytest.raises(InputError, match=why):
            web.fetch(site.at + path, HERE)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://enz.example/1", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://me:secret@enz.example/1", "has a name or password in it"),
        ("http://[::1/", "no address of a page"),
        ("http://enz.example:99999/", "no address of a page"),
    ],
)
def test_other_addresses_are_refused_before_anybody_is_asked(address, why, monkeypatch):
    monkeypatch.setattr(web.socket, "getaddrinfo", lambda *_, **__: pytest.fail("looked up"))
    with pytest.raises(InputError, match=why) as caught:
        web.fetch(address)
    assert "secret" not in str(caught.value)


def test_a_page_that_cannot_be_fetched_is_left_out_and_the_rest_is_read(site):
    gathered = same.gather([f"{site.at}/none", f"{site.at}/1"], hosts=HERE)
    assert len(gathered.documents) == 1
    assert gathered.left_out[["taken_from", "is_error"]].values.tolist() == [[f"{site.at}/none", True]]


def test_a_page_is_read_in_the_encoding_that_the_server_names(site):
    source = page().replace("‘", "'").replace("’", "'").replace("“", '"').replace("”", '"').replace("Enz", "Enž")
    site.pages["/2"] = (200, {"Content-Type": "text/html; charset=iso-8859-2"}, source.encode("iso-8859-2"))
    assert "Enž" in same.gather([f"{site.at}/2"], hosts=HERE).documents["text"][0]
