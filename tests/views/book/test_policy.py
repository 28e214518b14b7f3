"""The content security policy of a page: it allows the page's own scripts by their hashes, and no other."""

from __future__ import annotations

import socket
from base64 import b64encode
from hashlib import sha256

import pytest

from analysis.views.book.policy import with_policy
from analysis.views.notebook_page import framed
from tests.browser import Visit

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head><body>'
    "<script>window.first = 1</script><p>x</p>{}</body></html>"
)


def test_only_the_scripts_that_the_page_came_with_are_allowed():
    html = with_policy(PAGE.format(""))
    code = b64encode(sha256(b"window.first = 1").digest()).decode()
    assert f"script-src 'self' file: 'sha256-{code}';" in html
    assert "unsafe-eval" not in html and "default-src 'none'" in html
    assert with_policy(html) == html


def test_the_scripts_of_a_page_in_a_frame_are_allowed_and_those_of_a_text_that_spells_one_are_not():
    page = framed("<p>x</p><script>window.framed = 1</script>", title="t", still="")
    spelt = "&lt;iframe srcdoc='&lt;script&gt;window.spelt = 1&lt;/script&gt;'>"
    html = with_policy(PAGE.format(page + spelt))
    codes = [b64encode(sha256(f"window.{name} = 1".encode()).digest()).decode() for name in ("framed", "spelt")]
    assert [f"'sha256-{code}'" in html for code in codes] == [True, False]


def test_the_policy_of_a_page_in_a_frame_does_not_stand_in_for_that_of_its_page():
    inside = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><p>x</p>'
    html = with_policy(PAGE.format(framed(inside, title="t", still="")))
    assert html.partition("<body")[0].count("Content-Security-Policy") == 1
    assert with_policy(html) == html


def test_a_page_without_a_head_is_left_as_it_is():
    assert with_policy("<p>one</p>") == "<p>one</p>"


def test_what_comes_in_later_does_not_run_and_asks_nobody(chromium, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        image = f"<img src='http://127.0.0.1:{server.getsockname()[1]}/x.png'>"
        late = f"<img src=x onerror='window.second = 1'><script>window.second = 1</script>{image}"
        for name, html in (("open.html", PAGE.format("")), ("shut.html", with_policy(PAGE.format("")))):
            (tmp_path / name).write_text(html.replace("<p>x</p>", late), encoding="utf-8")
        visit = Visit(chromium, tmp_path)
        assert visit.open("shut.html").evaluate("[window.first, window.second]") == [1, None]
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()  # nobody has called
        server.settimeout(20)
        visit.page.goto((tmp_path / "open.html").as_uri(), wait_until="commit")
        server.accept()[0].close()  # without the policy the same page does
        visit.context.close()
