"""The widget kit: what screens are built from."""

from game.ui.widgets.base import Widget
from game.ui.widgets.buttons import Button, IconButton
from game.ui.widgets.controls import Progress, Segments, Slider, Toggle
from game.ui.widgets.field import Field
from game.ui.widgets.gauge import Gauge
from game.ui.widgets.panels import Art, Bar, Card, Emblem, Group, Panel, Paper
from game.ui.widgets.scroll import Scroll
from game.ui.widgets.stepper import Stepper
from game.ui.widgets.tabs import Steps, TabItem, Tabs
from game.ui.widgets.texts import Aloud, Chip, KeyHint, Label, Paragraph, flow
from game.ui.widgets.tooltip import Tooltip

__all__ = [
    "Aloud", "Art", "Bar", "Button", "Card", "Chip", "Emblem", "Field", "Gauge", "Group", "IconButton", "KeyHint", "Label", "Panel",
    "Paper", "Paragraph", "Progress", "Scroll", "Segments", "Slider", "Stepper", "Steps", "TabItem", "Tabs", "Toggle", "Tooltip",
    "Widget", "flow",
]
