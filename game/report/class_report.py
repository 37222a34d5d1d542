"""The class report as one self-contained page: results beside the bots, paths, where the answers split, questions for the discussion."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from game.analysis.classroom import Classroom, Outcome, Split
from game.analysis.debrief.words import ROADS, decimal, points
from game.charts.crowd import ROW, Bar, One, answers, crowd
from game.charts.shapes import Chart
from game.charts.triangle import Path, class_paths
from game.report.class_questions import questions
from game.report.class_words import ClassSay
from game.report.page import Cell, Html, page, paragraph, table
from game.report.svg import svg
from game.tournament.standings import NAMED, Standing, group_averages

MARKS = {"alignment": "washington", "ambiguity": "ambiguity", "autonomy": "autonomy"}
LOUD = 3
"""Splits that are drawn."""
STYLE = """
main { max-width: 1180px; } h1 { font-size: 30px; } h3 { font-size: 17px; margin: 0 0 8px; }
.two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; align-items: start; }
.two figure { margin: 0; } figure h3 { margin-bottom: 10px; }
ol.ask { font-size: 19px; line-height: 1.45; padding-left: 28px; } ol.ask li { margin-bottom: 12px; }
td svg { width: 14px; height: 14px; vertical-align: -2px; margin-right: 6px; }
details { margin: 12px 0; } summary { cursor: pointer; font-weight: 600; }
@media (max-width: 900px) { .two { grid-template-columns: 1fr; } }
@media print { ol.ask { font-size: 14px; } h1 { font-size: 22px; } }
"""


@dataclass(frozen=True)
class ClassRound:
    """A round for the report: its number and its games."""

    number: int
    room: Classroom


def class_report(title: str, rounds: Sequence[ClassRound], standings: Sequence[Standing] = (), language: str = "en") -> str:
    """Write the report of a tournament's rounds, the latest first, with the standings where there are some."""
    say = ClassSay(language)
    sections: list[tuple[str, Sequence[Html]]] = [] if rounds else [("", [paragraph(say("No round has ended yet."))])]
    if standings:
        sections.append((say("Standings"), _standings(standings, say)))
    for one in sorted(rounds, key=lambda one: -one.number):
        sections += RoundPart(one, language).sections()
    return page(say("Class report: {}").format(title), _lead(rounds, say), sections, language, STYLE)


def _lead(rounds: Sequence[ClassRound], say: ClassSay) -> str:
    return "" if not rounds else say("{} players").format(max(len(one.room.outcomes) for one in rounds))


def _standings(standings: Sequence[Standing], say: ClassSay) -> list[Html]:
    rows: list[Sequence[Cell]] = [[one.place, one.entrant.name, _tenths(one.sum)] for one in standings[:NAMED]]
    parts = [table([say("Place"), say("Name"), say("Sum")], rows)]
    if len(standings) > NAMED:
        parts.append(paragraph(say("The best {} by name; everybody else's place is on their own screen.").format(NAMED)))
    groups: list[Sequence[Cell]] = [[one.place, one.name, one.entrants, _tenths(one.average)] for one in group_averages(standings)]
    if groups:
        parts.append(table([say("Place"), say("Class"), say("Players"), say("Average")], groups))
    ties = say(
        "Ties: the higher sum of weakest pillars goes first, then fewer turns played by the bot; who is still equal shares the place."
    )
    return [*parts, Html(f'<p class="muted">{escape(ties)}</p>')]


