"""Packs: read with positions, checked, compiled into a `rules.Scenario`, and listed. Importing this room loads neither YAML nor pydantic."""
