"""Valid files of the kinds that `gather` reads, and what must hold of a corpus that is gathered from anything."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import analysis as same
from analysis.schema import InputError
from analysis.texts.intake.gather import BROKEN, Gathered
from analysis.texts.readers.layout import parse_layout
from tests.texts.intake.documents import docx, odt, packed, rtf
from tests.texts.intake.test_europresse import new
from tests.texts.intake.test_europresse import page as europresse
from tests.texts.intake.test_factiva import AUTHOR, FIELDS, HEAD, article
from tests.texts.intake.test_factiva import page as factiva
from tests.texts.intake.test_nexis import FIRST, SECOND, old
from tests.texts.intake.test_nexis import page as nexis
from tests.texts.intake.test_nexis_text import plain
from tests.texts.intake.test_nexis_text import text as nexis_text
from tests.texts.intake.test_pdf import column, pdf
from tests.texts.intake.test_proquest import document, export
from tests.texts.intake.test_records import ONE, guardian
from tests.texts.intake.test_rows import workbook
from tests.texts.intake.test_saved_pages import page

LINES = "The ferry is “old”, Ann Lee said.\n\nIt sails on Monday – for €5."
TABLE = [("title", "outlet", "date", "text"), ("Ferry", "Quay Daily", "2024-05-01", LINES), ("Crew", "NA", "", "No.")]
ROWS = ["News", HEAD, AUTHOR, "7 words", "9 March 2017", "07:00", "Harbour", "ESTUP", "English"]
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Estuary Post</title>
<item><title>Ferry &amp; port</title>
<pubDate>Mon, 29 Jul 2013 22:30:54 -0400</pubDate>
<description>&lt;p&gt;{"It waits in the port. " * 40}&lt;/p&gt;</description>
</item></channel></rss>"""
NITF = """<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>Ferry</title>
<docdata><date.issue norm="20040102T000000"/></docdata></head><body><body.head><hedline><hl1>Ferry</hl1></hedline>
</body.head><body.content><block class="full_text">
<p>It waits.</p><p>It sails.</p></block></body.content></body></nitf>"""
MAIL = f"""From: News <news@example.org>
Subject: Ferry
Date: Mon, 29 Jul 2013 22:30:54 -0400
Content-Type: text/plain; charset=utf-8; format=flowed

{LINES}
"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Ferry</title></titleStmt></fileDesc>
</teiHeader><text><body><p>He said <q>it waits</q>.<note>No.</note></p></body></text></TEI>"""
TURNS = [("<v Ann Lee>The ferry is <i>old</i>.</v>\n<v Bo>It waits.", 1), (">> It sails\non [laughs] Monday.", 3)]
CUES = [f"00:00:{n:02}.000 --> 00:00:{n + 2:02}.000\n{cue}\n\n" for cue, n in TURNS]
WEBVTT = f"WEBVTT\nLanguage: en\n\nNOTE Old.\n\n{''.join(CUES)}"
SUBRIP = "".join(f"{n}\n{cue}" for n, cue in enumerate(CUES, 1)).replace(".000", ",000")
PODCAST = {"segments": [{"speaker": "Ann", "startTime": n, "endTime": n + 1, "body": cue} for cue, n in TURNS]}
REUTERS = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" NEWID="1"><DATE>26-FEB-1987 15:01:01.79</DATE>
<TEXT>&#2;<TITLE>FERRY</TITLE><BODY>It waits.
It sails. Reuter
&#3;</BODY></TEXT></REUTERS>"""
RESPONSE = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page()}"
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://enz.example/a\r\nWARC-Date: 2024-05-02T00:00:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:1b2c0000-0000-4000-8000-000000000000>\r\nContent-Type: application/http\r\n"
    f"Content-Length: {len(RESPONSE.encode())}\r\n\r\n{RESPONSE}\r\n\r\n"
)

