"""A fake screens room, and the command line run in this process."""

import pytest

from game.app.cli import main


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run the command line; gives exit code, standard output and standard error."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def call(*arguments):
        code = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        assert "Traceback" not in told.err + told.out
        return code, told.out, told.err

    return call
