"""Tightrope, an educational wargame: Seoul between Washington and Beijing."""
