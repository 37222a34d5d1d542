"""`pack`: the designer's tools."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.app.commands import pack_new, pack_see, pack_share, pack_upgrade
from game.app.output import FOUND_WANTING, in_words, say, say_json, spoken
from game.app.run import Run
from game.core.problems import Sentence

if TYPE_CHECKING:
    from game.content.check import More
    from game.content.diagnostics import Finding


def build() -> typer.Typer:
    """Put the group together."""
    app = typer.Typer(help="The designer's tools.", rich_markup_mode=None, no_args_is_help=False)
    app.callback()(group)
    app.command()(check)
    for module in (pack_new, pack_share, pack_see, pack_upgrade):
        module.add_to(app)
    return app


def group() -> None:
    """Begin, check, build and share packs. Example: main.py pack new my-crisis."""


def check(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Folders or .zip files of packs.", metavar="PATH...")],
    strict: Annotated[bool, typer.Option(help="Let warnings fail too.")] = False,
    simulate: Annotated[bool, typer.Option("--simulate", help="Play 2,000 games and name what none of them saw.")] = False,
    github: Annotated[bool, typer.Option(help="Print findings as annotations of GitHub.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Lint packs; exit code 1 if one has an error (with --strict: or a warning).

    Example: main.py pack check scenarios/crossroads-2025 --strict --simulate
    """
    from game.content.check import check_packs

    run: Run = context.obj
    report = check_packs(paths, [run.folders.packs], _playtest() if simulate else None)
    errors = [one for one in report.findings if one.severity == "error"]
    warnings = [one for one in report.findings if one.severity != "error"]
    if as_json:
        say_json({
            "files": report.files, "events": report.events, "checks": report.checks,
            "errors": [_entry(one) for one in errors], "warnings": [_entry(one) for one in warnings],
        })
    elif github:
        for one in report.findings:
            where = f"file={_property(one.path)},line={one.line},col={one.column},title={_property(one.code)}"
            say(f"::{one.severity} {where}::{_escaped(one.message)}")
    else:
        for one in report.findings:
            say(_told(one))
        say(in_words(Sentence(
            "{files} files, {events} events, {checks} checks: {errors} errors, {warnings} warnings",
            files=report.files, events=report.events, checks=report.checks, errors=len(errors), warnings=len(warnings),
        )))
    return FOUND_WANTING if errors or (strict and warnings) else 0


def _playtest() -> "More":
    from game.analysis.playtest import playtest

    return playtest


def _told(one: "Finding") -> str:
    """Write a finding: one line in English; in another language what it means there as well, and what to do."""
    from game.content.tools.codes import codes

    code = None if spoken() == "en" else codes().get(one.code)
    more = [] if code is None else [in_words(text, known=True) for text in (code.means, code.mend)]
    return "\n    ".join([in_words(one.sentence), *more])


def _escaped(text: str) -> str:
    """Escape a message of a workflow command, as GitHub's runners read it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a property of a workflow command."""
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _entry(one: "Finding") -> dict[str, object]:
    return {"path": str(one.path), "line": one.line, "column": one.column, "code": one.code, "message": one.message}
