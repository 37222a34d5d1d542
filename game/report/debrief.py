"""The debrief as one self-contained page: result, path, waterfalls, turning points, story, questions, sources."""

from collections.abc import Sequence
from html import escape

from game.analysis.debrief.document import FINE, Debrief, Told, cause_steps
from game.analysis.debrief.par import LOW, Par
from game.analysis.debrief.questions import questions_of
from game.analysis.debrief.sources import bibliography, origin_of
from game.analysis.debrief.story import Chapter, Happening, Hidden
from game.analysis.debrief.waterfall import TOTAL, Cause
from game.analysis.debrief.words import GROUPS, HAPPENINGS, decimal, signed, spans, speaker, title_key, turn_name
from game.charts.shapes import Mark
from game.report.debrief_charts import (
    Drawn,
    fall_chart,
    loud_turns,
    measure_name,
    par_chart,
    path_chart,
    posture_chart,
    road_names,
    story_chart,
    strip_chart,
)
from game.report.debrief_style import STYLE
from game.report.page import Cell, Html, page, paragraph, table
from game.report.svg import svg

COLUMN = 392.0
WIDE = 1248.0


class DebriefPage:
    """Writes the page of one game in a language."""

    def __init__(self, debrief: Debrief, language: str) -> None:
        self.debrief, self.case = debrief, debrief.case
        self.texts = debrief.case.compiled.texts
        self.say = speaker(language, self.texts)

    def text(self, key: str, default: str = "") -> str:
        """Give a text of the pack."""
        return self.texts.get(key, self.say.language) or default

    def write(self) -> str:
        """Write the page."""
        say, title = self.say, self.text("title", self.case.scenario.id)
        sections: list[tuple[str, Sequence[Html]]] = [
            ("", [self.unsure(), self.top(), self.overview()]),
            (say("Story"), [self.story_figure(), self.story_table(), self.hidden()]),
            (say("The pillars"), [self.pillars()]),
            (say("Questions"), [self.questions()]),
            ("", [Html('<div class="screen">'), Html(f"<h2>{escape(say('By cause'))}</h2>"), self.causes(), self.lines(), Html("</div>")]),
            (say("Sources"), [self.sources(), self.origin()]),
        ]
        return page(say("Debrief of {}").format(title), self.lead(), sections, say.language, STYLE)

    # -- the head -----------------------------------------------------------------------------------------------------

    def lead(self) -> str:
        """Say what game this was."""
        calendar, say = self.case.scenario.calendar, self.say
        player = [say("player: {}").format(self.case.record.player)] if self.case.record.player else []
        first, last = turn_name(calendar, 1, say), turn_name(calendar, self.case.turns, say)
        return " · ".join([say("{} turns").format(self.case.turns), f"{first} – {last}", *player])

    def unsure(self) -> Html:
        """Say that a record could not be played again here."""
        if self.case.verified:
            return Html("")
        words = self.say(
            "Not verified here: what is shown comes from the record itself ({}). Turning points, bots and hidden dispositions "
            "need the rules that it was played with."
        ).format(self.case.why.partition(": ")[2] or self.case.why)
        return Html(f'<p class="unsure">{escape(words)}</p>')

    def top(self) -> Html:
        """Show result, verdict, place among the bots and pillars."""
        result, debrief, say = self.case.result, self.debrief, self.say
        name, verdict = self.text(f"grades.{result.grade}.name"), self.text(f"grades.{result.grade}.text")
        if result.ending:
            ending = self.text(f"endings.{result.ending}.name")
            whole = self.case.scenario.calendar.turns
            verdict = say("This game ended early, after {} of {} turns: {}").format(self.case.turns, whole, ending)
        place, drawing = "", ""
        if debrief.par is not None:
            place = self._place(debrief.par)
            drawing = written(par_chart(debrief, say, 300, 84))
        weakest = min(result.pillars, key=lambda pillar: result.pillars[pillar], default="")
        start = debrief.standings[0]
        shown = [
            f'<span class="{"weak" if pillar == weakest else ""}">{escape(measure_name(debrief, pillar, say))} '
            f'<b>{decimal(value, 0)}</b></span> <span class="muted">{decimal(start[pillar], 0)} → {decimal(value, 0)}</span>'
            for pillar, value in result.pillars.items()
        ]
        return Html(
            f'<div class="top"><div class="total">{decimal(result.total, 0)}</div><div><strong>{escape(name)}</strong>'
            f'<p>{escape(verdict)}</p><p class="muted">{escape(place)}</p></div><div>{drawing}</div>'
            f'<div class="pillars">{"".join(f"<div>{one}</div>" for one in shown)}</div></div>'
        )

    def _place(self, par: Par) -> str:
        """Say how the result stands among the bots'; where it is low, where their middle lies."""
        games = f"{len(par.totals):,}"
        if par.percentile < LOW:
            return self.say("{} bot games on the same dice came to {} in the middle").format(games, decimal(par.middle, 0))
        return self.say("Better than {}% of {} bot games on the same dice").format(par.percentile, games)

    # -- the overview -------------------------------------------------------------------------------------------------

    def overview(self) -> Html:
        """Put path, waterfall and turning points side by side."""
        say = self.say
        why = say("Why {}?").format(decimal(self.case.result.total, 0))
        parts = [self.path(), self._panel(why, written(fall_chart(self.debrief, TOTAL, say, COLUMN))), self.turning()]
        return Html(f'<div class="three">{"".join(parts)}</div>')

    @staticmethod
    def _panel(head: str, inside: str, kind: str = "") -> str:
        return f'<div class="panel {kind}"><h3>{escape(head)}</h3>{inside}</div>'

    def path(self) -> str:
        """Show the path in the triangle and the mix turn by turn."""
        debrief, say = self.debrief, self.say
        if not debrief.path:
            return ""
        bots = "; ".join(f"{self.text(f'doctrines.{bot.doctrine}.name')} {decimal(bot.total, 0)}" for bot in debrief.bots)
        names = road_names(debrief, say)
        mix = say("The mix of the three roads after each turn: {} above, {} in the middle, {} below.")
        notes = [mix.format(names[0], names[2], names[1])]
        if bots:
            notes.insert(0, say(
                "The numbers are turns, the black disc is the last. Dashed lines are bots that keep to one road, on the same dice: {}."
            ).format(bots))
        drawn = written(path_chart(debrief, say, COLUMN, 380)) + written(posture_chart(debrief, say, COLUMN, 110))
        told = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
        return self._panel(say("Your path between the three roads"), drawn + told, "path")

    def turning(self) -> str:
        """Show the turning points."""
        say = self.say
        if not self.debrief.turning:
            return ""
        head = say("Three turning points") if len(self.debrief.turning) == 3 else say("Turning points")
        points = "".join(self._point(told) for told in self.debrief.turning)
        note = say("Each disc is an answer by its number, at the result to which it would have led on the same dice; "
                   "the bars show 80 of 100 games on other dice.")
        how = say("For every turn the game was played again with each other answer and with one point moved, on the same dice and "
                  "with your own later points.")
        return self._panel(head, f'<div class="points">{points}</div><p class="note">{escape(note)} {escape(how)}</p>', "wide")

    def _point(self, told: Told) -> str:
        """Show one turning point: what was done, what would have been better, how much and why."""
        point, decision, say = told.point, told.point.decision, self.say
        kind = "won" if decision.difference > 0 else "missed"
        chosen, better = self.choices(told)
        event = self.text(f"events.{decision.about}.title") if decision.kind == "answer" else say("Allocation of points")
        luck = (
            say("On other dice: {} on the mean of {} games.").format(signed(round(point.expected / 100)), 200) if point.confirmed
            else say("On other dice it would not have mattered: luck made it large.")
        )
        time = turn_name(self.case.scenario.calendar, decision.turn, say)
        return (
            f'<div class="point"><div class="head"><div><p class="turn">{escape(say("Turn {}").format(decision.turn))} · {escape(time)}</p>'
            f'<p class="muted">{escape(event)}</p><p><b>{escape(say("You: {}").format(chosen))}</b></p>'
            f'<p>{escape(say("Instead: {}").format(better))}</p></div><div class="big {kind}">{decimal(abs(decision.difference))}'
            f"<small>{escape(say(kind))}</small></div></div>{written(strip_chart(self.debrief, told, say, COLUMN, 56))}"
            f'<p>{escape(self.debrief.why(told, say))} <span class="muted">{escape(luck)}</span></p></div>'
        )

    def choices(self, told: Told) -> tuple[str, str]:
        """Put what was done, and the best alternative, into words."""
        decision = told.point.decision
        if decision.kind == "answer":
            labels = [self.text(f"events.{decision.about}.options.{one}.label", one) for one in (decision.chosen, decision.best.instead)]
            return labels[0], labels[1]
        points = self.case.record.turns[decision.turn - 1].order.points
        source, goal = decision.best.about, decision.best.instead
        names = [self.text(f"programmes.{one}.name", one) for one in (source, goal)]
        have = [points.get(one, 0) for one in (source, goal)]
        return f"{names[0]} {have[0]}, {names[1]} {have[1]}", f"{names[0]} {have[0] - 1}, {names[1]} {have[1] + 1}"

    # -- the story ----------------------------------------------------------------------------------------------------

    def story_figure(self) -> Html:
        """Show the timeline."""
        note = self.say("The result as it stood after each turn; below it what others did. Bars show the rung in force, a mark each "
                        "thing that happened. Bold turns are the turning points.")
        return Html(f'<div class="panel">{written(story_chart(self.debrief, self.say, WIDE))}<p class="note">{escape(note)}</p></div>')

    def story_table(self) -> Html:
        """Tell the game turn by turn."""
        say, loud = self.say, loud_turns(self.debrief)
        rows: list[list[Cell]] = []
        for chapter in self.debrief.story:
            time = escape(turn_name(self.case.scenario.calendar, chapter.turn, say))
            number = f"<b>{chapter.turn} ◂</b>" if chapter.turn in loud else str(chapter.turn)
            rows.append([
                Html(f"{number}<small>{time}</small>"), self._list(self._decided(chapter)),
                self._list([self._happened(one) for one in chapter.happenings]), self._list(self._shifted(chapter)),
                Html(f"<b>{decimal(chapter.total)}</b>"),
            ])
        head = (say("Turn"), say("You decided"), say("Others"), say("Changed most"), say("Result"))
        return Html(f'<div class="story">{table(head, rows).markup}</div>')

    @staticmethod
    def _list(items: Sequence[str]) -> Html:
        return Html(f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")

    def _decided(self, chapter: Chapter) -> list[str]:
        cards = [
            f"{escape(self.text(f'events.{event}.title', event))}: "
            f"<b>{escape(self.text(f'events.{event}.options.{option}.label', option) or self.say('no answer'))}</b>"
            for event, option in chapter.cards
        ]
        moves = [f"{self.text(f'programmes.{one.programme}.name', one.programme)} {one.before} → {one.after}" for one in chapter.moves]
        return [*cards, *([escape("; ".join(moves))] if moves else [])]

    def _happened(self, one: Happening) -> str:
        """Put a happening into words, with the mark of who did it."""
        name = self.text(title_key(one.kind, one.about), one.about)
        words = self.say(HAPPENINGS.get(one.kind, "{}")).format(name)
        return svg((Mark((0.5, 0.5), one.who, 11),), 12, 12, one.who) + escape(words)

    def _shifted(self, chapter: Chapter) -> list[str]:
        found = []
        for one in chapter.shifts:
            meta = self.case.compiled.meta.indicators.get(one.indicator)
            decimals = min(2, meta.decimals if meta else 1)
            unit = "%" if self.text(f"indicators.{one.indicator}.unit").startswith("%") else ""
            values = f"{decimal(one.before, decimals)} → {decimal(one.after, decimals)}{unit}"
            found.append(f"{escape(self.text(f'indicators.{one.indicator}.name', one.indicator))} {values}")
        return found

    def hidden(self) -> Html:
        """Show the hidden dispositions."""
        if not self.debrief.hidden:
            return Html("")
        return Html(f'<div class="panel"><h3>{escape(self.say("Shown only now"))}</h3>'
                    + "".join(f"<p>{escape(self._hidden(one))}</p>" for one in self.debrief.hidden) + "</div>")

    def _hidden(self, one: Hidden) -> str:
        power = self.text(f"powers.{one.power}", self.say("Washington" if one.power == "washington" else "Beijing"))
        form = {
            "resolve": "{power}: resolve {value} (of {low} to {high}), from turn {turn} on.",
            "patience": "{power}: patience {value} (of {low} to {high}).",
        }[one.name]
        return self.say(form).format(
            power=power, value=decimal(one.value, 0), low=decimal(one.low, 0), high=decimal(one.high, 0), turn=one.turn,
        )

    # -- why ----------------------------------------------------------------------------------------------------------

    def pillars(self) -> Html:
        """Show the waterfall of each pillar."""
        half, debrief, say = (WIDE - 96) / 2, self.debrief, self.say
        panels = [
            self._panel(measure_name(debrief, pillar, say), written(fall_chart(debrief, pillar, say, half, notes=False)))
            for pillar in self.case.result.pillars if pillar in debrief.falls
        ]
        return Html(f'<div class="two">{"".join(panels)}</div>')

    def questions(self) -> Html:
        """Ask the pack's questions."""
        asked = "".join(f"<li>{escape(question)}</li>" for question in questions_of(self.case, self.say.language))
        return Html(f'<ol class="ask">{asked}</ol>')

    def cause_name(self, cause: str) -> str:
        """Say a cause in words."""
        return self.say(cause) if cause in GROUPS else self.texts.cause_text(cause, self.say.language)

    def causes(self) -> Html:
        """List what every cause did to the result, in hundredths that add up."""
        say, fall = self.say, self.debrief.falls[TOTAL]
        rows: list[list[Cell]] = []
        last = ""
        for (group, cause), amount in zip(fall.causes, cause_steps(fall, FINE), strict=True):
            if not amount and abs(cause.amount) < FINE:
                continue
            rows.append([
                say(group.id) if group.id != last else "", self.cause_name(cause.id), spans([piece.turn for piece in cause.pieces]),
                _right(signed(amount, 2)), self._where(cause),
            ])
            last = group.id
        words = say("All causes, with the turns in which they worked and what they did to the result. Sums agree to the last hundredth.")
        head = (say("Group"), say("Cause"), say("Turns"), say("Points"), say("Source"))
        return Html(f'{paragraph(words).markup}<details><summary>{escape(say("Show all causes"))}</summary>'
                    f"{table(head, rows).markup}</details>")

    def _where(self, cause: Cause) -> str:
        origin = origin_of(self.case.compiled, cause.id)
        lines = self.case.compiled.source_lines(origin.keys, self.say.language)
        if origin.fiction:
            lines.append(self.say("Partly fiction.") if lines else self.say("Fiction."))
        return "; ".join(lines)

    def lines(self) -> Html:
        """List every line of the ledger, by cause."""
        say = self.say
        rows: list[list[Cell]] = [
            [self.cause_name(cause.id), str(piece.turn), self.text(f"indicators.{piece.indicator}.name", piece.indicator),
             _right(signed(piece.change, 3)), _right(signed(piece.amount, 3))]
            for _, cause in self.debrief.falls[TOTAL].causes for piece in cause.pieces if piece.indicator
        ]
        head = (say("Cause"), say("Turn"), say("Indicator"), say("Change"), say("Points"))
        return Html(f'<details><summary>{escape(say("Show the single lines of the ledger"))}</summary>'
                    f"{table(head, rows).markup}</details>")

    # -- the end ------------------------------------------------------------------------------------------------------

    def sources(self) -> Html:
        """List the bibliography behind what came up in this game."""
        causes = {cause.id for _, cause in self.debrief.falls[TOTAL].causes}
        causes |= {f"event.{event}" for turn in self.case.record.turns for event in turn.events}
        entries = []
        for source in bibliography(self.case.compiled, causes, self.say.language).values():
            link = f' <a href="{escape(source.url)}">{escape(source.url)}</a>' if source.url.startswith(("https://", "http://")) else ""
            entries.append(f"<li>{escape(source.line)}{link}</li>")
        return Html(f'<ul class="books">{"".join(entries)}</ul>')

    def origin(self) -> Html:
        """Say which record this is."""
        record, say = self.case.record, self.say
        words = say("Seed {}, pack {} {}, rules {}.").format(record.seed, record.pack.id, record.pack.version, record.rules.digest[:12])
        proof = say("This record was played again here and came out as it says.") if self.case.verified else say("Not verified here")
        return Html(f'<p class="note">{escape(proof)} {escape(words)}</p>')


def debrief_page(debrief: Debrief, language: str = "en") -> str:
    """Write the page of one game."""
    return DebriefPage(debrief, language).write()


def written(drawn: Drawn) -> str:
    """Write a chart as SVG."""
    return svg(drawn.chart, drawn.width, drawn.height, drawn.label)


def _right(number: str) -> Html:
    return Html(f'<div style="text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap">{escape(number)}</div>')
