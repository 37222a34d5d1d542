"""Seeds of a tournament: 128 random bits, sealed by a digest that is published before anybody plays."""

import hashlib
import hmac
import secrets

from game.core.problems import Sentence, TightropeError


def new_seed() -> str:
    """Draw a seed: 32 hexadecimal digits. Fewer bits would be found by trying all that show the cards on screen."""
    return secrets.token_hex(16)


def digest_of(seed: str) -> str:
    """Give the digest that seals a seed: the SHA-256 of its 32 digits, as `printf %s SEED | sha256sum` writes it.

    >>> digest_of("0" * 32)[:16]
    '84e0c0eafaa95a34'
    """
    return hashlib.sha256(seed.encode()).hexdigest()


def check_seed(seed: str, digest: str) -> None:
    """Raise TightropeError unless a seed is the one that was sealed."""
    if not hmac.compare_digest(digest_of(seed), digest):
        raise TightropeError(Sentence("this seed is not the one whose digest was published before the game"))
