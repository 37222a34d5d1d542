"""Writes many numbers at once as a record writes them: bytes of fixed width are looked up side by side, then the gaps are cut out."""

from itertools import pairwise

import numpy as np

from game.core.numbers import SCALE

_FAR = 1 << 20
_WIDTH = len(f"{-_FAR / SCALE},")


class Decimals:
    """Thousandths as decimal numbers. What has been written once is kept: a look-up is seven times as fast as a dictionary's."""

    def __init__(self) -> None:
        """Begin with nothing written; memory is touched only where a number comes up."""
        self._texts = np.zeros(2 * _FAR, dtype=f"S{_WIDTH}")
        self._lengths = np.zeros(2 * _FAR, dtype=np.int8)

    def write(self, amounts: "np.ndarray", ends: "np.ndarray") -> list[str]:
        """Write amounts with commas in between, one text for each stretch up to the next of `ends`."""
        if len(amounts) and not -_FAR < int(amounts.min()) <= int(amounts.max()) < _FAR:
            far = [repr(amount / SCALE) for amount in amounts.tolist()]
            return [",".join(far[begin:end]) for begin, end in pairwise([0, *ends.tolist()])]
        places = amounts + np.int32(_FAR)
        lengths = self._lengths.take(places)
        if not lengths.all():
            new = np.unique(places[lengths == 0])
            self._texts[new] = [f"{(place - _FAR) / SCALE!r},".encode() for place in new.tolist()]
            self._lengths[new] = np.char.str_len(self._texts[new])
            lengths = self._lengths.take(places)
        return _cut(self._texts.take(places), lengths, ends)


class Wholes:
    """Whole numbers from 0 up to a count."""

    def __init__(self, count: int) -> None:
        """Write them all."""
        self._texts = np.array([f"{number},".encode() for number in range(max(count, 1))])
        self._lengths = np.char.str_len(self._texts)

    def write(self, numbers: "np.ndarray", ends: "np.ndarray") -> list[str]:
        """Write numbers with commas in between, one text for each stretch up to the next of `ends`."""
        return _cut(self._texts.take(numbers), self._lengths.take(numbers), ends)


def _cut(texts: "np.ndarray", lengths: "np.ndarray", ends: "np.ndarray") -> list[str]:
    """Join texts without what fills them up, and cut the whole into stretches without their last comma."""
    whole = texts.tobytes().translate(None, b"\0").decode("ascii")
    cuts = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])[np.concatenate([[0], ends])].tolist()
    return [whole[begin : max(begin, end - 1)] for begin, end in pairwise(cuts)]
