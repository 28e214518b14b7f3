"""What a notebook shows of a page in a frame: the page itself, and a file that holds the frame as the book does."""

from __future__ import annotations

from html.parser import HTMLParser

from analysis.views.book.policy import with_policy


class Frame(HTMLParser):
    """The frame of an output: its attributes, and the tags and the text beside it."""

    def __init__(self, html):
        super().__init__()
        self.frame, self.tags, self.text = {}, [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "iframe":
            self.frame = dict(attrs)

    def handle_data(self, data):
        if self.lasttag != "style":
            self.text += data


def write_file(html, file):
    """Write a page of the book that holds an output."""
    head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>t</title></head>'
    file.write_text(with_policy(f"{head}<body><main><h1>t</h1>{html}</main></body></html>"), encoding="utf-8")
