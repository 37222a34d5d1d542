"""Self-contained pages: nothing in them is loaded from anywhere else."""
