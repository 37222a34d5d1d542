"""The card on the cabinet table: paper with its picture, title, text, words to look up, and where it is from."""

from functools import partial

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.screens.parts import ways
from game.ui.screens.parts.amounts import INDEX
from game.ui.screens.parts.facts import source_note
from game.ui.screens.parts.table import CardFace, Table
from game.ui.text import Setter, Words
from game.ui.widgets import Art, Chip, Label, Paper, Paragraph, flow
from game.ui.widgets.base import Action
from game.ui.words import _


class _Line(Label):
    """A hairline on the paper."""

    def paint(self, canvas: Canvas) -> None:
        """Draw the line."""
        canvas.fill(self.rect, "line")

    def words(self, setter: Setter) -> list[Words]:
        """Have no words."""
        return []


class Document(Paper):
    """The wide paper."""

    def __init__(self, rect: Rect, table: Table, card: CardFace, setter: Setter) -> None:
        super().__init__(rect, name=f"paper {card.slot}", label=f"{card.title}. {card.text}")
        inner = rect.inset(16)
        art, rest = inner.top(124, 12)
        self.add(Art(art, card.icon, card.who))
        high = setter.height(card.title, 20, inner.w, "semibold")
        title, rest = rest.top(high, 6)
        self.add(Paragraph(title, card.title, 20, "semibold"))
        foot, rest = rest.low(setter.height(card.source, 14, inner.w), 10) if card.source else (rest, rest)
        high = setter.height(card.text, 16, inner.w)
        body, rest = rest.top(high, 12)
        self.add(story(body, table, card, setter))
        self._terms(table, card, setter, rest)
        if card.source:
            self.add(SourceLine(foot, table, card))

    def announced(self) -> str:
        """Announce the card that comes in front."""
        return self.label

    def _terms(self, table: Table, card: CardFace, setter: Setter, rest: Rect) -> None:
        """Put as many words to look up at the end of what is left as fit there."""
        entries = terms(table, card)
        for count in range(min(5, len(entries)), 0, -1):
            chips = [_term(table, *entry, setter) for entry in entries[:count]]
            high = flow(Rect(rest.x, 0, rest.w, 0), list(chips)) + 30
            if high <= rest.h and all(chip.rect.w <= rest.w for chip in chips):
                top = rest.bottom - high
                flow(Rect(rest.x, top + 30, rest.w, 0), list(chips))
                self.add(_Line(Rect(rest.x, top, rest.w, 1), ""))
                self.add(Label(Rect(rest.x, top + 5, rest.w, 22), _("Words to look up"), 14, "semibold", "muted"), *chips)
                return


def _term(table: Table, name: str, text: str, entry: str, setter: Setter) -> Chip:
    chip = Chip(name, setter)
    chip.help = text
    chip.name = f"word {name}"
    if entry:
        chip.on_activate = lambda: ways.to_glossary(table.desk, table.match, entry)
    return chip


def terms(table: Table, card: CardFace) -> list[tuple[str, str, str]]:
    """List words to look up with their meaning and key: the power's reason, the words of the text, then the answers' indicators."""
    found: list[tuple[str, str, str]] = []
    event = table.event(card)
    kind, index = event.about
    if kind == "demand":
        demand = table.scenario.us_pressure.demands[index].id
        found.append((_("Why Washington asks"), table.texts(f"demands.{demand}.because", ""), f"demands.{demand}"))
    if kind == "rung":
        rung = table.scenario.china_retaliation.ladder[index].id
        found.append((_("Why Beijing warns"), table.texts(f"rungs.{rung}.because", ""), f"rungs.{rung}"))
    if kind == "offer":
        offer = table.scenario.china_retaliation.offers[index].id
        found.append((_("Why Beijing offers"), table.texts(f"offers.{offer}.because", ""), f"offers.{offer}"))
    lookup = table.lookup
    answers = [table.option_text(card, n, what) for n in range(len(event.options)) for what in ("label", "gist")]
    found += [(lookup.meanings[key].word, lookup.meanings[key].text, key) for key in lookup.found_in(card.text, *answers)]
    counts: dict[int, int] = {}
    for option in event.options:
        for indicator, _amount in option.effects:
            counts[indicator] = counts.get(indicator, 0) + 1
    for indicator in sorted(counts, key=lambda i: -counts[i]):
        name = table.scenario.indicators[indicator].id
        meaning = lookup.meanings[name].text if name in lookup.meanings else ""
        text = " ".join(part for part in (meaning, explain(table, indicator)) if part)
        found.append((table.indicator_name(indicator), text, name))
    return [entry for entry in found if entry[1]]


