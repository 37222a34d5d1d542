"""A PostgreSQL of its own for tests, started as the user `postgres`: programs of Debian's package, data in a temporary folder."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.ports import free_port


def programs() -> Path | None:
    """Give the folder of PostgreSQL's programs, or None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if found:
        return found[-1].parent
    here = shutil.which("pg_ctl")
    return Path(here).parent if here else None


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Run a PostgreSQL; gives the address of an empty database."""
    where = programs()
    assert where is not None, "PostgreSQL is missing: apt-get install postgresql (as .ci/run does)"
    port, data = free_port(), folder / "postgresql"
    data.mkdir()
    root = os.geteuid() == 0
    if root:                                                  # it refuses to run as root
        shutil.chown(data, "postgres")
        for parent in data.parents:
            if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)

    def run(name: str, *words: str) -> None:
        command = [str(where / name), *words]
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if root else []
        done = subprocess.run([*as_user, *command], cwd="/", capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    run("initdb", "-D", str(data), "-U", "tightrope", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1 -c max_connections=60"
    run("pg_ctl", "-D", str(data), "-o", options, "-l", str(data / "log"), "-w", "start")
    try:
        yield f"postgresql://tightrope@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
