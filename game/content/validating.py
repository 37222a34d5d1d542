"""Checks trees against the schemas and says what is wrong in plain words, at the place of the key or the value."""

from itertools import pairwise
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError

from game.content.diagnostics import Findings, did_you_mean, nearest, thing
from game.content.reader import Mapping, Sequence, place_of
from game.content.schema.base import ID_PATTERN, LANGUAGE_PATTERN, MONTH_PATTERN, PACK_ID_PATTERN, VERSION_PATTERN
from game.core.problems import Sentence

M = TypeVar("M", bound=BaseModel)

SINGULAR = {
    "events": "event", "options": "option", "demands": "demand", "ladder": "rung", "offers": "offer", "programmes": "programme",
    "flows": "flow", "shocks": "shock", "kinds": "kind", "endings": "ending", "doctrines": "doctrine", "pillars": "pillar", "eras": "era",
    "indicators": "indicator", "sectors": "sector", "grades": "grade", "questions": "question", "mandates": "mandate", "turns": "turn",
    "history": "history line", "given": "given series", "guide": "guide step",
    "glossary": "glossary entry", "places": "place", "marks": "mark",
}
PATTERNS = {
    ID_PATTERN: Sentence("ids are written with a-z, 0-9 and _ only"),
    PACK_ID_PATTERN: Sentence("this id is written with a-z, 0-9, _ and - only"),
    MONTH_PATTERN: Sentence("a month is written YYYY-MM"),
    VERSION_PATTERN: Sentence("a version is three numbers: 1.0.0"),
    LANGUAGE_PATTERN: Sentence("a language is written like en or ko"),
}
_TEXT, _NUMBER, _WHOLE = Sentence("a text"), Sentence("a number"), Sentence("a whole number")
_MAPPING, _LIST = Sentence("a mapping"), Sentence("a list")
_TYPES = {
    "string_type": _TEXT, "float_type": _NUMBER, "int_type": _WHOLE, "bool_type": Sentence("true or false"), "list_type": _LIST,
    "dict_type": _MAPPING, "model_type": _MAPPING, "model_attributes_type": _MAPPING, "int_from_float": _WHOLE,
}
_ROUNDS = 8
MOST_ERRORS = 10_000
_GONE = object()


def validated(model: type[M], tree: Any, findings: Findings, what: str) -> tuple[M | None, Any]:
    """Check a tree; where parts are wrong, say so and give the model of the rest (with its tree), so that the rest is checked too."""
    if tree is None:
        return None, tree
    for turn in range(_ROUNDS):
        try:
            return model.model_validate(tree), tree
        except ValidationError as problem:
            if problem.error_count() > MOST_ERRORS:
                words = Sentence(
                    "{n:,} things are wrong with {what}; is this the right kind of file?",
                    n=problem.error_count(), what=what,
                )
                findings.error(place_of(tree, ()), "too-many-errors", words)
                return None, None
            errors = problem.errors(include_url=False)
            located = [(_clean(tree, error), error) for error in errors]
            if turn == 0:
                _report(model, tree, located, findings, what)
            tree = _without(tree, located)
            if tree is None:
                return None, None
    return None, tree


def _short(name: Any) -> str:
    """Cut a name as long as no name may be: a message is read in one line."""
    return str(name)[:60]


def describe(tree: Any, loc: tuple[Any, ...], whole: str) -> str:
    """Name the thing that a place belongs to: option 'swap' of event 'lotte_site'."""
    words: list[str] = []                                  # the parts, from the outermost in
    group = "events" if isinstance(tree, list) else ""
    for step in loc:
        if not _leads(tree, step):
            break
        tree = tree[step]
        if isinstance(step, int):
            name = tree.get("id") if isinstance(tree, dict) else None
            what = thing(SINGULAR.get(group, group))
            named = Sentence("{what} '{name}'", what=what, name=_short(name)) if isinstance(name, str) else None
            words.append(named or Sentence("{what} {n}", what=what, n=step + 1))
        else:
            if group in ("indicators", "sectors"):
                words.append(Sentence("{what} '{name}'", what=thing(SINGULAR[group]), name=_short(step)))
            elif isinstance(tree, dict) and step not in SINGULAR:
                words.append(f"'{_short(step)}'")
            group = str(step)
    if len(words) > 1:
        return Sentence("{part} of {whole}", part=words[-1], whole=words[-2])
    return words[-1] if words else whole


