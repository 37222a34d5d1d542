"""The pages of docs/play, which are also the game's help: found by name and language, and read into blocks that can be laid out."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

PAGES = ("index", "brief", "decide", "resolve", "result", "debrief", "tournament", "host", "records", "packs", "settings")
"""The pages in their order; each is a file of docs/play, and of docs/ko/play in Korean."""


@dataclass(frozen=True)
class Span:
    """A stretch of text; `page` is the page of PAGES that it leads to, or empty."""

    text: str
    strong: bool = False
    page: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Block:
    """A heading ("1" to "3"), a paragraph ("text"), an item ("item", with its mark), a quotation ("quote") or an example ("code")."""

    kind: str
    line: Line
    mark: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells; `head` is empty where the table's head says nothing."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Document:
    """A page: its title and what stands below it."""

    title: str
    blocks: tuple[Block | Table, ...]


@lru_cache(maxsize=1)
def folder() -> Path:
    """Return the folder of the documents: beside the package in the repository, inside it in a wheel."""
    package = Path(__file__).resolve().parents[1]
    places = (package.parent / "docs", package / "_data" / "docs")
    return next((place for place in places if (place / "play").is_dir()), places[0])


def path_of(page: str, language: str = "en") -> Path:
    """Return the file of a page in a language, the English one where there is no translation."""
    translated = folder() / language / "play" / f"{page}.md"
    return translated if translated.is_file() else folder() / "play" / f"{page}.md"


@lru_cache(maxsize=64)
def document(page: str, language: str = "en") -> Document:
    """Read a page of PAGES; where its file is missing the page is empty and has its name as title."""
    try:
        text = path_of(page, language).read_text(encoding="utf-8")
    except OSError:
        return Document(page, ())
    return parse(text)


def parse(text: str) -> Document:
    r"""Read Markdown: headings, paragraphs, lists, tables, quotations and examples; pictures and HTML are left out.

    >>> found = parse("# A turn\n\nLook at the **map**.\n")
    >>> found.title, [span.text for span in found.blocks[0].line]
    ('A turn', ['Look at the ', 'map', '.'])
    """
    from markdown_it import MarkdownIt

    reader = _Reader()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        reader.take(token)
    first, *rest = reader.blocks or [Block("1", ())]
    titled = isinstance(first, Block) and first.kind == "1"
    return Document("".join(span.text for span in first.line) if titled else "", tuple(rest if titled else reader.blocks))  # type: ignore[union-attr]


class _Reader:
    """Takes one token after the other; `blocks` is what has been read."""

    def __init__(self) -> None:
        self.blocks: list[Block | Table] = []
        self.kind, self.mark = "text", ""
        self.lists: list[int] = []                      # for each open list the next number, 0 for bullets
        self.rows: list[list[Line]] = []

    def take(self, token: Any) -> None:
        """Take a token of markdown-it."""
        if token.type == "inline":
            self._inline(_line(token.children))
        elif token.type in ("fence", "code_block") and not token.info.startswith("{"):        # the site's own, such as {toctree}
            self.blocks.append(Block("code", (Span(token.content.rstrip("\n")),)))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            self.lists.append(int(token.attrGet("start") or 1) if token.tag == "ol" else 0)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            self.mark = f"{self.lists[-1]}." if self.lists[-1] else "•"
            self.lists[-1] += bool(self.lists[-1])
        elif token.type == "tr_open":
            self.rows.append([])
        elif token.type == "table_close":
            self._table()
        self.kind = {"heading_open": token.tag[1:], "blockquote_open": "quote", "table_open": "cell"}.get(
            token.type, "text" if token.type in ("heading_close", "blockquote_close", "table_close") else self.kind,
        )

    def _inline(self, line: Line) -> None:
        if self.kind == "cell":
            self.rows[-1].append(line)
        elif line:
            self.blocks.append(Block("item" if self.lists else self.kind, line, self.mark, len(self.lists)))
            self.mark = ""

    def _table(self) -> None:
        head, *body = [tuple(row) for row in self.rows]
        self.blocks.append(Table(head if any(head) else (), tuple(body)))
        self.rows = []


def _line(children: Sequence[Any]) -> Line:
    """Read what stands in a line; line ends are spaces."""
    spans: list[Span] = []
    strong, page = 0, ""
    for child in children:
        if child.type in ("strong_open", "strong_close", "em_open", "em_close"):        # there is no italic
            strong += 1 if child.type.endswith("_open") else -1
        elif child.type in ("link_open", "link_close"):
            page = _page(str(child.attrGet("href") or "")) if child.type == "link_open" else ""
        elif child.type in ("text", "code_inline", "softbreak", "hardbreak"):
            text = child.content if child.type in ("text", "code_inline") else " "
            spans.append(Span(text, bool(strong) or child.type == "code_inline", page))
    return _joined(span for span in spans if span.text)


def _joined(spans: Iterator[Span]) -> Line:
    found: list[Span] = []
    for span in spans:
        if found and replace(found[-1], text="") == replace(span, text=""):
            found[-1] = replace(span, text=found[-1].text + span.text)
        else:
            found.append(span)
    return tuple(found)


def _page(href: str) -> str:
    """Return the page that a link leads to, or "" where it leads out of the help.

    >>> _page("brief.md#the-cards"), _page("../teaching/lesson.md")
    ('brief', '')
    """
    name, ending = posixpath.splitext(href.partition("#")[0])
    return name if ending == ".md" and name in PAGES else ""
