"""What an answer leads to, in facts that a screen can place: certain, from the power it answers, and likely."""

from dataclasses import dataclass, replace

from game.analysis.expectation import Chance, affront_of_demand, amounts, ire_of_affront
from game.rules.scenario import Effects, Event, Option
from game.session import SCALE
from game.ui.screens.parts.signals import strongest
from game.ui.screens.parts.table import CardFace, Table, whole
from game.ui.text import Run
from game.ui.words import _

Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Fact:
    """Something certain: a name, an amount, whose mark stands before it."""

    name: str
    amount: str
    who: str = ""


@dataclass(frozen=True)
class Consequences:
    """All that can be said of an answer.

    `minds` are the powers that mind it, `short` are points that it costs and nobody has left, `ire` is what affronts add.
    """

    facts: tuple[Fact, ...]
    reply: Runs
    reply_who: str
    likely: tuple[Runs, ...]
    terse: tuple[Runs, ...]
    minds: tuple[str, ...]
    points: int
    short: int
    why_not: str
    ire: int = 0


def consequences(table: Table, card: CardFace, number: int) -> Consequences:
    """Tell what an answer to a card leads to."""
    event, option = table.event(card), table.event(card).options[number]
    found = table.expectation(card, number)
    affront = option.affront + affront_of_demand(table.scenario, card.index, number)
    ire = ire_of(table, affront)
    pressure = dict(found.effects).get(table.scenario.roles.pressure, 0)
    about_demand = event.about[0] == "demand" and option.reply == "refuse"
    minds = (*(("beijing",) if affront else ()), *(("washington",) if pressure > 0 or about_demand else ()))
    why_not = "" if found.allowed else _("Not open to this government now")
    short = max(0, option.points - _paid(table, card) - (table.points - table.spent())) if option.points else 0
    facts = facts_of(table, found.effects, ire)
    reply, who = _reply(table, event, option)
    likely = [*_reaction(table, event.about[0], option.reply)]
    likely += [_likely(table, option, place, chance) for place, chance in enumerate(found.chances)]
    full, terse = tuple(line for line, _short in likely), tuple(short for _full, short in likely)
    return Consequences(facts, reply, who, full, terse, minds, option.points, short, why_not, ire)


def facts_of(table: Table, effects: tuple[tuple[int, int], ...], ire: int = 0) -> tuple[Fact, ...]:
    """Turn effects into facts, those that a power owns first; `ire` is what an affront adds."""
    total = dict(effects)
    if ire and table.scenario.roles.ire >= 0:
        total[table.scenario.roles.ire] = total.get(table.scenario.roles.ire, 0) + ire
    order = sorted((i for i, amount in total.items() if amount), key=lambda i: ("washington", "beijing", "").index(table.who(i)))
    return tuple(Fact(table.indicator_name(i, short=True), table.change(i, total[i]), table.who(i)) for i in order)


def ire_of(table: Table, affront: int) -> int:
    """Tell how much ire an affront (thousandths) makes, as Beijing stands now; rounded to what a player can trust."""
    return whole(ire_of_affront(table.scenario, table.view, affront)) * SCALE if affront else 0


def _paid(table: Table, card: CardFace) -> int:
    chosen = table.chosen(card)
    return table.event(card).options[chosen].points if chosen >= 0 else 0


def _reply(table: Table, event: Event, option: Option) -> tuple[Runs, str]:
    kind, index = event.about
    if kind == "demand":
        return _reply_to_demand(table, index, option.reply), "washington"
    if kind == "rung":
        return _reply_to_rung(table, index, option.reply), "beijing"
    return (), ""


