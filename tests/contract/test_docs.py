"""The documents: links, anchors and pictures lead somewhere, pages that a tool writes are up to date, and the site's parts fit together."""

import importlib.util
import re
import subprocess
from collections import Counter
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from game.content.tools import reference
from game.ui.theme import THEMES

OUTSIDE = re.compile(r"[a-z]+:")


def script(root, name):
    """Load a script of docs/."""
    spec = importlib.util.spec_from_file_location(name, root / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(root):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=root, capture_output=True, text=True, check=True, timeout=60,
    )
    reader = MarkdownIt("commonmark").enable("table")
    paths = (root / name for name in sorted(set(listed.stdout.split("\0")) - {""}))
    return {path: reader.parse(path.read_text(encoding="utf-8")) for path in paths if path.is_file()}


def anchors(tokens):
    """Name a page's headings as forges and the site do."""
    seen: Counter[str] = Counter()
    found = set()
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            text = "".join(child.content for child in inline.children if child.type in ("text", "code_inline"))
            slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
    return found


def targets(tokens):
    for token in tokens:
        for child in token.children or ():
            if child.type in ("link_open", "image"):
                yield str(child.attrGet("href" if child.type == "link_open" else "src"))


def test_every_link_anchor_and_picture_leads_somewhere(root, pages):
    names = {path: anchors(tokens) for path, tokens in pages.items()}
    dead, seen = [], 0
    for path, tokens in pages.items():
        for target in targets(tokens):
            if OUTSIDE.match(target):
                continue
            seen += 1
            name, _, anchor = target.partition("#")
            there = (path.parent / name).resolve() if name else path
            if not there.exists():
                dead.append(f"{path.relative_to(root)}: {target}")
            elif anchor and there in names and anchor not in names[there]:
                dead.append(f"{path.relative_to(root)}: {target}: there is no such heading")
    assert not dead, "\n".join(dead)
    assert seen > 200


def test_pages_that_tools_write_are_up_to_date(root):
    figures = script(root, "make_figures")
    assert figures.PAGE.read_text(encoding="utf-8") == figures.page(), f"{figures.PAGE} is old: python docs/make_figures.py"
    path = root / "docs/designing/reference.md"
    assert path.read_text(encoding="utf-8") == reference.page(), f"{path} is old: python -m game.content.tools.reference"


def test_every_picture_of_the_play_pages_is_made_and_shown(root, pages):
    made = set(script(root, "make_pictures").PAGES)
    for folder in (root / "docs/play", root / "docs/ko/play"):
        there = {path.stem for path in (folder / "pictures").glob("*.png")}
        shown = {
            target.rpartition("/")[2].removesuffix(".png") for path, tokens in pages.items() if path.parent == folder
            for target in targets(tokens) if target.startswith("pictures/")
        }
        assert made == there == shown, folder


def test_the_site_s_own_check_finds_what_is_wrong(root, tmp_path):
    check = script(root, "build").faults
    (tmp_path / "a.html").write_text('<h1 id="top">A</h1><a href="b.html#no"></a><a href="b.html#yes"></a><a href="c.html">C</a>')
    (tmp_path / "b.html").write_text('<p id="yes"></p><img src="x.png"><script src="https://example.org/x.js"></script><a href="b:c"></a>')
    assert check(tmp_path) == [
        "a.html: b.html#no has no such place", "a.html: c.html leads nowhere",
        "b.html: loads https://example.org/x.js from elsewhere", "b.html: x.png leads nowhere",
    ]


def test_the_site_s_style_asks_for_nothing_from_elsewhere_and_knows_its_colours(root):
    css = (root / "docs/_site/static/site.css").read_text(encoding="utf-8")
    assert "//" not in css.replace("/*", "").replace("*/", "")
    for name in re.findall(r'url\("([^"]+)"\)', css):
        assert (root / "assets/fonts" / name).is_file()
    given = set(re.findall(r'"(tightrope-[a-z]+)"', (root / "docs/conf.py").read_text(encoding="utf-8")))
    assert set(re.findall(r"var\(--(tightrope-[a-z]+)\)", css)) <= given
    assert {"light", "dark"} <= set(THEMES)
