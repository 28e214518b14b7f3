"""A page that is fetched because somebody gave its address, and nothing besides it but the site's robots.txt.

The standard library is enough for one page at a time, and with it the connection is made to the very address that was
checked: a name that means a public address when it is looked up can mean one of this network a moment later.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import zlib
from collections.abc import Collection
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from analysis.schema import InputError

SECONDS = 30.0  # for everything that one address takes
LARGEST = 30_000_000  # bytes of a page
MOST_HOPS = 5
AGENT = "SameStory/1.0 (text analysis; one page that its user asked for)"
_NAME = "SameStory"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_INSIDE_IPV6 = ipaddress.ip_network("64:ff9b::/96")  # IPv4 addresses that a gateway translates


class Fetched(NamedTuple):
    """What came from an address: the bytes, the encoding that the server names, and every address on the way to it."""

    data: bytes
    charset: str
    way: list[str]


def is_address(place: str) -> bool:
    """Tell whether a place is an address on the web and not a file."""
    return bool(_ADDRESS.fullmatch(place))


def fetch(address: str, allowed: Collection[str] = ()) -> Fetched:
    """Return what is at an address.

    Parameters
    ----------
    address
        A page, with http or https.
    allowed
        Names of hosts that may be on this machine or in this network.

    Raises
    ------
    InputError
        If the address is of another kind, not on the public web, closed by robots.txt, too slow, too large, redirects
        in circles, or has no page.

    Notes
    -----
    Every address on the way is checked like the first. Proxies in the environment are not used.
    """
    way = [_plain(address)]
    while True:
        _ask_robots(way[-1], allowed)
        status, reason, headers, data = _get(way[-1], allowed)
        if status not in _REDIRECTS or not headers.get("Location"):
            break
        way.append(_plain(urljoin(way[-1], headers["Location"])))
        if len(way) > MOST_HOPS or way[-1] in way[:-1]:
            raise InputError(f"{address}: is redirected in circles or too often ({' -> '.join(way[-3:])})")
    if status != 200:
        raise InputError(f"{way[-1]}: the server answers {status} {reason}; save the page with a browser")
    if not data.strip():
        raise InputError(f"{way[-1]}: is empty")
    return Fetched(data, headers.get_content_charset() or "", way)


def _plain(address: str) -> str:
    """Return an address as a server is asked for it, without the place on the page."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode() if ":" not in (parts.hostname or "") else parts.hostname
        port = parts.port
    except ValueError:
        raise InputError(f"{address}: no address of a page; copy it from the browser") from None
    if parts.scheme not in _PORTS or not host:
        raise InputError(f"{address}: only http and https are fetched; save the page as a file")
    if parts.username or parts.password:
        raise InputError(f"{parts.scheme}://…@{host}: has a name or password in it; save the page as a file")
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port and port != _PORTS[parts.scheme] else "")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    return urlunsplit((parts.scheme, place, path, quote(parts.query, safe="/%:@!$&'()*+,;=~?[]"), ""))


def _ask_robots(address: str, allowed: Collection[str]) -> None:
    """Raise `InputError` where a site does not want programs to fetch this page (RFC 9309)."""
    robots = [urljoin(address, "/robots.txt")]
    while True:
        status, _, headers, data = _get(robots[-1], allowed)
        if status not in _REDIRECTS or not headers.get("Location") or len(robots) > MOST_HOPS:
            break
        robots.append(_plain(urljoin(robots[-1], headers["Location"])))
    if status >= 500:
        raise InputError(f"{address}: its robots.txt cannot be read ({status}); try later, or save the page")
    if status == 200:
        rules = RobotFileParser()
        rules.parse(data.decode("utf-8", "replace").splitlines())
        if not rules.can_fetch(_NAME, address):
            raise InputError(f"{address}: robots.txt of this site forbids programs to fetch it; save it with a browser")


def _get(address: str, allowed: Collection[str]) -> tuple[int, str, http.client.HTTPMessage, bytes]:
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    connection = _Connection(host, port, _checked(address, host, port, allowed), parts.scheme == "https")
    # A timer, since time-outs of sockets begin anew with every byte.
    timer = threading.Timer(SECONDS, connection.stop)
    timer.daemon = True
    timer.start()
    try:
        path = urlunsplit(("", "", parts.path, parts.query, ""))
        headers = {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "identity"}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        data = answer.read(LARGEST + 1)
        if "gzip" in (answer.headers.get("Content-Encoding") or "").lower():
            data = zlib.decompressobj(31).decompress(data, LARGEST + 1)
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        if connection.is_stopped or isinstance(error, TimeoutError):
            raise InputError(f"{address}: no whole answer in {SECONDS:.0f} seconds; try later, or save it") from None
        raise InputError(f"{address}: cannot be fetched ({error}); try later, or save it with a browser") from None
    finally:
        timer.cancel()
        connection.close()
    if connection.is_stopped:
        raise InputError(f"{address}: no whole answer in {SECONDS:.0f} seconds; try later, or save it")
    if len(data) > LARGEST:
        raise InputError(f"{address}: is larger than {LARGEST // 1_000_000} MB; save it as a file")
    return answer.status, answer.reason, answer.headers, data


def _checked(address: str, host: str, port: int, allowed: Collection[str]) -> str:
    """Return an address of a host to connect to, which is public or allowed by name."""
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise InputError(f"{address}: there is no such host ({error}); check the address") from None
    if host.lower() not in {name.lower() for name in allowed}:
        private = next((one for one in found if not _is_public(one)), "")
        if private:
            where = f"{host} is {private}, on this machine or in its network"
            raise InputError(f"{address}: {where}; to fetch it, say --allow-host {host}")
    return found[0]


def _is_public(numbers: str) -> bool:
    address = ipaddress.ip_address(numbers.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _INSIDE_IPV6:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None and not _is_public(str(inside)):
            return False
    return address.is_global and not address.is_multicast


class _Connection(http.client.HTTPConnection):
    """A connection to an address that has been checked, under the name of its host."""

    def __init__(self, host: str, port: int, numbers: str, is_secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._numbers, self._is_secure = numbers, is_secure
        self.default_port = _PORTS["https" if is_secure else "http"]
        self.is_stopped = False
        self._open: socket.socket | None = None  # `sock` is gone once the answer begins, and the answer goes on

    def connect(self) -> None:
        self._open = socket.create_connection((self._numbers, self.port), self.timeout)
        if self._is_secure:
            self._open = ssl.create_default_context().wrap_socket(self._open, server_hostname=self.host)
        self.sock = self._open

    def stop(self) -> None:
        """End what is being waited for."""
        self.is_stopped = True
        if self._open:
            with suppress(OSError):
                self._open.shutdown(socket.SHUT_RDWR)
