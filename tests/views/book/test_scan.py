"""The scan for outside requests, on pages that make one and pages that do not."""

from __future__ import annotations

import pytest

from tests.scan import outside_requests

ASKS = {
    "script.html": "<script src='https://a.example/x.js'></script>",
    "no-scheme.html": "<img src=//a.example/x.png>",
    "link.html": '<link rel="stylesheet" href="https://a.example/x.css">',
    "preconnect.html": '<link rel="preconnect" href="https://a.example">',
    "srcset.html": '<img src="x.png" srcset="x.png 1x, https://a.example/x.png 2x">',
    "frame.html": "<iframe srcdoc=\"<img src='https://a.example/x.png'>\"></iframe>",
    "style.html": "<style>\np { background: url( 'https://a.example/x.png') }</style>",
    "attribute.html": '<p style="background:url(//a.example/x.png)">',
    "fetch.html": "<script>\nfetch(`https://a.example/x.json`)</script>",
    "refresh.html": '<meta http-equiv="refresh" content="0; url=https://a.example">',
    "capitals.html": "<IMG SRC='HTTPS://a.example/x.png'/>",
    "import.css": "@import 'https://a.example/x.css';",
    "font.css": "@font-face { src: url(https://a.example/x.woff2) }",
    "module.js": 'import {a} from "https://a.example/x.js"',
    "open.js": 'request.open("GET", "https://a.example/")',
    "picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image xlink:href="https://a.example/x.png"/></svg>',
}
ASKS_NOT = {
    "link.html": '<a href="https://a.example/">read</a> https://a.example <script src="x.js"></script>',
    "escaped.html": "&lt;script src='https://a.example/x.js'&gt;",
    "comment.html": "<!-- <script src='https://a.example/x.js'></script> -->",
    "json.html": '<script type="application/json">{"fetch": "fetch(\'https://a.example\')"}</script>',
    "data.css": "a { background: url(data:image/png;base64,//aa) } /* url(https://a.example) */",
    "own.js": '// https://a.example/licence\nfetch("x.json"); const home = "https://a.example";',
    "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/><style>p{}</style></svg>',
}


@pytest.mark.parametrize(("name", "text"), ASKS.items())
def test_a_request_is_found(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    [found] = outside_requests(tmp_path)
    assert found.startswith(f"{name}:{2 if text.count(chr(10)) else 1}: ")
    assert "a.example" in found.lower()


@pytest.mark.parametrize(("name", "text"), ASKS_NOT.items())
def test_what_asks_nobody_is_left_alone(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    assert outside_requests(tmp_path) == []