def _reply_to_demand(table: Table, index: int, reply: str) -> Runs:
    rules = table.scenario.us_pressure
    demand = rules.demands[index]
    if reply == "full" and demand.measure >= 0:
        goal = f"{table.indicator_name(demand.measure)} {table.shown(demand.measure, demand.threshold)}"
        date = table.date(int(table.view.due[index, 0]))
        return Run(_("A promise: ")), Run(_("{goal} by {date}").format(goal=goal, date=date), "semibold")
    if reply == "full":
        return _spelled(table, _("Demand met: "), demand.reward)
    if reply == "part":
        return _spelled(table, _("Met in part: "), scaled(demand.reward, rules.partial))
    if reply == "refuse":
        return _spelled(table, _("Refused: "), rules.refusal)
    if reply == "other":
        low, high = (int(value) // SCALE for value in table.view.resolve_range[:, 0])
        text = f"{max(0, 100 - high)}{_('–')}{max(0, 100 - low)}%"
        return Run(_("Washington takes it: ")), Run(text, "semibold"), Run(_(", else refused"), colour="muted")
    return ()


def _reply_to_rung(table: Table, index: int, reply: str) -> Runs:
    rules = table.scenario.china_retaliation
    if reply == "yield":
        chance = whole(min(100 * SCALE, max(0, amounts(table.scenario, table.view, ((0, rules.yield_works),))[0][1])))
        tail = (Run(_(". Beijing drops it: "), colour="muted"), Run(f"{chance}%", "semibold"))
        return (*_spelled(table, _("You give way: "), rules.yielding), *tail)
    if reply == "hold":
        return _spelled(table, _("You hold out: "), rules.holding)
    return ()


def _reaction(table: Table, kind: str, reply: str) -> list[tuple[Runs, Runs]]:
    """Write how a power may take a plain answer on the spot, with the chance as far as it is known."""
    patron, rival, view = table.scenario.us_pressure, table.scenario.china_retaliation, table.view
    firm, patient = (_("Taken seriously "), view.resolve_range), (_("Let pass "), view.patience_range)
    known = {("demand", "full"): (patron.complied, *firm), ("demand", "refuse"): (patron.refused, *firm),
             ("rung", "yield"): (rival.yielded, *patient), ("rung", "hold"): (rival.held, *patient)}
    if (kind, reply) not in known:
        return []
    reaction, name, chance = known[kind, reply]
    holds, gives = (_effects(table, amounts(table.scenario, view, effects)) for effects in (reaction.holds, reaction.gives))
    if not holds and not gives:
        return []
    low, high = (int(value) // SCALE for value in chance[:, 0])
    percent = Run(f"{low}{_('–')}{high}%", "semibold")
    return [((Run(name), replace(percent, text=percent.text + ": "), Run(holds, colour="muted"),
              Run(_(", else {effects}").format(effects=gives), colour="muted")), (Run(name), percent))]


def _spelled(table: Table, head: str, effects: Effects) -> Runs:
    return Run(head), Run(strongest(table, effects, 3), "semibold")


def scaled(effects: Effects, share: int) -> Effects:
    """Give a share (thousandths) of the plain amounts of some effects."""
    return tuple((i, a * share // SCALE if isinstance(a, int) else a) for i, a in effects)


def _likely(table: Table, option: Option, place: int, chance: Chance) -> tuple[Runs, Runs]:
    """Write something likely: in full, and as name, chance and date only."""
    outcome = option.outcomes[place]
    head = [Run(f"{table.texts(chance.key, '') or _('Later')} ")]
    if chance.percent < 100 or not outcome.certain:
        head.append(Run(f"{chance.percent}% ", "semibold"))
    if chance.turns:
        head.append(Run(_("in {date} ").format(date=table.date(table.turn + chance.turns)), colour="muted"))
    tail = []
    effects = _effects(table, chance.effects)
    if effects:
        tail.append(Run(effects, "semibold" if outcome.certain else None, "text" if outcome.certain else "muted"))
    if chance.otherwise:
        tail.append(Run(_(", else {effects}").format(effects=_effects(table, chance.otherwise)), colour="muted"))
    if outcome.lasts:
        months = outcome.lasts * table.scenario.calendar.months
        tail.append(Run(_(", for {n} months").format(n=months), colour="muted"))
    last = replace(head[-1], text=head[-1].text.rstrip() + ": ") if effects else head[-1]
    return (*head[:-1], last, *tail), tuple(head)


def _effects(table: Table, effects: tuple[tuple[int, int], ...]) -> str:
    return ", ".join(table.moved(i, amount) for i, amount in effects if amount)
