"""The debrief's charts, from what the analysis has found: shapes, for a page to write and a screen to draw alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.analysis.debrief.document import Debrief, Told, steps_of
from game.analysis.debrief.groups import MARKS
from game.analysis.debrief.path import Point
from game.analysis.debrief.rounding import whole
from game.analysis.debrief.waterfall import TOTAL, Waterfall
from game.analysis.debrief.words import ROADS, Say, decimal, points, signed, turn_name
from game.charts.shapes import Chart
from game.charts.strip import Spot, standing, strip
from game.charts.timeline import Lane, Series, result_lines, timeline, timeline_height
from game.charts.triangle import Path, posture_bars, side_by_side, triangle
from game.charts.waterfall import Ends, Step, waterfall, waterfall_height

COLOURS = {"seoul": "seoul_fill", "washington": "washington", "beijing": "beijing"}
LONGEST_ROAD = 18
"""The most characters of a road's name that leave room for the other at the foot of the triangle."""
HUES = ("seoul_fill", "second", "autonomy", "text", "beijing", "washington")
"""Colours of games side by side; those of the two capitals come last, because they mean the capitals elsewhere."""
TENTH = 100
"""A tenth of a point in thousandths: what charts show."""


@dataclass(frozen=True)
class Drawn:
    """A chart with the size that it was laid out for, in logical pixels, and what it shows in words."""

    chart: Chart
    width: float
    height: float
    label: str


def letter(place: int) -> str:
    """Give a game's letter.

    >>> letter(0), letter(26)
    ('A', 'AA')
    """
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def measure_name(debrief: Debrief, measure: str, say: Say) -> str:
    """Name the result or a pillar."""
    return say("Result") if measure == TOTAL else debrief.case.compiled.texts.get(f"pillars.{measure}.name", say.language)


def fall_steps(fall: Waterfall, say: Say, *, notes: bool = True) -> list[Step]:
    """Make a chart's steps of a waterfall's groups; those that come to nothing are left out."""
    steps = []
    for group, tenths in zip(fall.groups, steps_of(fall, TENTH), strict=True):
        if not tenths and not group.amount:
            continue
        who = MARKS.get(group.id, "world")
        note = (say("1 line") if group.lines == 1 else say("{} lines").format(group.lines)) if notes else ""
        steps.append(Step(say(group.id), tenths / 10, signed(tenths), note, who, COLOURS.get(who, "other")))
    return steps


def fall_chart(debrief: Debrief, measure: str, say: Say, width: float, *, notes: bool = True) -> Drawn:
    """Draw the waterfall of a measure."""
    fall = debrief.falls[measure]
    steps = fall_steps(fall, say, notes=notes)
    height = waterfall_height(len(steps)) * (1.0 if notes else 0.72)
    start, end = whole(fall.start, TENTH) / 10, whole(fall.end, TENTH) / 10
    ends = Ends(start, end, (say("Start"), say("End")), (f"{start:.1f}", f"{end:.1f}"))
    told = "; ".join(f"{step.name} {step.words}" for step in steps)
    label = f"{measure_name(debrief, measure, say)}: {say('Start')} {start:.1f}; {told}; {say('End')} {end:.1f}"
    return Drawn(waterfall(steps, ends, (width, height)), width, height, label)


def loud_turns(debrief: Debrief) -> list[int]:
    """List the turns of the turning points."""
    return [told.point.decision.turn for told in debrief.turning]


def road_names(debrief: Debrief, say: Say) -> list[str]:
    """Name the three roads at the corners of the triangle: by the pack's doctrines where their names fit."""
    case = debrief.case
    named = {doctrine.lean: case.compiled.texts.get(f"doctrines.{doctrine.id}.name", say.language) for doctrine in case.scenario.doctrines}
    fits = all(0 < len(named.get(lean, "")) <= LONGEST_ROAD for lean in range(len(ROADS)))
    return [named[lean] if fits else say(name) for lean, name in enumerate(ROADS)]


def path_chart(debrief: Debrief, say: Say, width: float, height: float) -> Drawn:
    """Draw the player's path and the bots'."""
    own = Path([point.shares for point in debrief.path], "seoul", "seoul_fill")
    others = [
        Path([point.shares for point in bot.points], bot.lean, {"alignment": "washington"}.get(bot.lean, bot.lean)) for bot in debrief.bots
    ]
    names = road_names(debrief, say)
    chart = triangle([own], others, names, (width, height), loud_turns(debrief))
    return Drawn(chart, width, height, told_path(debrief.path, names))


def told_path(path: Sequence[Point], names: Sequence[str]) -> str:
    """Say where a path starts and ends, for those who cannot see it."""
    def mix(point: Point) -> str:
        return ", ".join(f"{name} {share:.0%}" for name, share in zip(names, point.shares, strict=True))

    return f"{mix(path[0])} → {mix(path[-1])}" if path else ""


