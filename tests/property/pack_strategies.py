"""Random packs: whole ones made from the schema up, mostly sound, and the pack of `pack new` with a few changes to its trees."""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, TypeAlias

import yaml
from hypothesis import strategies as st

from game.content.diagnostics import Findings
from game.content.reader import read_yaml
from game.content.tools.beginning import new_pack
from game.rules.scenario import DOMAINS, PHASES

Draw: TypeAlias = Callable[[Any], Any]
Tree: TypeAlias = dict[str, Any]
ROLES = ("pressure", "commitment", "ire", "coercion", "temptation", "tension", "credibility", "approval")
LEANS = [{"alignment": 1}, {"ambiguity": 1}, {"autonomy": 1}, {"alignment": 0.5, "autonomy": 0.5}, {}, {"ambiguity": 10}]
RANGES = [[0, 100], [0, 100], [0, 90], [-8, 8], [0, 1], [10, 500], [0, 0.002], [99, 100]]
WIDE = [-100_000, 100_000]
NUMBERS = [0, 1, -1, 0.5, 2, -3, 10, 50, 100, -50.125]
LARGE = [1000, 99_999, -100_000]
MONTHS = ["2025-01", "2025-07", "2026-02", "2027-12", "2031-06", "1999-01"]
REPLIES = {"d": ["full", "part", "other", "refuse"], "r": ["yield", "hold"], "o": ["accept", "decline"]}
WORDS = st.sampled_from(["A word", "한국말", "It's \"so\": #1", "x", "- no list", "{curly}", "1984", "yes", "null", "w" * 80])


def mostly(draw: Draw, usual: Any, rare: Any, odds: int = 60) -> Any:
    """Draw the usual value, once in a while the rare one, which is often wrong (not by a bound: those are drawn more often)."""
    return rare if draw(st.integers(0, odds)) == odds // 2 + 1 else usual


def some(draw: Draw, most: int, make: Callable[[int], Any], least: int = 0) -> list[Any]:
    """Draw a list of so many things."""
    return [make(number) for number in range(draw(st.integers(least, most)))]


