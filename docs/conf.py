"""How Sphinx makes the site of these pages: `just docs`, then open `site/index.html`."""

from __future__ import annotations

project = "copmetrics"
html_title = "copmetrics"
extensions = ["myst_parser"]
myst_heading_anchors = 3  # a link may lead to a heading, as in the repository
templates_path = ["_templates"]
nitpicky = True

# Nothing is loaded from the web, and the pages are read offline; tests/test_docs_site.py holds it.
html_theme = "pydata_sphinx_theme"
html_theme_options = {
    "navbar_center": [],
    "navigation_with_keys": False,
    "article_header_start": [],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": [],
    "footer_end": [],
}
html_sidebars = {"**": ["all-pages"]}
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
