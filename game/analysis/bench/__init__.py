"""Benchmarks: the figures of the quality table, each beside what is measured on the same machine in the same run."""

from game.analysis.bench.report import MEASURES, Measure, Needs, bench

__all__ = ["MEASURES", "Measure", "Needs", "bench"]