class Maker:
    """Draws the parts of one pack; the ids of what there is are known from the start, so that expressions can name them."""

    def __init__(self, draw: Draw) -> None:
        """Draw how many things of each kind there are."""
        self.draw = draw
        self.indicators = [f"i{n}" for n in range(draw(st.integers(3, 8)))]
        self.programmes = [f"p{n}" for n in range(draw(st.integers(1, 5)))]
        self.demands = [f"d{n}" for n in range(draw(st.integers(0, 2)))]
        self.rungs = [f"r{n}" for n in range(draw(st.integers(0, 3)))]
        self.offers = [f"o{n}" for n in range(draw(st.integers(0, 1)))]
        self.sectors = ["s0", "s1"]
        self.events = [f"e{n}" for n in range(draw(st.integers(1, 5)))]
        self.flags = ["f0", "f1"]

    def one(self, things: list[Any]) -> Any:
        """Draw one of some things."""
        return self.draw(st.sampled_from(things))

    def chance(self, of: int = 2) -> bool:
        """Draw whether something is there: once in `of` times."""
        return bool(self.draw(st.integers(1, of)) == 1)

    # -- expressions --------------------------------------------------------------------------------------------------

    def number(self, depth: int = 2, *, score: bool = False) -> str:
        """Draw the text of an expression that gives a number."""
        kind = self.draw(st.integers(0, 9 if depth else 4))
        if kind <= 1:
            return str(self.one([0, 1, 2, 0.25, 50, 100]))
        if kind <= 4 or (score and kind == 5):
            return str(self.one(self.indicators))
        if kind == 5:
            names = ["turn", "rung", "us_rung", f"spent.{self.one(list(DOMAINS))}", f"points.{self.one(self.programmes)}"]
            wrong = [mostly(self.draw, "turn", "resolve"), mostly(self.draw, "turn", "flag.f0")]
            return str(self.one([*names, f"count.{self.one(self.events)}", *wrong]))
        a, b = self.number(depth - 1, score=score), self.number(depth - 1, score=score)
        if kind == 6:
            return f"{self.one(['min', 'max'])}({a}, {b})"
        if kind == 7:
            return f"clamp({a}, 0, {self.one([1, 10, 100])})"
        return f"({a} {self.one(['+', '-', '*'])} {b})" if kind == 8 else f"{a} / {self.one([2, 3, 100, mostly(self.draw, 4, b)])}"

    def condition(self, depth: int = 1) -> str:
        """Draw the text of a condition."""
        kind = self.draw(st.integers(0, 4 if depth else 2))
        if kind <= 1:
            return f"{self.number(1)} {self.one(['<', '<=', '>', '>=', '==', '!='])} {self.number(1)}"
        if kind == 2:
            return str(self.one([f"flag.{self.one(self.flags)}", "turn >= 2", *(f"met.{d}" for d in self.demands)]))
        if kind == 3:
            return f"not ({self.condition(depth - 1)})"
        return f"{self.condition(depth - 1)} {self.one(['and', 'or'])} {self.condition(depth - 1)}"

    def amount(self) -> Any:
        """Draw an amount: a number or an expression."""
        return mostly(self.draw, self.one(NUMBERS), self.one(LARGE)) if self.chance() else self.number()

    def percent(self) -> Any:
        """Draw a chance in percent."""
        return mostly(self.draw, self.one([0, 1, 33.3, 100]), 101) if self.chance() else self.number()

    def fixed(self, most: int = 3) -> Tree:
        """Draw what something does where only numbers may stand, once in a while an expression."""
        count = self.draw(st.integers(0, most))
        return {self.one(self.indicators): mostly(self.draw, self.one(NUMBERS), "turn", 300) for _ in range(count)}

    def effects(self, most: int = 3) -> Tree:
        """Draw what something does."""
        return {mostly(self.draw, self.one(self.indicators), "nothing", 300): self.amount() for _ in range(self.draw(st.integers(0, most)))}

    # -- parts --------------------------------------------------------------------------------------------------------

    def indicator(self, _: str) -> Tree:
        """Draw an indicator."""
        low, high = mostly(self.draw, self.one(RANGES), WIDE, 40)
        start = mostly(self.draw, self.one([low, high, (low + high) / 2]), high + 1, 200)
        found: Tree = {"name": self.draw(WORDS), "unit": "index", "start": start, "range": [low, high], "assumed": True}
        if self.chance():
            to = f"clamp({self.number()}, {low}, {high})" if self.chance() and low >= 0 else self.amount()
            found["decay"] = {"to": to, "per_year": self.one([0, 0.3, 1])}
        return found

    def programme(self, name: str) -> Tree:
        """Draw a programme."""
        levels = self.draw(st.integers(1, 9))
        start = mostly(self.draw, self.draw(st.integers(0, min(levels, 2))), levels + 1, 120)
        return {
            "id": name, "domain": self.one(list(DOMAINS)), "name": self.draw(WORDS),
            "max": levels, "steps": [self.one([1, 0.5, 0, 2])] * levels, "start": start, "lean": self.one(LEANS),
            "minds": self.one([[], ["beijing"], ["washington", "beijing"]]),
            "effects": self.effects(), "affront": self.one([0, 1.5, -3, 9]),
        }

    def because(self) -> Tree:
        """Give what everything that a power does must say."""
        return {"because": "Because.", "fiction": True}

    def ladder(self, ids: list[str], make: Callable[[str, int], Tree]) -> list[Tree]:
        """Draw rungs that mostly rise."""
        step = self.one([10, 25, 0.5])
        found = []
        for number, name in enumerate(ids):
            at = 20 + number * step
            found.append(make(name, number) | {"at": mostly(self.draw, at, 10), "leave_at": at - self.one([0.001, 5, 200])})
        return found

    def patron(self) -> Tree:
        """Draw the power that guards."""
        demands = [{
            "id": name, "title": "T", "deadline": self.one([1, 6, 1200]), "reward": self.effects(), "penalty": self.effects(),
            "affront": self.one([0, 5, -5]), **self.because(),
            **({"measure": self.one(self.indicators), "threshold": self.one([0, 50, -9])} if self.chance() else {}),
            **({"when": self.condition()} if self.chance() else {}), "weight": mostly(self.draw, self.one([0.5, 1, 1000]), 0),
        } for name in self.demands]
        rungs = self.ladder(["u0", "u1"][: self.draw(st.integers(0, 2))], lambda name, _: {
            "id": name, "name": "U", "effects": self.effects(), "enter": self.fixed(1), "announces": "A", **self.because(),
        })
        return {
            "resolve": {"from": mostly(self.draw, 40, 90), "to": 80, **({"redraw": self.one(MONTHS)} if self.chance() else {})},
            "estimate": {"width": self.one([0, 30, 100]), "per_level": self.one([0, 50]), "programme": self.one(self.programmes)},
            "most_open": self.one([0, 1, 9]), "announce": self.percent(), "partial": self.one([0, 0.5, 10]), "refusal": self.effects(),
            "open": self.effects(), "lapse": self.effects(1), "broken": self.effects(1), "demands": demands, "ladder": rungs,
        }

    def rival(self) -> Tree:
        """Draw the power that buys."""
        found: Tree = {
            "patience": {"from": 30, "to": mostly(self.draw, 70, 20)}, "patience_weight": self.one([0, 0.1, 10]),
            "estimate": {"width": self.one([0, 40])}, "exposure": self.one([0, 1, f"{self.one(self.indicators)} / 50", self.number(1)]),
            "self_restraint": {self.one(self.indicators): self.one([0, -0.5, 1])},
            "warn_below": self.one([0, 4, 1000]), "threat_lapse": self.one([0, 100]), "unannounced": self.one([0, 50, 100]),
            "bite_fades": self.one([0, 1]), "truce_ire": self.one([0, -20]), "yield": self.effects(1), "hold": self.effects(1),
            "yield_works": self.percent(), "tires_months": self.one([1, 24, 1200]),
            "sectors": {name: {"name": "S", "exposure": self.one([0, 1, 2.5, "1 + turn / 4", self.number(1)])} for name in self.sectors},
            "ladder": self.ladder(self.rungs, lambda name, _: {
                "id": name, "name": "R", "sector": self.one(self.sectors), "lag": self.one([1, 6, 1200]), "cost": self.one([0, 10, 20]),
                "effects": self.effects(), "enter": self.effects(1), "announces": "A", "if_text": "If", **self.because(),
            }),
            "offers": [{"id": name, "title": "O", "when": self.condition(), **self.because()} for name in self.offers],
        }
        return found | ({"settles": self.condition()} if self.chance() else {})

    def option(self, name: str, reply: str | None) -> Tree:
        """Draw an answer."""
        def outcome(kind: str, number: int) -> Tree:
            timed = {"maybe": {}, "later": {"in": self.one([1, 7, 1200])}, "temporary": {"for": self.one([1, 12, 1200])}}[kind]
            luck: Tree = {} if kind == "temporary" else {"chance": self.percent(), "otherwise": self.fixed(1)}
            return {"name": f"{kind} {number}", "effects": self.fixed(), **timed, **luck}

        found: Tree = {
            "id": name, "label": self.draw(WORDS), "gist": self.draw(WORDS), "effects": self.effects(), "lean": self.one(LEANS),
            "affront": self.one([0, 2, -1]), "points": 0, **({"reply": reply} if reply else {}),
        }
        for kind in ("maybe", "later", "temporary"):
            if self.chance(4):
                found[kind] = [outcome(kind, number) for number in range(self.draw(st.integers(0, 2)))]
        for key in ("set", "clear"):
            if self.chance(4):
                found[key] = [self.one(self.flags)]
        return found

    def event(self, name: str, about: str | None) -> Tree:
        """Draw a card."""
        replies = REPLIES[about[0]] if about else [None] * 4
        options = [self.option(f"a{n}", replies[n]) for n in range(self.draw(st.integers(1, len(replies))))]
        first = mostly(self.draw, 1, 0, 120)                     # the default comes first, and must always be possible
        for option in options[first:]:
            option |= {"points": self.one([0, 1, 9]), **({"needs": self.condition()} if self.chance(3) else {})}
        found: Tree = {
            "id": name, "title": self.draw(WORDS), "tag": "Tag", "text": "Text.", "from": self.one(["home", "beijing", "world"]),
            "fiction": True, "options": options, "default": mostly(self.draw, "a0", self.one(["a1", "a9"])),
            "weight": self.number() if self.chance(4) else self.one([0, 1, 10, 1000]), **({"about": about} if about else {}),
            "once": self.chance(),
        }
        if self.chance(3):
            found["when"] = self.condition()
        if self.chance(6):
            found["at"] = self.one(MONTHS)
        if self.chance(4):
            found |= {"once": False, "cooldown": self.one([1, 13, 1200])}
        return found

    def deck(self) -> list[Tree]:
        """Draw the cards; demands, rungs and offers mostly have theirs."""
        asked = [mostly(self.draw, about, None, 8) for about in (*self.demands, *self.rungs, *self.offers)]
        abouts = [about for about in asked if about]
        return [self.event(f"x{n}", about) for n, about in enumerate(abouts)] + [self.event(name, None) for name in self.events]

    # -- the whole ----------------------------------------------------------------------------------------------------

    def scenario(self, name: str) -> Tree:
        """Draw a scenario."""
        crisis = {"crisis": self.condition(), "crisis_turns": self.one([0, 1, 40])} if self.chance(3) else {}
        roles: Tree = {role: self.one(self.indicators) for role in ROLES if self.chance()}
        if self.chance():
            roles["posture"] = dict(zip(("alignment", "ambiguity", "autonomy"), self.indicators, strict=False))
        found: Tree = {
            "id": name, "title": self.draw(WORDS),
            "calendar": {"start": self.one(MONTHS[:3]), "months_per_turn": self.one([1, 3, 6, 24]), "turns": self.draw(st.integers(1, 6)),
                         "cards_per_turn": self.draw(st.integers(1, 4)), **crisis},
            "points": {"level": self.one([0, 5, 60]), "carry": self.one([0, 20]), "least": 0, "most": mostly(self.draw, 60, 4)},
            "indicators": {one: self.indicator(one) for one in self.indicators}, "roles": roles,
            "domains": {domain: {"name": domain, "least": self.one([0, 1, 100]), "neglect": self.effects(1)} for domain in DOMAINS},
            "inertia": {"rise": self.one([1, 9]), "rise_months": self.one([1, 6, 1200]),
                        "fall": self.one([1, 9]), "kept_bonus": self.one([0, 10])},
            "programmes": [self.programme(one) for one in self.programmes],
            "us_pressure": self.patron(), "china_retaliation": self.rival(), **self.luck(), **self.ends(),
        }
        for one in roles.get("posture", {}).values():      # posture is counted in percent
            found["indicators"][one] |= mostly(self.draw, {"range": [0, 100], "start": 50}, {}, 40)
        if self.chance():
            found["points"]["bonus"] = self.amount()
        if self.chance():
            found["posture"] = {"per_year": self.one([0, 1]), "swing": self.one([0, 5]), "swing_free": 12, "mandate": "f0"}
            found["credibility"] = {"mixed_free": self.one([0, 45]), "mixed": 1, "broken_promise": -6, "no_line": -99}
        return found

    def luck(self) -> Tree:
        """Draw what the calendar, chance and a third party bring."""
        found: Tree = {}
        strokes: Tree = {"effects": self.effects(), **self.because()}
        found["shocks"] = some(self.draw, 2, lambda n: {
            "id": f"k{n}", "phase": mostly(self.draw, self.one(list(PHASES)), "night", 120), "name": "K", "chance": self.percent(),
            "set": [self.one(self.flags)], **strokes,
        })
        found["flows"] = some(self.draw, 2, lambda n: {
            "id": f"w{n}", "phase": self.one(list(PHASES)), "name": "W", "when": self.condition(), "effects": self.effects(),
        })
        if self.chance():
            kinds = some(self.draw, 2, lambda n: {
                "id": f"n{n}", "name": "N", "weight": mostly(self.draw, self.one([1, 10]), 0), **strokes,
            }, least=1)
            found["provocation"] = {"chance": self.percent(), "kinds": kinds}
        found["mandates"] = some(self.draw, 1, lambda _: {"flag": self.one(self.flags), "from": self.one(MONTHS), "to": "2031-06"})
        found["given"] = some(self.draw, 1, lambda _: {
            "indicator": self.one(self.indicators), "from": "2025-01", "to": self.one(MONTHS), "per_year": self.one(NUMBERS),
        })
        return found

    def ends(self) -> Tree:
        """Draw what counts, how a game can end early, and the roads."""
        pillars = some(self.draw, 3, lambda n: {"id": f"v{n}", "name": "V", "value": self.number(score=True)}, least=1)
        grades = [{"least": least, "name": "G", "text": "G."} for least in mostly(self.draw, [50, 0], [0, 50])]
        return {
            "score": {"pillars": pillars, "grades": grades},
            "endings": some(self.draw, 2, lambda n: {
                "id": f"z{n}", "name": "Z", "when": self.condition(), "turns": self.one([1, 2, 9]), "not_before": self.one([1, 4, 40]),
                "warning": "W.", "verdict": "V.",
            }),
            "doctrines": some(self.draw, 3, lambda n: {
                "id": f"t{n}", "name": "T", "lean": self.one(["alignment", "ambiguity", "autonomy"]), "voice": "V", "text": "T.",
                "weights": {self.one(self.programmes): self.one([0, 1, 10])}, "answers": self.one(LEANS),
            }, least=1),
        }


