"""Games for the tests of the debrief, on the tiny scenario."""

from dataclasses import replace

from game.analysis.debrief import Case, case_of
from game.bots import policy
from game.content.compiled import Compiled, ScenarioMeta
from game.content.texts import Texts
from game.core.dice import spread_seeds
from game.session.match import Match
from tests.tiny import tiny

TEXTS = {
    "title": "Tiny", "questions.0.text": "Weakest: {weakest}.", "questions.1.text": "{demands} demands, {met} met.",
    "questions.2.text": "Rung {rung}.", "questions.3.text": "Who paid?", "pillars.wealth.name": "Wealth",
    "pillars.security.name": "Security", "pillars.standing.name": "Standing",
}


def compiled(**kept: object) -> Compiled:
    """Give the tiny scenario as a pack would."""
    return Compiled(tiny(**kept), Texts(TEXTS), ScenarioMeta(questions=4), {}, "tiny", "1.0.0", "a" * 64, "b" * 64)


COMPILED = compiled()


def a_case(seed: int, name: str = "random", pack: Compiled = COMPILED) -> Case:
    """Play a game and open its debrief."""
    match = Match.new(pack, seed)
    bot = policy(name, pack.scenario, spread_seeds([seed + 500]))
    while not match.over:
        match.play(bot(match.view()))
    return case_of(match, pack)


def stored(case: Case) -> Case:
    """Give the case as it is where its rules are not at hand."""
    return replace(case, match=None, game=None, why="cannot be verified here")
