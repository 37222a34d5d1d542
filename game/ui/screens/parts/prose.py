"""A page of the documents as widgets: headings, paragraphs, lists, tables as rows; links can be followed."""

from collections.abc import Callable
from functools import partial

from game.ui.canvas import Canvas
from game.ui.documents import Block, Line, Span, Table, document
from game.ui.geometry import Rect
from game.ui.outcome import Outcome
from game.ui.screens.parts.column import Column
from game.ui.text import Run, Weight
from game.ui.widgets import Paragraph, Widget
from game.ui.widgets.texts import terms_in
from game.ui.words import _

SIZES: dict[str, tuple[float, Weight, float]] = {"2": (20, "semibold", 6), "3": (16, "semibold", 4)}
INDENT, NARROW, BETWEEN = 28.0, 520.0, 20.0
Follow = Callable[[str], Outcome]


class Rule(Widget):
    """A hairline between rows, or the bar beside a quotation."""

    def paint(self, canvas: Canvas) -> None:
        """Draw it."""
        canvas.fill(self.rect, "seoul_fill" if self.rect.h > self.rect.w else "line")


class Plate(Widget):
    """The ground under an example."""

    def paint(self, canvas: Canvas) -> None:
        """Draw it."""
        canvas.rounded(self.rect, "raised", 4)


class Prose:
    """Writes a page into a column; a link calls `follow` with the page that it leads to."""

    def __init__(self, column: Column, language: str, follow: Follow) -> None:
        self.column, self.language, self.follow = column, language, follow
        self.links = 0

    def write(self, page: str) -> None:
        """Write the page with its title."""
        found = document(page, self.language)
        self.column.text(found.title, 28, "bold", gap=12)
        listing = False
        for block in found.blocks:
            if listing and not (isinstance(block, Block) and block.kind == "item"):
                self.column.gap(6)
            listing = isinstance(block, Block) and block.kind == "item"
            if isinstance(block, Table):
                self._table(block)
            else:
                self._block(block)

    def _block(self, block: Block) -> None:
        column = self.column
        if block.kind in SIZES:
            size, weight, gap = SIZES[block.kind]
            column.gap(12)
            column.text("".join(span.text for span in block.line), size, weight, gap=gap)
        elif block.kind == "code":
            self._code(block.line[0].text)
        else:
            indent = INDENT * block.depth if block.kind == "item" else INDENT if block.kind == "quote" else 0.0
            y = column.y
            if block.mark:
                sign = Rect(column.rect.x + indent - INDENT, y, INDENT, column.setter.line_height(16))
                column.widgets.append(Paragraph(sign, block.mark, 16))
            shown = self._paragraph(Rect(column.rect.x + indent, y, column.rect.w - indent, 0), block.line)
            column.add(shown, 6 if block.kind == "item" else 12)
            if block.kind == "quote":
                column.widgets.append(Rule(Rect(column.rect.x, y, 3, shown.rect.h)))

    def _code(self, text: str) -> None:
        column = self.column
        inner = Rect(column.rect.x + 12, column.y + 8, column.rect.w - 24, column.setter.height(text, 14, column.rect.w - 24))
        column.widgets.append(Plate(Rect(column.rect.x, column.y, column.rect.w, inner.h + 16)))
        column.add(Paragraph(inner, text, 14), 20)

    def _paragraph(self, box: Rect, line: Line, size: float = 16, weight: Weight = "regular", colour: str = "text") -> Paragraph:
        """Set a line in a box, as high as it needs; its links can be followed."""
        text = tuple(self._run(span) for span in line)
        setter = self.column.setter
        shown = Paragraph(box._replace(h=setter.height(text, size, box.w, weight)), text, size, weight, colour)
        pages = {span.page for span in line if span.page}
        if pages:
            self.links += 1
            entries = {page: document(page, self.language).title for page in pages}
            actions = {page: partial(self.follow, page) for page in pages}
            found = terms_in(shown.words(setter)[0], setter, entries, actions, name=f"link {self.links}")
            for link in found:
                link.role = _("link")
            shown.add(*found)
        return shown

    @staticmethod
    def _run(span: Span) -> Run:
        return Run(span.text, "semibold" if span.strong or span.page else None, "washington" if span.page else None, span.page or None)

    # tables

    def _table(self, table: Table) -> None:
        column = self.column
        widths = self._widths(table)
        if table.head and widths:
            self._cells(table.head, widths, 14, "muted")
        for row in table.rows:
            self._cells(row, widths) if widths else self._stacked(row)
            column.add(Rule(column.take(1)), 5)
        column.gap(10)

    def _widths(self, table: Table) -> list[float]:
        """Share the width among the columns by what they hold; none where there is too little room for columns."""
        across = self.column.rect.w
        count = max(len(row) for row in table.rows)
        if across < NARROW:
            return []
        rows = [*table.rows, *([table.head] if table.head else [])]
        need = [max(self.column.setter.width(tuple(map(self._run, row[i])), 16, "semibold") for row in rows) + 2 for i in range(count)]
        room = across - BETWEEN * (count - 1)
        order = sorted(range(count), key=lambda i: need[i])
        found = [0.0] * count
        for place, i in enumerate(order):           # the narrow ones get what they need, the others share the rest
            found[i] = min(need[i], room / (count - place))
            room -= found[i]
        return found

    def _cells(self, row: tuple[Line, ...], widths: list[float], size: float = 16, colour: str = "text") -> None:
        column, x, bottom = self.column, self.column.rect.x, self.column.y
        for i, (cell, wide) in enumerate(zip(row, widths, strict=False)):
            if cell:
                weight: Weight = "semibold" if i == 0 and size == 16 else "regular"
                shown = self._paragraph(Rect(x, column.y, wide, 0), cell, size, weight, colour)
                column.widgets.append(shown)
                bottom = max(bottom, shown.rect.bottom)
            x += wide + BETWEEN
        column.y = bottom + 5

    def _stacked(self, row: tuple[Line, ...]) -> None:
        for i, cell in enumerate(cell for cell in row if cell):
            column = self.column
            column.add(self._paragraph(column.take(0), cell, 16, "regular" if i else "semibold", "muted" if i else "text"), 2)
        self.column.gap(3)
