"""What the tests of readers share: a file read by the reader that takes it, and the texts of its articles."""

from __future__ import annotations

from analysis.texts.intake.article import Article, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.formats import reader_of


def read(data: str | bytes, name: str = "export", **options: str) -> Reading:
    """Return what is read from a file with this content."""
    file = File(name, data.encode() if isinstance(data, str) else data)
    return reader_of(file).read(file, Options(**options))


def paragraphs(article: Article) -> list[str]:
    """Return the paragraphs of an article, each after its kind where it has one."""
    return [f"{block.kind}: {block.text}" if block.kind else block.text for block in article.blocks]


def about(article: Article) -> dict[str, object]:
    """Return what is known about an article: the fields that are not empty."""
    return {name: value for name, value in vars(article).items() if value and name not in ("blocks", "place")}
