"""The light theme's colours for pages, the same tokens as on screen (a test compares them with `game.ui.theme`)."""

LIGHT = {
    "ground": "#F6F3EC", "panel": "#FFFFFF", "raised": "#ECE6D9", "text": "#16212B", "muted": "#4E5B66", "edge": "#76818C",
    "line": "#D8D2C4", "seoul": "#855A00", "seoul_fill": "#A87400", "washington": "#1A5FA8", "beijing": "#A8253A",
    "autonomy": "#0F6F4E", "ambiguity": "#3C4854", "second": "#6F3FA0", "other": "#4E5B66",
}


def colour(token: str) -> str:
    """Give the colour of a token; `#RRGGBB` stays what it is, an unknown token is text."""
    return token if token.startswith("#") else LIGHT.get(token, LIGHT["text"])
