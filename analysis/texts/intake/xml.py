"""XML that somebody else wrote, parsed safely: no DTD is fetched, no entity expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.schema import InputError
from analysis.texts.readers.installation import need

if TYPE_CHECKING:
    from lxml.etree import _Element


def xml_of(data: bytes, name: str) -> _Element:
    """Return the root of an XML document; `name` is what a message calls the file.

    Raises
    ------
    InputError
        If it is broken, or declares entities: a few lines of these can grow to gigabytes.
    """
    need("lxml", extra="gather", what=name)
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: broken XML ({error}); fetch or save it again") from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and (entity := next(iter(declared.entities()), None)) is not None:
        raise InputError(f"{name}: declares an entity ({entity.name}), which is not expanded; save it without")
    return root


def tag(element: _Element) -> str:
    """Return the name of an element without its namespace; nothing for comments and instructions."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attribute(element: _Element, name: str) -> str:
    """Return an attribute by its name without namespace; nothing where it is not there."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
