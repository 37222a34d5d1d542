"""Results as CSV, for spreadsheets and for Moodle. A cell that a spreadsheet would run as a formula is made plain text."""

import csv
import io
from collections.abc import Mapping, Sequence

from game.core.numbers import SCALE
from game.tournament.standings import Par, Standing

RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")           # full-width signs too: some spreadsheets take them


def neutral(text: str) -> str:
    """Give a text that no spreadsheet runs.

    >>> neutral("=1+1"), neutral("Mina")
    ("'=1+1", 'Mina')
    """
    return f"'{text}" if text.lstrip(" ").startswith(RUN) else text


def points(amount: int) -> str:
    """Write thousandths as points with two digits.

    >>> points(54_321)
    '54.32'
    """
    return f"{amount / SCALE:.2f}"


def sheet_csv(standings: Sequence[Standing], pars: Mapping[int, Par]) -> str:
    """Give the standings for a spreadsheet: a column group a round, with par (the middle of the bots) and the share of bots beaten."""
    numbers = sorted({number for standing in standings for number in standing.rounds})
    head = ["place", "name", "group", "sum", "turns not played"]
    for number in numbers:
        head += [f"round {number}: {what}" for what in ("result", "over par", "percentile", "ended early", "turns not played")]
    rows = [head]
    for standing in standings:
        who = standing.entrant
        row = [str(standing.place), neutral(who.name), neutral(who.group), points(standing.sum), str(standing.missed)]
        for number in numbers:
            row += _round_cells(standing, number, pars.get(number))
        rows.append(row)
    return _csv(rows)


def _round_cells(standing: Standing, number: int, par: Par | None) -> list[str]:
    score = standing.rounds.get(number)
    if score is None:
        return [""] * 5
    over = "" if par is None else points(score.total - par.middle)
    beaten = "" if par is None else str(par.percentile(score.total))
    return [points(score.total), over, beaten, neutral(score.ending or ""), str(score.missed)]


def moodle_csv(standings: Sequence[Standing]) -> str:
    """Give `identifier,score` for Moodle's import of grades: the nickname, and the average of the rounds played, 0 to 100."""
    rows = [["identifier", "score"]]
    for standing in standings:
        average = standing.sum / max(1, len(standing.rounds))
        rows.append([neutral(standing.entrant.name), f"{average / SCALE:.2f}"])
    return _csv(rows)


def _csv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
