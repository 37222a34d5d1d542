"""`debrief`: says of finished games why they came out as they did, as a page, a document or a few lines."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from game.app.output import FOUND_WANTING, WRONG_USAGE, CommandError, check_language, progress, say, say_json
from game.app.run import Run
from game.core.problems import Sentence, TightropeError

if TYPE_CHECKING:
    from game.analysis.debrief.document import Debrief


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(debrief)


def debrief(
    context: typer.Context,
    records: Annotated[list[Path], typer.Argument(help="Records of finished games of one scenario.", metavar="RECORD...")],
    report: Annotated[Path | None, typer.Option(help="Write the debrief as one self-contained page to this HTML file.")] = None,
    language: Annotated[str, typer.Option(help="The language of the words: en or ko.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Say why a game came out as it did: waterfalls, turning points, par, path; several records are compared.

    Example: main.py debrief saves/sample-crossroads-2025.tightrope --report debrief.html
    """
    from game.analysis.debrief.document import Debrief, document_of

    check_language(language)
    run: Run = context.obj
    cases = [_open(run, path) for path in records]
    if len({case.scenario.id for case in cases}) > 1:
        names = ", ".join(sorted({case.scenario.id for case in cases}))
        raise CommandError(Sentence("these are games of {names}: compare games of one scenario", names=names), WRONG_USAGE)
    with progress("debrief", 1000 * len(cases)) as tell:
        debriefs = [Debrief(case, _share(tell, place)) for place, case in enumerate(cases)]
        documents = [{"file": str(path), **document_of(one, language)} for path, one in zip(records, debriefs, strict=True)]
    if report is not None:
        _write(report, debriefs, records, language)
    if as_json:
        say_json(documents[0] if len(documents) == 1 else {"records": documents})
    else:
        say("\n\n".join(told(document) for document in documents))
    return 0


def _share(tell: Callable[[int], None], place: int) -> Callable[[float], None]:
    """Tell of one debrief's progress as a part of all."""
    return lambda share: tell(round(1000 * (place + share)))


def _open(run: Run, path: Path) -> Any:
    """Open a record for its debrief; raises CommandError with one line that says why not."""
    from game.analysis.debrief import open_case
    from game.session.match import IllegalOrderError, RecordMismatchError
    from game.session.reading import RecordError, read_record

    if not path.is_file():
        raise CommandError(Sentence("{path}: there is no such file", path=path), WRONG_USAGE)
    try:
        record = read_record(path)
        compiled = run.of_record(record)
        if compiled is not None:
            return open_case(record, compiled)
    except (RecordError, RecordMismatchError, IllegalOrderError) as error:
        raise CommandError(Sentence(
            "{path}: no debrief of a record that is not sound: {error}", path=path, error=error,
        ), FOUND_WANTING) from None
    except TightropeError as error:
        raise CommandError(Sentence("{path}: {error}", path=path, error=error), FOUND_WANTING) from None
    from game.session.origin import pack_named

    raise CommandError(Sentence(
        "{path}: its debrief needs {pack}, and no version of it is installed", path=path, pack=pack_named(record.pack),
    ), FOUND_WANTING)


def _write(report: Path, debriefs: "list[Debrief]", records: list[Path], language: str) -> None:
    from game.report.comparison import comparison_page
    from game.report.debrief import debrief_page
    from game.session.store import write_file

    if len(debriefs) == 1:
        text = debrief_page(debriefs[0], language)
    else:
        names = [one.case.record.player or path.stem for one, path in zip(debriefs, records, strict=True)]
        text = comparison_page(debriefs, names, language)
    write_file(report, text.encode())


def told(document: dict[str, Any]) -> str:
    """Put a debrief into a few lines."""
    result, par = document["result"], document["par"]
    ending = f", ended early: {result['ending']}" if result["ending"] else ""
    lines = [f"{document['file']}: {document['scenario']}, result {result['total']:.2f} ({result['grade']}){ending}"]
    if not document["verified"]:
        lines.append(f"not verified here: {document['reason']}")
    if par:
        lines.append(f"better than {par['percentile']}% of {par['games']:,} bot games on the same dice")
    for name, fall in document["waterfall"].items():
        steps = sorted(fall["steps"], key=lambda step: -abs(step["amount"]))[:5]
        largest = ", ".join(f"{step['cause_text']} {step['amount']:+.1f}" for step in steps)
        lines.append(f"{name}: {fall['start']:.1f} to {fall['end']:.1f}; {largest}")
    for point in document["turning_points"]:
        better = point["better"]
        if not isinstance(better, str):
            better = f"a point from {better['from']} to {better['to']}"
        chosen = f"{point['event']}: {point['chosen']}" if point["event"] else "points"
        lines.append(f"turn {point['turn']}, {chosen}; instead {better}: {point['difference']:+.2f}. {point['why']}")
    return "\n".join(lines)
