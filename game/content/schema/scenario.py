"""The schema of scenario.yaml, third part: score, endings, doctrines, and the whole."""

from typing import Literal

from pydantic import Field

from game.content.schema.atlas import MapSection
from game.content.schema.base import Expression, Id, Lean, Model, Number, PackId, Share, Text, Word
from game.content.schema.guide import Entry, GuideStep
from game.content.schema.powers import ChinaRetaliation, Flow, Given, History, Mandate, Provocation, Shock, UsPressure
from game.content.schema.world import (
    Briefing,
    Calendar,
    Credibility,
    Domains,
    Era,
    Indicator,
    Inertia,
    Points,
    Posture,
    Programme,
    Roles,
    Table,
)


class Pillar(Model):
    """A pillar of the score."""

    id: Id = Field(description="Its id.")
    name: Word = Field(description="Its name.")
    icon: Word | None = Field(None, description="An icon.")
    value: Expression = Field(description="An expression over indicators only, clamped to 0 to 100.")


class Grade(Model):
    """A grade of the result."""

    least: Number = Field(description="The least result that earns it.")
    name: Word = Field(description="Its name.")
    text: Text = Field(description="The verdict.")


class Region(Model):
    """The price for the region."""

    indicator: Id = Field(description="The indicator that tells it.")
    at: Number = Field(description="From this value on it is `more`.")
    more: Text = Field(description="What is said then.")
    less: Text = Field(description="What is said otherwise.")


class Score(Model):
    """The pillars of the result and the grades that it earns."""

    pillars: list[Pillar] = Field(min_length=1, max_length=6, description="The pillars.")
    grades: list[Grade] = Field(min_length=1, description="Grades from the best down; the last has `least: 0`.")
    region: Region | None = Field(None, description="The price for the region.")


class Ending(Model):
    """An early end."""

    id: Id = Field(description="Its id.")
    name: Word = Field(description="Its name.")
    when: Expression = Field(description="Must hold at the end of so many turns running; the first of them is a warning.")
    turns: int = Field(2, ge=1, le=9, description="See when.")
    not_before: int = Field(4, ge=1, le=40, description="The first turn that can end the game.")
    warning: Text = Field(description="What the warning says.")
    verdict: Text = Field(description="What the end says.")


class Doctrine(Model):
    """One of the roads, played by bots and voiced by advisors."""

    id: Id = Field(description="Its id.")
    name: Word = Field(description="Its name.")
    lean: Literal["alignment", "ambiguity", "autonomy"] = Field(description="The road.")
    emblem: Word = Field("circle", description="The shape that marks it.")
    voice: Word = Field(description="The advisor's name.")
    text: Text = Field(description="The road in a sentence.")
    weights: dict[Id, Share] = Field(description="How it weighs the programmes.")
    answers: Lean = Field(description="How it likes answers of each lean.")


class Question(Model):
    """A question for the discussion after the game."""

    text: Text = Field(description="The question; {weakest}, {demands}, {met}, {rung} are filled in.")


class Scenario(Model):
    """scenario.yaml: a playable setting."""

    id: PackId = Field(description="The scenario's id.")
    extends: PackId | None = Field(None, description="A scenario whose model is taken; what is named here overrides it.")
    events: Literal["inherit", "own"] = Field("own", description="`inherit` takes the base scenario's events too.")
    title: Word = Field(description="Its title.")
    tagline: Text | None = Field(None, description="A line below the title.")
    calendar: Calendar = Field(description="When it starts and how long it takes.")
    points: Points = Field(description="The cabinet's points.")
    briefing: Briefing | None = Field(None, description="The page before the first turn.")
    eras: list[Era] = Field(default_factory=list, description="Stretches of the game with a name.")
    indicators: dict[Id, Indicator] = Field(min_length=1, description="The numbers of the world.")
    roles: Roles = Field(description="Which indicator means what to the rule modules.")
    table: Table = Field(default_factory=Table, description="What is on the table at every moment.")
    map: MapSection | None = Field(None, description="The map; left out, an empty chart between the two powers.")
    domains: Domains = Field(description="The columns of the table.")
    inertia: Inertia = Field(default_factory=Inertia, description="How fast levels move.")
    programmes: list[Programme] = Field(min_length=1, description="What points are allocated to.")
    posture: Posture = Field(default_factory=Posture, description="How posture moves.")
    credibility: Credibility = Field(default_factory=Credibility, description="What mixed signals and broken words cost.")
    us_pressure: UsPressure = Field(description="The patron.")
    china_retaliation: ChinaRetaliation = Field(description="The rival.")
    provocation: Provocation | None = Field(None, description="A third party.")
    flows: list[Flow] = Field(default_factory=list, description="Continuous influences.")
    shocks: list[Shock] = Field(default_factory=list, description="Sudden influences.")
    mandates: list[Mandate] = Field(default_factory=list, description="Flags that the calendar sets and clears.")
    given: list[Given] = Field(default_factory=list, description="Published series that enter from outside.")
    history: list[History] = Field(default_factory=list, description="Figures of the real past.")
    score: Score = Field(description="What counts at the end.")
    endings: list[Ending] = Field(default_factory=list, description="Early ends.")
    doctrines: list[Doctrine] = Field(min_length=1, description="The roads.")
    questions: list[Question] = Field(default_factory=list, description="Questions for the discussion.")
    guide: list[GuideStep] = Field(default_factory=list, description="Steps of the tutorial, in order.")
    glossary: dict[Id, Entry] = Field(default_factory=dict, description="Words that explain themselves on cards and answers, by id.")
