"""Skims a record: finds what it takes to play it again, and leaves the rest, most of the file, as the text that it is.

Whoever plays it again can write the whole text anew and compare, which is much quicker than reading its numbers.
"""

import re
from dataclasses import dataclass

from game.core.problems import TightropeError
from game.session.reading import options_text, pack_of, player_of
from game.session.record import FORMAT, PLAIN, Options, PackRef

_HEAD = re.compile(
    rf'\{{"format":{FORMAT},' r'(?:"handover":\{[^{}]*\{[^{}]*\}\},)?"lines":\[[^\]]*\],'
    r'(?:"options":(?P<options>\{[^}]*\}),)?"pack":(?P<pack>\{[^}]*\}),'
    r'(?:"player":"(?P<player>[^"\\]*)",)?'
    r'(?P<result>"result":\{[^{}]*\{[^{}]*\}[^{}]*\},)?"rules":\{"digest":"(?P<rules>[0-9a-f]{64})","version":(?P<version>[0-9]{1,9})\},'
    r'"scenario":"(?P<scenario>[a-z0-9_-]{1,64})","seed":"(?P<seed>[0-9a-f]{32})","start":\{[^}]*\},'
    r'(?:"tournament":"(?P<tournament>[0-9a-f]{16})",)?"turns":\['
)
_ORDER = '"order":{"answers":{'


@dataclass(frozen=True)
class Skimmed:
    """What it takes to play a record again: `orders` holds the texts of answers and of points of each turn."""

    body: str
    scenario: str
    rules: str
    version: int
    seed: str
    pack: PackRef
    player: str
    finished: bool
    orders: list[tuple[str, str]]
    options: Options = PLAIN
    tournament: str = ""


def skim(body: str) -> Skimmed | None:
    """Skim a record's first line; None where it has to be read in full (to say what is wrong with it, perhaps)."""
    head = _HEAD.match(body)
    if head is None:
        return None
    try:
        pack, player = pack_of(head["pack"]), "" if head["player"] is None else player_of(head["player"])
        options = PLAIN if head["options"] is None else options_text(head["options"])
    except TightropeError:
        return None
    orders = []
    for turn in body[head.end():].split(_ORDER)[1:]:
        answers, _, points = turn.partition("}}}")[0].partition('},"points":{')
        orders.append((answers, points))
    finished = head["result"] is not None
    return Skimmed(
        body, head["scenario"], head["rules"], int(head["version"]), head["seed"], pack, player, finished, orders, options,
        head["tournament"] or "",
    )