PACK = {"format": 1, "id": "random", "version": "1.0.0", "title": "R", "authors": ["Nobody"], "licence": "CC0-1.0", "languages": ["en"]}


@st.composite
def whole_packs(draw: Draw) -> dict[str, str]:
    """Draw a pack made from the schema up: file names and texts."""
    maker = Maker(draw)
    return {"pack.yaml": written(PACK), "scenario.yaml": written(maker.scenario("random")), "events/deck.yaml": written(maker.deck())}


def written(tree: Any) -> str:
    """Write a tree as people write it: some of it in lines, some in braces."""
    return yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=130)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return True


def plain(tree: Any) -> Any:
    """Copy what our reader gave into plain lists and mappings."""
    if isinstance(tree, dict):
        return {key: plain(value) for key, value in tree.items()}
    return [plain(item) for item in tree] if isinstance(tree, list) else tree


TEMPLATE: dict[str, Any] = {
    name: plain(read_yaml(name, data, Findings())) for name, data in new_pack("my-crisis").items() if PurePosixPath(name).suffix == ".yaml"
}


def places(tree: Any) -> list[tuple[Any, Any]]:
    """List all holders and keys of a tree."""
    found: list[tuple[Any, Any]] = []
    items = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree)) if isinstance(tree, list) else []
    for key, value in items:
        found.append((tree, key))
        found += places(value)
    return found