SEEDS: dict[str, tuple[str, bytes]] = {
    "text": ("txt", LINES.encode("cp1252")),
    "table": ("csv", "\n".join(";".join(f'"{cell}"' for cell in row) for row in TABLE).encode()),
    "sheet": ("xlsx", workbook(TABLE, [("text",), ("It waits.",)])),
    "records": ("json", json.dumps([ONE, ONE | {"id": "a8", "body": LINES}]).encode()),
    "Guardian": ("json", guardian({"body": "<p>The <b>ferry</b>.</p><figure><figcaption>It.</figcaption>"}).encode()),
    "page": ("html", page().encode()),
    "Factiva": ("html", factiva(article(ROWS, "One.", "Two."), article(ROWS, "Three.")).encode()),
    "Factiva text": ("txt", "\n".join([*FIELDS, "LP\tOne.", "", "Document ESTUP00020171113edbd0001x"]).encode()),
    "Nexis": ("docx", docx(*FIRST, *SECOND).data),
    "Nexis text": ("txt", plain(nexis_text(1), nexis_text(2)).data),
    "Nexis page": ("html", nexis(old(1), old(2)).data),
    "ProQuest": ("txt", export(*(document(n, LINES, head=f"Document {n} of 2\n\n") for n in (1, 2))).encode()),
    "Europresse": ("html", europresse(new()).encode()),
    "DOCX": ("docx", docx("Ferry fails", *LINES.split("\n\n")).data),
    "ODT": ("odt", odt("<text:h>Ferry</text:h><text:p>It waits.</text:p>").data),
    "RTF": ("rtf", rtf(r"Ferry\par It {\b waits}.\par").data),
    "feed": ("xml", FEED.encode()),
    "NITF": ("xml", NITF.encode()),
    "e-mail": ("eml", MAIL.encode()),
    "TEI": ("xml", TEI.encode()),
    "Reuters": ("sgm", REUTERS.encode()),
    "vertical": ("vrt", b'<doc id="a" outlet="Port">\n<s>\nIt\tPRP\nwaits\tVB\n<g/>\n.\t.\n</s>\n</doc>\n'),
    "WebVTT": ("vtt", WEBVTT.encode()),
    "SubRip": ("srt", SUBRIP.encode()),
    "podcast": ("json", json.dumps(PODCAST).encode()),
    "web archive": ("warc", WARC.encode()),
    "PDF": ("pdf", pdf(column(["The ferry is over-", "due.", "", "It sails."]), column(["On Monday."]))),
    "archive": ("zip", packed({"a/one.txt": LINES, "page.html": page(), "more.zip": packed({"two.txt": LINES})})),
}  # fmt: skip


def gather_holds(place: Path) -> Gathered:
    """Gather a file or folder; all of it is accounted for, and every cell is one that a corpus can hold."""
    found = same.gather([str(place)], dates="dmy", truncated=True)
    files, documents = found.files, found.documents
    assert files["found"].sum() == len(documents)
    assert files["left_out"].sum() == len(found.left_out)
    assert len(documents) or len(found.left_out)
    other = files["announced"].notna() & files["announced"].ne(files["found"] + files["left_out"])
    assert other.any() == any("another number of articles" in note for note in found.notes)
    assert documents["doc_id"].is_unique
    for row in documents.to_dict("records"):
        text = row["text"]
        assert text == text.strip() != ""
        assert not any(c < " " and c not in "\n\t" for c in text)
        parse_layout(row.get("layout", ""), text, "layout")
        assert all(
            not row[name] or date.fromisoformat(row[name]).isoformat() == row[name] for name in ("date", "page_date")
        )
        for cell in row.values():
            cell.encode()
    assert not any("\n" in line for line in [*found.notes, *found.left_out["why"]])
    assert not [why for why in found.left_out["why"] if why.startswith(BROKEN)]
    return found


def written(place: Path, out: Path) -> None:
    """Gather what is at a place into a folder, where anything can be read; the folder gives the very texts back."""
    found = gather_holds(place)
    if found.documents.empty:
        return
    same.write_corpus(found, out)
    documents = same.read_corpus(out)
    for name in ("doc_id", "text", "title", "date"):
        assert documents[name].tolist() == found.documents[name].tolist()


def refused(place: Path) -> str:
    """Return in which words a place is refused, an empty text where it is not."""
    try:
        same.gather([str(place)])
    except InputError as error:
        return str(error)
    return ""
