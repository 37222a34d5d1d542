"""Words for the causes of the ledger; the pack's own words where it has some."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Text = Callable[[str], str]


@dataclass(frozen=True)
class Forms:
    """The words of one language around the pack's own; `longest` is the most characters of two texts that are joined."""

    demand: Mapping[str, str]
    rung: Mapping[str, str]
    posture: Mapping[str, str]
    plain: Mapping[str, str]
    later: str
    over: str
    announced: str
    rival: str
    minds: str
    neglect: str
    decay: str
    given: str
    limit: str
    longest: int


ENGLISH = Forms(
    demand={
        "met": "{}: met", "partly": "{}: met in part", "refused": "{}: refused", "open": "{}: unanswered", "enforced": "{}: enforced",
        "lapsed": "{}: lapsed", "broken": "{}: promise broken", "firm": "{}: taken seriously", "soft": "{}: soon forgotten",
    },
    rung={
        "enter": "{} begins", "yield": "{}: given way to", "hold": "{}: held out against", "patient": "{}: let pass",
        "impatient": "{}: taken to heart",
    },
    posture={
        "turn": "Posture follows what is done", "swing": "Posture swings", "mixed": "Mixed signals", "promise": "A promise is broken",
        "no_line": "A crisis finds no line",
    },
    plain={
        "restraint": "Exposed firms urge restraint", "truce": "The two powers have settled", "rung.coercion": "Coercion in force",
        "hidden.redraw": "A new administration",
    },
    later="later", over="over", announced="announced", rival="The rival", minds="{} minds: {}", neglect="{} is neglected",
    decay="{} drifts", given="{}: as it happened", limit="{} is at its limit", longest=36,
)
KOREAN = Forms(
    demand={
        "met": "{}: 수용", "partly": "{}: 일부 수용", "refused": "{}: 거절", "open": "{}: 무응답", "enforced": "{}: 강제 집행",
        "lapsed": "{}: 기한 경과", "broken": "{}: 약속 파기", "firm": "{}: 진지하게 받아들임", "soft": "{}: 곧 잊힘",
    },
    rung={"enter": "{} 시작", "yield": "{}: 물러섬", "hold": "{}: 버팀", "patient": "{}: 넘어감", "impatient": "{}: 참지 않음"},
    posture={
        "turn": "행동을 따라간 노선", "swing": "노선 급변", "mixed": "엇갈린 신호", "promise": "깨진 약속",
        "no_line": "위기 앞에 원칙이 없음",
    },
    plain={
        "restraint": "노출된 기업들의 만류", "truce": "두 강대국의 합의", "rung.coercion": "시행 중인 강압",
        "hidden.redraw": "새 행정부 출범",
    },
    later="이후", over="종료", announced="발표", rival="경쟁국", minds="{}의 반감: {}", neglect="{} 방치",
    decay="{}: 자연 변동", given="{}: 실제 경과", limit="{} 한계 도달", longest=24,
)
FORMS = {"en": ENGLISH, "ko": KOREAN}
"""What is not here by its language is said in English."""

Words = Callable[[list[str], Text, Forms], str]


def cause_words(cause: str, text: Text, language: str = "en") -> str:
    """Give the words for a cause; `text` gives the pack's text of a key, or nothing. An unknown cause is given back readable.

    >>> cause_words("decay.growth", {"indicators.growth.name": "Growth"}.get)
    'Growth drifts'
    >>> cause_words("decay.growth", {"indicators.growth.name": "성장률"}.get, "ko")
    '성장률: 자연 변동'
    """
    forms = FORMS.get(language, ENGLISH)
    if cause in forms.plain:
        return forms.plain[cause]
    kind, _, rest = cause.partition(".")
    words = _WORDS.get(kind)
    found = words(rest.split("."), text, forms) if words else ""
    return found or cause.replace(".", ": ").replace("_", " ")


def _named(key: str, form: str = "") -> Words:
    """Name a thing by the pack's word, in one of the forms where one is given."""

    def words(parts: list[str], text: Text, forms: Forms) -> str:
        name = text(key.format(parts[0]))
        return str(getattr(forms, form)).format(name) if name and form else name

    return words


def _what_became(key: str, which: str) -> Words:
    """Name a thing and say what became of it, by one of several forms; in none of them it is only named."""

    def words(parts: list[str], text: Text, forms: Forms) -> str:
        name, became = text(key.format(parts[0])), parts[1] if len(parts) > 1 else ""
        return str(getattr(forms, which).get(became, "{}")).format(name) if name else ""

    return words


def _fit(first: str, second: str, longest: int) -> str:
    """Join two texts if they fit, else give the first."""
    return f"{first}: {second}" if first and second and len(first) + len(second) + 2 <= longest else first or second


def _event(parts: list[str], text: Text, forms: Forms) -> str:
    if len(parts) < 2:
        return ""
    return text(f"events.{parts[0]}.options.{parts[1]}.label") or text(f"events.{parts[0]}.title")


def _later(parts: list[str], text: Text, forms: Forms) -> str:
    if len(parts) < 3:
        return ""
    return text(f"events.{parts[0]}.options.{parts[1]}.{parts[2]}.name") or _fit(_event(parts, text, forms), forms.later, forms.longest)


def _ends(parts: list[str], text: Text, forms: Forms) -> str:
    name = text(f"shocks.{parts[1]}.name") if parts[0] == "shock" and len(parts) > 1 else _later(parts, text, forms)
    return _fit(name, forms.over, forms.longest) if name else ""


def _us_rung(parts: list[str], text: Text, forms: Forms) -> str:
    name = text(f"us_ladder.{parts[0]}.name")
    return _fit(name, forms.announced, forms.longest) if name and len(parts) > 1 else name


def _affront(parts: list[str], text: Text, forms: Forms) -> str:
    if parts[0] == "programme" and len(parts) > 1:
        name = text(f"programmes.{parts[1]}.name")
    elif parts[0] == "demand" and len(parts) > 1:
        name = text(f"demands.{parts[1]}.title")
    else:
        event = parts[1] if parts[0] == "event" and len(parts) > 1 else parts[0]
        name = text(f"events.{event}.tag") or text(f"events.{event}.title")
    return forms.minds.format(text("powers.beijing") or forms.rival, name) if name else ""


def _posture(parts: list[str], text: Text, forms: Forms) -> str:
    return forms.posture.get(parts[0], "")


_WORDS: dict[str, Words] = {
    "programme": _named("programmes.{}.name"),
    "neglect": _named("domains.{}.name", "neglect"),
    "event": _event,
    "later": _later,
    "ends": _ends,
    "demand": _what_became("demands.{}.title", "demand"),
    "us_rung": _us_rung,
    "affront": _affront,
    "rung": _what_became("rungs.{}.name", "rung"),
    "provocation": _named("provocations.{}.name"),
    "decay": _named("indicators.{}.name", "decay"),
    "flow": _named("flows.{}.name"),
    "shock": _named("shocks.{}.name"),
    "given": _named("indicators.{}.name", "given"),
    "posture": _posture,
    "limit": _named("indicators.{}.name", "limit"),
}