@st.composite
def changed_templates(draw: Draw) -> dict[str, str]:
    """Draw the pack of `pack new` with one to four changes of its trees."""
    trees = plain(TEMPLATE)
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from([*["scenario.yaml", "events/deck.yaml"] * 2, "orders/example.yaml", "pack.yaml"]))
        spots = places(trees[name])
        _change(draw, spots, *spots[draw(st.integers(0, len(spots) - 1))])
    return {name: written(tree) for name, tree in trees.items()}


OTHER = [0, 3.5, True, None, "", "growth", "approval / 7", "turn >= 2", [], {}, [1], {"a": 1}, "2026-05", "x" * 300]


def _change(draw: Draw, spots: list[tuple[Any, Any]], holder: Any, key: Any) -> None:
    """Change one value: another of its kind, another place's value, nothing, twice, or something of a wrong kind."""
    value, how = holder[key], draw(st.integers(0, 7))
    alike = [other[k] for other, k in spots if k == key or (isinstance(key, int) and isinstance(k, int))]
    if how <= 1 and isinstance(value, int | float):
        holder[key] = draw(st.sampled_from([0, 1, -1, value * 2, value / 2, -value, value + 1, 100, 100_000, 0.001, 10**7]))
    elif how <= 4:
        holder[key] = draw(st.sampled_from(alike))
    elif how == 5:
        del holder[key]
    elif how == 6 and isinstance(holder, list):
        holder.insert(key, value)
    else:
        holder[key] = draw(st.sampled_from(OTHER))
