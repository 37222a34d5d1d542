"""Compiles score, endings and doctrines."""

from game.content.compiling.context import Context
from game.content.compiling.world import ROOT
from game.content.ranges import fixed
from game.content.schema.scenario import Scenario
from game.core.problems import Sentence
from game.rules import scenario as rules


def compile_pillars(context: Context, model: Scenario) -> tuple[rules.Pillar, ...]:
    """Compile the pillars; they read indicators only."""
    found: list[rules.Pillar] = []
    for i, pillar in enumerate(model.score.pillars):
        found.append(rules.Pillar(pillar.id, context.tree(pillar.value, (*ROOT, "score", "pillars", i, "value"), "score")))
    return tuple(found)


def compile_grades(context: Context, model: Scenario) -> tuple[rules.Grade, ...]:
    """Compile the grades, from the best down."""
    grades, loc = model.score.grades, (*ROOT, "score", "grades")
    for i in range(1, len(grades)):
        if grades[i].least >= grades[i - 1].least:
            context.error((*loc, i, "least"), "grades", Sentence("grades are listed from the best down"))
    if grades[-1].least > 0:
        context.error((*loc, len(grades) - 1, "least"), "grades", Sentence("the last grade has `least: 0`, so that every result has one"))
    return tuple(rules.Grade(fixed(grade.least)) for grade in grades)


def compile_endings(context: Context, model: Scenario) -> tuple[rules.Ending, ...]:
    """Compile the early ends."""
    found: list[rules.Ending] = []
    for i, ending in enumerate(model.endings):
        when = context.condition(ending.when, (*ROOT, "endings", i, "when"))
        found.append(rules.Ending(ending.id, when or ("truth", 0), ending.turns, ending.not_before))
    return tuple(found)


def compile_doctrines(context: Context, model: Scenario) -> tuple[rules.Doctrine, ...]:
    """Compile the roads."""
    found: list[rules.Doctrine] = []
    for i, doctrine in enumerate(model.doctrines):
        weights = [0] * len(model.programmes)
        for name, weight in doctrine.weights.items():
            index = context.index(context.names.programmes, name, (*ROOT, "doctrines", i, "weights", name), "programme", key=True)
            if 0 <= index < len(weights):
                weights[index] = fixed(weight)
        found.append(rules.Doctrine(doctrine.id, rules.LEANS.index(doctrine.lean), tuple(weights), context.lean(doctrine.answers)))
    return tuple(found)
