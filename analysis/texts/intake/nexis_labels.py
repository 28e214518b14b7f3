"""The lines by which Nexis says what is what, in the languages of its interface."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

# What a field is to us, by its label; labels that say nothing we keep are `other`.
_LABELS = {
    "title": "headline schlagzeile",
    "body": "body",
    "byline": "byline author autor auteur autor(es)",
    "section": "section rubrik rubrique sección seccion sectie rubriek",
    "length": "length länge longueur longitud extensión lengte",
    "dateline": "dateline ort lieu",
    "highlight": "highlight encart",
    "page_date": "load-date update date-chargement fecha-carga laaddatum",
    "language": "language sprache langue idioma taal",
    "publication_type": "publication-type type-publication publikationstyp tipo-publicación",
    "graphic": "graphic grafik graphique illustration gráfico",
    "correction": "correction korrektur",
    "correction_date": "correction-date",
    "other": "series distribution guests column edition subject sujet thema company societe firma organization "
    "organisation ticker symbole-boursier börsenkürzel industry secteur-activite branche geographic localisation-geo "
    "geografie person personne state city country journal-code zeitungs-code bibliographie document-type notes note "
    "acc-no issn copyright type host anchors reporter source url ressort name insert infobox credit contact",
}
_FIELD = {label: field for field, labels in _LABELS.items() for label in labels.split()}
# Labels that ordinary text has, too: they are fields where another label follows soon.
_AMBIGUOUS = frozenset(
    "graphic grafik graphique illustration gráfico correction korrektur series guests column edition company firma "
    "person state city country notes note type host reporter source url name insert contact branche thema ort lieu "
    "ressort".split()
)
# The line that ends a document of Nexis Uni.
ENDS = ("End of Document", "Ende des Dokuments", "Fin du document", "Fin del documento", "Einde van document")
# What opens the text, and what is named in a line of its own after it.
_OPENINGS = frozenset(("body", "textkörper", "volltext", "corps", "texte", "cuerpo"))
_HEADS = {
    "graphic": "graphic",
    "grafik": "graphic",
    "illustration": "graphic",
    "correction": "correction",
    "classification": "other",
    "klassifizierung": "other",
    "related articles": "other",
    "notes": "other",
}
_LABEL = re.compile(r"([^\W\d_][\w() -]{1,24}):(?:([ \xa0])|$|(?=\n))")
_COPYRIGHT = re.compile(
    r"(?:copyright\b|copy \d{4}|©|\(c\)|.{0,60}\b(?:all rights reserved|alle rechte|tous droits))", re.I
)
_EDITION = re.compile(r"\b(?:edition|ausgabe|édition|edición)\b|\W*(?:final|correction appended)\W*$", re.I)


class Field(NamedTuple):
    """A labelled line. `is_sure` tells labels that ordinary text does not have."""

    name: str
    value: str
    is_sure: bool


BOUND, CAPITAL, PLAIN = "no-break space after the colon", "capital letters", "neither"


def style_of(paragraphs: Iterable[str]) -> str:
    """Return how the labels of an export are written."""
    style = PLAIN
    for one in paragraphs:
        if (match := _LABEL.match(one)) and _FIELD.get(_key(match[1])) in ("length", "page_date", "section", "byline"):
            if match[2] == "\xa0" and not match[1].isupper():
                return BOUND
            style = CAPITAL if match[1].isupper() else style
    return style


def field_of(paragraph: str, style: str) -> Field | None:
    r"""Return the field that a paragraph is, if it is one; ordinary text has lines like it, which are none.

    >>> field_of("Byline:\xa0Ann Lee", BOUND)
    Field(name='byline', value='Ann Lee', is_sure=True)
    >>> field_of("Photo: a ferry", CAPITAL), field_of("Length: 5 words", BOUND), field_of("State: no", PLAIN)
    (None, None, None)
    """
    match = _LABEL.match(paragraph)
    name = _FIELD.get(_key(match[1])) if match else None
    if not match or not name:
        return None
    is_ambiguous = _key(match[1]) in _AMBIGUOUS
    if not {BOUND: match[2] == "\xa0", CAPITAL: match[1].isupper(), PLAIN: not is_ambiguous}[style]:
        return None
    return Field(name, " ".join(paragraph[match.end() :].split()), style == BOUND or not is_ambiguous)


def _key(label: str) -> str:
    return label.strip().lower().replace(" ", "-")


def opens_text(paragraph: str) -> bool:
    """Tell the line after which the text begins."""
    return paragraph.lower() in _OPENINGS


def head_of(paragraph: str) -> str:
    """Return the field whose text follows a line, where the line is such a heading."""
    return _HEADS.get(paragraph.lower(), "")


def is_copyright(paragraph: str) -> bool:
    """Tell the line of the copyright."""
    return bool(_COPYRIGHT.match(paragraph))


def is_edition(paragraph: str) -> bool:
    """Tell a line after the date that names an edition, or says that a correction follows."""
    found = _EDITION.search(paragraph)
    return bool(found) and len(paragraph.split()) <= 6


WIRES = re.compile(
    r"\b(?:AP|AFP|UPI|DPA|EFE|ANSA|PTI|AAP|(?i:wire|reuters?|associated press|agence france[ -]presse|"
    r"press association|canadian press|xinhua|tass|itar-tass|interfax|bloomberg news|kyodo))\b"
)
