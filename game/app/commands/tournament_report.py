"""The class report of a tournament that was played by file."""

from typing import TYPE_CHECKING

from game.app.run import Run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.tournament.format import Tournament
    from game.tournament.scoring import Scored
    from game.tournament.standings import Par


def written(run: Run, played: "Tournament", found: "Scored", pars: "Mapping[int, Par]", language: str) -> str:
    """Write the report: each round's records that count, played again side by side on its seed."""
    from game.analysis.classroom import Played, classroom
    from game.report.class_report import ClassRound, class_report
    from game.session.options import shaped

    rounds = []
    for number in sorted({one.round for one in found.counted}):
        handed = [one for one in found.counted if one.round == number]
        compiled = run.of_record(handed[0].record)
        if compiled is not None:
            games = [Played(one.entrant.name, [turn.order for turn in one.record.turns]) for one in handed]
            par = pars[number].totals if number in pars else ()
            record = handed[0].record
            rounds.append(ClassRound(number, classroom(shaped(compiled, record.options), record.seed, games, par)))
    return class_report(played.title, rounds, found.standings, language)
