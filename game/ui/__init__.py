"""The window: screens, widgets, map, text and themes, drawn with pygame on any surface."""
