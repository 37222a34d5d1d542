"""Words for the causes of the ledger; the pack's own words where it has some."""

from collections.abc import Callable

DEMAND_ENDS = {
    "met": "{}: met", "partly": "{}: met in part", "refused": "{}: refused", "open": "{}: unanswered", "enforced": "{}: enforced",
    "lapsed": "{}: lapsed", "broken": "{}: promise broken",
}
RUNG_ENDS = {"": "{}", "yield": "{}: Seoul yields", "hold": "{}: Seoul holds"}
POSTURE = {
    "turn": "Posture follows what is done", "swing": "Posture swings", "mixed": "Mixed signals", "promise": "A promise is broken",
    "no_line": "A crisis finds no line",
}
PLAIN = {
    "restraint": "Exposed firms hold Seoul back", "truce": "The two powers have settled", "rung.coercion": "Coercion in force",
    "hidden.redraw": "A new administration",
}
LONGEST = 36


def cause_words(cause: str, text: Callable[[str], str]) -> str:
    """Give the words for a cause; `text` gives the pack's text of a key, or nothing. An unknown cause is given back readable.

    >>> cause_words("decay.growth", {"indicators.growth.name": "Growth"}.get)
    'Growth drifts'
    """
    if cause in PLAIN:
        return PLAIN[cause]
    kind, _, rest = cause.partition(".")
    words = _WORDS.get(kind)
    found = words(rest.split("."), text) if words else ""
    return found or cause.replace(".", ": ").replace("_", " ")


def _named(key: str, form: str = "{}") -> Callable[[list[str], Callable[[str], str]], str]:
    def words(parts: list[str], text: Callable[[str], str]) -> str:
        name = text(key.format(parts[0]))
        return form.format(name) if name else ""

    return words


def _fit(first: str, second: str) -> str:
    """Join two texts if they fit, else give the first."""
    return f"{first}: {second}" if first and second and len(first) + len(second) + 2 <= LONGEST else first or second


def _event(parts: list[str], text: Callable[[str], str]) -> str:
    if len(parts) < 2:
        return ""
    return text(f"events.{parts[0]}.options.{parts[1]}.label") or text(f"events.{parts[0]}.title")


def _later(parts: list[str], text: Callable[[str], str]) -> str:
    if len(parts) < 3:
        return ""
    return text(f"events.{parts[0]}.options.{parts[1]}.{parts[2]}.name") or _fit(_event(parts, text), "later")


def _ends(parts: list[str], text: Callable[[str], str]) -> str:
    name = text(f"shocks.{parts[1]}.name") if parts[0] == "shock" and len(parts) > 1 else _later(parts, text)
    return _fit(name, "over") if name else ""


def _demand(parts: list[str], text: Callable[[str], str]) -> str:
    name = text(f"demands.{parts[0]}.title")
    return DEMAND_ENDS.get(parts[1] if len(parts) > 1 else "", "{}").format(name) if name else ""


def _us_rung(parts: list[str], text: Callable[[str], str]) -> str:
    name = text(f"us_ladder.{parts[0]}.name")
    return _fit(name, "announced") if name and len(parts) > 1 else name


def _rung(parts: list[str], text: Callable[[str], str]) -> str:
    name = text(f"rungs.{parts[0]}.name")
    return RUNG_ENDS.get(parts[1] if len(parts) > 1 else "", "{}").format(name) if name else ""


def _affront(parts: list[str], text: Callable[[str], str]) -> str:
    minds = f"{text('powers.beijing') or 'The rival'} minds"
    if parts[0] == "programme" and len(parts) > 1:
        name = text(f"programmes.{parts[1]}.name")
    elif parts[0] == "demand" and len(parts) > 1:
        name = text(f"demands.{parts[1]}.title")
    else:
        event = parts[1] if parts[0] == "event" and len(parts) > 1 else parts[0]
        name = text(f"events.{event}.tag") or text(f"events.{event}.title")
    return f"{minds}: {name}" if name else ""


def _posture(parts: list[str], _text: Callable[[str], str]) -> str:
    return POSTURE.get(parts[0], "")


def _neglect(parts: list[str], text: Callable[[str], str]) -> str:
    name = text(f"domains.{parts[0]}.name")
    return f"{name} is neglected" if name else ""


_WORDS: dict[str, Callable[[list[str], Callable[[str], str]], str]] = {
    "programme": _named("programmes.{}.name"),
    "neglect": _neglect,
    "event": _event,
    "later": _later,
    "ends": _ends,
    "demand": _demand,
    "us_rung": _us_rung,
    "affront": _affront,
    "rung": _rung,
    "provocation": _named("provocations.{}.name"),
    "decay": _named("indicators.{}.name", "{} drifts"),
    "flow": _named("flows.{}.name"),
    "shock": _named("shocks.{}.name"),
    "given": _named("indicators.{}.name", "{}: as it happened"),
    "posture": _posture,
    "limit": _named("indicators.{}.name", "{} is at its limit"),
}
