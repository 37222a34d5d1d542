"""`pack build`, `pack install` and `pack remove`: one file to give to others, and what becomes of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.app.output import FOUND_WANTING, NOT_DONE, CommandError, complain, say, say_json
from game.app.run import Run
from game.core.problems import Sentence, reason
from game.core.program import program

if TYPE_CHECKING:
    from game.content.diagnostics import Finding


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(build)
    app.command()(install)
    app.command()(remove)


def build(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="The pack's folder.")],
    out: Annotated[Path | None, typer.Option(help="The .zip to write, or the folder for it; left out, the folder in hand.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Make one .zip of a pack, the same bytes for the same files, and say its digest; a pack with an error is refused.

    Example: main.py pack build my-crisis --out my-crisis-1.0.0.zip
    """
    from game.content.diagnostics import Findings
    from game.content.library import Library
    from game.content.loading import load_pack
    from game.content.packfiles import open_pack
    from game.content.tools.building import built
    from game.session.store import write_file

    run: Run = context.obj
    library = Library([path.absolute().parent, run.folders.shipped, run.folders.packs])
    loaded = load_pack(path, library.find, lint=True)
    files = open_pack(path, Findings())
    if loaded.compiled is None or files is None:
        return _refused(loaded.findings, "nothing was built")
    package = built(loaded.compiled, files)
    target = Path(package.name) if out is None else out / package.name if out.is_dir() else out
    write_file(target, package.data)
    if as_json:
        say_json({"file": str(target), "digest": package.digest, "bytes": len(package.data), "files": package.files})
    else:
        warnings = len(loaded.findings)
        say(f"{target}: {package.files} files, {len(package.data):,} bytes, digest {package.digest}")
        say(f"{warnings} warnings: {program()} pack check {path} names them" if warnings else "the check has nothing to say")
    return 0


def install(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The .zip (or the folder) of a pack.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Install a pack in the user's folder, after the checks of `pack check`; nothing is written before all have passed.

    Example: main.py pack install my-crisis-1.0.0.zip
    """
    from game.content.tools.installing import plan_install
    from game.session.packs import install as put

    run: Run = context.obj
    try:
        plan = plan_install(file, run.folders.shipped, run.folders.packs)
    except OSError as error:
        raise CommandError(Sentence("{file} cannot be read: {why}", file=file, why=reason(error)), NOT_DONE) from None
    if plan.compiled is None or plan.target is None or plan.package is None:
        return _refused(plan.findings, "nothing was installed")
    put(plan)
    compiled = plan.compiled
    if as_json:
        say_json({
            "pack": compiled.pack_id, "version": compiled.pack_version, "scenario": compiled.scenario.id, "digest": compiled.pack_digest,
            "path": str(plan.target), "warnings": len(plan.findings),
        })
    else:
        words = "is installed already" if plan.there else "installed"
        say(f"{compiled.pack_id} {compiled.pack_version} {words}: {plan.target}; {len(plan.findings)} warnings")
        say(f"digest {compiled.pack_digest}")
        say(f"play it: {program()} play {compiled.scenario.id}")
    return 0


def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The pack's id, or ID@VERSION for one of several versions.", metavar="ID[@VERSION]")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Remove an installed pack; records of its games stay, and can be read without it.

    Example: main.py pack remove my-crisis@1.0.0
    """
    from game.content.tools.installing import bases_in, installed_in
    from game.content.tools.shelf import shelved
    from game.session.packs import remove as take_away
    from game.session.packs import uses
    from game.session.store import Store

    run: Run = context.obj
    installed = installed_in(run.folders.packs, name)
    found = [one.path for one in installed]
    if not found:
        raise CommandError(Sentence("no pack {name} is installed in {folder}", name=name, folder=run.folders.packs), FOUND_WANTING)
    for path in found:
        if path.is_dir():
            raise CommandError(Sentence("{path} is a folder that was not installed by us: delete it yourself", path=path), FOUND_WANTING)
    digests = {shelved(path).digest for path in found}
    take_away(found)
    records = sum(used.all for digest, used in uses(Store(run.folders.records).paths()).items() if digest in digests)
    gone = {one.entry.id for one in installed if run.library.find(one.entry.id) is None}
    lost = sorted(pack for pack, base in bases_in(run.folders.packs).items() if base in gone)
    if as_json:
        say_json({"removed": [str(path) for path in found], "needed_by": lost, "records": records})
    else:
        say("\n".join(f"removed {path}" for path in found))
        if records:
            say(f"{records} records were played with it: they stay, and can be played again once that version is installed")
        if lost:
            complain(f"it is needed by {', '.join(lost)}, which cannot be played now")
    return 0


def _refused(findings: "list[Finding]", words: str) -> int:
    """Print the errors and say that nothing was done."""
    errors = [one for one in findings if one.severity == "error"]
    for one in errors:
        say(str(one))
    complain(f"{len(errors)} errors: {words}")
    return FOUND_WANTING
