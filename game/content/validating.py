"""Checks trees against the schemas and says what is wrong in plain words, at the place of the key or the value."""

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError

from game.content.diagnostics import Findings, did_you_mean, nearest
from game.content.reader import Mapping, Sequence, place_of
from game.content.schema.base import ID_PATTERN, LANGUAGE_PATTERN, MONTH_PATTERN, PACK_ID_PATTERN, VERSION_PATTERN

M = TypeVar("M", bound=BaseModel)

SINGULAR = {
    "events": "event", "options": "option", "demands": "demand", "ladder": "rung", "offers": "offer", "programmes": "programme",
    "flows": "flow", "shocks": "shock", "kinds": "kind", "endings": "ending", "doctrines": "doctrine", "pillars": "pillar", "eras": "era",
    "indicators": "indicator", "sectors": "sector", "grades": "grade", "questions": "question", "mandates": "mandate", "turns": "turn",
    "history": "history line", "given": "given series", "guide": "guide step",
    "glossary": "glossary entry", "places": "place", "marks": "mark",
}
PATTERNS = {
    ID_PATTERN: "ids are written with a-z, 0-9 and _ only",
    PACK_ID_PATTERN: "this id is written with a-z, 0-9, _ and - only",
    MONTH_PATTERN: "a month is written YYYY-MM",
    VERSION_PATTERN: "a version is three numbers: 1.0.0",
    LANGUAGE_PATTERN: "a language is written like en or ko",
}
_TYPES = {
    "string_type": "a text", "float_type": "a number", "int_type": "a whole number", "bool_type": "true or false", "list_type": "a list",
    "dict_type": "a mapping", "model_type": "a mapping", "model_attributes_type": "a mapping", "int_from_float": "a whole number",
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
                words = f"{problem.error_count():,} things are wrong with {what}; is this the right kind of file?"
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


def describe(tree: Any, loc: tuple[Any, ...], what: str) -> str:
    """Name the thing that a place belongs to: option 'swap' of event 'lotte_site'."""
    words: list[str] = []
    group = "events" if isinstance(tree, list) else ""
    for step in loc:
        if not _leads(tree, step):
            break
        tree = tree[step]
        if isinstance(step, int):
            name = tree.get("id") if isinstance(tree, dict) else None
            words.append(f"{SINGULAR.get(group, group)} '{name}'" if isinstance(name, str) else f"{SINGULAR.get(group, group)} {step + 1}")
        else:
            if group in ("indicators", "sectors"):
                words.append(f"{SINGULAR[group]} '{step}'")
            elif isinstance(tree, dict) and step not in SINGULAR:
                words.append(f"'{step}'")
            group = str(step)
    return " of ".join(reversed(words[-2:])) if words else what


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
            findings.error(place_of(tree, loc[:-1]), "missing-key", f"missing key '{loc[-1]}' in {where}")
        elif kind == "extra_forbidden":
            known = fields_at(model, loc[:-1])
            hint = "; put a text that holds a comma in quotes" if _is_rest(errors[0]) else findings.suggest(str(loc[-1]), known)
            message = f"unknown key '{str(loc[-1])[:60]}' in {describe(tree, loc[:-1], what)}{hint}"
            findings.error(place_of(tree, loc, key=True), "unknown-key", message)
        else:
            key = errors[0]["loc"][-1:] == ("[key]",)
            code, words = _words(chosen, loc[-1] if key else chosen[0]["input"])
            name = f"'{loc[-1]}' in " if loc and isinstance(loc[-1], str) and not key else ""
            owner = describe(tree, loc[:-1] if name else loc, what)
            place = place_of(tree, loc, key=key)
            if not findings.error_at(place):        # what the reader has refused is of no kind at all
                findings.error(place, code, f"{name}{owner}: {words}")


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
        wanted = " or ".join(dict.fromkeys(_TYPES[e["type"]] for e in errors if e["type"] in _TYPES))
        wanted = wanted.replace("a number or a text", "a number or an expression")
        hint = "; put it in quotes" if wanted == "a text" and isinstance(value, int | float) else ""
        return "wrong-type", f"{wanted} is expected, not {shown}{hint}"
    if kind == "literal_error":
        known = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        few = len(known) <= 12
        return "bad-value", f"{shown} is none of " + (", ".join(known) if few else "the known words") + did_you_mean(str(value), known)
    if kind == "string_pattern_mismatch":
        return "bad-id", f"{shown}: {PATTERNS.get(context['pattern'], 'this does not fit')}"
    if kind in ("string_too_long", "string_too_short", "too_long", "too_short"):
        limit = f"at most {context['max_length']}" if "max_length" in context else f"at least {context['min_length']}"
        have = f"{context['actual_length']} entries" if "actual_length" in context else f"the text has {len(str(value))} characters"
        return "length", f"{have}; {limit} are allowed"
    limits = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most")}
    if kind in limits:
        name, words = limits[kind]
        return "bad-range", f"{shown} is out of range; {words} {context[name]:,g} is allowed"
    return "bad-value", f"{shown}: {errors[0]['msg'].lower()}"


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
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
