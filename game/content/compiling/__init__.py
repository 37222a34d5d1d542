"""From checked models to a compiled scenario, a part a file."""
