"""Sphinx's settings: no page asks anybody for anything, and what a text holds shows as typed."""

from __future__ import annotations

project = html_title = "Same Story"
language = "en"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "numpydoc", "analysis.views.book.sphinx"]
include_patterns = [
    "index.md",
    "texts.md",
    "explore.md",
    "notebooks/*.ipynb",
    "use.md",
    "tables.md",
    "columns.md",
    "docs/api.md",
    "docs/teachers.md",
    "docs/what-it-costs.md",
    "notebooks/classroom/*-teacher.ipynb",
    "notebooks/classroom/*-worksheet.md",
    "data/sample/README.md",
    "data/README.md",
    "data/lexicon/CODEBOOK.md",
    "data/lexicon/FRAMES.md",
    "data/validation/README.md",
    "data/calibration/README.md",
    "cite.md",
    "references.md",
    "LICENSE-DATA.md",
]
suppress_warnings = ["myst.header"]
smartquotes = False  # quotation marks are what this book is about: they stay as typed

html_theme = "furo"
html_favicon = "../../icon.svg"
html_theme_options = {"top_of_page_buttons": [], "navigation_with_keys": True}
pygments_dark_style = "a11y-high-contrast-dark"  # the counterpart of furo's light one
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["book.css"]
html_permalinks_icon = "#"
html_math_renderer = "mathml"
html_show_search_summary = False  # it fetches pages, which a browser refuses on file://
html_copy_source = html_show_sourcelink = html_show_sphinx = html_show_copyright = False
html_use_index = html_domain_indices = False

default_role = "py:obj"  # in a docstring `name` leads to that name, where there is one
autosummary_generate = False
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
numpydoc_show_class_members = False
toc_object_entries_show_parents = "hide"

nb_execution_mode = "off"  # analysis.views.book.execute has run them
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
nb_code_prompt_show = "Show the code"
nb_output_stderr = "remove"
nb_merge_streams = True
nb_render_text_lexer = "text"  # escape codes in a text are no colours

myst_enable_extensions = ["dollarmath", "deflist", "colon_fence"]
myst_disable_syntax = ["html_block", "html_inline"]  # a tag in a notebook's prose shows as typed
myst_heading_anchors = 3
myst_dmath_allow_space = False
myst_dmath_allow_digits = False
