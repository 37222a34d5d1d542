"""Answers that nobody would choose: another answer of the same card is at least as good in everything."""

from collections.abc import Mapping

from game.content.lint.noting import note
from game.content.loading import Draft
from game.content.schema.events import Event, Option
from game.core.problems import Sentence

Span = tuple[float, float]


def dominated_answers(draft: Draft) -> None:
    """Warn of answers that are no better in anything and worse in something than another answer of their card.

    Only what is certain is compared; answers with outcomes, flags, replies or conditions of their own are left alone, and so
    are leans, which are a direction and not a good.
    """
    if draft.model is None or draft.context is None:
        return
    good = {name: indicator.good for name, indicator in draft.model.indicators.items()}
    for i, event in enumerate(draft.events):
        for j, option in enumerate(event.options):
            better = next((o for o in event.options if o is not option and _dominates(draft, event, o, option, good)), None)
            if better is not None:
                words = Sentence(
                    "option '{id}' is in nothing better than option '{other}', so that nobody would choose it",
                    id=option.id, other=better.id,
                )
                note(draft, ("events", i, "options", j), "dominated", words)


def _dominates(draft: Draft, event: Event, one: Option, other: Option, good: Mapping[str, str]) -> bool:
    """Tell whether one answer is at least as good as another in everything, and better in something."""
    if any((one.set, one.clear, other.set, other.clear, one.needs)) or one.reply != other.reply or _outcomes(one) != _outcomes(other):
        return False
    better = other.needs is not None
    for mine, its in ((float(one.points), float(other.points)), (_worst(draft, one.affront), _best(draft, other.affront))):
        if mine > its:
            return False
        better |= mine < its
    for name in one.effects.keys() | other.effects.keys():
        mine_low, mine_high = _span(draft, one.effects.get(name, 0.0))
        its_low, its_high = _span(draft, other.effects.get(name, 0.0))
        if one.effects.get(name) == other.effects.get(name):
            continue
        if good.get(name) not in ("up", "down"):
            return False
        if good[name] == "down":
            mine_low, its_high = -mine_high, -its_low
        if mine_low < its_high:
            return False
        better |= mine_low > its_high
    return better


def _outcomes(option: Option) -> list[object]:
    return [option.maybe, option.later, option.temporary]


def _span(draft: Draft, amount: float | str) -> Span:
    """Give how far an amount can reach."""
    if not isinstance(amount, str):
        return float(amount), float(amount)
    found = draft.context.known_type(amount) if draft.context is not None else None
    return (-1e9, 1e9) if found is None else (found.low / 1000, found.high / 1000)


def _worst(draft: Draft, amount: float | str) -> float:
    return _span(draft, amount)[1]


def _best(draft: Draft, amount: float | str) -> float:
    return _span(draft, amount)[0]