class RoundPart:
    """Writes the part of one round in a language."""

    def __init__(self, one: ClassRound, language: str) -> None:
        self.one, self.room, self.texts = one, one.room, one.room.compiled.texts
        self.say = ClassSay(language, self.texts.get("powers.third", language))

    def text(self, key: str, default: str = "") -> str:
        """Give a text of the pack."""
        return self.texts.get(key, self.say.language) or default

    def sections(self) -> list[tuple[str, Sequence[Html]]]:
        """Write the round's sections."""
        say, title = self.say, self.text("title", self.room.compiled.scenario.id)
        asked = "".join(f"<li>{escape(one)}</li>" for one in questions(self.room, say))
        return [
            (say("Round {}: {}").format(self.one.number, title), [self.summary(), self.pictures(), self.roads()]),
            (say("Where the class split"), [self.splits(), self.all_answers()]),
            (say("Questions for the discussion"), [Html(f'<ol class="ask">{asked}</ol>')]),
        ]

    def summary(self) -> Html:
        """Say in a line how the class came out."""
        say, outcomes = self.say, self.room.outcomes
        early, missed = sum(one.ending is not None for one in outcomes), sum(one.missed for one in outcomes)
        parts = [say("{} players").format(len(outcomes)), say("class median {}").format(decimal(self.room.middle))]
        parts += [say("bots {}").format(decimal(self.room.par[len(self.room.par) // 2]))] if self.room.par else []
        parts += [say("{} ended early").format(early)] if early else []
        parts += [say("{} turns played by the bot").format(missed)] if missed else []
        return paragraph(" · ".join(parts))

    def pictures(self) -> Html:
        """Put the distribution and the paths side by side."""
        say, bots = self.say, len(self.room.par)
        if bots:
            words = say("Each mark is one player, its shape the road that was largest at the end. Shaded: {} bot games on the same dice.")
            under = words.format(f"{bots:,}")
        else:
            under = say("Each mark is one player, its shape the road that was largest at the end.")
        middle = say("class median {}").format(decimal(self.room.middle, 0))
        head = say("How everybody came out")
        left = self._figure(head, svg(distribution(self.room, middle, (540, 380)), 540, 380, head), under)
        paths = [Path(one.path, MARKS[one.road], MARKS[one.road]) for one in self.room.outcomes if one.path]
        if not paths:
            return Html(left)
        head = say("The paths of all players")
        names = [say(road) for road in ROADS]
        under = say("Where each government stood between the three roads, turn by turn; the mark is where it ended.")
        right = self._figure(head, svg(class_paths(paths, names, (540, 400)), 540, 400, head), under)
        return Html(f'<div class="two">{left}{right}</div>')

    @staticmethod
    def _figure(head: str, drawing: str, under: str) -> str:
        return f"<figure><h3>{escape(head)}</h3>{drawing}<figcaption>{escape(under)}</figcaption></figure>"

    def roads(self) -> Html:
        """List the roads: how many ended there, and with what result."""
        say, rows = self.say, list[Sequence[Cell]]()
        for name, words in zip(MARKS, ROADS, strict=True):
            totals = sorted(one.total for one in self.room.outcomes if one.road == name and one.path)
            if totals:
                rows.append([say(words), len(totals), *(_tenths(total) for total in (totals[len(totals) // 2], totals[-1], totals[0]))])
        head = [say(one) for one in ("Road", "Players", "Median result", "Best", "Lowest")]
        return table(head, rows) if rows else Html("")

    def splits(self) -> Html:
        """Draw the answers to the events on which the class was least of one mind."""
        say = self.say
        drawn = [self._split(one) for one in self.room.splits[:LOUD] if len(one.answers) > 1]
        if not drawn:
            return paragraph(say("none"))
        under = say(
            "Bars count players; beside them the median result of those who chose it. Other choices mattered too: "
            "a difference is a question, not a proof."
        )
        return Html(f'<div class="two">{"".join(drawn)}</div><p class="muted">{escape(under)}</p>')

    def _split(self, split: Split) -> str:
        head = self.say("Turn {}: {}").format(split.turn, self.text(f"events.{split.event}.title"))
        label, aside = f"events.{split.event}.options.{{}}.label", self.say("median {}")
        bars = [Bar(self.text(label.format(one.option)), one.players, aside.format(decimal(one.middle, 0))) for one in split.answers]
        drawing = svg(answers(bars, 540), 540, ROW * len(bars), head)
        return f"<figure><h3>{escape(head)}</h3>{drawing}</figure>"

    def all_answers(self) -> Html:
        """List what was answered to every event."""
        say = self.say
        rows: list[Sequence[Cell]] = []
        for split in sorted(self.room.splits, key=lambda one: (one.turn, one.event)):
            for place, one in enumerate(split.answers):
                label = self.text(f"events.{split.event}.options.{one.option}.label")
                event = self.text(f"events.{split.event}.title") if place == 0 else ""
                rows.append([split.turn if place == 0 else "", event, label, one.players, _tenths(one.middle)])
        head = [say(one) for one in ("Turn", "Event", "Answer", "Players", "Median result")]
        return Html(f"<details><summary>{escape(say('All answers'))}</summary>{table(head, rows).markup}</details>")


def distribution(room: Classroom, words: str, size: tuple[float, float], letters: float = 14.0) -> Chart:
    """Give the chart of a class's results beside the bots'."""
    ones = [One(points(one.total), mark_of(one)) for one in room.outcomes]
    return crowd(ones, [points(total) for total in room.par], size, words, letters)


def _tenths(thousandths: int) -> float:
    return round(points(thousandths), 1)


def mark_of(outcome: Outcome) -> str:
    """Give the mark of the road that was largest at the end; a dot where none was."""
    return MARKS.get(outcome.road, "dot") if outcome.path else "dot"
