"""Charts as lists of shapes: each written once, drawn on a screen by `game.ui.draw` or into SVG by a report."""
