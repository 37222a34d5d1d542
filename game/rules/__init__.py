"""The engine: a compiled scenario, its state, and the pure functions begin, check and step over a batch of games."""
