"""Packs: read with positions, checked, compiled and listed. Importing this room loads neither YAML nor pydantic."""
