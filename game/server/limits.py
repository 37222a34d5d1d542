"""How much one may ask for: buckets that fill again with time. A whole school may share one address, so addresses get a lot."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from game.server.faults import Refusal

MOST_KEPT = 20_000


@dataclass(frozen=True)
class Rate:
    """So many at once, and so many a second after that."""

    burst: float
    per_second: float


EACH_TOKEN = Rate(60, 20)
JOINING = Rate(500, 5)
"""From one address: two hundred laptops behind one router join within a minute, and mistype."""
GUESSES = Rate(12, 0.2)
"""Wrong personal codes from one address: of 191 million codes that is one in 16 million to begin with."""
WRONG_TOKENS = Rate(120, 2)
ASKING = Rate(60, 0.5)


class Limits:
    """Buckets by what they limit and whom; each worker has its own."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with full buckets."""
        self._clock = clock
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, rate: Rate, *who: str) -> None:
        """Take one from a bucket; refuses with 429 when it is empty."""
        self._keep(who, self.need(rate, *who) - 1)

    def need(self, rate: Rate, *who: str) -> float:
        """Give what is left in a bucket, and take nothing; refuses with 429 when it is empty."""
        left = self._left(rate, who)
        if left < 1:
            wait = max(1, math.ceil((1 - left) / rate.per_second))
            raise Refusal(429, "too_many", f"too many requests: try again in {wait} s", retry_after=wait)
        return left

    def _left(self, rate: Rate, who: Hashable) -> float:
        left, since = self._buckets.get(who, (rate.burst, self._clock()))
        return min(rate.burst, left + (self._clock() - since) * rate.per_second)

    def _keep(self, who: Hashable, left: float) -> None:
        self._buckets[who] = left, self._clock()
        self._buckets.move_to_end(who)
        while len(self._buckets) > MOST_KEPT:
            self._buckets.popitem(last=False)
