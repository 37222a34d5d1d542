"""Hands the command line to game.app, nothing else."""

import sys

from game.app.cli import main

if __name__ == "__main__":
    sys.exit(main())
