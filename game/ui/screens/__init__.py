"""Screens of the game, one a file."""
