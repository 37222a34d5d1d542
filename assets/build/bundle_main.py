"""Where a bundle begins: what `main.py` does, after what only a bundle needs."""

import os
import sys
from multiprocessing import freeze_support


def restore_library_path() -> None:
    """Let programs of the system (browser, speech) load the system's libraries instead of ours."""
    kept = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if kept is not None:
        os.environ["LD_LIBRARY_PATH"] = kept
    elif sys.platform == "linux":
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    freeze_support()                       # in a worker of `balance` or `verify` this does the work and ends
    restore_library_path()
    from game.app.cli import main

    sys.exit(main())