def _leads(tree: Any, step: Any) -> bool:
    """Tell whether a key or an index leads to a part of a tree."""
    if isinstance(tree, list):
        return isinstance(step, int) and 0 <= step < len(tree)
    return isinstance(tree, dict) and step in tree


def _clean(tree: Any, error: Any) -> tuple[Any, ...]:
    """Drop what pydantic adds to a location (names of unions and of keys)."""
    found: list[Any] = []
    for step in error["loc"]:
        if _leads(tree, step):
            tree = tree[step]
        else:
            if error["type"] == "missing" and step == error["loc"][-1]:
                found.append(step)
            continue
        found.append(step)
    return tuple(found)


def _report(model: type[BaseModel], tree: Any, located: list[tuple[tuple[Any, ...], Any]], findings: Findings, what: str) -> None:
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for loc, error in located:
        groups.setdefault(loc, []).append(error)
    meant = {_meant(model, loc) for loc, errors in groups.items() if errors[0]["type"] == "extra_forbidden"}
    for loc, errors in groups.items():
        chosen = [e for e in errors if e["type"] not in _TYPES] or errors
        kind = chosen[0]["type"]
        if kind == "missing":
            if loc in meant:
                continue
            where = describe(tree, loc[:-1], what)
            findings.error(place_of(tree, loc[:-1]), "missing-key", Sentence("missing key '{key}' in {where}", key=loc[-1], where=where))
        elif kind == "extra_forbidden":
            known = fields_at(model, loc[:-1])
            quotes = Sentence("; put a text that holds a comma in quotes")
            hint = quotes if _is_rest(errors[0]) else findings.suggest(str(loc[-1]), known)
            message = Sentence(
                "unknown key '{key}' in {where}{hint}",
                key=_short(loc[-1]), where=describe(tree, loc[:-1], what), hint=hint,
            )
            findings.error(place_of(tree, loc, key=True), "unknown-key", message)
        else:
            key = errors[0]["loc"][-1:] == ("[key]",)
            code, words = _words(chosen, loc[-1] if key else chosen[0]["input"])
            named = bool(loc) and isinstance(loc[-1], str) and not key
            owner = describe(tree, loc[:-1] if named else loc, what)
            where = Sentence("'{key}' in {owner}", key=loc[-1], owner=owner) if named else owner
            place = place_of(tree, loc, key=key)
            if not findings.error_at(place):        # what the reader has refused is of no kind at all
                findings.error(place, code, Sentence("{where}: {words}", where=where, words=words))


def _is_rest(error: Any) -> bool:
    """Tell whether an unknown key is probably the rest of a text that a comma has cut: words without a value."""
    return error["input"] is None and " " in str(error["loc"][-1])


