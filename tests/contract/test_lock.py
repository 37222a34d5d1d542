"""The lock in pyproject.toml covers everything that is installed, with the version that is installed."""

import importlib.metadata
import re
import tomllib

import pytest


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def locked(project):
    return {normal(name): version for name, version in (line.split("==") for line in project["tool"]["uv"]["constraint-dependencies"])}


def needed(name, seen):
    """Walk what a package needs on this machine, extras apart."""
    if name in seen:
        return
    seen.add(name)
    for line in importlib.metadata.requires(name) or []:
        child = normal(re.split(r"[^A-Za-z0-9._-]", line)[0])
        if "extra ==" not in line and installed(child):
            needed(child, seen)


def installed(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def test_every_package_is_locked_and_has_that_version(project, locked):
    direct = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    seen: set[str] = set()
    for line in direct:
        needed(normal(re.split(r"[^A-Za-z0-9._-]", line)[0]), seen)
    assert len(seen) > len(direct)
    wrong = {name: (installed(name), locked.get(name)) for name in sorted(seen) if installed(name) != locked.get(name)}
    assert not wrong, f"installed and locked differ (run the tests with `uv run pytest`): {wrong}"
