"""A pack of 1,000 events, made from a shipped one: how long its load and static lint take."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from game.analysis.bench.clock import seconds
from game.content.check import check_packs

EVENTS = 1000
_EVENT = """
- id: bench_{n}
  title: A card for the clock
  tag: Clock
  text: "A card that is only here to be read, number {n}, with about as many words as a card has that somebody wrote with care."
  from: world
  icon: truck
  place: [127.0, 37.5]
  when: tension >= {low} and approval >= 20
  weight: 4 + tension / 10
  fiction: true
  options:
    - id: ask
      label: Ask for more
      gist: It may help.
      effects: {{approval: 2, us_pressure: 1}}
      lean: {{ambiguity: 1}}
      maybe:
        - {{name: Somebody listens, chance: 80 - ire / 2, effects: {{approval: 2}}, otherwise: {{approval: -2}}}}
    - id: wait
      label: Wait and see
      gist: It costs nothing yet.
      effects: {{credibility: -1}}
      lean: {{autonomy: 1}}
    - id: act
      label: Act at once
      gist: It costs a point.
      points: 1
      effects: {{growth: 0.1, ire: 2}}
      lean: {{alignment: 1}}
  default: wait
"""


def load_and_lint(pack: Path, events: int, runs: int = 3) -> tuple[float, int]:
    """Load and lint a copy of a pack with cards added until it has 1,000; gives seconds and the number of errors."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / pack.name
        shutil.copytree(pack, copy)
        more = "".join(_EVENT.format(n=n, low=n % 60) for n in range(max(0, EVENTS - events)))
        (copy / "events" / "clock.yaml").write_text(more, encoding="utf-8")
        found = check_packs([copy])
        return seconds(lambda: check_packs([copy]), runs), len(found.errors)
