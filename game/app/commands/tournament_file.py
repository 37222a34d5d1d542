"""`tournament new` and `tournament score`: a class plays by file, without a network."""

import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from game.app.commands import tournament_report
from game.app.commands.tournament_rounds import Lesson, Scenarios, rounds_of
from game.app.output import FOUND_WANTING, NOT_DONE, WRONG_USAGE, CommandError, check_language, progress, say, say_json
from game.app.run import Run
from game.core.problems import Sentence, TightropeError

if TYPE_CHECKING:
    from game.tournament.format import Tournament
    from game.tournament.scoring import Scored
    from game.tournament.standings import Par

HOW_TIES_GO = "Ties: the higher sum of weakest pillars, then shared places. A round without a record counts 0."


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Give out the sealed file first; the opened one at the start. Played with: main.py play --load FILE")(new)
    app.command(epilog="FOLDER holds the records and the tournament's file; a folder in it is a class or a team.")(score)


def new(
    context: typer.Context,
    scenario: Scenarios = None,
    lesson: Lesson = True,
    title: Annotated[str, typer.Option(help="What the class sees at the top.")] = "Tournament",
    out: Annotated[Path | None, typer.Option(help="The file to write; a sealed one is written beside it.", metavar="FILE")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Make a tournament that is played by file: a sealed file to give out at once, and the opened one for the start.

    Example: main.py tournament new --scenario crossroads-2025 --title "Class 9b"
    """
    from game.session.store import write_file
    from game.tournament.format import SUFFIX, encode

    found = _planned(context.obj, scenario, title, lesson=lesson)
    opened = out or Path(f"{re.sub('[^a-z0-9]+', '-', title.lower()).strip('-') or 'tournament'}{SUFFIX}")
    if opened.suffix != SUFFIX:
        opened = opened.with_name(f"{opened.name}{SUFFIX}")
    sealed = opened.with_name(f"{opened.stem}-sealed{SUFFIX}")
    for path in (opened, sealed):
        if path.exists():
            raise CommandError(Sentence("{path} is there already: choose another name with --out FILE", path=path), WRONG_USAGE)
    try:
        write_file(sealed, encode(found.sealed()))
        write_file(opened, encode(found))
    except TightropeError as error:
        raise CommandError(str(error), NOT_DONE) from None
    if as_json:
        rounds = [{"scenario": one.scenario, "seed_digest": one.seed_digest, **one.options.document()} for one in found.rounds]
        say_json({"id": found.id, "title": found.title, "opened": str(opened), "sealed": str(sealed), "rounds": rounds})
        return 0
    say(f"{found.title}: {len(found.rounds)} round{'s' * (len(found.rounds) > 1)}")
    for number, one in enumerate(found.rounds, 1):
        say(f"  round {number}: {one.scenario}, digest of its seed {one.seed_digest}")
    say(f"Give out now:       {sealed}   (it shows the digests, and cannot be played)")
    say(f"Give out at start:  {opened}   (keep it to yourself until then)")
    return 0


def _planned(run: Run, scenarios: list[str] | None, title: str, *, lesson: bool) -> "Tournament":
    from game.session.origin import pack_ref, rules_ref
    from game.tournament.format import LONGEST_TITLE, Tournament, plan

    if not title.strip() or len(title) > LONGEST_TITLE or not title.isprintable():
        raise CommandError(Sentence("a title has 1 to {most} characters", most=LONGEST_TITLE), WRONG_USAGE)
    asked = rounds_of(run, scenarios, lesson=lesson)
    rounds = tuple(plan(one.scenario.id, pack_ref(one), rules_ref(one), options) for one, options in asked)
    return Tournament(secrets.token_hex(8), title.strip(), rounds)


def score(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The folder of records that were handed in.", metavar="FOLDER")],
    csv: Annotated[Path, typer.Option("--csv", help="Write the standings here, for a spreadsheet.", metavar="FILE")],
    tournament: Annotated[Path | None, typer.Option(help="The tournament's file, where it is not in FOLDER.", metavar="FILE")] = None,
    moodle: Annotated[Path | None, typer.Option(help="Write identifier and score here, for Moodle.", metavar="FILE")] = None,
    report: Annotated[Path | None, typer.Option(help="Write the class report here: a page of its own.", metavar="FILE")] = None,
    language: Annotated[str, typer.Option(help="The report's language: en or ko.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Play all records of a folder again and rank those that count; exit code 1 if one is refused.

    Example: main.py tournament score handed-in/ --csv standings.csv
    """
    from game.session.store import write_file
    from game.tournament.export import moodle_csv, sheet_csv
    from game.tournament.scoring import score_folder

    run: Run = context.obj
    if not folder.is_dir():
        raise CommandError(Sentence("{folder}: there is no such folder", folder=folder), WRONG_USAGE)
    check_language(language)
    played = _tournament_of(folder, tournament)
    with progress("records", sum(1 for _ in folder.rglob("*.tightrope"))) as tell:
        found = score_folder(played, folder, run.versions, tell, workers=0)
    pars = _pars(run, found)
    written = [(csv, sheet_csv(found.standings, pars))] + ([(moodle, moodle_csv(found.standings))] if moodle else [])
    try:
        for path, text in written:
            write_file(path, text.encode("utf-8-sig"))              # the mark tells spreadsheets that it is not an old encoding
        if report is not None:
            write_file(report, tournament_report.written(run, played, found, pars, language).encode())
    except TightropeError as error:
        raise CommandError(str(error), NOT_DONE) from None
    _tell_json(played, found, pars) if as_json else _tell(played, found, pars, csv)
    return FOUND_WANTING if any(one.sure for one in found.refused) else 0


def _tournament_of(folder: Path, named: Path | None) -> "Tournament":
    """Read the tournament's file: the one that is named, else the one in the folder, opened before sealed."""
    from game.tournament.by_file import read_tournament
    from game.tournament.format import SUFFIX

    try:
        if named is not None:
            return read_tournament(named)
        files = sorted(folder.glob(f"*{SUFFIX}"))
        found = [read_tournament(path) for path in files]
    except TightropeError as error:
        raise CommandError(str(error), WRONG_USAGE) from None
    if not found or len({one.id for one in found}) > 1:
        none = Sentence("there is no tournament's file in {folder}: name it with --tournament FILE", folder=folder)
        many = Sentence("there are files of several tournaments in {folder}: name it with --tournament FILE", folder=folder)
        raise CommandError(many if found else none, WRONG_USAGE)
    return max(found, key=lambda one: one.open)


def _pars(run: Run, found: "Scored") -> "dict[int, Par]":
    """Give the results of bots on the dice of each round that was played."""
    from game.analysis.debrief.par import par_totals
    from game.session.options import shaped
    from game.tournament.standings import Par

    pars: dict[int, Par] = {}
    for one in found.counted:
        compiled = run.of_record(one.record) if one.round not in pars else None
        if compiled is not None:
            pars[one.round] = Par(par_totals(shaped(compiled, one.record.options).scenario, one.record.seed))
    return pars


def _tell(played: "Tournament", found: "Scored", pars: "dict[int, Par]", csv: Path) -> None:
    from game.tournament.export import points
    from game.tournament.scoring import UNPROVEN
    from game.tournament.standings import group_averages

    say(f"{played.title}: {len(found.counted)} records count, {len(found.refused)} do not")
    for number, par in sorted(pars.items()):
        say(f"  round {number}: par {points(par.middle)} (the middle of {len(par.totals)} bots on the same dice)")
    for one in found.standings:
        rounds = "  ".join(f"{number}: {points(score.total)}" for number, score in one.rounds.items())
        say(f"{one.place:4}. {one.entrant.name}{f' ({one.entrant.group})' if one.entrant.group else ''}  {points(one.sum)}   [{rounds}]")
    for group in group_averages(found.standings):
        say(f"  {group.name}: average {points(group.average)} over {group.entrants}")
    for refused in found.refused:
        turn = "" if refused.turn is None else f" (turn {refused.turn})"
        say(f"{'NOT COUNTED' if refused.sure else 'not verified'}: {refused.file}: {refused.reason}{turn}")
    for first, second in found.copies:
        say(f"The same orders from first to last: {first} and {second}; ask the two")
    say(HOW_TIES_GO)
    say(UNPROVEN)
    say(f"Written: {csv}")


def _tell_json(played: "Tournament", found: "Scored", pars: "dict[int, Par]") -> None:
    from game.core.numbers import SCALE
    from game.tournament.scoring import UNPROVEN
    from game.tournament.standings import Standing, group_averages

    def row(one: Standing) -> dict[str, Any]:
        rounds = [
            {
                "number": number, "total": score.total / SCALE, "weakest": score.weakest / SCALE, "ending": score.ending,
                "percentile": pars[number].percentile(score.total) if number in pars else None,
            }
            for number, score in one.rounds.items()
        ]
        return {"place": one.place, "name": one.entrant.name, "group": one.entrant.group, "sum": one.sum / SCALE, "rounds": rounds}

    say_json({
        "id": played.id, "title": played.title, "par": {str(number): par.middle / SCALE for number, par in pars.items()},
        "standings": [row(one) for one in found.standings],
        "groups": [
            {"place": one.place, "name": one.name, "average": one.average / SCALE, "entrants": one.entrants}
            for one in group_averages(found.standings)
        ],
        "refused": [
            {"file": str(one.file), "reason": one.reason, "turn": one.turn, "valid": False if one.sure else None} for one in found.refused
        ],
        "copies": [[str(first), str(second)] for first, second in found.copies], "unproven": UNPROVEN,
    })
