"""The command line: `main.py` and the installed command `tightrope`."""

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from game import VERSION
from game.app.commands import balance, bench, debrief, pack, play, scenarios, screens, simulate, tournament, verify
from game.app.output import FOUND_WANTING, LANGUAGES, NOT_DONE, WRONG_USAGE, CommandError, complain, prepare_streams, say, speak
from game.app.run import Run
from game.app.settings import kept_language
from game.core.problems import Sentence, TightropeError
from game.core.program import typed
from game.rules import RULES_VERSION

MOST_LOG_BYTES = 1_000_000


def build() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name="tightrope", add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(start)
    for module in (play, simulate, scenarios, balance, bench, debrief, verify, screens):
        module.add_to(app)
    app.add_typer(pack.build(), name="pack")
    app.add_typer(tournament.build(), name="tournament")
    return app


def start(
    context: typer.Context,
    portable: Annotated[bool, typer.Option("--portable", help="Keep everything under the program's folder, in saves/.")] = False,
    lang: Annotated[str, typer.Option("--lang", help="The language of errors and of pack check: en or ko; else the settings'.")] = "",
    version: Annotated[bool, typer.Option("--version", help="Say which version this is, and which rules it plays.")] = False,
) -> int:
    """Tightrope: South Korea between Washington and Beijing. Without a command the game opens.

    Example: main.py simulate crossroads-2025 --policy even --seed 7
    """
    if lang and lang not in LANGUAGES:
        raise CommandError(Sentence("--lang is en or ko, not {language}", language=lang), WRONG_USAGE)
    if version:
        say(f"tightrope {VERSION} (rules {RULES_VERSION})")
        raise typer.Exit
    context.obj = Run(portable=portable)
    if context.invoked_subcommand is None:
        return play.open_game(context.obj)
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code. Errors are one line on standard error, never a traceback."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")       # standard output is ours
    prepare_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    own = given[: given.index("--")] if "--" in given else given
    rest = given[len(own) :]
    portable = "--portable" in own                     # these two are understood before and after the command
    own, lang = _language([word for word in own if word != "--portable"])
    speak(lambda: lang if lang in LANGUAGES else kept_language(Run(portable=portable).folders.settings))
    given = ["--portable"] * portable + ([] if lang is None else ["--lang", lang]) + own + rest
    try:
        return _run(given)
    except CommandError as error:
        complain(str(error))
        return error.code
    except TightropeError as error:
        complain(str(error))
        return NOT_DONE
    except KeyboardInterrupt:
        complain(Sentence("stopped"))
        return 130
    except BrokenPipeError:                            # the reader of our output has gone: nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_DONE
    except OSError as error:
        complain(Sentence("a name is too long for a file") if error.errno == errno.ENAMETOOLONG else _log_bug(given, portable=portable))
        return NOT_DONE
    except Exception:  # noqa: BLE001  the last guard: a bug is written to a file and told in a line
        complain(_log_bug(given, portable=portable))
        return NOT_DONE


def _language(words: list[str]) -> tuple[list[str], str | None]:
    """Take `--lang LANGUAGE` or `--lang=LANGUAGE` out of the words; gives the others, and the last language named or None."""
    rest, found = [], None
    given = iter(words)
    for word in given:
        if word == "--lang":
            found = next(given, "")
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return rest, found


def _in_own_name(command: Any) -> Any:
    """Name this program in the help of a command and of those below it as its user types it."""
    command.help, command.epilog = typed(command.help or "") or None, typed(command.epilog or "") or None
    for one in getattr(command, "commands", {}).values():
        _in_own_name(one)
    return command


def _run(given: list[str]) -> int:
    try:
        code = _in_own_name(typer.main.get_command(build()))(given, standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        told = getattr(error, "ctx", None)
        command = told.command_path if told is not None else "tightrope"
        raise CommandError(Sentence(
            "{said} (see: {command} --help)", said=error.format_message(), command=command,
        ), WRONG_USAGE) from None
    except typer.Abort:
        raise CommandError(Sentence("stopped"), FOUND_WANTING) from None
    return code if isinstance(code, int) else 0


def _log_bug(given: list[str], *, portable: bool) -> str:
    """Write the traceback in hand to the log in the user's folder; gives the line that says so."""
    kind, value, _ = sys.exc_info()
    short = Sentence(
        "something went wrong that should not ({kind}: {value})", kind=kind.__name__ if kind else "", value=f"{value}"[:120],
    )
    try:
        path = Run(portable=portable).folders.log
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MOST_LOG_BYTES:
            path.replace(path.with_name(f"{path.name}.old"))
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()} {given}\n{traceback.format_exc()}\n")
    except OSError:
        return Sentence("{short}; the details could not be written down either", short=short)
    return Sentence("{short}; the details are in {path}", short=short, path=path)
