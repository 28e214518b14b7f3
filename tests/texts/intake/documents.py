"""Small DOCX, ODT and RTF files, made in the tests."""

import io
import zipfile

from analysis.texts.intake.files import File

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
ODT_NAMES = "office text table draw style".split()
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
    "</Relationships>"
)


def packed(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def paragraph(text, style=""):
    """Return a paragraph of a DOCX file; `text` may hold runs of its own."""
    runs = text if text.startswith("<w:") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'.replace("\n", "</w:t><w:br/><w:t>")


def docx(*paragraphs, name="page.docx", part="word/document.xml", styles=()):
    """Return a DOCX file; `styles` are pairs of an identifier and a name."""
    body = "".join(one if one.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else paragraph(one) for one in paragraphs)
    kinds = "".join(f'<w:style w:styleId="{key}"><w:name w:val="{value}"/></w:style>' for key, value in styles)
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": RELATIONS.format(part),
        part: f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{kinds}</w:styles>',
    }
    return File(name, packed(members))


def odt(body, styles="", name="page.odt"):
    names = " ".join(f'xmlns:{one}="{OFFICE}{"drawing" if one == "draw" else one}:1.0"' for one in ODT_NAMES)
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return File(name, packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}))


def rtf(body, head=r"\ansi\ansicpg1252", name="page.rtf"):
    return File(name, (r"{\rtf1" + head + r"{\fonttbl{\f0 Arial;}}\f0 " + body + "}").encode("latin-1"))
