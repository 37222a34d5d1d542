"""Codes of six letters: every private address has its own, and slips of the pen are found."""

import ipaddress
import random

import pytest

from game.tournament.codes import LENGTH, LETTERS, PORTS, CodeError, address_of, code_of, new_code

EDGES = [
    "10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255", "100.64.0.1",
    "169.254.9.9", "127.0.0.1",
]


@pytest.mark.parametrize("address", EDGES)
@pytest.mark.parametrize("port", PORTS)
def test_addresses_come_back(address, port):
    code = code_of(address, port)
    assert code is not None
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    assert address_of(code.lower()) == (address, port)
    assert address_of(f" {code[:3]}-{code[3:]} ") == (address, port)


def test_thousands_of_addresses_have_codes_of_their_own():
    draw = random.Random(1)
    addresses = {str(ipaddress.IPv4Address((10 << 24) + draw.getrandbits(24))) for _ in range(3000)}
    codes = {code_of(address, port) for address in addresses for port in PORTS}
    assert len(codes) == 2 * len(addresses)
    assert all(address_of(code)[0] in addresses for code in codes if code)


def test_another_port_is_written_behind():
    code = code_of("192.168.1.20", 9000)
    assert code is not None
    assert code.endswith(":9000")
    assert address_of(code) == ("192.168.1.20", 9000)


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "127.0.0.2", "::1", "school.example", ""])
def test_other_addresses_have_none(address):
    assert code_of(address, 8750) is None


@pytest.mark.parametrize("typed", [
    "", "ABC", "ABCDEFG", "ABCDE1", "ABCDEI", "OOOOOO", "YYXVKH:x", "YYXVKH:0", "YYXVKH:70000", "YYXVKH:９", "<script>",
])
def test_what_is_no_code_is_refused_in_words(typed):
    with pytest.raises(CodeError):
        address_of(typed)


def test_three_of_four_slips_are_found():
    draw = random.Random(2)
    missed = 0
    for _ in range(2000):
        code = code_of(f"192.168.{draw.randrange(256)}.{draw.randrange(256)}", 8750)
        assert code is not None
        place = draw.randrange(LENGTH)
        slip = code[:place] + draw.choice([letter for letter in LETTERS if letter != code[place]]) + code[place + 1 :]
        try:
            missed += address_of(slip) is not None
        except CodeError:
            continue
    assert missed < 2000 * 0.3


def test_personal_codes_differ():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(set(code) <= set(LETTERS) and len(code) == LENGTH for code in codes)
