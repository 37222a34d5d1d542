import pytest

from game.content.library import load_scenario
from game.content.texts import Texts

from .conftest import BASE, load


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load(BASE).use().texts


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("programme.fairs", "Fairs"), ("neglect.trade", "Trade is neglected"), ("event.strike.pay", "Pay"),
        ("later.strike.pay.later_1", "The bill comes"), ("later.strike.pay.maybe_1", "Others ask too"), ("ends.strike.pay.temporary_1",
        "Cheers: over"),
        ("demand.more_shells.met", "More shells: met"), ("demand.more_shells.broken", "More shells: promise broken"), ("us_rung.words",
        "Words"),
        ("us_rung.words.enter", "Words: announced"), ("affront.event.strike.sit", "Beijing minds: Strike"), ("affront.strike.sit",
        "Beijing minds: Strike"),
        ("affront.programme.shells", "Beijing minds: Shells"), ("affront.demand.more_shells", "Beijing minds: More shells"),
        ("rung.tours", "Tours"),
        ("rung.tours.yield", "Tours: given way to"), ("rung.coercion", "Coercion in force"), ("restraint", "Exposed firms urge restraint"),
        ("truce", "The two powers have settled"), ("provocation.test", "A test"), ("decay.growth", "Growth drifts"), ("flow.drift",
        "Drift"),
        ("shock.storm", "A storm"), ("ends.shock.storm", "A storm: over"), ("given.growth", "Growth: as it happened"),
        ("posture.swing", "Posture swings"), ("limit.growth", "Growth is at its limit"), ("hidden.redraw", "A new administration"),
        ("something.new_here", "something: new here"), ("event.gone.away", "event: gone: away"),
    ],
)
def test_causes_have_words(texts: Texts, cause: str, words: str) -> None:
    assert texts.cause_text(cause) == words


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("neglect.trade", "통상 방치"), ("demand.base_costs.met", "방위비 분담금 증액: 수용"), ("us_rung.tariffs.enter", "관세 부과: 발표"),
        ("affront.programme.tokyo", "중국의 반감: 일본과 한미일"), ("rung.group_tours.hold", "단체관광 중단: 버팀"),
        ("decay.growth", "성장률: 자연 변동"), ("ends.shock.truce", "미중 휴전: 종료"), ("posture.swing", "노선 급변"),
    ],
)
def test_causes_have_words_in_the_language_asked_for(cause: str, words: str) -> None:
    from game.content.library import load_scenario

    assert load_scenario("crossroads-2025").texts.cause_text(cause, "ko") == words


def test_every_cause_of_played_games_has_words_of_its_own() -> None:
    from game.bots import policy
    from game.content.library import load_scenario
    from game.core.dice import spread_seeds
    from game.rules import engine
    from game.rules.ledger import Ledger
    from game.rules.view import view_of

    compiled = load_scenario("crossroads-2025")
    scenario, plain = compiled.scenario, set()
    state, ledger = engine.begin(scenario, spread_seeds(range(8))), Ledger()
    play = policy("random", scenario, spread_seeds(range(8)))
    while not engine.finished(scenario, state):
        state = engine.step(scenario, state, play(view_of(scenario, state)), ledger)
    for game in range(8):
        for line in ledger.lines(game):
            spelled = line.cause.replace(".", ": ").replace("_", " ")
            plain |= {line.cause for language in (None, "ko") if compiled.texts.cause_text(line.cause, language) == spelled}
    assert not plain


def test_keys_under_a_prefix(texts: Texts) -> None:
    assert texts.under("rungs.tours")["if_text"] == "If it goes on"
    assert texts.has("events.strike.options.pay.audit.name")
    assert not texts.has("title", "ko")


def test_sources_may_have_titles_in_other_languages_and_those_who_build_on_them_inherit_them() -> None:
    for name in ("crossroads-2025", "thaad-2016"):
        source = load_scenario(name).source("herald-urea", "ko")
        assert source is not None
        assert source.line == "Korea Herald, 요소수 부족 관련, 2021-11-09"
    compiled = load_scenario("crossroads-2025")
    assert compiled.source_lines(["herald-urea", "nowhere"], "en") == ["Korea Herald, On the shortage of urea solution, 2021-11-09"]
