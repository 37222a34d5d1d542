"""Questions for the discussion of a class, filled with what happened in it; the pack's own follow."""

from collections import Counter

from game.analysis.classroom import Classroom, Split
from game.analysis.debrief.questions import fill
from game.analysis.debrief.words import ROADS, decimal
from game.report.class_words import ClassSay

ROAD = {"alignment": ROADS[0], "ambiguity": ROADS[1], "autonomy": ROADS[2]}
FAR = 4000
"""Results that lie this far apart (thousandths) are worth a question."""


def questions(room: Classroom, say: ClassSay) -> list[str]:
    """Give the questions in a language: about the splits first, then roads, early ends and bots, then the pack's."""
    return [*_about_splits(room, say), *_about_ends(room, say), *pack_questions(room, say.language)]


def pack_questions(room: Classroom, language: str) -> list[str]:
    """Fill the pack's questions with what happened in the middle of the class; one about what did not happen is left out."""
    facts, compiled = room.facts, room.compiled
    weakest = compiled.texts.get(f"pillars.{facts.weakest}.name", language)
    return fill(compiled, language, {
        "weakest": weakest, "demands": str(facts.demands), "met": str(facts.met), "rung": str(facts.rung), "us_rung": str(facts.us_rung),
    })


def _about_splits(room: Classroom, say: ClassSay) -> list[str]:
    split_ones = [one for one in room.splits if len(one.answers) > 1]
    found = [_sides(room, one, say) for one in split_ones[:2]]
    far = max(split_ones, key=_apart, default=None)
    if far is not None and _apart(far) >= FAR:
        best, worst = max(far.answers, key=lambda one: one.middle), min(far.answers, key=lambda one: one.middle)
        words = say(
            "Those who answered “{one}” came to {high} in the middle, those who answered “{other}” to {low}. "
            "Was it this answer, or what went with it?"
        )
        labels = [_label(room, far, one.option, say) for one in (best, worst)]
        found.append(words.format(one=labels[0], other=labels[1], high=decimal(best.middle, 0), low=decimal(worst.middle, 0)))
    return found


def _sides(room: Classroom, split: Split, say: ClassSay) -> str:
    words = say("Turn {turn}, “{event}”: {many} of you chose “{one}”, {few} “{other}”. What did each side see that the other did not?")
    first, second = split.answers[:2]
    return words.format(
        turn=split.turn, event=room.compiled.texts.get(f"events.{split.event}.title", say.language), many=first.players,
        one=_label(room, split, first.option, say), few=second.players, other=_label(room, split, second.option, say),
    )


def _apart(split: Split) -> int:
    middles = [one.middle for one in split.answers if one.players > 1]
    return max(middles) - min(middles) if len(middles) > 1 else 0


def _label(room: Classroom, split: Split, option: str, say: ClassSay) -> str:
    return room.compiled.texts.get(f"events.{split.event}.options.{option}.label", say.language)


def _about_ends(room: Classroom, say: ClassSay) -> list[str]:
    found, all_of_them = [], len(room.outcomes)
    roads = Counter(one.road for one in room.outcomes if one.path).most_common(1)
    if roads:
        words = say("{many} of {all} ended nearest to {road}. Was that a plan, or where small answers led?")
        found.append(words.format(many=roads[0][1], all=all_of_them, road=say(ROAD[roads[0][0]])))
    early = sum(one.ending is not None for one in room.outcomes)
    if early > 1:
        found.append(say("{count} governments did not last to the end. Which warning came first, and who saw it?").format(count=early))
    if room.par:
        words = say("The class came to {own} in the middle, the bots to {bots}. What do you weigh that a bot does not?")
        found.append(words.format(own=decimal(room.middle, 0), bots=decimal(room.par[len(room.par) // 2], 0)))
    return found
