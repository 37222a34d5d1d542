"""The widget kit: what screens are built from."""

from game.ui.widgets.base import Widget
from game.ui.widgets.buttons import Button, IconButton
from game.ui.widgets.choice import Choice, Effect
from game.ui.widgets.controls import Progress, Segments, Slider, Toggle
from game.ui.widgets.field import Field
from game.ui.widgets.gauge import Gauge
from game.ui.widgets.panels import Art, Bar, Card, Group, Notice, Panel, Paper
from game.ui.widgets.scroll import Scroll
from game.ui.widgets.stepper import Stepper
from game.ui.widgets.tabs import Steps, TabItem, Tabs
from game.ui.widgets.texts import Chip, KeyHint, Label, Paragraph, flow
from game.ui.widgets.tooltip import Tooltip

__all__ = [
    "Art", "Bar", "Button", "Card", "Chip", "Choice", "Effect", "Field", "Gauge", "Group", "IconButton", "KeyHint", "Label", "Notice",
    "Panel", "Paper", "Paragraph", "Progress", "Scroll", "Segments", "Slider", "Stepper", "Steps", "TabItem", "Tabs", "Toggle", "Tooltip",
    "Widget", "flow",
]
