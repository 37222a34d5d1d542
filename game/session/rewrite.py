"""Plays games of records again, side by side, and writes their records anew: an honest one comes out letter by letter.

This is the quick way to verify. It says only whether a text comes out; `game.session.replay` says why it does not.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from game.core.dice import seed_from_hex
from game.core.numbers import SCALE
from game.rules import RULES_VERSION, engine
from game.rules.ledger import Ledger
from game.rules.state import State
from game.session.number_texts import Decimals, Wholes
from game.session.options import shaped
from game.session.order_texts import OrderTexts
from game.session.origin import Compiled
from game.session.record import FORMAT, PLAIN, canonical
from game.session.skim import Skimmed
from game.session.tally import Listed, Lister
from game.session.translate import grade_of, hand_over

_decimals = Decimals()


def _decimal(amount: int) -> str:
    return repr(amount / SCALE)


class Rewrite:
    """Records of one scenario with its rules and the same options; they may differ in length, and be finished or not."""

    def __init__(self, compiled: Compiled, skimmed: Sequence[Skimmed]) -> None:
        """Take the records."""
        options = skimmed[0].options
        self.compiled = compiled = shaped(compiled, options)
        self.scenario = compiled.scenario
        self.skimmed = skimmed
        self._options = f'"options":{canonical(options.document())},' if options != PLAIN else ""
        self.lengths = np.array([len(one.orders) for one in skimmed])
        self.same = self.lengths <= self.scenario.calendar.turns
        names = [indicator.id for indicator in self.scenario.indicators]
        self._by_name = sorted(range(len(names)), key=names.__getitem__)
        self._names = [names[place] for place in self._by_name]
        self._lister = Lister(self.scenario, len(skimmed))
        self._stages: list[tuple[np.ndarray, list[list[str]], Listed]] = []

    def run(self) -> list[int | None]:
        """Give the total of each record that comes out (thousandths, 0 if it is not finished), None for the others."""
        calendar, finished = self.scenario.calendar, np.array([one.finished for one in self.skimmed])
        state = engine.begin(self.scenario, np.concatenate([seed_from_hex(one.seed) for one in self.skimmed], axis=1))
        starts = zip(self._names, state.values[self._by_name, 0].tolist(), strict=True)
        start = ",".join(f'"{name}":{_decimal(value)}' for name, value in starts)
        texts = OrderTexts(self.scenario)
        for turn in range(int(self.lengths[self.same].max(initial=0))):
            state = self._turn(texts, state, turn)
        over = (state.ended > 0) & (state.ended <= self.lengths)
        self.same &= np.where(finished, over & (state.ended == self.lengths), ~over)
        handed = finished & over & (state.ending < 0)
        if state.turn > calendar.turns:
            ledger = Ledger()
            state = hand_over(self.scenario, state, ledger)
            self._keep(handed, state, ledger, None)
        bodies = self._bodies(state, start, handed)
        totals = state.total.tolist()
        return [
            (totals[game] if one.finished else 0) if one.body == body else None
            for game, (one, body) in enumerate(zip(self.skimmed, bodies, strict=True))
        ]

    def _turn(self, texts: OrderTexts, state: State, turn: int) -> State:
        live = self.lengths > turn
        orders, sound = texts.orders(state, [one.orders[turn] if turn < len(one.orders) else ("", "") for one in self.skimmed])
        sound &= engine.check(self.scenario, state, orders).ok & (state.ended == 0)
        self.same &= sound | ~live
        bad = ~(sound & live)
        orders.points[:, bad], orders.answers[:, bad] = 0, -1
        ledger = Ledger()
        after = engine.step(self.scenario, state, orders, ledger)
        self._keep(live, after, ledger, state)
        return after

    def _keep(self, live: "np.ndarray", state: State, ledger: Ledger, before: State | None) -> None:
        """Keep what one stage left of the games that went through it."""
        listed = self._lister.list(ledger)
        live = live & self.same
        keep = live[listed.games]
        listed = Listed(listed.games[keep], listed.rows[keep], listed.amounts[keep])
        games, width = len(self.skimmed), len(self._names)
        values = _decimals.write(state.values[self._by_name].T.reshape(-1), np.arange(1, games + 1) * width)
        digests = engine.digest(state).astype(">u8").tobytes().hex()
        parts = [[digests[game * 16 : game * 16 + 16], text] for game, text in enumerate(values)]
        if before is not None:
            events = [f'"{event.id}"' for event in self.scenario.events]
            for part, cards in zip(parts, before.cards.T.tolist(), strict=True):
                part.append(",".join([events[card] for card in cards if card >= 0]))
        self._stages.append((np.flatnonzero(live), parts, listed))

    # -- writing ------------------------------------------------------------------------------------------------------

    def _bodies(self, state: State, start: str, handed: "np.ndarray") -> Iterator[str | None]:
        """Write each record's first line; None for those that are known not to come out."""
        names = sorted(self._lister.rows)
        used, ledgers = self._ledgers(names)
        turns: list[list[str]] = [[] for _ in self.skimmed]
        last = [""] * len(self.skimmed)
        for turn, ((games, parts, _), texts) in enumerate(zip(self._stages, ledgers, strict=True)):
            for game in games.tolist():
                amounts, lines = texts[game]
                ledger = f'"ledger":{{"amounts":[{amounts}],"lines":[{lines}]}}'
                if len(parts[game]) == 2:
                    digest, values = parts[game]
                    last[game] = f'"handover":{{"digest":"{digest}","indicators":[{values}],{ledger}}},'
                    continue
                digest, values, events = parts[game]
                answers, points = self.skimmed[game].orders[turn]
                turns[game].append(
                    f'{{"digest":"{digest}","events":[{events}],"indicators":[{values}],{ledger},'
                    f'"order":{{"answers":{{{answers}}},"points":{{{points}}}}}}}'
                )
        words = np.array([f'"{name}"' for name in names], dtype=object)
        rules = f'"rules":{{"digest":"{self.compiled.rules_digest}","version":{RULES_VERSION}}},"scenario":"{self.scenario.id}"'
        results = self._results(state)
        for game, one in enumerate(self.skimmed):
            if not self.same[game]:
                yield None
                continue
            lines = ",".join(words[used[game]].tolist())
            pack = f'"pack":{{"digest":"{one.pack.digest}","id":"{one.pack.id}","version":"{one.pack.version}"}}'
            player = f'"player":"{one.player}",' if one.player else ""
            tournament = f'"tournament":"{one.tournament}",' if one.tournament else ""
            yield (
                f'{{"format":{FORMAT},{last[game]}"lines":[{lines}],{self._options}{pack},{player}'
                f'{results[game] if one.finished else ""}{rules},'
                f'"seed":"{one.seed}","start":{{{start}}},{tournament}"turns":[{",".join(turns[game])}]}}'
            )

    def _results(self, state: State) -> list[str]:
        scenario = self.scenario
        by_name = sorted(range(len(scenario.pillars)), key=lambda place: scenario.pillars[place].id)
        endings = [*(f'"{ending.id}"' for ending in scenario.endings), "null"]
        return [
            f'"result":{{"ending":{endings[ending]},"grade":{grade_of(scenario, total)},"pillars":{{'
            + ",".join([f'"{scenario.pillars[place].id}":{_decimal(pillars[place])}' for place in by_name])
            + f'}},"total":{_decimal(total)}}},'
            for total, ending, pillars in zip(state.total.tolist(), state.ending.tolist(), state.pillars.T.tolist(), strict=True)
        ]

    def _ledgers(self, names: list[str]) -> "tuple[np.ndarray, list[list[tuple[str, str]]]]":
        """Tell which lines each game uses, and write amounts and line numbers of each stage and game."""
        rank = np.empty(len(names), dtype=np.int64)
        rank[[self._lister.rows[name] for name in names]] = np.arange(len(names))
        stages = [_added(listed, rank, len(self.skimmed)) for _, _, listed in self._stages]
        used = np.zeros((len(self.skimmed), len(names)), dtype=np.bool_)
        for games, places, _ in stages:
            used[games, places] = True
        numbers = Wholes(len(names))
        local = np.cumsum(used, axis=1, dtype=np.int32) - 1
        texts = []
        for games, places, amounts in stages:
            ends = np.searchsorted(games, np.arange(1, len(used) + 1))
            written = _decimals.write(amounts, ends), numbers.write(local[games, places], ends)
            texts.append(list(zip(*written, strict=True)))
        return used, texts


def _added(listed: Listed, rank: "np.ndarray", count: int) -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
    """Add up what falls on the same line: game, place of the line by name, and amount, in this order; no zeros."""
    total = np.zeros(count * len(rank), dtype=np.int32)          # a cell for every line and game: quicker than sorting what changed
    np.add.at(total, listed.games * len(rank) + rank[listed.rows], listed.amounts)
    cells = np.flatnonzero(total != 0)
    games, places = np.divmod(cells, max(len(rank), 1))
    return games, places, total[cells]
