"""The debrief on the screen: why a finished game came out as it did.

`screen.debrief_screen` takes a case; each page behind a tab is a module that builds widgets from the screen and its findings.
"""
