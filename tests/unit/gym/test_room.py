"""The room is imported by nothing else, and says what to do where Gymnasium is missing."""

import subprocess
import sys

WITHOUT = """
import sys
sys.modules["gymnasium"] = None
from game.core.problems import TightropeError
try:
    import game.gym
except TightropeError as error:
    print(error)
"""


def run(root, code):
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_without_gymnasium_it_says_what_to_do(root):
    assert run(root, WITHOUT) == "Gymnasium is not installed; it comes with the extra: uv sync --extra gym"


def test_the_program_does_not_pull_gymnasium_in(root):
    assert run(root, "import sys, game.app.cli, game.ui.app, game.analysis; print('gymnasium' in sys.modules)") == "False"
