"""The steps, and how a pack of an older format is brought to the one in hand."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from game.content.packfiles import PackFiles
from game.core.problems import Sentence, TightropeError

FORMAT = 1
"""The format in hand."""

Step = Callable[[dict[str, str]], dict[str, str]]
"""Gets the texts of a pack's YAML files by name and gives them in the next format; `format:` itself is raised for it."""
STEPS: Mapping[int, Step] = {}
"""The step that leaves each format. Format 1 is the first, so there is none yet; docs/designing/guide.md says how to write one."""

_LINE = re.compile(r"^(format:\s*)([0-9]+)", re.MULTILINE)


@dataclass(frozen=True)
class Upgraded:
    """A pack in the format in hand: the files that changed, and the format that it was in."""

    was: int
    changed: dict[str, str]


def upgraded(files: PackFiles, steps: Mapping[int, Step] | None = None, to: int = FORMAT) -> Upgraded:
    """Bring a pack's files to a format step by step; raises TightropeError when that cannot be done. Writes nothing."""
    steps = STEPS if steps is None else steps
    try:
        texts = {name: data.decode("utf-8") for name, data in files.data.items() if name.endswith(".yaml")}
    except UnicodeDecodeError:
        raise TightropeError(Sentence("{path}: a file is not UTF-8; save it as UTF-8 first", path=files.path)) from None
    was = format_of(texts.get("pack.yaml", ""), files.path)
    if was > to:
        raise TightropeError(Sentence(
            "{path} is of format {was}, which a newer version of this program has made; this one knows {to}",
            path=files.path, was=was, to=to,
        ))
    new = dict(texts)
    for number in range(was, to):
        if number not in steps:
            raise TightropeError(Sentence(
                "{path} is of format {was}; no step leads on from format {number}",
                path=files.path, was=was, number=number,
            ))
        new = steps[number](new)
        new["pack.yaml"] = _LINE.sub(rf"\g<1>{number + 1}", new["pack.yaml"], count=1)
    return Upgraded(was, {name: text for name, text in new.items() if texts.get(name) != text})


def format_of(text: str, shown: str) -> int:
    """Read the format from the text of pack.yaml; raises TightropeError when none stands there."""
    found = _LINE.search(text)
    if found is None:
        raise TightropeError(Sentence("{shown}/pack.yaml names no `format:`", shown=shown))
    return int(found.group(2))
