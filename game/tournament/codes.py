"""Six letters to join with: they encode the teacher's private address, so that nothing has to be looked up anywhere.

24 letters (no I, no O) make 191 million codes. Private addresses, two ports and a check of four take 180 million of them.
"""

import ipaddress
import secrets

from game.core.problems import Sentence, TightropeError

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 6
PORTS = (8750, 8751)
_ALL = len(LETTERS) ** LENGTH
_CHECK = 4
_FACTOR, _SHIFT = 48_271_981, 88_888_888                # spreads neighbours over all codes; the factor shares none with 24
_BACK = pow(_FACTOR, -1, _ALL)
_NETS = tuple(
    ipaddress.IPv4Network(net)
    for net in ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.1/32")
)


class CodeError(TightropeError):
    """A code that was typed wrong."""


def code_of(address: str, port: int) -> str | None:
    """Give the code of a private address, another port behind a colon; None for an address that six letters do not hold.

    >>> code_of("192.168.1.20", 8750), code_of("8.8.8.8", 8750)
    ('YYXVKH', None)
    """
    try:
        found = ipaddress.IPv4Address(address)
    except ValueError:
        return None
    first = 0
    for net in _NETS:
        if found in net:
            place = first + int(found) - int(net.network_address)
            break
        first += net.num_addresses
    else:
        return None
    number = place * len(PORTS) + (PORTS.index(port) if port in PORTS else 0)
    letters = _letters((number * _CHECK + _check(number)) * _FACTOR + _SHIFT)
    return letters if port in PORTS else f"{letters}:{port}"


def is_address(typed: str) -> bool:
    """Say whether an address was typed, and not the letters of a code.

    >>> is_address("192.168.1.20"), is_address("https://host"), is_address("yyx vkh"), is_address("YYXVKH:9000")
    (True, True, False, False)
    """
    return "." in typed or "://" in typed or typed.lower().startswith("localhost")


def address_of(code: str) -> tuple[str, int]:
    """Give the address and the port of a code as it was typed; raises CodeError, which says what to do.

    >>> address_of("yyx vkh"), address_of("YYXVKH:9000")
    (('192.168.1.20', 8750), ('192.168.1.20', 9000))
    """
    letters, _, port = code.partition(":")
    letters = plain(letters)
    if len(letters) != LENGTH:
        raise CodeError(Sentence("a code has {length} letters (no I, no O): read it again from the board", length=LENGTH))
    number = (sum(LETTERS.index(letter) * len(LETTERS) ** place for place, letter in enumerate(reversed(letters))) - _SHIFT) * _BACK % _ALL
    number, check = divmod(number, _CHECK)
    place, which = divmod(number, len(PORTS))
    if check != _check(number) or place >= sum(net.num_addresses for net in _NETS):
        raise CodeError(Sentence("no classroom has this code: one letter or more is wrong, read it again from the board"))
    for net in _NETS:
        if place < net.num_addresses:
            break
        place -= net.num_addresses
    return str(net.network_address + place), _port(port) if port else PORTS[which]


def plain(typed: str) -> str:
    """Give the letters of a code as they were meant; raises CodeError for what no code has.

    >>> plain(" yyx-vkh ")
    'YYXVKH'
    """
    letters = "".join(letter for letter in typed.upper() if letter not in " -\t\n.")
    if wrong := sorted(set(letters) - set(LETTERS)):
        raise CodeError(Sentence("no code has {letters}: letters only, and neither I nor O", letters=" ".join(wrong)[:20]))
    return letters


def new_code(length: int = LENGTH) -> str:
    """Draw a personal code."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65_535):
        raise CodeError(Sentence("behind the colon stands a port, a number up to 65535"))
    return int(text)


def _check(number: int) -> int:
    return (number * 2_654_435_761 >> 13) % _CHECK


def _letters(number: int) -> str:
    number %= _ALL
    found = ""
    for _ in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        found = LETTERS[rest] + found
    return found
