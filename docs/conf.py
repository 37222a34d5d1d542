"""How Sphinx makes the site from these pages: `uv run --group docs python docs/build.py`."""

import re
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from game import VERSION  # noqa: E402  the path comes first
from game.ui.theme import THEMES  # noqa: E402

project, author, release = "Tightrope", "the authors of Tightrope", VERSION
copyright = "the authors of Tightrope; code MIT, texts CC BY 4.0"  # noqa: A001  Sphinx calls it so
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_site", "schema"]
templates_path = ["_site/templates"]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
pygments_style, pygments_dark_style = "a11y-high-contrast-light", "a11y-high-contrast-dark"        # both come with Furo
suppress_warnings = ["misc.highlighting_failure"]           # ```console blocks hold what the program answers as well

html_theme = "furo"
html_title = "Tightrope"
html_logo = html_favicon = "../assets/icons/tightrope.svg"
html_static_path = ["_site/static", "../assets/fonts"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_copy_source = False

BODY = '"Tightrope Sans", system-ui, sans-serif'


def colours(name: str) -> dict[str, str]:
    """Give Furo's variables in the colours of a theme of the game."""
    look = THEMES[name].screen
    return {
        "color-background-primary": look.ground, "color-background-secondary": look.panel, "color-background-border": look.line,
        "color-background-hover": look.raised, "color-background-item": look.raised, "color-foreground-primary": look.text,
        "color-foreground-secondary": look.muted, "color-foreground-muted": look.muted, "color-foreground-border": look.edge,
        "color-brand-primary": look.seoul, "color-brand-content": look.washington, "color-brand-visited": look.washington,
        "color-inline-code-background": look.raised, "color-code-background": look.panel, "color-code-foreground": look.text,
        "color-table-header-background": look.raised, "color-table-border": look.line, "color-link--hover": look.seoul,
        "tightrope-gold": look.gold, "tightrope-ink": look.ink, "tightrope-beijing": look.beijing,
        "tightrope-autonomy": look.autonomy,
        "font-stack": BODY, "font-stack--headings": BODY,
    }


html_theme_options: dict[str, Any] = {
    "light_css_variables": colours("light"),
    "dark_css_variables": colours("dark"),
    "top_of_page_buttons": [],
}

OUTSIDE = {
    "README.md": "index", "CONTRIBUTING.md": "project/contributing", "CHANGELOG.md": "project/changes", "SECURITY.md": "project/security",
    "CODE_OF_CONDUCT.md": "project/conduct",
}
"""Files beside docs/ that are pages of the site."""
WHOLE = {page: name for name, page in OUTSIDE.items() if page != "index"}
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s#]+)(#[^)\s]*)?\)")


def _rewrite(text: str, folder: Path) -> str:
    """Turn links that lead out of docs/ into links to pages; what is no page is named."""
    docs = ROOT / "docs"

    def link(found: re.Match[str]) -> str:
        words, target, anchor = found[1], found[2], found[3] or ""
        if "://" in target or target.startswith("mailto:"):
            return found[0]
        path = (folder / target).resolve()
        if path.is_relative_to(docs):
            return f"[{words}](/{path.relative_to(docs).as_posix()}{anchor})"
        name = path.relative_to(ROOT).as_posix()
        return f"[{words}](/{OUTSIDE[name]}.md)" if name in OUTSIDE else f"{words} (`{name}`)"

    return _LINK.sub(link, text)


def _found(text: str, folder: Path) -> str:
    """Leave out of a list of pages the patterns, such as `/contributing/*`, that no page has yet."""
    docs = ROOT / "docs"
    kept = []
    for line in text.split("\n"):
        start = docs if line.startswith("/") else folder
        if not re.fullmatch(r"/?[a-z0-9/]+\*", line) or any(start.glob(line.strip("/") + ".md")):
            kept.append(line)
    return "\n".join(kept)


def read(_app: Sphinx, page: str, source: list[str]) -> None:
    """Give Sphinx the text of a page: that of a file beside docs/ for those that stand for one."""
    if page in WHOLE:
        source[0] = _rewrite((ROOT / WHOLE[page]).read_text(encoding="utf-8"), ROOT)
    else:
        folder = (ROOT / "docs" / page).parent
        source[0] = _rewrite(_found(source[0], folder), folder)


def visit_file(self: Any, node: nodes.Element) -> None:
    """Link to a file (a report, a sample) so that it opens instead of being saved."""
    target = f"{self.builder.dlpath}/{node['filename']}" if "filename" in node else node.get("refuri", "")
    self.body.append(self.starttag(node, "a", "", CLASS="reference", href=target))


def depart_file(self: Any, _node: nodes.Element) -> None:
    """End the link."""
    self.body.append("</a>")


def speak(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None) -> None:
    """Say of the Korean pages that they are Korean, for voices and for the breaking of lines."""
    if page.startswith("ko/"):
        context["language"] = "ko"


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx what is ours."""
    from sphinx.addnodes import download_reference

    app.connect("source-read", read)
    app.connect("html-page-context", speak)
    app.add_node(download_reference, override=True, html=(visit_file, depart_file))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
