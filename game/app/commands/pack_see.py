"""`pack graph` and `pack diff`: what leads to what, and what a change does."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from game.app.output import FOUND_WANTING, WRONG_USAGE, CommandError, progress, say, say_json
from game.app.run import Run
from game.core.problems import Sentence, TightropeError

if TYPE_CHECKING:
    from game.content.compiled import Compiled


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(graph)
    app.command()(diff)


def graph(
    context: typer.Context,
    path: Annotated[str, typer.Argument(help="The pack's folder or .zip, or the id of an installed scenario.")],
    out: Annotated[Path, typer.Option(help="The .svg to write.")],
    record: Annotated[Path | None, typer.Option(help="A record; the cards of its game are drawn in gold.")] = None,
    language: Annotated[str, typer.Option(help="The language of the titles.")] = "en",
) -> int:
    """Draw which events lead to which, through flags, indicators and what comes later.

    Example: main.py pack graph scenarios/thaad-2016 --out deck.svg
    """
    from game.analysis.links import links, nodes
    from game.report.graph import graph_svg
    from game.session.store import write_file

    run: Run = context.obj
    compiled = load(run, path)
    titles = {event.id: compiled.texts.get(f"events.{event.id}.title", language) for event in compiled.scenario.events}
    powers = {name: meta.power for name, meta in compiled.meta.events.items()}
    played = _played(record, compiled) if record is not None else {}
    events, found = nodes(compiled.scenario, titles, powers, played), links(compiled.scenario)
    write_file(out, graph_svg(compiled.texts.get("title", language), events, found).encode())
    say(f"{out}: {len(events)} events, {len(found)} links" + (f", {len(played)} played" if record is not None else ""))
    return 0


def _played(path: Path, compiled: "Compiled") -> dict[str, tuple[int, str]]:
    """Give the turn and the answer of each card that a record's game met first."""
    from game.session.reading import RecordError, read_record

    try:
        record = read_record(path)
    except (RecordError, TightropeError) as error:
        raise CommandError(Sentence("{path}: {error}", path=path, error=error), FOUND_WANTING) from None
    if record.scenario != compiled.scenario.id:
        raise CommandError(Sentence(
            "{path} is a game of {scenario}, not of {other}", path=path, scenario=record.scenario, other=compiled.scenario.id,
        ), WRONG_USAGE)
    found: dict[str, tuple[int, str]] = {}
    for number, turn in enumerate(record.turns, 1):
        for event in turn.events:
            option = turn.order.answers.get(event, "")
            found.setdefault(event, (number, compiled.texts.get(f"events.{event}.options.{option}.label", default=option)))
    return found


def load(run: Run, path: str) -> "Compiled":
    """Load a pack by its path, beside what lies there, or an installed one by its scenario's id."""
    from game.content.diagnostics import PackError
    from game.content.library import Library
    from game.content.loading import load_pack

    if not Path(path).exists():
        return run.load(path)
    library = Library([run.folders.shipped, run.folders.packs, Path(path).absolute().parent])
    try:
        return load_pack(Path(path), library.find).use()
    except PackError as error:
        raise CommandError(str(error), FOUND_WANTING) from None


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help="The pack as it was: a folder, a .zip, or an installed scenario (ID@VERSION).")],
    new: Annotated[str, typer.Argument(help="The pack as it is.")],
    games: Annotated[int, typer.Option(min=30, max=1_000_000, help="Seeds of each policy, the same for both.")] = 2000,
    report: Annotated[Path | None, typer.Option(help="Write the comparison to this HTML file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Say what a change does to results, endings and events, on the same seeds; exit code 0 whatever it is.

    Example: main.py pack diff my-crisis@1.0.0 my-crisis --report change.html
    """
    from game.analysis.difference import difference

    run: Run = context.obj
    before, after = load(run, old), load(run, new)
    with progress("games", 1000) as tell:
        found = difference(before.scenario, after.scenario, games, lambda share: tell(round(1000 * share)))
    texts = _texts_changed(before, after)
    if report is not None:
        from game.report.difference import difference_page
        from game.session.store import write_file

        title = f"{after.texts.get('title')}: {before.pack_version} to {after.pack_version}"
        write_file(report, difference_page(found, title, texts).encode())
    document = {**found.document(), "texts": texts, "rules_changed": before.rules_digest != after.rules_digest}
    say_json(document) if as_json else say(_told(document))
    return 0


def _texts_changed(before: "Compiled", after: "Compiled") -> dict[str, int]:
    mine, its = before.texts.own, after.texts.own
    return {
        "added": len(its.keys() - mine.keys()), "removed": len(mine.keys() - its.keys()),
        "reworded": sum(mine[key] != its[key] for key in mine.keys() & its.keys()),
    }


def _told(document: dict[str, Any]) -> str:
    """Put a comparison into lines."""
    texts = document["texts"]
    rules = "rules changed" if document["rules_changed"] else "the rules are the same"
    lines = [f"{rules}; texts: {texts['added']} new, {texts['removed']} gone, {texts['reworded']} reworded"]
    for kind, change in document["parts"].items():
        lines += [f"{kind} {word}: {', '.join(change[word])}" for word in ("added", "removed") if change[word]]
    for row in document["results"]:
        sure = "" if row["sure"] else " (within chance)"
        lines.append(f"{row['policy']}: {row['before']:.2f} to {row['after']:.2f}, {row['change']:+.2f} ± {row['bound']:.2f}{sure}")
    for word, key in (("ending", "endings"), ("event", "events")):
        lines += [f"{word} {row['id']}: {row['before']:.1%} to {row['after']:.1%} of the games" for row in document[key][:8]]
    return "\n".join(lines)