def story(rect: Rect, table: Table, card: CardFace, setter: Setter) -> Paragraph:
    """Give the text of a card, whose glossary words explain themselves and lead to the glossary."""
    lookup = table.lookup
    return Paragraph(rect, lookup.mark(card.text), 16).explain(setter, lookup.helps, leads(table, card))


def leads(table: Table, card: CardFace) -> dict[str, Action]:
    """Tell what opens the glossary at each of the words of a card that have an entry."""
    return {key: partial(ways.to_glossary, table.desk, table.match, key) for key in table.lookup.found_in(card.text)}


class SourceLine(Paragraph):
    """Where a card is from: all its sources on hover and focus, the list of sources when it is activated."""

    focusable = True

    def __init__(self, rect: Rect, table: Table, card: CardFace) -> None:
        super().__init__(rect, card.source, 14, colour="muted")
        self.name, self.help, self.role = "sources", source_note(table.match.compiled, card.id, table.texts.language), _("sources: S")
        self.on_activate = lambda: ways.to_sources(table.desk, table.match, card.id)

    def draw(self, canvas: Canvas) -> None:
        """Draw a light ground while hot."""
        if self.hot:
            canvas.rounded(self.rect.inset(-4, -1), "raised", 4)
        super().draw(canvas)


def explain(table: Table, indicator: int) -> str:
    """Explain an indicator: where it stands, what is good, where it began and who says so."""
    rules = table.scenario.indicators[indicator]
    meta = table.meta.indicators[rules.id]
    parts = [_("Now {now}.").format(now=table.shown(indicator))]
    if table.unit(indicator) in INDEX:
        parts.append(_("An index from {low} to {high}.").format(low=rules.low // 1000, high=rules.high // 1000))
    good = {"up": _("Higher is better."), "down": _("Lower is better."), "none": ""}[rules.good]
    source = table.match.compiled.sources.get(meta.source)  # type: ignore[attr-defined]
    start = table.shown(indicator, rules.start)
    if source is not None:
        parts += [good, _("It began at {start} ({source}).").format(start=start, source=source.publisher)]
    else:
        parts += [good, _("It began at {start}, an assumption of this scenario.").format(start=start)]
    return " ".join(part for part in parts if part)


class CompactDocument(Paper):
    """The paper of the compact layout, as high as its words."""

    def __init__(self, rect: Rect, table: Table, card: CardFace, setter: Setter) -> None:
        inner = rect.w - 24
        head = max(60.0, 14 + setter.height(card.title, 16, inner - 60, "semibold"))
        body = setter.height(card.text, 16, inner)
        high = head + body + (30 if card.source else 10)
        super().__init__(Rect(rect.x, rect.y, rect.w, high), name=f"paper {card.slot}", label=f"{card.title}. {card.text}")
        self.add(Art(Rect(rect.x + 12, rect.y + 10, 44, 44), card.icon, card.who))
        title = setter.height(card.title, 16, inner - 60, "semibold")
        top = rect.y + 10 + max(0.0, (44 - title) / 2)
        self.add(Paragraph(Rect(rect.x + 72, top, inner - 60, title), card.title, 16, "semibold"))
        self.add(story(Rect(rect.x + 12, rect.y + head, inner, body), table, card, setter))
        if card.source:
            self.add(SourceLine(Rect(rect.x + 12, rect.y + high - 27, inner, 22), table, card))

    def announced(self) -> str:
        """Announce the card that comes in front."""
        return self.label
