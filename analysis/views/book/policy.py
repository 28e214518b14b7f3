"""What a page of the book may do: run the scripts beside it and the theme's own line, and ask nobody for anything."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

_INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
_FRAMED = re.compile(r"<iframe\b[^>]*?\ssrcdoc='([^']*)'")  # a page of `notebook_page`, which lives by its page's rules
_FIRST = '<meta charset="utf-8">'
_FROM_HERE = "'self' file:"  # a page that is opened from a file counts as of no place of its own


def with_policy(html: str) -> str:
    """Return a page with a content security policy in its head; one that has a policy, or no head, as it is.

    The scripts in the page itself, and in the pages that it holds in frames, are allowed by their hashes, so none that
    came in with a text would run.

    >>> with_policy('<meta charset="utf-8">').count("default-src 'none'")
    1
    """
    head = html.partition("<body")[0]  # the body may hold pages, with policies of their own
    if _FIRST not in head or "Content-Security-Policy" in head:
        return html
    pages = [html, *map(unescape, _FRAMED.findall(html))]
    scripts = [code for page in pages for code in _INLINE.findall(page)]
    hashes = dict.fromkeys(b64encode(sha256(code.encode()).digest()).decode() for code in scripts)
    allowed = " ".join([_FROM_HERE, *(f"'sha256-{code}'" for code in hashes)])
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src {_FROM_HERE} 'unsafe-inline'; "
        f"img-src {_FROM_HERE} data:; font-src {_FROM_HERE}; form-action {_FROM_HERE}; base-uri 'none'"
    )
    return html.replace(_FIRST, f'{_FIRST}<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)
