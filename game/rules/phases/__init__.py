"""The phases of a turn's resolution: one rule module a file, each with one function over the working copy."""
