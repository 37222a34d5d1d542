"""The composition root: command line, settings, folders; starts the screens."""
