"""Fixed-point numbers, dice, identifiers and errors: what every other room stands on."""
