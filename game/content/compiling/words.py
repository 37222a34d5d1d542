"""Collects the texts of a scenario by key."""

from game.content.schema.events import Event
from game.content.schema.scenario import Scenario


def texts_of(model: Scenario, events: list[Event]) -> dict[str, str]:
    """Give the texts of a scenario and its deck by key."""
    found: dict[str, str] = {"title": model.title}
    _put(found, "", tagline=model.tagline)
    if model.briefing is not None:
        _put(found, "briefing.", you_are=model.briefing.you_are, inherit=model.briefing.inherit, counts=model.briefing.counts)
    for era in model.eras:
        _put(found, f"eras.{era.id}.", name=era.name, text=era.text)
    for name, indicator in model.indicators.items():
        _put(found, f"indicators.{name}.", name=indicator.name, unit=indicator.unit)
    for name in ("trade", "defence", "diplomacy"):
        found[f"domains.{name}.name"] = getattr(model.domains, name).name
    for programme in model.programmes:
        _put(found, f"programmes.{programme.id}.", name=programme.name, text=programme.text)
    _powers(found, model)
    _map(found, model)
    for flow in model.flows:
        found[f"flows.{flow.id}.name"] = flow.name
    for shock in model.shocks:
        _put(found, f"shocks.{shock.id}.", name=shock.name, because=shock.because)
    for mandate in model.mandates:
        _put(found, f"mandates.{mandate.flag}.", name=mandate.name)
    _end(found, model)
    for event in events:
        _event(found, event)
    return found


def _put(found: dict[str, str], prefix: str, **texts: str | None) -> None:
    for name, text in texts.items():
        if text is not None:
            found[prefix + name] = text


def _powers(found: dict[str, str], model: Scenario) -> None:
    patron, rival, third = model.us_pressure, model.china_retaliation, model.provocation
    _put(found, "powers.", washington=patron.name, beijing=rival.name, third=third.name if third else None)
    for demand in patron.demands:
        _put(found, f"demands.{demand.id}.", title=demand.title, line=demand.line, because=demand.because)
    for rung in patron.ladder:
        _put(found, f"us_ladder.{rung.id}.", name=rung.name, announces=rung.announces, because=rung.because)
    for name, sector in rival.sectors.items():
        found[f"sectors.{name}.name"] = sector.name
    for step in rival.ladder:
        _put(found, f"rungs.{step.id}.", name=step.name, announces=step.announces, because=step.because, if_text=step.if_text)
    for offer in rival.offers:
        _put(found, f"offers.{offer.id}.", title=offer.title, line=offer.line, because=offer.because)
    for kind in third.kinds if third else ():
        _put(found, f"provocations.{kind.id}.", name=kind.name, because=kind.because)


def _map(found: dict[str, str], model: Scenario) -> None:
    if model.map is None:
        return
    for place in model.map.places:
        found[f"map.places.{place.id}.name"] = place.name
    for mark in model.map.marks:
        _put(found, f"map.marks.{mark.id}.", name=mark.name)


def _end(found: dict[str, str], model: Scenario) -> None:
    for pillar in model.score.pillars:
        found[f"pillars.{pillar.id}.name"] = pillar.name
    for i, grade in enumerate(model.score.grades):
        _put(found, f"grades.{i}.", name=grade.name, text=grade.text)
    if model.score.region is not None:
        _put(found, "region.", more=model.score.region.more, less=model.score.region.less)
    for ending in model.endings:
        _put(found, f"endings.{ending.id}.", name=ending.name, warning=ending.warning, verdict=ending.verdict)
    for doctrine in model.doctrines:
        _put(found, f"doctrines.{doctrine.id}.", name=doctrine.name, voice=doctrine.voice, text=doctrine.text)
    for i, question in enumerate(model.questions):
        found[f"questions.{i}.text"] = question.text
    for i, step in enumerate(model.guide):
        found[f"guide.{i}.say"] = step.say
    for name, entry in model.glossary.items():
        if entry.word is not None or name_key(model, name):
            _put(found, f"glossary.{name}.", word=entry.word, also=", ".join(entry.also) or None, text=entry.text)


def name_key(model: Scenario, name: str) -> str:
    """Give the key of the text that names the thing with an id: an indicator, a programme, a road, a pillar or a rung; else nothing."""
    groups = (
        ("indicators", list(model.indicators)), ("programmes", [p.id for p in model.programmes]),
        ("doctrines", [d.id for d in model.doctrines]), ("pillars", [p.id for p in model.score.pillars]),
        ("rungs", [r.id for r in model.china_retaliation.ladder]), ("us_ladder", [r.id for r in model.us_pressure.ladder]),
    )
    return next((f"{kind}.{name}.name" for kind, ids in groups if name in ids), "")


def _event(found: dict[str, str], event: Event) -> None:
    prefix = f"events.{event.id}."
    _put(found, prefix, title=event.title, tag=event.tag, text=event.text, note=event.note)
    for option in event.options:
        here = f"{prefix}options.{option.id}."
        _put(found, here, label=option.label, gist=option.gist)
        for _, name, outcome in option.outcomes():
            _put(found, f"{here}{name}.", name=outcome.name)
