"""What the debrief's pages say: choices, happenings, moves and places in words."""

from typing import Any

from game.analysis.debrief.document import Debrief, Told
from game.analysis.debrief.par import LOW, Par
from game.analysis.debrief.sources import origin_of
from game.analysis.debrief.story import Chapter, Happening, Hidden
from game.analysis.debrief.words import GROUPS, HAPPENINGS, decimal, signed, speaker, title_key, turn_name
from game.ui.desk import DebriefKit, Desk, Texts
from game.ui.screens.parts.amounts import Figures
from game.ui.screens.parts.verdict import grade_name
from game.ui.words import _


class Teller:
    """Puts the findings of one game into words of the language in use."""

    def __init__(self, desk: Desk, debrief: Debrief) -> None:
        self.desk, self.debrief, self.case = desk, debrief, debrief.case
        self.say = speaker(desk.preferences.language, debrief.case.compiled.texts)
        self.texts: Texts = desk.texts(debrief.case.compiled)
        self.figures = Figures(debrief.case.compiled, self.texts)

    @property
    def charts(self) -> Any:
        """Give what makes charts of findings."""
        kit: DebriefKit | None = self.desk.kit
        if kit is None:
            raise ValueError("a debrief needs a desk with a kit")
        return kit.charts

    def total(self) -> str:
        """Write the result."""
        return decimal(self.case.result.total, 0)

    def grade(self) -> str:
        """Name the grade, or the early end."""
        return grade_name(self.texts, self.case.result)

    def place(self, par: Par) -> str:
        """Say how the result stands among the bots'."""
        games = f"{len(par.totals):,}"
        if par.percentile < LOW:
            return _("{games} bot games on the same dice came to {middle} in the middle").format(games=games, middle=decimal(par.middle, 0))
        return _("Better than {share}% of {games} bot games on the same dice").format(share=par.percentile, games=games)

    def measure(self, measure: str) -> str:
        """Name the result or a pillar."""
        return str(self.charts.measure_name(self.debrief, measure, self.say))

    def measures(self) -> list[str]:
        """List the measures: the result first, then the pillars in the scenario's order."""
        return ["total", *self.case.result.pillars]

    def time(self, turn: int) -> str:
        """Name the time of a turn."""
        return turn_name(self.case.scenario.calendar, turn, self.say)

    def event(self, event: str) -> str:
        """Give a card's title."""
        return self.texts(f"events.{event}.title", event)

    def option(self, event: str, option: str) -> str:
        """Give an answer's label."""
        return self.texts(f"events.{event}.options.{option}.label", option) if option else _("no answer")

    def programme(self, programme: str) -> str:
        """Give a programme's name."""
        return self.texts(f"programmes.{programme}.name", programme)

    def about(self, told: Told) -> str:
        """Say what a turning point was about."""
        decision = told.point.decision
        return self.event(decision.about) if decision.kind == "answer" else _("Allocation of points")

    def choices(self, told: Told) -> tuple[str, str]:
        """Say what was done, and what would have been the best alternative."""
        decision = told.point.decision
        if decision.kind == "answer":
            return self.option(decision.about, decision.chosen), self.option(decision.about, decision.best.instead)
        points = self.case.record.turns[decision.turn - 1].order.points
        source, goal = decision.best.about, decision.best.instead
        have = [points.get(one, 0) for one in (source, goal)]
        names = [self.programme(one) for one in (source, goal)]
        return f"{names[0]} {have[0]}, {names[1]} {have[1]}", f"{names[0]} {have[0] - 1}, {names[1]} {have[1] + 1}"

    def briefly(self, told: Told) -> tuple[str, str]:
        """Say the same where there is little room: of a point that might have been moved only where it was and where to."""
        best = told.point.decision.best
        if best.kind == "answer":
            return self.choices(told)
        source, goal = (_("a point for {programme}").format(programme=self.programme(one)) for one in (best.about, best.instead))
        return source, goal

    def luck(self, told: Told) -> str:
        """Say whether other dice agree."""
        if told.point.confirmed:
            amount = signed(round(told.point.expected / 100))
            return _("On other dice: {amount} on the mean of 200 games.").format(amount=amount)
        return _("On other dice it would not have mattered: luck made it large.")

    def cause(self, cause: str) -> str:
        """Say a cause of the ledger."""
        return self.say(cause) if cause in GROUPS else self.texts.cause(cause)

    def source(self, cause: str) -> str:
        """Say where a cause is from."""
        origin = origin_of(self.case.compiled, cause)
        lines = self.case.compiled.source_lines(origin.keys, self.texts.language)
        if origin.fiction:
            lines.append(_("Partly fiction.") if lines else _("Fiction."))
        return "\n".join(lines)

    def decided(self, chapter: Chapter) -> list[tuple[str, str]]:
        """List the cards of a turn with their answers."""
        return [(self.event(event), self.option(event, option)) for event, option in chapter.cards]

    def moves(self, chapter: Chapter) -> str:
        """Say which programmes were given other levels."""
        return "; ".join(f"{self.programme(one.programme)} {one.before} → {one.after}" for one in chapter.moves)

    def happened(self, one: Happening) -> str:
        """Say what another side did."""
        return self.say(HAPPENINGS.get(one.kind, "{}")).format(self.texts(title_key(one.kind, one.about), one.about))

    def shifts(self, chapter: Chapter) -> list[str]:
        """List what changed most."""
        found = []
        for one in chapter.shifts:
            before, after = (self.figures.value(one.indicator, amount) for amount in (one.before, one.after))
            found.append(f"{self.figures.name(one.indicator)} {before} → {after}")
        return found

    def hidden(self, one: Hidden) -> str:
        """Say a hidden disposition, shown only now."""
        names = {"washington": _("Washington"), "beijing": _("Beijing")}
        power = self.texts(f"powers.{one.power}", names.get(one.power, one.power))
        form = (
            _("{power}: resolve {value} (of {low} to {high}), from turn {turn} on.") if one.name == "resolve"
            else _("{power}: patience {value} (of {low} to {high}).")
        )
        value, low, high = (decimal(amount, 0) for amount in (one.value, one.low, one.high))
        return form.format(power=power, value=value, low=low, high=high, turn=one.turn)
