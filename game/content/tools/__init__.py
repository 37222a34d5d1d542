"""The designer's tools: a pack to begin with, packing, installing, documentation of the checks."""
