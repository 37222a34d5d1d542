"""Tournaments: what one is, codes and names for joining, sealed seeds, teams, standings and exports. Pure: no clock, no network."""
