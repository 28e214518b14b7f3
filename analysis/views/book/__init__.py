"""The book: notebooks executed, tables to download, and the pages of the site."""

import sys

# nbformat loads jsonschema, and that, where it can, a grammar of web addresses: seconds in each program of a build, for
# a check that no notebook asks for. jsonschema does without.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
