"""Builds a folder that plays without Python, for the system that it runs on, and packs it into one archive.

Usage: uv run --group bundle python assets/build/bundle.py [--out dist]
A bundle is built on the system that it is for; .github/workflows/bundles.yml does so on three.
"""

import argparse
import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bundle_icons import icns, ico

ROOT = Path(__file__).resolve().parents[2]
SPEC = Path(__file__).with_name("bundle.spec")
NAME, IDENTIFIER = "tightrope", "org.tightrope.game"
LIMIT = 150_000_000
"""The most bytes that an unpacked bundle may have: it goes over a school's network to thirty laptops."""

UNUSED = (      # parts of Python and of our libraries that no player reaches; other libraries of the environment: `foreign`
    "tkinter", "turtle", "idlelib", "ensurepip", "venv", "lib2to3", "pydoc_data", "test", "pdb", "doctest",
    "numpy.f2py", "numpy.testing", "numpy.distutils", "pygame.docs", "pygame.examples", "pygame.tests", "pydantic.mypy",
    "sqlalchemy.testing", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle",
)


def project() -> dict[str, str]:
    """Read what pyproject.toml says of the project: name, version and description."""
    found: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def data_files() -> list[tuple[str, str]]:
    """List (file, folder in the bundle): what a wheel carries beside the code, laid out as in a wheel."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    apart = [ROOT / name.strip("/") for name in wheel["exclude"]]
    found = []
    for source in wheel["only-include"]:
        files = (file for file in sorted((ROOT / source).rglob("*")) if file.is_file() and file.suffix not in {".py", ".pyc"})
        for file in (file for file in files if not any(folder in file.parents for folder in apart)):
            first, *rest = file.parent.relative_to(ROOT).parts
            found.append((str(file), Path(wheel["sources"].get(first, first), *rest).as_posix()))
    return found


def licences() -> Iterator[tuple[str, str]]:
    """List (file, folder in the bundle): our licences, those of every library that comes along, and Python's."""
    for file in (ROOT / "LICENSE", ROOT / "LICENSE-packs"):
        yield str(file), "licences"
    yield str(Path(__file__).parent / "licences" / "pygame-ce.txt"), "licences/pygame-ce"          # LGPL; its wheel does not bring the text
    for name in sorted(needed(NAME, set())):
        for file in importlib.metadata.files(name) or []:
            if re.search(r"licen[cs]e|copying|notice", file.name, re.IGNORECASE) or file.name == "METADATA":
                yield str(file.locate()), f"licences/{name}"
    python = Path(sys.base_prefix) / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "LICENSE.txt"
    yield from ((str(file), "licences/python") for file in (python, Path(sys.base_prefix) / "LICENSE.txt") if file.is_file())


def needed(name: str, seen: set[str]) -> set[str]:
    """Walk what a package needs on this machine, extras apart; ourselves as pyproject.toml says, since we need not be installed."""
    lines = project()["dependencies"] if name == NAME else importlib.metadata.requires(name) or []
    for line in lines:
        child = re.split(r"[^A-Za-z0-9._-]", line)[0]
        if "extra ==" in line or child in seen:
            continue
        try:
            importlib.metadata.version(child)
        except importlib.metadata.PackageNotFoundError:          # for another system
            continue
        seen.add(child)
        needed(child, seen)
    return seen


def foreign() -> list[str]:
    """List the modules of this environment that belong to no library that the game needs: they must not slip in through a hook."""
    ours = {normal(name) for name in needed(NAME, {NAME})}
    found = importlib.metadata.packages_distributions()
    return sorted(name for name, packages in found.items() if name.isidentifier() and not ours & {normal(one) for one in packages})


def normal(name: str) -> str:
    """Give the one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def version_file(folder: Path) -> Path:
    """Write what Windows shows under Properties, Details."""
    about = project()
    number = (*(int(part) for part in re.findall(r"\d+", about["version"])[:3]), 0)
    texts = {
        "CompanyName": "Tightrope", "FileDescription": "Tightrope", "FileVersion": about["version"], "InternalName": NAME,
        "OriginalFilename": f"{NAME}.exe", "ProductName": "Tightrope", "ProductVersion": about["version"], "Comments": about["description"],
        "LegalCopyright": "MIT; scenario packs CC BY 4.0",
    }
    table = ", ".join(f"StringStruct({key!r}, {text!r})" for key, text in texts.items())
    file = folder / "version.txt"
    file.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={number}, prodvers={number}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{table}])]), VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )
    return file


def build(out: Path) -> Path:
    """Build the bundle into a folder of `out`; gives the folder, on macOS the .app."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        if sys.platform == "win32":
            (folder / "icon.ico").write_bytes(ico())
            version_file(folder)
        elif sys.platform == "darwin":
            (folder / "icon.icns").write_bytes(icns())
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
        command += ["--distpath", str(out), "--workpath", str(folder), str(SPEC)]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "TIGHTROPE_WORK": work, "PYTHONPATH": str(ROOT)})
    if sys.platform == "linux":
        strip(out / NAME)
    if sys.platform == "darwin":
        shutil.rmtree(out / NAME)                                # the same once more, which the .app was made of
        return out / "Tightrope.app"
    return out / NAME


def strip(bundle: Path) -> None:
    """Take the debugging symbols out of Python's own libraries; those of wheels are left as they are, since some break."""
    own = [*bundle.rglob("libpython*.so.*"), *bundle.rglob("lib-dynload/*.so")]
    if own and shutil.which("strip") is None:
        print("there is no `strip` here (apt-get install binutils): the bundle keeps what only debuggers read", file=sys.stderr)
        return
    for file in own:
        subprocess.run(["strip", "--strip-debug", str(file)], check=True)


def size_of(folder: Path) -> int:
    """Add up the bytes of a folder's files."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def pack(bundle: Path, out: Path) -> Path:
    """Pack the bundle into an archive that the system opens by itself: .zip on Windows, else .tar.gz, which keeps what is executable."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    name = f"{NAME}-{project()['version']}-{system}-{platform.machine().lower()}"
    kind = "zip" if sys.platform == "win32" else "gztar"
    return Path(shutil.make_archive(str(out / name), kind, bundle.parent, bundle.name))


def main() -> int:
    """Build, measure and pack; gives 1 where the bundle is over the limit."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--out", type=Path, default=ROOT / "dist", help="where the bundle and its archive go")
    reader.add_argument("--no-archive", action="store_true", help="only the folder")
    given = reader.parse_args()
    begun = time.monotonic()
    bundle = build(given.out.resolve())
    size = size_of(bundle)
    print(f"{bundle}: {size / 1e6:.0f} MB, built in {time.monotonic() - begun:.0f} s")
    if not given.no_archive:
        archive = pack(bundle, given.out.resolve())
        print(f"{archive}: {archive.stat().st_size / 1e6:.0f} MB")
    if size > LIMIT:
        print(f"that is more than {LIMIT / 1e6:.0f} MB: see what is new in it, and add to UNUSED", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