def _meant(model: type[BaseModel], loc: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give the location of the key that an unknown key was probably meant to be, so that it is not called missing as well."""
    near = nearest(str(loc[-1]), fields_at(model, loc[:-1]))
    return (*loc[:-1], near)


def _words(errors: list[Any], value: Any) -> tuple[str, str]:
    """Give the code and the words for what is wrong with a value."""
    kind, context = errors[0]["type"], errors[0].get("ctx", {})
    shown = _shown(value)
    if kind in _TYPES:
        wanted = _either(list(dict.fromkeys(_TYPES[e["type"]] for e in errors if e["type"] in _TYPES)))
        hint = Sentence("; put it in quotes") if wanted == _TEXT and isinstance(value, int | float) else ""
        return "wrong-type", Sentence("{wanted} is expected, not {shown}{hint}", wanted=wanted, shown=shown, hint=hint)
    if kind == "literal_error":
        known = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        listed = ", ".join(known) if len(known) <= 12 else Sentence("the known words")
        return "bad-value", Sentence("{shown} is none of {listed}{near}", shown=shown, listed=listed, near=did_you_mean(str(value), known))
    if kind == "string_pattern_mismatch":
        return "bad-id", Sentence("{where}: {words}", where=shown, words=PATTERNS.get(context["pattern"], Sentence("this does not fit")))
    if kind in ("string_too_long", "string_too_short", "too_long", "too_short"):
        most, least = context.get("max_length"), context.get("min_length")
        limit = Sentence("at least {n}", n=least) if most is None else Sentence("at most {n}", n=most)
        entries = Sentence("{n} entries", n=context.get("actual_length", 0))
        letters = Sentence("the text has {n} characters", n=len(str(value)))
        have = entries if "actual_length" in context else letters
        return "length", Sentence("{have}; {limit} are allowed", have=have, limit=limit)
    if kind == "greater_than_equal":
        return "bad-range", Sentence("{shown} is out of range; at least {limit:,g} is allowed", shown=shown, limit=context["ge"])
    if kind == "less_than_equal":
        return "bad-range", Sentence("{shown} is out of range; at most {limit:,g} is allowed", shown=shown, limit=context["le"])
    return "bad-value", Sentence("{where}: {words}", where=shown, words=errors[0]["msg"].lower())


def _either(kinds: list[Sentence]) -> Sentence:
    """Join what is allowed; a text beside a number is an expression."""
    found = kinds[0]
    for before, kind in pairwise(kinds):
        other = Sentence("an expression") if (before, kind) == (_NUMBER, _TEXT) else kind
        found = Sentence("{one} or {other}", one=found, other=other)
    return found


def _shown(value: Any) -> str:
    if value is None:
        return Sentence("nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return _MAPPING
    if isinstance(value, list):
        return _LIST
    return f"'{str(value)[:40]}'"


def fields_at(model: Any, loc: tuple[Any, ...]) -> list[str]:
    """List the keys that the mapping at a place may have."""
    if isinstance(model, type) and issubclass(model, RootModel):
        model = model.model_fields["root"].annotation
    for step in loc:
        model = _inner(model, step)
    found = [m for m in _models(model) if not issubclass(m, RootModel)]
    return [field.alias or name for m in found for name, field in m.model_fields.items()]


def _inner(annotation: Any, step: Any) -> Any:
    """Give the annotation of a field, an item or a value."""
    for model in _models(annotation):
        if issubclass(model, RootModel):
            return _inner(model.model_fields["root"].annotation, step)
        for name, field in model.model_fields.items():
            if step == (field.alias or name):
                return field.annotation
    arguments = [a for a in get_args(annotation) if a is not type(None)]
    for argument in reversed(arguments):
        if _models(argument) and not isinstance(argument, type):
            return _inner(argument, step)
    return arguments[-1] if arguments else annotation


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    origin_is_container = getattr(annotation, "__origin__", None) in (list, dict)
    if origin_is_container:
        return []
    return [m for argument in get_args(annotation) for m in _models(argument)]


def _without(tree: Any, located: list[tuple[tuple[Any, ...], Any]]) -> Any:
    """Copy a tree without the parts that are wrong; None when that is all of it."""
    gone: set[tuple[Any, ...]] = set()
    for loc, error in located:
        gone.add(loc[:-1] if error["type"] == "missing" else loc)
    copy = _copy(tree, (), gone)
    return None if copy is _GONE else copy


def _copy(tree: Any, loc: tuple[Any, ...], gone: set[tuple[Any, ...]]) -> Any:
    if loc in gone:
        return _GONE
    if isinstance(tree, Mapping):
        mapping = Mapping(tree.place)
        mapping.whole = tree.whole
        for key, value in tree.items():
            kept = _copy(value, (*loc, key), gone)
            if kept is _GONE:
                mapping.whole = False
            else:
                mapping[key] = kept
                mapping.keys_at[key], mapping.values_at[key] = tree.keys_at[key], tree.values_at[key]
        return mapping
    if isinstance(tree, Sequence):
        sequence = Sequence(tree.place)
        sequence.whole = tree.whole
        for index, value in enumerate(tree):
            kept = _copy(value, (*loc, index), gone)
            if kept is _GONE:
                sequence.whole = False
            else:
                sequence.append(kept)
                sequence.items_at.append(tree.items_at[index])
        return sequence
    return tree