def posture_chart(debrief: Debrief, say: Say, width: float, height: float) -> Drawn:
    """Draw the mix of roads turn by turn."""
    shares = [point.shares for point in debrief.path[1:]]
    chart = posture_bars(shares, (width, height), loud_turns(debrief))
    return Drawn(chart, width, height, told_path(debrief.path, road_names(debrief, say)))


def strip_chart(debrief: Debrief, told: Told, say: Say, width: float, height: float) -> Drawn:
    """Draw the options of a turning point; their spread on other dice may reach beyond the ends of the line."""
    point, decision = told.point, told.point.decision
    totals = [points(band.total) for band in (point.real, *point.others)]
    spare = max(2.0, (max(totals) - min(totals)) / 3)
    spots = [
        Spot(option_number(debrief, decision.about, band.instead) if decision.kind == "answer" else "±",
             points(band.total), points(band.low), points(band.high), own=band is point.real)
        for band in (*point.others, point.real)
    ]
    words = say("You {}").format(decimal(decision.total, 0))
    label = "; ".join(f"{spot.name}: {spot.value:.1f}" for spot in spots)
    return Drawn(strip(spots, (width, height), words, min(totals) - spare, max(totals) + spare), width, height, label)


def option_number(debrief: Debrief, event: str, option: str) -> str:
    """Give the number of an option on its card, from 1."""
    scenario = debrief.case.scenario
    options = scenario.events[scenario.event(event)].options
    return next((str(number) for number, one in enumerate(options, 1) if one.id == option), "?")


def par_chart(debrief: Debrief, say: Say, width: float, height: float) -> Drawn:
    """Draw the results of the bots' games with the own one marked."""
    par = debrief.par
    if par is None:
        return Drawn((), width, height, "")
    steps = par.histogram()
    own = max(place for place, (low, _) in enumerate(steps) if low <= points(par.own))
    words = (f"{steps[0][0]}", f"{steps[-1][0] + steps[1][0] - steps[0][0] if len(steps) > 1 else steps[-1][0]}", decimal(par.own, 0))
    label = "; ".join(f"{low}: {count}" for low, count in steps)
    return Drawn(standing([count for _, count in steps], own, words), width, height, label)


def story_chart(debrief: Debrief, say: Say, width: float) -> Drawn:
    """Draw the timeline."""
    case = debrief.case
    scenario, chapters = case.scenario, debrief.story
    patron, rival = len(scenario.us_pressure.ladder), len(scenario.china_retaliation.ladder)

    def counts(who: str) -> tuple[int, ...]:
        return tuple(sum(one.who == who for one in chapter.happenings) for chapter in chapters)

    lanes = [
        Lane(say("Washington"), "washington", "washington", counts("washington"), tuple(c.us_rung for c in chapters), patron),
        Lane(say("Beijing"), "beijing", "beijing", counts("beijing"), tuple(c.rung for c in chapters), rival),
        Lane(say("pyongyang"), "pyongyang", "other", counts("pyongyang")),
        Lane(say("The world"), "world", "other", counts("world")),
    ]
    totals = [points(standing_["total"]) for standing_ in debrief.standings]
    labels = [turn_name(scenario.calendar, chapter.turn, say) for chapter in chapters]
    height = timeline_height(len(lanes))
    chart = timeline(totals, lanes, labels, (width, height), say("Result"), loud_turns(debrief))
    told = ", ".join(f"{turn}: {total:.1f}" for turn, total in enumerate(totals))
    return Drawn(chart, width, height, f"{say('Result')} {told}")


def paths_chart(debriefs: Sequence[Debrief], say: Say, width: float, height: float) -> Drawn:
    """Draw the paths of several games, each with its letter at its end."""
    paths = [Path([p.shares for p in one.path], letter(k), HUES[k % len(HUES)]) for k, one in enumerate(debriefs) if one.path]
    names = road_names(debriefs[0], say)
    label = "; ".join(f"{letter(k)}: {told_path(one.path, names)}" for k, one in enumerate(debriefs))
    return Drawn(side_by_side(paths, names, (width, height)), width, height, label)


def results_chart(debriefs: Sequence[Debrief], say: Say, width: float, height: float) -> Drawn:
    """Draw the results of several games turn by turn."""
    lines = [
        Series(letter(k), tuple(points(row["total"]) for row in one.standings), HUES[k % len(HUES)]) for k, one in enumerate(debriefs)
    ]
    calendar = debriefs[0].case.scenario.calendar
    labels = [turn_name(calendar, turn, say) for turn in range(1, max(len(line.values) for line in lines))]
    label = "; ".join(f"{line.name}: {', '.join(f'{value:.0f}' for value in line.values)}" for line in lines)
    return Drawn(result_lines(lines, labels, (width, height)), width, height, label)
