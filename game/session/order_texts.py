"""Reads the orders of many games from the texts of their records, all games of a turn at once."""

from collections.abc import Sequence

import numpy as np

from game.core.numbers import Bools
from game.rules.scenario import Scenario
from game.rules.state import Orders, State


class _Items(dict[str, int]):
    """What can stand in an order, as a record writes it, by number; -1 for anything else."""

    def __missing__(self, text: str) -> int:
        return -1

    def read(self, texts: Sequence[str]) -> tuple["np.ndarray", "np.ndarray"]:
        """Split each game's text at its commas: the game and the number of each item."""
        counts = [text.count(",") + 1 if text else 0 for text in texts]
        whole = ",".join(filter(None, texts))
        found = np.array(list(map(self.__getitem__, whole.split(","))) if whole else [], dtype=np.intp)
        return np.repeat(np.arange(len(texts)), counts), found


class OrderTexts:
    """Knows every level of every programme and every answer to every event of a scenario, as records write them."""

    def __init__(self, scenario: Scenario) -> None:
        """Number them in the order in which records list them: by id."""
        programmes = sorted(range(len(scenario.programmes)), key=lambda place: scenario.programmes[place].id)
        events = sorted(range(len(scenario.events)), key=lambda place: scenario.events[place].id)
        levels = [(place, level) for place in programmes for level in range(1, scenario.programmes[place].max + 1)]
        answers = [(place, option) for place in events for option in range(len(scenario.events[place].options))]
        self._points = _Items({f'"{scenario.programmes[p].id}":{level}': number for number, (p, level) in enumerate(levels)})
        self._answers = _Items({
            f'"{scenario.events[e].id}":"{scenario.events[e].options[option].id}"': number for number, (e, option) in enumerate(answers)
        })
        self._levels, self._options = np.array(levels).reshape(-1, 2).T, np.array(answers).reshape(-1, 2).T
        self._programmes = len(scenario.programmes)

    def orders(self, state: State, given: "Sequence[tuple[str, str]]") -> tuple[Orders, Bools]:
        """Give orders, and which games' texts are written as a record writes an order that names only what is on the table."""
        games = len(given)
        points = np.zeros((self._programmes, games), dtype=np.int8)
        answers = np.full(state.cards.shape, -1, dtype=np.int8)
        sound = np.ones(games, dtype=np.bool_)
        where, found = self._points.read([points for _, points in given])
        programme, level = self._levels[:, found]
        sound[where[_unsound(where, found, programme)]] = False
        points[programme, where] = level
        where, found = self._answers.read([answers for answers, _ in given])
        event, option = self._options[:, found]
        there = state.cards[:, where] == event
        sound[where[_unsound(where, found, event) | ~there.any(axis=0)]] = False
        answers[there.argmax(axis=0), where] = option
        points[:, ~sound], answers[:, ~sound] = 0, -1
        return Orders(points, answers), sound


def _unsound(games: "np.ndarray", items: "np.ndarray", things: "np.ndarray") -> Bools:
    """Tell which items are unknown, out of order or about the same thing as the one before."""
    bad = np.asarray(items < 0)
    bad[1:] |= (games[1:] == games[:-1]) & ((items[1:] <= items[:-1]) | (things[1:] == things[:-1]))
    return bad
