"""Several debriefs of one scenario on one page: two students, or a class."""

from collections.abc import Mapping, Sequence
from html import escape

from game.analysis.debrief.document import Debrief, steps_of
from game.analysis.debrief.groups import GROUPS
from game.analysis.debrief.waterfall import TOTAL
from game.analysis.debrief.words import decimal, signed, speaker
from game.report.debrief import DebriefPage, written
from game.report.debrief_charts import TENTH, letter, measure_name, paths_chart, results_chart
from game.report.debrief_style import STYLE
from game.report.page import Cell, Html, page, paragraph, table

WIDE, HIGH = 600.0, 420.0
FEW, MOST_CARDS = 4, 40
"""Of more games than this only the largest turning point is listed; and how many cards are."""


class ComparisonPage:
    """Writes the page of several games; `names` says whose each one is."""

    def __init__(self, debriefs: Sequence[Debrief], names: Sequence[str], language: str) -> None:
        order = sorted(range(len(debriefs)), key=lambda place: -debriefs[place].case.result.total)
        self.debriefs, self.names = [debriefs[place] for place in order], [names[place] for place in order]
        self.compiled = self.debriefs[0].case.compiled
        self.say = speaker(language, self.compiled.texts)

    def text(self, key: str, default: str = "") -> str:
        """Give a text of the pack."""
        return self.compiled.texts.get(key, self.say.language) or default

    def write(self) -> str:
        """Write the page."""
        say = self.say
        same = len({one.case.record.seed for one in self.debriefs}) == 1
        lead = say("All on the same dice: what differs was decided." if same else "On different dice: part of what differs is luck.")
        sections: list[tuple[str, Sequence[Html]]] = [
            ("", [self.unsure(), self.results(), self.charts()]),
            (say("Where the results come from"), [paragraph(say("Steps from the start to the end of each result.")), self.steps()]),
            *([(say("What would have mattered most"), [self.turning()])] if any(one.turning for one in self.debriefs) else []),
            (say("Answers to the same cards"), [self.cards()]),
        ]
        head = f"{self.text('title')}: {say('{} games side by side').format(len(self.debriefs))}"
        return page(head, lead, sections, say.language, STYLE)

    def unsure(self) -> Html:
        """Name the games that could not be played again here."""
        games: dict[str, list[str]] = {}
        for place, one in enumerate(self.debriefs):
            if not one.case.verified:
                games.setdefault(one.case.why.partition(": ")[2] or one.case.why, []).append(letter(place))
        parts = [f"{', '.join(letters)} ({why})" for why, letters in games.items()]
        return Html(f'<p class="unsure">{escape(self.say("Not verified here"))}: {escape("; ".join(parts))}</p>' if parts else "")

    def results(self) -> Html:
        """List results and pillars, the best result first."""
        say = self.say
        pillars = list(self.debriefs[0].case.result.pillars)
        rows: list[list[Cell]] = []
        for place, one in enumerate(self.debriefs):
            result = one.case.result
            least = min(result.pillars.values(), default=0)
            grade = self.text(f"endings.{result.ending}.name") if result.ending else self.text(f"grades.{result.grade}.name")
            rows.append([
                Html(f"<b>{letter(place)}</b>"), self.names[place], Html(f"<b>{decimal(result.total)}</b>"), grade,
                *(_pillar(result.pillars.get(name, 0), least) for name in pillars),
                "–" if one.par is None else f"{one.par.percentile}%",
            ])
        head = ("", say("Game"), say("Result"), "", *(measure_name(self.debriefs[0], name, say) for name in pillars), say("Better than"))
        return table(head, rows)

    def charts(self) -> Html:
        """Show paths and results side by side."""
        say = self.say
        panels = [
            (say("Paths"), paths_chart(self.debriefs, say, WIDE, HIGH), say("Each line is a game; its letter stands at the end.")),
            (say("Result turn by turn"), results_chart(self.debriefs, say, WIDE, HIGH), say("The result as it stood after each turn.")),
        ]
        drawn = [
            f'<div class="panel"><h3>{escape(head)}</h3>{written(chart)}<p class="note">{escape(note)}</p></div>'
            for head, chart, note in panels
        ]
        return Html(f'<div class="two">{"".join(drawn)}</div>')

    def steps(self) -> Html:
        """List the steps of the results by group, in tenths that add up."""
        say = self.say
        columns = []
        for one in self.debriefs:
            fall = one.falls[TOTAL]
            steps = {group.id: tenths for group, tenths in zip(fall.groups, steps_of(fall, TENTH), strict=True)}
            columns.append((fall, steps))
        rows: list[list[Cell]] = [[say("Start"), *(decimal(fall.start) for fall, _ in columns)]]
        used = [group for group in GROUPS if any(steps.get(group) for _, steps in columns)]
        rows += [[say(group), *(signed(steps.get(group, 0)) for _, steps in columns)] for group in used]
        rows.append([Html(f"<b>{escape(say('End'))}</b>"), *(Html(f"<b>{decimal(fall.end)}</b>") for fall, _ in columns)])
        return table(("", *(letter(place) for place in range(len(columns)))), rows)

    def turning(self) -> Html:
        """List the turning points of every game."""
        say = self.say
        rows: list[list[Cell]] = []
        for place, one in enumerate(self.debriefs):
            teller = DebriefPage(one, say.language)
            for told in one.turning if len(self.debriefs) <= FEW else one.turning[:1]:
                decision = told.point.decision
                chosen, better = teller.choices(told)
                kind = "won" if decision.difference > 0 else "missed"
                rows.append([
                    Html(f"<b>{letter(place)}</b>"), str(decision.turn), chosen, better,
                    Html(f'<span class="{kind}">{decimal(abs(decision.difference))} {escape(say(kind))}</span>'), one.why(told, say),
                ])
        head = ("", say("Turn"), say("You: {}").format("").strip(" :"), say("Instead: {}").format("").strip(" :"), say("Points"), "")
        return table(head, rows)

    def cards(self) -> Html:
        """Say who gave which answer to the cards that more than one game met, those that most games met first."""
        met: dict[str, dict[str, list[int]]] = {}
        for place, one in enumerate(self.debriefs):
            for turn in one.case.record.turns:
                for event in turn.events:
                    games = met.setdefault(event, {}).setdefault(turn.order.answers.get(event, ""), [])
                    if place not in games:
                        games.append(place)
        shared = sorted(((e, o) for e, o in met.items() if _games(o) > 1), key=lambda item: (-_games(item[1]), -len(item[1])))
        rows: list[list[Cell]] = []
        for event, options in shared[:MOST_CARDS]:
            title = self.text(f"events.{event}.title", event)
            for option, games in sorted(options.items(), key=lambda item: -len(item[1])):
                label = self.text(f"events.{event}.options.{option}.label", option) or self.say("no answer")
                mean = sum(self.debriefs[place].case.result.total for place in games) // len(games)
                rows.append([title, label, Html(f"<b>{', '.join(letter(place) for place in games)}</b>"), decimal(mean)])
                title = ""
        if not rows:
            return paragraph(self.say("The games share no card."))
        head = (self.say("Card"), self.say("Answer"), self.say("Games"), self.say("Mean result"))
        return table(head, rows)


def comparison_page(debriefs: Sequence[Debrief], names: Sequence[str], language: str = "en") -> str:
    """Write the page of several games of one scenario."""
    return ComparisonPage(debriefs, names, language).write()


def _games(options: Mapping[str, Sequence[int]]) -> int:
    """Count the games that met a card."""
    return len({place for games in options.values() for place in games})


def _pillar(value: int, least: int) -> Html:
    """Show a pillar, the weakest underlined."""
    return Html(f'<span class="{"weak" if value == least else ""}">{decimal(value, 0)}</span>')
