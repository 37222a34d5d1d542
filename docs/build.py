"""Builds the site into site/, with warnings as errors, and reads what came out: `uv run --group docs python docs/build.py`.

Exit code 0: every link, anchor and picture leads somewhere, and no page loads anything from another machine.
"""

import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
LOADS = {"img": "src", "script": "src", "link": "href", "source": "src", "iframe": "src", "video": "src", "audio": "src"}


class Page(HTMLParser):
    """What a page holds: the names that a link can lead to, its links, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        found = {name: value or "" for name, value in attrs}
        self.names |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag in LOADS and found.get(LOADS[tag]) and found.get("rel") not in ("canonical", "index", "search", "next", "prev"):
            self.loads.append(found[LOADS[tag]])


def build(out: Path) -> int:
    """Run Sphinx; gives its exit code, 0 where there was no warning."""
    from sphinx.cmd.build import main

    return main(["-W", "--keep-going", "-n", "-q", "-b", "html", "-d", str(out / ".doctrees"), str(ROOT / "docs"), str(out)])


def faults(site: Path) -> list[str]:
    """List what leads nowhere or out of the site, page by page."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    found = []
    for path, page in pages.items():
        where = path.relative_to(site).as_posix()
        found += [f"{where}: loads {load} from elsewhere" for load in page.loads if urlsplit(load).netloc]
        for target in [*page.links, *page.loads]:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not there.exists():
                found.append(f"{where}: {target} leads nowhere")
            elif parts.fragment and there in pages and unquote(parts.fragment) not in pages[there].names:
                found.append(f"{where}: {target} has no such place")
    return found


def main() -> int:
    """Build and check; gives the exit code."""
    shutil.rmtree(SITE, ignore_errors=True)
    if build(SITE):
        return 1
    found = faults(SITE)
    print("\n".join(found) or f"{len(list(SITE.rglob('*.html')))} pages in {SITE}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
