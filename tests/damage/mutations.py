"""Damages bytes in the ways that disks, editors and people do, and in some that only an enemy would."""

import hashlib
import random
import re
from collections.abc import Callable
from typing import TypeAlias

Mutation: TypeAlias = Callable[[random.Random, bytes], bytes]
PIECES = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r\n", b"\t", b"'", b'"', b"{", b"}", b"[", b"]", b": ", b", ", b"- ", b"#", b"&a ",
    b"*a", b"!!python/object:os.system ", b"<<: ", b"|\n", b">-\n", b"---\n", b"...\n", b"%YAML 9.9\n", b"? ", b"null", b"true", b"~",
    b"\\u0000", b"\\ud800", b"\x1b[31m", "한국".encode(), "\u2028".encode(), b"../../etc/passwd", b"PK\x03\x04", b"PK\x05\x06",
]
NUMBERS = [
    b"0", b"-1", b"1e308", b"1e999", b"-1e999", b"nan", b".inf", b"NaN", b"Infinity", b"9" * 40, b"2147483648", b"0.1e-300", b"1_000",
    b"0x7f", b"0o17", b"''", b"[]", b"{}",
]
GROWN = [
    b"[" * 5_000, b"{a: " * 2_000, b"a" * 1_000_000, b"- x\n" * 50_000, b"\n" * 200_000, b"(" * 3_000, b"a: &a [*a]\n",
    b'{"a":' * 5_000, b"x, " * 100_000, b"1+" * 5_000, b"9" * 100_000,
]
_NUMBER = re.compile(rb"-?\d+(\.\d+)?")
_WORD = re.compile(rb"[A-Za-z_]{2,}")


def _span(draw: random.Random, data: bytes, most: int = 64) -> tuple[int, int]:
    start = draw.randrange(len(data) + 1)
    return start, min(len(data), start + draw.randint(1, most))


def flip_bits(draw: random.Random, data: bytes) -> bytes:
    """Flip a few bits."""
    found = bytearray(data)
    for _ in range(draw.randint(1, 4)):
        if found:
            found[draw.randrange(len(found))] ^= 1 << draw.randrange(8)
    return bytes(found)


def cut_off(draw: random.Random, data: bytes) -> bytes:
    """Lose the end, or the beginning."""
    at = draw.randrange(len(data) + 1)
    return data[:at] if draw.random() < 0.8 else data[at:]


def zeros(draw: random.Random, data: bytes) -> bytes:
    """Turn a block into zeros, as disks do that lost power."""
    start, end = _span(draw, data, 4_096)
    return data[:start] + bytes(end - start) + data[end:]


def lose(draw: random.Random, data: bytes) -> bytes:
    """Lose a few bytes."""
    start, end = _span(draw, data)
    return data[:start] + data[end:]


def repeat(draw: random.Random, data: bytes) -> bytes:
    """Write a block twice or often."""
    start, end = _span(draw, data, 512)
    return data[:end] + data[start:end] * draw.choice([1, 1, 1, 20, 500]) + data[end:]


def swap(draw: random.Random, data: bytes) -> bytes:
    """Exchange two blocks."""
    (a, b), (c, d) = sorted([_span(draw, data), _span(draw, data)])
    return data if b > c else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def put(draw: random.Random, data: bytes) -> bytes:
    """Put in something that a parser minds."""
    start, end = _span(draw, data, 8)
    return data[:start] + draw.choice(PIECES) + data[draw.choice([start, end]) :]


def noise(draw: random.Random, data: bytes) -> bytes:
    """Put in random bytes."""
    start, end = _span(draw, data)
    return data[:start] + draw.randbytes(draw.randint(1, 64)) + data[end:]


def renumber(draw: random.Random, data: bytes) -> bytes:
    """Replace a number by one that is out of all bounds."""
    return _replaced(draw, data, _NUMBER, draw.choice(NUMBERS))


def rename(draw: random.Random, data: bytes) -> bytes:
    """Replace a word by another word of the same file."""
    words = _WORD.findall(data)
    return _replaced(draw, data, _WORD, draw.choice(words)) if words else data


def drop_line(draw: random.Random, data: bytes) -> bytes:
    """Drop a line, or move it elsewhere."""
    lines = data.split(b"\n")
    line = lines.pop(draw.randrange(len(lines)))
    if draw.random() < 0.5:
        lines.insert(draw.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def grow(draw: random.Random, data: bytes) -> bytes:
    """Put in something deep, long or endless."""
    at = draw.choice([draw.randrange(len(data) + 1), *(m.start() for m in _NUMBER.finditer(data[:20_000]))])
    return data[:at] + draw.choice(GROWN) + data[at:]


def _replaced(draw: random.Random, data: bytes, pattern: re.Pattern[bytes], new: bytes) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    match = draw.choice(found)
    return data[: match.start()] + new + data[match.end() :]


MUTATIONS: tuple[Mutation, ...] = (flip_bits, cut_off, zeros, lose, repeat, swap, put, noise, renumber, rename, drop_line, grow)


def damaged(draw: random.Random, data: bytes) -> bytes:
    """Damage some bytes once or a few times."""
    for _ in range(draw.choice([1, 1, 1, 2, 3])):
        data = draw.choice(MUTATIONS)(draw, data)
    return data


def sealed(body: bytes) -> bytes:
    """Put the seal of a record or tournament under a line, as one who changes it on purpose would."""
    return body + b"\n" + hashlib.sha256(body).hexdigest().encode() + b"\n"
